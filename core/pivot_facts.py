"""All amounts of a project's costs in columns, which a pivot sums up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from core.bookings import ACTUAL, COMMITTED
from core.cost_rows import LineCost
from core.costs import NO_VENDOR, Costs
from core.registers.catalog import BUDGET_LINES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

K = TypeVar("K")
PARTS = ("plan", "committed", "actual", "rest")
PLAN, ORDERED, SPENT, REST = range(len(PARTS))
BOOKED = {COMMITTED: ORDERED, ACTUAL: SPENT}
NOT_BOOKED = "Not booked yet"
NEVER = date.max


@dataclass(frozen=True, eq=False)
class Facts:
    """All amounts in columns, a row for each: where it belongs, and what it is.

    Attributes
    ----------
    lines, months, vendors, currencies
        What there is, line 0 for what belongs to none and NEVER for no month.
    codes
        The place of each amount in these four.
    parts
        Whether it is planned, ordered, spent, or still to be spent.
    cents
        How much.
    """

    lines: Sequence[int]
    months: Sequence[date]
    vendors: Sequence[str]
    currencies: Sequence[str]
    codes: tuple["NDArray[np.int64]", ...]
    parts: "NDArray[np.int64]"
    cents: "NDArray[np.int64]"


class _Column(Generic[K]):
    """A column in the making: each value once, and its place for every row."""

    def __init__(self) -> None:
        self.places: dict[K, int] = {}
        self.codes: list[int] = []

    def put(self, value: K) -> None:
        """Add a row."""
        self.codes.append(self.places.setdefault(value, len(self.places)))


@dataclass(frozen=True)
class _Making:
    """The columns of the facts in the making."""

    lines: _Column[int] = field(default_factory=_Column)
    months: _Column[int] = field(default_factory=_Column)
    vendors: _Column[str] = field(default_factory=_Column)
    currencies: _Column[str] = field(default_factory=_Column)
    parts: list[int] = field(default_factory=list)
    cents: list[int] = field(default_factory=list)

    def put(self, place: tuple[int, int, str, str], part: int, cents: int) -> None:
        """Add an amount; a month is counted since the year 0."""
        self.lines.put(place[0])
        self.months.put(place[1])
        self.vendors.put(place[2])
        self.currencies.put(place[3])
        self.parts.append(part)
        self.cents.append(cents)


def facts_of(costs: Costs) -> Facts:
    """Return all amounts by where they belong, made once for a project and a day."""
    key = ("pivot facts", costs.status_date)
    return costs.project.remember(key, lambda: _made(costs))


def _made(costs: Costs) -> Facts:
    import numpy as np

    making = _Making()
    for one in costs.bookings:
        if one.effect in BOOKED:
            place = (one.line or 0, one.month, one.vendor or NO_VENDOR)
            currency = one.currency or costs.currency
            making.put((*place, currency), BOOKED[one.effect], one.cents)
    for row in costs.lines:
        _plan(making, costs, row)
    columns = (making.lines, making.months, making.vendors, making.currencies)
    return Facts(
        tuple(making.lines.places),
        tuple(_first_day(month) for month in making.months.places),
        tuple(making.vendors.places),
        tuple(making.currencies.places),
        tuple(np.array(column.codes, np.int64) for column in columns),
        np.array(making.parts, np.int64),
        np.array(making.cents, np.int64),
    )


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1) if month else NEVER


def _plan(making: _Making, costs: Costs, row: LineCost) -> None:
    """Add what a line plans, and what it will still cost."""
    record = costs.project[BUDGET_LINES].records.get(row.number)
    currency = (record.entry.currency if record else "") or costs.currency
    plan = row.line_plan
    if row.is_work and plan.cents != plan.dated:
        place = (row.number, 0, NOT_BOOKED, currency)
        making.put(place, PLAN, plan.cents - plan.dated)
    for part, months in ((PLAN, plan.by_month), (REST, costs.ahead[row.number])):
        for at, cents in months.items():
            month = at.year * 12 + at.month - 1
            making.put((row.number, month, NOT_BOOKED, currency), part, cents)
