"""Statements of a bank: the sign of an amount, or a mark, says where it goes.

A bank writes what is spent as less than 0, marks it as debit ("Soll"), or has a column
for what is spent and one for what comes back. An expense is always an amount from 0:
what comes back is a credit. These are guessed only where a table is known as a
statement by its headers; a mapping may ask for any of them.
"""

import re
from decimal import Decimal

from core.errors import UnreadableValueError
from core.exchange.cells import as_text
from core.exchange.mapping import ColumnMapping, FieldSource, How, fold
from core.exchange.shape import Cell, Table, is_empty
from core.reading import read_number

BRACKETS = re.compile(r"[(\[].*?[)\]]")
AMOUNT, TITLE, VENDOR = "amount", "title", "vendor"
SIDE_HEADERS = frozenset(
    {
        "cdtdbtind",
        "creditdebit",
        "creditdebitindicator",
        "dc",
        "dccode",
        "debitcredit",
        "debitcreditindicator",
        "drcr",
        "sh",
        "shkennzeichen",
        "sollhaben",
        "sollhabenkennzeichen",
    }
)
SPENT = frozenset({"s", "soll", "d", "dr", "dbit", "debit", "lastschrift"})
RETURNED = frozenset({"h", "haben", "c", "cr", "crdt", "credit", "gutschrift"})
HEADERS = frozenset(
    {
        "auftraggeberempfänger",
        "auftragskonto",
        "balance",
        "begünstigterzahlungspflichtiger",
        "beguenstigterzahlungspflichtiger",
        "bic",
        "bookingdate",
        "buchungsdatum",
        "buchungstag",
        "buchungstext",
        "counterparty",
        "empfänger",
        "iban",
        "kontonummeriban",
        "namezahlungsbeteiligter",
        "saldo",
        "saldonachbuchung",
        "transactiondate",
        "umsatz",
        "valuedate",
        "valuta",
        "valutadatum",
        "verwendungszweck",
        "wertstellung",
        "zahlungsempfänger",
        "zahlungsempfängerin",
    }
)
# Headers of two columns: money that goes out, and money that comes in.
GOES_OUT = frozenset(
    {
        "auszahlung",
        "auszahlungen",
        "ausgabe",
        "ausgaben",
        "belastung",
        "debit",
        "debitamount",
        "debits",
        "lastschrift",
        "moneyout",
        "paidout",
        "soll",
        "sollbetrag",
        "withdrawal",
        "withdrawalamount",
        "withdrawals",
    }
)
COMES_IN = frozenset(
    {
        "credit",
        "creditamount",
        "credits",
        "deposit",
        "depositamount",
        "deposits",
        "einnahme",
        "einnahmen",
        "einzahlung",
        "einzahlungen",
        "gutschrift",
        "haben",
        "habenbetrag",
        "moneyin",
        "paidin",
    }
)
PAIRED = 0.9  # how sure two such columns make of an amount
ENOUGH = 2  # headers of a bank that make a table a statement


def as_statement(table: Table, mapping: ColumnMapping) -> ColumnMapping:
    """Return a guess for expenses with the signs of a statement, where it is one.

    A line without a purpose is called as whoever was paid.
    """
    source, side = mapping.fields.get(AMOUNT), _side_column(table)
    pair = None if source else _paired(table, mapping)
    if pair is None and (source is None or not (side or _is_statement(table))):
        return mapping
    fields = dict(mapping.fields)
    if pair is not None:
        fields[AMOUNT] = pair
    elif source and (side or _any_below_zero(table, source)):
        factor = source.factor if side else -source.factor
        signed = {"credits": True, "side": side, "factor": factor}
        fields[AMOUNT] = source.model_copy(update=signed)
    title, vendor = fields.get(TITLE), fields.get(VENDOR)
    if title is not None and vendor is not None:
        both = {"columns": (*title.columns, *vendor.columns)}
        fields[TITLE] = title.model_copy(update=both)
    return mapping.model_copy(update={"fields": fields})


def _paired(table: Table, mapping: ColumnMapping) -> FieldSource | None:
    """Return the amount that two columns make, where a table has such a pair.

    A bank that writes a minus before what goes out means their sum.
    """
    used = set(mapping.used)
    out, into = (
        next((h for h in table.headers if _bare(h) in words and h not in used), None)
        for words in (GOES_OUT, COMES_IN)
    )
    if out is None or into is None:
        return None
    source = FieldSource(
        columns=(out, into), how=How.LESS, credits=True, confidence=PAIRED
    )
    if _any_below_zero(table, FieldSource(columns=(out,))):
        return source.model_copy(update={"how": How.SUM, "factor": Decimal(-1)})
    return source


def _bare(header: str) -> str:
    """Fold a header without what stands in brackets: "Debit (EUR)"."""
    return fold(BRACKETS.sub("", header))


def _is_statement(table: Table) -> bool:
    return sum(fold(header) in HEADERS for header in table.headers) >= ENOUGH


def _side_column(table: Table) -> str | None:
    """Return the column that marks debit and credit, if its cells do."""
    for place, header in enumerate(table.headers):
        cells = [line.cells[place] for line in table.lines]
        words = {side_word(cell) for cell in cells if not is_empty(cell)}
        if fold(header) in SIDE_HEADERS and words and words <= SPENT | RETURNED:
            return header
    return None


def side_word(cell: Cell) -> str:
    """Return what a cell says of debit and credit, folded as a header is."""
    return fold(as_text(cell))


def _any_below_zero(table: Table, source: FieldSource) -> bool:
    places = [table.headers.index(column) for column in source.columns]
    cells = (line.cells[place] for line in table.lines for place in places)
    return any(_is_below_zero(cell, source) for cell in cells)


def _is_below_zero(cell: Cell, source: FieldSource) -> bool:
    try:
        return read_number(cell, decimal_comma=source.decimal_comma) < 0
    except UnreadableValueError:
        return False
