"""Exchange rates: what an amount of another currency is worth, on a day.

A rate says how many units of the project's currency one unit of another is worth. It
holds from its day until the next rate of that currency. An amount is converted once
and rounded to the cent, halves away from zero. Converted back at the same rate it is
off by no more than what that rounding hides: half a cent of the project's currency,
and half a cent of its own.

There is no rate of 1 by default: without one the amount is not known.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from core.project import Project
from core.registers.catalog import EXCHANGE_RATES

ONE = Fraction(1)


class DatedRate(NamedTuple):
    """Units of the project's currency for one of another, from a day on."""

    currency: str
    valid_from: date
    rate: Fraction


@dataclass(frozen=True)
class Rates:
    """The exchange rates of a project.

    Parameters
    ----------
    own
        ISO 4217 code of the project's currency.
    known
        The rates of each other currency, oldest first.
    """

    own: str
    known: Mapping[str, tuple[DatedRate, ...]]
    _days: dict[str, list[date]] = field(default_factory=dict, repr=False)

    def on(self, currency: str, day: date) -> DatedRate | None:
        """Return the rate of another currency that is valid on a day; None without."""
        rates = self.known.get(currency, ())
        if currency not in self._days:
            self._days[currency] = [rate.valid_from for rate in rates]
        place = bisect_right(self._days[currency], day)
        return rates[place - 1] if place else None

    def is_own(self, currency: str) -> bool:
        """Whether an amount needs no rate; no currency named is the project's."""
        return not currency or currency == self.own

    def to_own(self, cents: int, currency: str, day: date) -> int | None:
        """Return cents of the project's currency; None where no rate is valid."""
        if self.is_own(currency):
            return cents
        found = self.on(currency, day)
        return None if found is None else rounded(cents * found.rate)

    def back(self, cents: int, currency: str, day: date) -> int | None:
        """Return cents of another currency for some of the project's own."""
        if self.is_own(currency):
            return cents
        found = self.on(currency, day)
        return None if found is None else rounded(cents / found.rate)


def rounded(exact: Fraction) -> int:
    """Round to a whole number, halves away from zero.

    >>> rounded(Fraction(5, 2)), rounded(Fraction(-5, 2)), rounded(Fraction(7, 3))
    (3, -3, 2)
    """
    size = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return size if exact >= 0 else -size


def rates_of(project: Project) -> Rates:
    """Return the exchange rates of a project, made once for this very value."""
    return project.remember("rates", lambda: _rates(project))


def _rates(project: Project) -> Rates:
    found: dict[str, dict[date, DatedRate]] = {}
    for entry in project[EXCHANGE_RATES].entries:
        rate = DatedRate(entry.currency, entry.valid_from, Fraction(str(entry.rate)))
        found.setdefault(entry.currency, {})[entry.valid_from] = rate
    return Rates(
        project.settings.currency,
        {code: _by_day(rates.values()) for code, rates in found.items()},
    )


def _by_day(rates: Iterable[DatedRate]) -> tuple[DatedRate, ...]:
    return tuple(sorted(rates, key=lambda rate: rate.valid_from))
