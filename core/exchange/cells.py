"""One field of one line: from the cells that a mapping names to a value."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from core.errors import UnreadableValueError
from core.exchange.mapping import EVERYTHING, FieldSource, How
from core.exchange.shape import Cell
from core.money import to_cents
from core.reading import is_blank, read_date, read_number, read_percent
from core.reading_currency import CODE, read_currency
from core.reading_dates import ALLOWED_CLEAR
from core.reading_moments import read_moment
from core.reading_numbers import has_unclear_dot
from core.registers.entry import FieldKind
from core.registers.spec import FieldSpec

NUMBERS = (
    FieldKind.MONEY,
    FieldKind.SCORE,
    FieldKind.PERCENT,
    FieldKind.INTEGER,
    FieldKind.NUMBER,
)
DATES = (FieldKind.DATE, FieldKind.MOMENT)
DAYS = re.compile(r"\s*(?:calendar\s+)?(?:days?|d)\s*$", re.IGNORECASE)
ALLOWED_DAYS = "a whole number of days such as 90"
MOST_DAYS = 200_000
FACTOR = (
    "where the column counts in thousands or millions, give it a factor such as "
    "1000000: under “Times” in the mapping of the Import page, or as “factor” in a "
    "mapping file"
)

DOTS = (
    "say what the dot is (“Decimal mark” on the Import page, --decimal in the shell), "
    "or write 12000 or 12.00: before three digits it may part thousands or decimals"
)
DAYS_UNCLEAR = (
    "say which number is the day (“Day order” on the Import page, --day-order in the "
    "shell), or write dates that cannot be confused, such as 2026-12-04 or 4 Dec 2026"
)

Base = Callable[[str], date | None]


def is_nothing(cell: Cell, words: Collection[str]) -> bool:
    """Tell whether a cell is empty, or holds a word that stands for nothing.

    >>> is_nothing("Exempt under Section 43", ["exempt*"]), is_nothing("0", ["-"])
    (True, False)
    """
    if is_blank(cell, words):
        return True
    if not isinstance(cell, str):
        return False
    text = cell.strip().casefold()
    starts = (w[:-1].casefold() for w in words if len(w) > 1 and w.endswith(EVERYTHING))
    return any(text.startswith(start) for start in starts)


def read_cells(
    field: FieldSpec, source: FieldSource, cells: Sequence[Cell], base: Base
) -> Any:
    """Return the value that the cells of one line give a field.

    Parameters
    ----------
    cells
        Of the source's columns, in their order.
    base
        Gives the date of another field of the line, for days counted from it.

    Returns
    -------
    The value, read as far as the file's own ways of writing decide it (numbers, dates);
    text where the register reads it; None where nothing is written.

    Raises
    ------
    UnreadableValueError
        If a cell cannot be read; carries what may be written.
    """
    if source.constant is not None:
        return source.constant
    said = [_translated(cell, source.translations) for cell in cells]
    filled = [cell for cell in said if cell is not None]
    if not filled:
        return None
    if source.how is How.LESS:
        filled = [Decimal(0) if cell is None else cell for cell in said]
    if source.counts_days:
        complete = len(filled) == len(cells)
        return _day(source, filled, base) if complete else None
    if source.how is How.JOIN:
        return "\n\n".join(dict.fromkeys(as_text(cell).strip() for cell in filled))
    if field.kind in NUMBERS:
        return _number(field, source, filled)
    return _single(field, source, filled[0])


def without_nothing(
    cells: Sequence[Cell], source: FieldSource, words: Collection[str]
) -> tuple[Cell, ...]:
    """Return the cells with None for every word that stands for nothing."""
    both = (*words, *source.empty_words)
    return tuple(None if is_nothing(cell, both) else cell for cell in cells)


def _translated(cell: Cell, words: Mapping[str, str]) -> Cell:
    if not words or cell is None:
        return cell
    text = " ".join(as_text(cell).split()).casefold()
    known = {" ".join(word.split()).casefold(): said for word, said in words.items()}
    return known.get(text, cell)


def _number(field: FieldSpec, source: FieldSource, filled: Sequence[Cell]) -> Any:
    read = read_percent if field.kind is FieldKind.PERCENT else read_number
    if source.how is How.LESS:
        return _less(field, source, filled)
    some = filled if source.how is How.SUM else filled[:1]
    numbers = [read(cell, decimal_comma=source.decimal_comma) for cell in some]
    if source.how is not How.SUM and abs(source.factor) == 1:
        _refuse_fractions_of_a_cent(field, numbers[0])
        _refuse_unclear_dots(field, source, filled[0])
        return _turned(field, numbers[0], source.factor)
    total = sum(numbers, Decimal(0)) * source.factor
    return to_cents(total) if field.kind is FieldKind.MONEY else total


def _less(field: FieldSpec, source: FieldSource, cells: Sequence[Cell]) -> Decimal:
    """Return the first figure less the others."""
    one = source.model_copy(update={"how": How.FIRST})
    first, *others = (_number(field, one, [cell]) for cell in cells)
    return Decimal(first - sum(others, Decimal(0)))


def _turned(field: FieldSpec, number: Decimal, factor: Decimal) -> Decimal:
    """Return a number with the sign of a factor of 1; money in whole cents."""
    turned = number if factor == 1 else -number
    return to_cents(turned) if field.kind is FieldKind.MONEY else turned


def _refuse_fractions_of_a_cent(field: FieldSpec, number: Decimal) -> None:
    """Tell what 0.785 most often is: an amount in millions."""
    if field.kind is FieldKind.MONEY and number != to_cents(number):
        raise UnreadableValueError(f"{field.allowed}; {FACTOR}")


def _refuse_unclear_dots(field: FieldSpec, source: FieldSource, cell: Cell) -> None:
    """Never guess whether 12.000 is twelve or twelve thousand."""
    unclear = source.decimal_comma is None and has_unclear_dot(cell)
    if field.kind is FieldKind.MONEY and unclear:
        raise UnreadableValueError(DOTS)


def _day(source: FieldSource, filled: Sequence[Cell], base: Base) -> date | None:
    start = source.since or base(source.after or "")
    if start is None:
        return None
    days = sum(_days(cell, decimal_comma=source.decimal_comma) for cell in filled)
    try:
        return read_date(start + timedelta(days=days))
    except OverflowError:
        raise UnreadableValueError(ALLOWED_DAYS) from None


def _days(cell: Cell, *, decimal_comma: bool | None) -> int:
    bare = DAYS.sub("", cell) if isinstance(cell, str) else cell
    try:
        number = read_number(bare, decimal_comma=decimal_comma)
    except UnreadableValueError:
        raise UnreadableValueError(ALLOWED_DAYS) from None
    if number != int(number) or abs(number) > MOST_DAYS:
        raise UnreadableValueError(ALLOWED_DAYS)
    return int(number)


def _single(field: FieldSpec, source: FieldSource, cell: Cell) -> Any:
    if field.kind in DATES:
        return _dated(field, source, cell)
    if field.kind in (FieldKind.FLAG, FieldKind.REFERENCE):
        return cell
    return read_currency(as_text(cell)) if field.hint == CODE else as_text(cell)


def _dated(field: FieldSpec, source: FieldSource, cell: Cell) -> date:
    read = read_date if field.kind is FieldKind.DATE else read_moment
    serial = not isinstance(cell, str)  # only a workbook has numbers
    try:
        return read(cell, day_first=source.day_first, serial=serial)
    except UnreadableValueError as error:
        unclear = error.allowed.startswith(ALLOWED_CLEAR)
        raise UnreadableValueError(DAYS_UNCLEAR if unclear else error.allowed) from None


def as_text(cell: Cell) -> str:
    """Return a cell's text; a workbook keeps 7 as 7.0 and a day as a moment."""
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
