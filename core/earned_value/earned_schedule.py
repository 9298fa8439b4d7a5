"""Earned schedule: when, by the plan, the value earned by now should have been earned.

ES = C + (EV − PV_C) / (PV_{C+1} − PV_C), where C is the last point of the plan whose
planned value is earned in full (W. Lipke, Schedule is Different, 2003). The points may
lie at any distance from each other; time is counted in calendar days from the start.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.float64]
Cents = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class PlanCurve:
    """Planned value over time, cumulative and never falling.

    Attributes
    ----------
    days
        Calendar days from the start; the first is 0.
    cents
        Planned value by then; the first is 0. The last point is the first one at which
        all is planned.
    """

    days: Days
    cents: Cents

    @property
    def planned_days(self) -> float:
        """The planned duration: days until all is planned."""
        return float(self.days[-1])

    def by(self, days: Cents) -> Cents:
        """Return the cents that a plan to the day has planned by the ends of days."""
        return self.cents[np.clip(days, 0, len(self.cents) - 1)]

    def earned(self, ev: Cents) -> Days:
        """Return the earned schedule of values, in days; at most the planned duration.

        Where the plan stands still, what is earned by then counts to the pause's end.
        """
        done = np.searchsorted(self.cents, ev, side="right") - 1
        return _between(self.days, self.cents, ev, done)

    def reached(self, ev: Cents) -> Days:
        """Return when the plan first reaches values, in days."""
        done = np.searchsorted(self.cents, ev, side="left") - 1
        return _between(self.days, self.cents, ev, done)

    def earned_by(self, ev: Cents, at: Days) -> Days:
        """Return the earned schedule where the plan stands still by night.

        While a plan to the day stands still, at a weekend or through a planned break,
        one who earned all that was planned is neither late nor early: within the
        pause the earned schedule is the time `at` itself.
        """
        return np.clip(at, self.reached(ev), self.earned(ev))


def _between(days: Days, cents: Cents, ev: Cents, done: NDArray[np.intp]) -> Days:
    """Return the day of each value, of which the points `done` are earned in full."""
    done = np.clip(done, 0, len(cents) - 2)
    step = np.maximum(cents[done + 1] - cents[done], 1)  # 0 where nothing is earned
    part = np.clip((ev - cents[done]) / step, 0, 1)
    found: Days = days[done] + part * (days[done + 1] - days[done])
    return found


def curve_by_day(parts: Iterable[tuple[int, Cents]]) -> PlanCurve | None:
    """Return the curve of a plan that is known for each day; None where it is empty.

    Parameters
    ----------
    parts
        Of each part: days from the start to its first day, and the cents planned by
        the end of that day, of the next one, and so on.
    """
    known = list(parts)
    days = max((first + len(planned) for first, planned in known), default=0)
    steps = np.zeros(days + 1, np.int64)
    for first, planned in known:
        steps[first + 1] += planned[0]
        steps[first + 2 : first + 1 + len(planned)] += planned[1:] - planned[:-1]
    return _curve(np.arange(days + 1, dtype=np.float64), np.cumsum(steps))


def plan_curve(points: Sequence[tuple[float, int]]) -> PlanCurve | None:
    """Return the curve through points of day and cents; None where nothing is planned.

    The points may come in any order. Time begins at day 0, with nothing planned; a
    planned value that falls counts as its highest so far.
    """
    known = sorted((day, cents) for day, cents in points if day >= 0)
    days = np.array([0.0, *(day for day, _ in known)])
    cents = np.maximum.accumulate(np.array([0, *(c for _, c in known)], np.int64))
    return _curve(days, cents)


def _curve(days: Days, cents: Cents) -> PlanCurve | None:
    if not cents[-1]:
        return None
    end = int(np.searchsorted(cents, cents[-1])) + 1
    return PlanCurve(days[:end], cents[:end])
