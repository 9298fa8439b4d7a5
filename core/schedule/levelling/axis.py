"""Time as a solver counts it: units of the project's working time from its start."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import gcd

from core.schedule.calendar import WorkingCalendar

LONGEST = 20_000  # units of work in a problem that is quick to solve
COARSER = (15, 30, 60, 120, 240, 480)  # minutes


@dataclass(frozen=True, slots=True)
class Axis:
    """Working minutes of a calendar since a beginning, in units.

    Attributes
    ----------
    unit
        Working minutes.
    """

    calendar: WorkingCalendar
    begin: int
    unit: int = 1

    def minutes(self, instant: int) -> int:
        """Working minutes from the beginning to an instant, at least 0."""
        return max(0, self.calendar.between(self.begin, instant))

    def up(self, instant: int) -> int:
        """Units to the first one that begins at an instant or later."""
        return self.length(self.minutes(instant))

    def length(self, minutes: int) -> int:
        """Units that a time takes, the last one perhaps not to its end."""
        return -(-minutes // self.unit)

    def instant(self, units: int) -> int:
        """When work may begin that starts after so many units."""
        worked = self.calendar.worked(self.begin) + units * self.unit
        return self.calendar.start_at(worked)

    def finish(self, units: int) -> int:
        """When work is over that ends after so many units."""
        return self.calendar.add(self.begin, units * self.unit)


def unit_for(lengths: Iterable[int], work: int) -> int:
    """Minutes that divide all lengths, or more where that would be too fine.

    Examples
    --------
    >>> unit_for((480, 960, 240), 100_000)
    240
    >>> unit_for((480, 481), 1_000_000)
    60
    """
    unit = max(1, gcd(*lengths))
    if work <= unit * LONGEST:
        return unit
    coarse = (one for one in COARSER if one >= unit and work <= one * LONGEST)
    return next(coarse, COARSER[-1])
