"""Cost turned any way: by category, WBS, month, vendor, type, line or currency.

By any two of these. Every amount is in the project's currency and stands in just one
cell, so each pivot adds up to the same totals, to the cent.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from core.bookings import amount
from core.cost_rows import UNMATCHED, CostRow
from core.costs import Costs
from core.pivot_facts import NEVER, ORDERED, PARTS, PLAN, REST, SPENT, Facts, facts_of
from core.registers.budget import BudgetKind, BudgetLine
from core.registers.catalog import BUDGET_LINES
from core.words import capital, month
from core.work_packages import branch_titles, line_code

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NO_CODE = "No WBS code"
NO_DATE = "No date"
TOTAL = "Total"
DIGITS = re.compile(r"(\d+)")


class Dimension(StrEnum):
    """What the rows, or the columns, of a pivot stand for."""

    CATEGORY = "category"
    WBS = "WBS"
    MONTH = "month"
    VENDOR = "vendor"
    COST_TYPE = "cost type"
    LINE = "budget line"
    CURRENCY = "currency"


Key = str | date


@dataclass(frozen=True)
class Pivot:
    """A table of costs, with its totals.

    Attributes
    ----------
    rows, columns
        What stands at the side and on top, in order; one column, the total, where
        nothing was asked for on top.
    cells
        By row and column; left out where there is nothing.
    row_totals, column_totals
        By row, and by column.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], CostRow]
    row_totals: Mapping[str, CostRow]
    column_totals: Mapping[str, CostRow]
    total: CostRow


def pivot(
    costs: Costs, rows: Dimension, columns: Dimension | None = None, level: int = 1
) -> Pivot:
    """Return the costs by one dimension, or by two.

    Parameters
    ----------
    level
        Of WBS codes, how many parts count: 1 sums up what begins with the same.
    """
    import numpy as np

    facts = facts_of(costs)
    side, top = _keys(costs, facts, rows, level), _keys(costs, facts, columns, level)
    sums = np.zeros((len(side.names), len(top.names), len(PARTS)), np.int64)
    np.add.at(sums, (side.codes, top.codes, facts.parts), facts.cents)
    filled = np.zeros(sums.shape[:2], np.bool_)
    filled[side.codes, top.codes] = True
    places = list(zip(*(axis.tolist() for axis in np.nonzero(filled)), strict=True))
    cells = sums[filled].tolist()
    names = [_label(key) for key in side.names], [_label(key) for key in top.names]
    over_rows, over_columns = sums.sum(axis=1), sums.sum(axis=0)
    return Pivot(
        _ordered(side.names, over_rows.tolist(), rows),
        _ordered(top.names, over_columns.tolist(), columns),
        {
            (names[0][r], names[1][c]): _row(names[0][r], parts)
            for (r, c), parts in zip(places, cells, strict=True)
        },
        _totals(names[0], over_rows.tolist()),
        _totals(names[1], over_columns.tolist()),
        _row(TOTAL, over_rows.sum(axis=0).tolist()),
    )


def _totals(names: Sequence[str], sums: Sequence[list[int]]) -> dict[str, CostRow]:
    pairs = zip(names, sums, strict=True)
    return {name: _row(name, parts) for name, parts in pairs}


def _row(name: str, parts: list[int]) -> CostRow:
    return CostRow(
        name,
        plan=amount(parts[PLAN]),
        committed=amount(parts[ORDERED]),
        actual=amount(parts[SPENT]),
        forecast=amount(parts[SPENT] + parts[REST]),
    )


# Names --------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Keys:
    """What the rows, or columns, are; and in which of them each amount belongs."""

    names: Sequence[Key]
    codes: "NDArray[np.int64]"


def _keys(costs: Costs, facts: Facts, dimension: Dimension | None, level: int) -> _Keys:
    import numpy as np

    lines, months, vendors, currencies = facts.codes
    match dimension:
        case None:
            return _Keys((TOTAL,), np.zeros_like(lines))
        case Dimension.MONTH:
            return _Keys(facts.months, months)
        case Dimension.VENDOR:
            return _Keys(facts.vendors, vendors)
        case Dimension.CURRENCY:
            return _Keys(facts.currencies, currencies)
        case _:
            known = _line_names(costs, dimension, level)
            names = [known.get(line, UNMATCHED) for line in facts.lines]
            places = {name: place for place, name in enumerate(dict.fromkeys(names))}
            codes = np.array([places[name] for name in names], np.int64)
            return _Keys(tuple(places), codes[lines])


@lru_cache(maxsize=4096)
def _label(key: Key) -> str:
    if isinstance(key, str):
        return key
    return NO_DATE if key == NEVER else month(key)


def _line_names(costs: Costs, dimension: Dimension, level: int) -> Mapping[int, str]:
    records = costs.project[BUDGET_LINES].records
    rows = [row for row in costs.lines if row.number]
    match dimension:
        case Dimension.CATEGORY:
            return {row.number: row.category for row in rows}
        case Dimension.COST_TYPE:
            return {row.number: _type(records[row.number].entry) for row in rows}
        case Dimension.LINE:
            return {row.number: f"{row.reference} {row.name}" for row in rows}
        case _:
            return {row.number: _branch(costs, row.number, level) for row in rows}


def _type(line: BudgetLine) -> str:
    is_work = line.kind is BudgetKind.WORK
    return capital(line.cost_type if is_work else line.kind)


def _branch(costs: Costs, line: int, level: int) -> str:
    """Return the WBS code of a line up to a level, with the name that it has."""
    code = ".".join(line_code(costs.project, line).split(".")[:level])
    project = costs.project
    titles = project.remember("wbs titles", lambda: branch_titles(project))
    return f"{code} {titles.get(code, '')}".strip() or NO_CODE


# Order --------------------------------------------------------------------------------


def _ordered(
    keys: Sequence[Key], sums: Sequence[list[int]], dimension: Dimension | None
) -> tuple[str, ...]:
    """Put months and WBS codes in their own order, others by what they cost."""
    found: list[Key] = list(keys)
    if dimension is Dimension.MONTH:
        found.sort(key=lambda key: key if isinstance(key, date) else NEVER)
    elif dimension is Dimension.WBS:
        found.sort(key=lambda key: _natural(_label(key)))
    else:
        cost = {k: p[SPENT] + p[REST] for k, p in zip(keys, sums, strict=True)}
        found.sort(key=lambda key: (-cost[key], _label(key)))
    return tuple(map(_label, found))


def _natural(code: str) -> tuple[bool, list[tuple[int, str]]]:
    """Sort "1.10" after "1.9", and what has no code last."""
    parts = [part for part in DIGITS.split(code) if part]
    numbers = [(int(p), "") if p.isdecimal() else (-1, p) for p in parts]
    return code in (NO_CODE, UNMATCHED), numbers
