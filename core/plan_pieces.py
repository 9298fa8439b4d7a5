"""A plan as pieces of money, each between two days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from core.months import EVEN, Curve, share_until, spread

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some cents of a plan, spread over days.

    Attributes
    ----------
    activity
        Whose work it pays for; None where it is for no work package.
    """

    first: date
    last: date
    cents: int
    curve: Curve = EVEN
    activity: int | None = None

    def until(self, day: date) -> int:
        """Return the cents up to the end of a day."""
        return share_until(self.cents, self.first, self.last, day, self.curve)

    @property
    def by_month(self) -> Mapping[date, int]:
        """Its cents in each month."""
        return spread(self.cents, self.first, self.last, self.curve)


@dataclass(frozen=True)
class LinePlan:
    """What one line plans, in cents of the project's currency.

    Attributes
    ----------
    cents
        All of it; of a reserve, what is held.
    pieces
        What of it is planned for known days.
    missing
        The currency and the day whose exchange rate is missing: it then counts 0.
    """

    cents: int
    pieces: tuple[Piece, ...] = ()
    missing: tuple[str, date] | None = None

    def until(self, day: date) -> int:
        """Return the cents that are planned up to the end of a day."""
        return sum(piece.until(day) for piece in self.pieces)

    @cached_property
    def dated(self) -> int:
        """The cents that are planned for known days."""
        return sum(piece.cents for piece in self.pieces)

    @cached_property
    def span(self) -> Span | None:
        """The first and the last day of the plan; None where they are not known."""
        if not self.pieces:
            return None
        return min(p.first for p in self.pieces), max(p.last for p in self.pieces)

    @cached_property
    def by_month(self) -> Mapping[date, int]:
        """The cents in each month that has any."""
        found: dict[date, int] = {}
        for piece in self.pieces:
            for month, cents in piece.by_month.items():
                found[month] = found.get(month, 0) + cents
        return {month: cents for month, cents in found.items() if cents}


NO_PLAN = LinePlan(0)
