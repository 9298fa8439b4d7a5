"""The store: tables, transactions and the functions that read and write them."""
