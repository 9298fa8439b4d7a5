"""Whether the dates of a plan that comes in are those that its file has."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from core.project import Project
from core.registers.catalog import ACTIVITIES
from core.schedule.errors import ScheduleError
from core.schedule.instants import from_instant, iso, to_instant
from core.schedule.network import schedule
from core.schedule.reading import plan_of
from core.words import count, moment

SHOWN = 3  # activities whose dates are told
ROUNDING = 1  # minute

StoredDates = Mapping[int, tuple[datetime, datetime]]
"""Start and finish by number, as another tool computed them."""


def dates_told(project: Project, stored: StoredDates) -> Iterator[str]:
    """Yield what is to be said of the dates: which differ, or why there are none."""
    try:
        found = schedule(plan_of(project))
    except ScheduleError as error:
        yield f"The plan has no dates yet: {error}"
        return
    calendars = {
        one.number: found.plan.calendars[one.calendar] for one in found.plan.activities
    }
    moved = []
    for number, moments in stored.items():
        dates = found.dates.get(number)
        if dates is None:
            continue
        there = map(to_instant, moments)
        pairs = [*zip((dates.start, dates.finish), there, strict=True)]
        if any(
            abs(one - other) > ROUNDING
            and calendars[number].between(min(one, other), max(one, other))
            for one, other in pairs
        ):
            moved.append(f"{ACTIVITIES.reference(number)} ({_days(*pairs)})")
    if moved:
        verb = "gets" if len(moved) == 1 else "get"
        many = count(len(moved), "activity", "activities")
        more = ", …" if len(moved) > SHOWN else ""
        yield (
            f"{_of(len(stored))} begun, {many} {verb} other dates than in the file: "
            f"{', '.join(moved[:SHOWN])}{more}."
        )


def _of(many: int) -> str:
    if many == 1:
        return "Of one activity that has not"
    return f"Of {many:,} activities that have not"


def _days(start: tuple[int, int], finish: tuple[int, int]) -> str:
    """Write the days here and there: of the start, else of the finish, else times."""
    for word, pair in (("", start), ("to ", finish)):
        here, there = map(_day, pair)
        if here != there:
            return f"{word}{here}, there {word}{there}"
    word, pair = ("", start) if start[0] != start[1] else ("to ", finish)
    here, there = (moment(from_instant(instant)) for instant in pair)
    return f"{word}{here}, there {word}{there}"


def _day(instant: int) -> str:
    return iso(instant)[:10]
