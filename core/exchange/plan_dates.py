"""Whether the dates of a plan that comes in are those that its file has."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from core.project import Project
from core.registers.catalog import ACTIVITIES
from core.schedule.errors import ScheduleError
from core.schedule.instants import iso, to_instant
from core.schedule.network import schedule
from core.schedule.reading import plan_of
from core.words import count

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
        pairs = zip((dates.start, dates.finish), map(to_instant, moments), strict=True)
        if any(
            abs(one - other) > ROUNDING
            and calendars[number].between(min(one, other), max(one, other))
            for one, other in pairs
        ):
            name = ACTIVITIES.reference(number)
            moved.append(f"{name} ({_day(dates.start)}, there {moments[0]:%Y-%m-%d})")
    if moved:
        verb = "gets" if len(moved) == 1 else "get"
        many = count(len(moved), "activity", "activities")
        more = ", …" if len(moved) > SHOWN else ""
        yield (
            f"Of {len(stored):,} activities that have not begun, {many} {verb} other "
            f"dates than in the file: {', '.join(moved[:SHOWN])}{more}."
        )


def _day(instant: int) -> str:
    return iso(instant)[:10]
