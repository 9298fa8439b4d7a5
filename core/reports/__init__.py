"""Reports as values, and the files that are made from them."""
