"""Files that can be read as tables, and are wrong in what they say.

Each is for the register of risks of a project that has R-001 and an archived R-002.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from core.exchange.tables import Cell
from core.exchange.writing import Sheet, to_xlsx


@dataclass(frozen=True, slots=True)
class BrokenTable:
    """A file's content, and line, column and words of the problem it has."""

    content: bytes
    line: int | None
    column: str
    says: str


def row(header: str, value: str, says: str, *, line: int = 2) -> BrokenTable:
    """Return a risk with one more field."""
    return BrokenTable(f"Event;{header}\nIce;{value}\n".encode(), line, header, says)


def sheet(header: str, value: Cell, says: str) -> BrokenTable:
    """Return a workbook with a risk and one more field."""
    content = to_xlsx({"Risks": Sheet(["Event", header], [["Ice", value]])})
    return BrokenTable(content, 2, header, says)


AMOUNT = "an amount from 0 up, at most 12 digits and 2 decimals"
SCORE = "a whole number from 1 to 5"

BROKEN_TABLES: Mapping[str, BrokenTable] = {
    "amount too large for any budget": row("Cost impact", "1e308", AMOUNT),
    "amount of 15 digits": row("Cost impact", "123456789012345", AMOUNT),
    "amount of 13 digits": row("Cost impact", "1234567890123", AMOUNT),
    "amount below zero": row("Cost impact", "-5", AMOUNT),
    "amount in brackets": row("Cost impact", "(5.00)", AMOUNT),
    "amount with a third decimal": row("Cost impact", "1.005", AMOUNT),
    "not a number": row("Cost impact", "NaN", AMOUNT),
    "endless": row("Cost impact", "Infinity", AMOUNT),
    "amount in words": row("Cost impact", "five", AMOUNT),
    "two amounts": row("Cost impact", "5 - 10", AMOUNT),
    "amount in thousands": row("Cost impact", "5k", AMOUNT),
    "formula for an amount": row("Cost impact", "=A1*2", AMOUNT),
    "spreadsheet error": row("Cost impact", "#DIV/0!", AMOUNT),
    "hexadecimal": row("Cost impact", "0x10", AMOUNT),
    "program for an amount": row("Cost impact", "=cmd|' /C calc'!A0", AMOUNT),
    "yes for an amount": sheet("Cost impact", value=True, says=AMOUNT),
    "huge number in a workbook": sheet("Cost impact", 1e300, AMOUNT),
    "date for an amount": row("Cost impact", "2026-01-05", AMOUNT),
    "score of 9": row("Likelihood", "9", SCORE),
    "score of 0": row("Likelihood", "0", SCORE),
    "score below zero": row("Likelihood", "-1", SCORE),
    "half a score": row("Likelihood", "2.5", SCORE),
    "score beyond any": row("Likelihood", "1e308", SCORE),
    "score of ten": row("Likelihood", "4 of 10", SCORE),
    "score and more": row("Likelihood", "3rd", SCORE),
    "score in percent": row("Likelihood", "40 %", SCORE),
    "unknown word for a score": row("Likelihood", "so so", SCORE),
    "half a score in a workbook": sheet("Likelihood", 2.5, SCORE),
    "31 February": row("Review date", "31/02/2026", "does not exist"),
    "29 February of no leap year": row("Review date", "29.02.2026", "does not exist"),
    "month 13": row("Review date", "2026-13-01", "does not exist"),
    "year 0": row("Review date", "0000-01-01", "a date such as"),
    "year 20260": row("Review date", "20260-01-01", "a date such as"),
    "year 1066": row("Review date", "1066-10-14", "from 1900 to 2200"),
    "day or month": row("Review date", "04/12/2026", "cannot be confused"),
    "week for a date": row("Review date", "2026-W03", "a date such as"),
    "quarter for a date": row("Review date", "Q3 2026", "a date such as"),
    "number for a date": row("Review date", "46000", "a date such as"),
    "number of no day in a workbook": sheet("Review date", -5, "a date such as"),
    "words for a date": row("Review date", "next week", "a date such as"),
    "unknown status": row("Status", "perhaps", "one of: open, occurred, closed"),
    "unknown response": row("Response", "hope", "one of: avoid, reduce"),
    "title of 201 characters": BrokenTable(
        b"Event;Owner\n" + b"x" * 201 + b";Ann\n", 2, "Event", "1 to 200 characters"
    ),
    "no title": BrokenTable(b"Event;Owner\n;Ann\n", 2, "Event", "1 to 200 characters"),
    "title of blanks": BrokenTable(
        "Event;Owner\n \u00a0 ;Ann\n".encode(), 2, "Event", "1 to 200 characters"
    ),
    "owner of 201 characters": row("Owner", "x" * 201, "at most 200 characters"),
    "novel": row("Cause", "x" * 20_001, "at most 20,000 characters"),
    "no column for the title": BrokenTable(
        b"Owner;Likelihood\nAnn;3\n", None, "Event", "a column for it"
    ),
    "reference of another register": BrokenTable(
        b"Reference;Event\nR-001;Ice\nM-001;Salt\n", 3, "Reference", "such as R-001"
    ),
    "reference of number 0": BrokenTable(
        b"Reference;Event\nR-001;Ice\nR-000;Salt\n", 3, "Reference", "such as R-001"
    ),
    "reference beyond all numbers": BrokenTable(
        b"Reference;Event\nR-001;Ice\nR-999999999;Salt\n", 3, "Reference", "R-001"
    ),
    "reference twice": BrokenTable(
        b"Reference;Event\nR-001;Ice\nR-001;Salt\n", 3, "Reference", "each entry once"
    ),
    "archived entry": BrokenTable(
        b"Reference;Event\nR-001;Ice\nR-002;Salt\n", 3, "", "restore it first"
    ),
    "archived or not": row("Archived", "perhaps", "yes or no"),
    "line longer than the header": BrokenTable(
        b"Event;Owner\nIce;Ann;;boo\nFire;Ben\nSleet;Cy\n", 2, "Column C", "at most 2"
    ),
}
