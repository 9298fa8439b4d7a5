"""Which exchange rates the figures of a budget are made with."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from core.costs import Costs
from core.line_plans import days_of, rate_day
from core.rates import DatedRate, rates_of
from core.registers.catalog import BUDGET_LINES


class RateUse(NamedTuple):
    """One exchange rate, and how many amounts it converts."""

    currency: str
    valid_from: date
    rate: float
    uses: int


def rate_uses(costs: Costs) -> tuple[RateUse, ...]:
    """Return the rates of bookings and budget lines, by currency and day."""
    found = Counter(_used(costs))
    return tuple(
        RateUse(one.currency, one.valid_from, float(one.rate), uses)
        for one, uses in sorted(found.items())
    )


def _used(costs: Costs) -> Iterator[DatedRate]:
    rates = rates_of(costs.project)
    for one in costs.bookings:
        if not rates.is_own(one.currency):
            rate = rates.on(one.currency, one.on)
            if rate is not None:
                yield rate
    for record in costs.project[BUDGET_LINES].live:
        code, days = record.entry.currency, days_of(costs.project, record)
        if not rates.is_own(code):
            day = rate_day(costs.project, code, days[0] if days else None)
            rate = rates.on(code, day)
            if rate is not None:
                yield rate
