"""The performance of a project, or of a branch of its WBS, on all its status dates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

import numpy as np

from core.earned_value.earned_schedule import Cents, Days, PlanCurve
from core.earned_value.period import Period
from core.months import last_of, month_run


def amount(cents: int) -> Decimal:
    """Turn whole cents into an amount."""
    return Decimal(int(cents)).scaleb(-2)


@dataclass(frozen=True, eq=False)
class EarnedValue:
    """Cumulative performance over time; a period is made when it is asked for.

    Parameters
    ----------
    ordinals
        The ordinals of the status dates, oldest first.
    pv, ev, ac
        Cents of the project's currency, one for each status date.
    budget
        Cents of the budget at completion; reserves are kept apart.
    curve
        The whole plan; None where nothing is planned, or nobody knows since when.
    origin
        The ordinal of the day at whose end time begins to count; None without curve.
    to_the_day
        Whether the plan is known for each day: then it stands still at weekends.
    done
        The ordinal of the day on which the last was earned, where time stops; None
        where something is left, or nobody knows.
    rest
        Cents that are still needed by a bottom-up estimate, on the newest status date.
    source
        What the plan follows from, as a reader knows it: "Baseline BL-002, March".
    title
        Of a branch, the name of its activity; empty where nothing has its code.
    branches
        The branches of the WBS by their code. What has no code has the code "".
    """

    ordinals: Cents
    pv: Cents
    ev: Cents
    ac: Cents
    budget: int
    curve: PlanCurve | None = None
    origin: int | None = None
    to_the_day: bool = False
    done: int | None = None
    rest: int | None = None
    source: str = ""
    title: str = ""
    branches: Mapping[str, "EarnedValue"] = field(default_factory=dict)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The status dates, oldest first."""
        return tuple(date.fromordinal(day) for day in self.ordinals.tolist())

    @property
    def bac(self) -> Decimal:
        """The budget at completion."""
        return amount(self.budget)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The performance on each status date, oldest first."""
        return tuple(self.period(place) for place in range(len(self.ordinals)))

    @property
    def last(self) -> Period | None:
        """The performance on the newest status date; None before the first."""
        return self.period(len(self.ordinals) - 1) if len(self.ordinals) else None

    def period(self, place: int) -> Period:
        """Return the performance on the status date at a place, from 0 on."""
        is_last = place == len(self.days) - 1
        times = self.times[place]
        return Period(
            status_date=self.days[place],
            bac=self.bac,
            pv=amount(self.pv[place]),
            ev=amount(self.ev[place]),
            ac=amount(self.ac[place]),
            bottom_up=amount(self.rest) if is_last and self.rest is not None else None,
            es_days=times[0] if times else None,
            actual_days=times[1] if times else None,
            planned_days=self.planned_days,
        )

    @cached_property
    def times(self) -> Sequence[tuple[float, float] | None]:
        """Earned schedule and time gone by on each status date, in calendar days.

        None before the start, and where nothing is planned.
        """
        if self.curve is None:
            return [None] * len(self.ordinals)
        pairs = zip(self._earned.tolist(), self._gone.tolist(), strict=True)
        return [None if pair[1] < 0 else pair for pair in pairs]

    @cached_property
    def _gone(self) -> Days:
        """Calendar days from the start, until everything was earned."""
        days = (self.ordinals - (self.origin or 0)).astype(np.float64)
        if self.done is None:
            return days
        whole = np.minimum(days, self.done - (self.origin or 0))
        return np.where(self.ev >= self.budget, whole, days)

    @cached_property
    def _earned(self) -> Days:
        """The earned schedule on each status date."""
        assert self.curve is not None
        if self.to_the_day:
            return self.curve.earned_by(self.ev, np.maximum(self._gone, 0))
        return self.curve.earned(self.ev)

    # --- in time ----------------------------------------------------------------

    @property
    def planned_days(self) -> float | None:
        """The planned duration in calendar days; None where nothing is planned."""
        return self.curve.planned_days if self.curve else None

    @property
    def planned_finish(self) -> date | None:
        """The day by which everything is planned to be earned."""
        return None if self.planned_days is None else self.on(self.planned_days)

    @property
    def forecast_finish(self) -> date | None:
        """The day by which everything is earned if the time efficiency stays."""
        days = self.last.ieac_t_days if self.last else None
        return None if days is None else self.on(days)

    def on(self, days: float) -> date | None:
        """Return the day so many calendar days from the start; None past year 9999."""
        if self.origin is None:
            return None
        ordinal = self.origin + round(days)
        is_day = 0 < ordinal <= date.max.toordinal()
        return date.fromordinal(ordinal) if is_day else None

    @cached_property
    def planned(self) -> Sequence[tuple[date, Decimal]]:
        """The plan as points from its start to its end.

        A plan to the day is told by the ends of months.
        """
        if self.curve is None or self.origin is None:
            return [(d, amount(pv)) for d, pv in zip(self.days, self.pv, strict=True)]
        days = self.curve.days + self.origin
        if self.to_the_day:
            days = self._month_ends(days)
        values = np.interp(days - self.origin, self.curve.days, self.curve.cents)
        points = {
            date.fromordinal(max(int(day), 1)): amount(round(value))
            for day, value in zip(days, values, strict=True)
        }
        return list(points.items())

    def _month_ends(self, days: Days) -> Days:
        first, last = (date.fromordinal(max(int(d), 1)) for d in (days[0], days[-1]))
        ends = [last_of(month).toordinal() for month in month_run(first, last)]
        return np.array([days[0], *(d for d in ends if d < days[-1]), days[-1]])
