"""Lines that sum up the others: no entries, whatever the register."""

import re
from collections.abc import Iterator
from dataclasses import replace

from core.errors import UnreadableValueError
from core.exchange.mapping import fold
from core.exchange.shape import Cell, Line, Table, counted, is_empty
from core.reading import read_percent

WORDS = frozenset(
    {
        "gesamt",
        "gesamtsumme",
        "grandtotal",
        "subtotal",
        "sum",
        "summe",
        "total",
        "totals",
        "zwischensumme",
    }
)
REMARK = re.compile(r"[(\[].*")  # "Total (EUR)"


def without_totals(table: Table) -> Table:
    """Leave out the lines that hold a total and nothing but figures, and say so.

    A table of one column has nothing to sum up.
    """
    sums = {line.number for line in table.lines if is_total(line)}
    if not sums or len(table.headers) == 1:
        return table
    told = counted(sorted(sums), "left out as a total")
    source = replace(table.source, notes=(*table.source.notes, *told))
    lines = tuple(line for line in table.lines if line.number not in sums)
    return replace(table, lines=lines, source=source)


def is_total(line: Line) -> bool:
    """Whether a line begins with a word for a sum, and goes on with figures alone.

    >>> is_total(Line(7, (None, "Total:", None, "1.234,50")))
    True
    >>> is_total(Line(7, ("Total", "Oil company", 12))), is_total(Line(7, (12,)))
    (False, False)
    """
    filled: Iterator[Cell] = (cell for cell in line.cells if not is_empty(cell))
    first = next(filled, None)
    if not isinstance(first, str) or fold(REMARK.sub("", first)) not in WORDS:
        return False
    return all(map(_is_figure, filled))


def _is_figure(cell: Cell) -> bool:
    try:
        read_percent(cell)
    except UnreadableValueError:
        return False
    return True
