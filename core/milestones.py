"""When the milestones were expected, month by month, and what that says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core import words
from core.project import Project
from core.registers.catalog import ACTIVITIES
from core.registers.schedule import ActivityKind
from core.schedule.errors import ScheduleError
from core.schedule.instants import from_instant
from core.scheduled import scheduled
from core.trends import States

MOST = 8  # milestones in one chart


@dataclass(frozen=True, slots=True)
class MilestoneTrend:
    """One milestone: on which day it was expected when.

    Parameters
    ----------
    points
        The day of looking and the date expected then, oldest first.
    """

    name: str
    points: Sequence[tuple[date, date]]

    @property
    def slip(self) -> int:
        """Calendar days by which it moved from the first look to the last."""
        return (self.points[-1][1] - self.points[0][1]).days


def trends(states: States) -> tuple[MilestoneTrend, ...]:
    """Return how the milestones moved: those not reached first, then by date.

    Parameters
    ----------
    states
        The project on some days, oldest first, the last one as shown.
    """
    known = [(day, expected(state)) for day, state in states if state is not None]
    if not known or states[-1][1] is None:
        return ()
    entries = states[-1][1][ACTIVITIES].records
    last = known[-1][1]
    chosen = sorted(
        last,
        key=lambda n: (entries[n].entry.percent_complete >= 100, last[n]),  # noqa: PLR2004
    )[:MOST]
    return tuple(
        MilestoneTrend(
            entries[number].entry.title,
            tuple((day, found[number]) for day, found in known if number in found),
        )
        for number in sorted(chosen, key=lambda n: last[n])
    )


def expected(project: Project) -> Mapping[int, date]:
    """Return the day of each milestone by the network; empty where it has no dates."""
    return project.remember("milestones", lambda: _expected(project))


def _expected(project: Project) -> Mapping[int, date]:
    try:
        known = scheduled(project)
    except ScheduleError:
        return {}
    return {
        number: from_instant(known.schedule.dates[number].finish - 1).date()
        for number, activity in known.activities.items()
        if activity.kind is ActivityKind.MILESTONE
    }


def trend_title(found: Sequence[MilestoneTrend]) -> str:
    """Say how the milestones moved since the first month that is shown."""
    if not any(len(trend.points) > 1 for trend in found):
        return "No milestone trend yet"
    late = sorted((t for t in found if t.slip > 0), key=lambda t: -t.slip)
    if not late:
        return "No milestone is later than it was"
    since = words.month(late[0].points[0][0])
    worst = f"{late[0].name} by {words.number(late[0].slip)} days"
    of = f"{words.small(len(late))} of {words.count(len(found), 'milestone')}"
    return f"{words.capital(of)} slipped since {since}: {worst}"
