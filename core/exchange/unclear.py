"""Dates and amounts of a file that can be read in two ways, and what is said of them.

A column whose other values decide is clear. What stays unclear is asked, never guessed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from core.errors import shorten
from core.exchange.activity_dates import DATED, without_weekday
from core.exchange.cells import DATES, NUMBERS
from core.exchange.guessing import completed
from core.exchange.mapping import ColumnMapping, FieldSource
from core.exchange.orders import DayOrder, DecimalMark
from core.exchange.shape import Cell, Table
from core.reading import guess_day_first
from core.reading_dates import has_unclear_day
from core.reading_numbers import has_unclear_dot
from core.registers.spec import RegisterSpec
from core.words import listed

FEW = 2  # examples of a column, and columns, that are named

Examples = Mapping[str, tuple[str, ...]]


def unclear_dates(
    table: Table, spec: RegisterSpec[Any], mapping: ColumnMapping
) -> Examples:
    """Return examples of dates whose day may be their month, by column."""
    found = {
        header: _some(table, (header,), has_unclear_day)
        for name, source in _open(table, spec, mapping)
        if spec.by_name[name].kind in DATES and not source.counts_days
        if source.day_first is None
        for header in source.columns
    }
    planned = [mapping.plan[column] for column in DATED if column in mapping.plan]
    if guess_day_first(map(without_weekday, _cells(table, planned))) is None:
        found |= unclear_days(table, planned)
    return {header: some for header, some in found.items() if some}


def unclear_days(table: Table, headers: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return examples of dates in some columns whose day may be their month."""
    found = {header: _some(table, (header,), has_unclear_day) for header in headers}
    return {header: some for header, some in found.items() if some}


def unclear_numbers(
    table: Table, spec: RegisterSpec[Any], mapping: ColumnMapping
) -> Examples:
    """Return examples of figures whose dot may set apart thousands, by column."""
    found = {
        header: _some(table, (header,), has_unclear_dot)
        for name, source in _open(table, spec, mapping)
        if spec.by_name[name].kind in NUMBERS and source.decimal_comma is None
        for header in source.columns
    }
    return {header: some for header, some in found.items() if some}


def dates_asked(examples: Examples) -> str:
    """Ask which number of a date is the day, with examples.

    >>> dates_asked({"Due": ("04/12/2026", "05/06/2026")})
    'Day order: 04/12/2026 and 05/06/2026 in “Due” can be read in two ways'
    """
    return f"Day order: {_told(examples)} can be read in two ways"


def numbers_asked(examples: Examples) -> str:
    """Ask which mark parts the decimals, with examples.

    >>> numbers_asked({"Cost": ("12.000",)})
    'Decimal mark: 12.000 in “Cost” can be read in two ways'
    """
    return f"Decimal mark: {_told(examples)} can be read in two ways"


def with_orders(
    mapping: ColumnMapping, day_order: DayOrder | None, decimal: DecimalMark | None
) -> ColumnMapping:
    """Return a mapping that reads unclear dates and figures as a person says."""
    said: dict[str, bool] = {}
    if day_order is not None:
        said["day_first"] = day_order is DayOrder.DAY_FIRST
    if decimal is not None:
        said["decimal_comma"] = decimal is DecimalMark.COMMA
    return mapping.model_copy(update=said) if said else mapping


def _open(
    table: Table, spec: RegisterSpec[Any], mapping: ColumnMapping
) -> Iterator[tuple[str, FieldSource]]:
    """Yield the fields with what their columns decide by themselves."""
    for name, source in mapping.fields.items():
        yield name, completed(table, spec.by_name[name], source)


def _told(examples: Examples) -> str:
    named = [
        f"{listed(some)} in “{shorten(header)}”" for header, some in examples.items()
    ]
    return listed(named[:FEW])


def _cells(table: Table, headers: tuple[str, ...] | list[str]) -> Iterator[Cell]:
    places = [table.headers.index(h) for h in headers if h in table.headers]
    return (line.cells[place] for place in places for line in table.lines)


def _some(
    table: Table, headers: tuple[str, ...], is_unclear: Callable[[Cell], bool]
) -> tuple[str, ...]:
    """Return the first few cells that are unclear, each once."""
    found: dict[str, None] = {}
    for cell in map(without_weekday, _cells(table, headers)):
        if is_unclear(cell):
            found[str(cell).strip()] = None
        if len(found) == FEW:
            break
    return tuple(found)
