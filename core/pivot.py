"""Cost turned any way: by category, WBS, month, vendor, type, line or currency.

By any two of these. Every amount is in the project's currency and stands in just one
cell, so each pivot adds up to the same totals, to the cent.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from core.bookings import ACTUAL, COMMITTED, amount
from core.cost_rows import UNMATCHED, CostRow, LineCost
from core.costs import NO_VENDOR, Costs
from core.registers.budget import BudgetKind, BudgetLine
from core.registers.catalog import ACTIVITIES, BUDGET_LINES
from core.words import capital, month
from core.work_packages import line_code, wbs_codes_of

NOT_BOOKED = "Not booked yet"
NO_CODE = "No WBS code"
NO_DATE = "No date"
TOTAL = "Total"
NEVER = date.max
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


class _Place(NamedTuple):
    """Where an amount belongs; line 0 gathers what belongs to none."""

    line: int
    month: date | None
    vendor: str
    currency: str


Key = str | date
PLAN, ORDERED, SPENT, REST = range(4)
Facts = Mapping[_Place, list[int]]


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
    keys = (_keyed(costs, rows, level), _keyed(costs, columns, level))
    cells: dict[tuple[Key, Key], list[int]] = {}
    side: dict[Key, list[int]] = {}
    top: dict[Key, list[int]] = {}
    whole = [0, 0, 0, 0]
    for place, parts in _facts(costs).items():
        row, column = keys[0](place), keys[1](place)
        _add(cells.setdefault((row, column), [0, 0, 0, 0]), parts)
        _add(side.setdefault(row, [0, 0, 0, 0]), parts)
        _add(top.setdefault(column, [0, 0, 0, 0]), parts)
        _add(whole, parts)
    return Pivot(
        tuple(map(_label, _ordered(side, rows))),
        tuple(map(_label, _ordered(top, columns))),
        {(_label(r), _label(c)): _row(r, parts) for (r, c), parts in cells.items()},
        {_label(key): _row(key, parts) for key, parts in side.items()},
        {_label(key): _row(key, parts) for key, parts in top.items()},
        _row(TOTAL, whole),
    )


def _add(sums: list[int], parts: list[int]) -> None:
    for place, cents in enumerate(parts):
        sums[place] += cents


def _row(key: Key, parts: list[int]) -> CostRow:
    return CostRow(
        _label(key),
        plan=amount(parts[PLAN]),
        committed=amount(parts[ORDERED]),
        actual=amount(parts[SPENT]),
        forecast=amount(parts[SPENT] + parts[REST]),
    )


# What there is to turn ----------------------------------------------------------------


def _facts(costs: Costs) -> Facts:
    """Return all amounts by where they belong, made once for a project and a day."""
    key = ("pivot facts", costs.status_date)
    return costs.project.remember(key, lambda: _made(costs))


def _made(costs: Costs) -> Facts:
    found: dict[_Place, list[int]] = {}
    for one in costs.bookings:
        if one.effect in (COMMITTED, ACTUAL):
            place = _Place(
                one.line or 0,
                one.on.replace(day=1),
                one.vendor or NO_VENDOR,
                one.currency or costs.currency,
            )
            parts = found.setdefault(place, [0, 0, 0, 0])
            parts[ORDERED if one.effect == COMMITTED else SPENT] += one.cents
    for row in costs.lines:
        _plan(found, costs, row)
    return found


def _plan(found: dict[_Place, list[int]], costs: Costs, row: LineCost) -> None:
    """Add what a line plans, and what it will still cost."""
    record = costs.project[BUDGET_LINES].records.get(row.number)
    currency = (record.entry.currency if record else "") or costs.currency
    plan = row.line_plan
    undated = plan.cents - plan.dated if row.is_work else 0
    months: list[tuple[int, date | None, int]] = [(PLAN, None, undated)]
    months += [(PLAN, at, cents) for at, cents in plan.by_month.items()]
    months += [(REST, at, cents) for at, cents in costs.ahead[row.number].items()]
    for part, at, cents in months:
        if cents:
            place = _Place(row.number, at, NOT_BOOKED, currency)
            found.setdefault(place, [0, 0, 0, 0])[part] += cents


# Names --------------------------------------------------------------------------------


def _keyed(
    costs: Costs, dimension: Dimension | None, level: int
) -> Callable[[_Place], Key]:
    """Return what says in which row, or column, a place belongs."""
    match dimension:
        case None:
            return lambda _: TOTAL
        case Dimension.MONTH:
            return lambda place: place.month or NEVER
        case Dimension.VENDOR:
            return lambda place: place.vendor
        case Dimension.CURRENCY:
            return lambda place: place.currency
        case _:
            names = _line_names(costs, dimension, level)
            return lambda place: names.get(place.line, UNMATCHED)


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
    titles = costs.project.remember("wbs titles", lambda: _titles(costs))
    return f"{code} {titles.get(code, '')}".strip() or NO_CODE


def _titles(costs: Costs) -> Mapping[str, str]:
    records = costs.project[ACTIVITIES].records
    codes = wbs_codes_of(costs.project)
    return {code: records[number].entry.title for number, code in codes.items()}


# Order --------------------------------------------------------------------------------


def _ordered(
    sums: Mapping[Key, list[int]], dimension: Dimension | None
) -> Sequence[Key]:
    """Put months and WBS codes in their own order, others by what they cost."""
    if dimension is Dimension.MONTH:
        return sorted(sums, key=lambda key: key if isinstance(key, date) else NEVER)
    if dimension is Dimension.WBS:
        return sorted(sums, key=lambda key: _natural(_label(key)))
    return sorted(sums, key=lambda key: (-_cost(sums[key]), _label(key)))


def _natural(code: str) -> tuple[bool, list[tuple[int, str]]]:
    """Sort "1.10" after "1.9", and what has no code last."""
    parts = [part for part in DIGITS.split(code) if part]
    numbers = [(int(p), "") if p.isdecimal() else (-1, p) for p in parts]
    return code in (NO_CODE, UNMATCHED), numbers


def _cost(parts: list[int]) -> int:
    return parts[SPENT] + parts[REST]
