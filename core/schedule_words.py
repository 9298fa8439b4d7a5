"""The schedule in words: the sentence of the page, and what stands at its foot."""

from core import baselines, words
from core.registers.catalog import ACTIVITIES
from core.schedule.errors import ScheduleError
from core.schedule.instants import from_instant
from core.schedule.reading import has_start
from core.scheduled import Scheduled
from core.slips import finish_slip
from core.workdays import working_days

BEGIN = (
    "No activity is planned yet: import a plan of Microsoft Project, or add the first "
    "activities in the grid."
)


def headline(known: Scheduled | None, trouble: ScheduleError | None) -> str:
    """Return the one sentence that the schedule page opens with."""
    if trouble is not None:
        return "The plan has no dates until one thing in it is corrected."
    if known is None:
        return BEGIN
    finish = words.day(from_instant(known.schedule.finish - 1).date())
    chain = known.schedule.critical_path
    waiting = [n for n in chain if not known.activities[n].is_complete]
    if not waiting:
        return f"The last activity was finished on {finish}."
    slip = finish_slip(known)
    first = known.activities[waiting[0]].title
    who = f"{ACTIVITIES.reference(waiting[0])} {first}"
    drives = f"{who} drives the finish: every day it slips moves it by a day"
    if slip is None:
        return f"{drives}. The plan finishes on {finish}."
    newest = baselines.newest(known.project)
    title = newest.entry.title if newest else ""
    if not round(slip, 1):
        return f"{drives}. The plan finishes on {finish}, as in {title}."
    side = "later" if slip > 0 else "earlier"
    moved = f"{working_days(abs(slip))} {side} than in {title}"
    return f"{drives}. The plan finishes on {finish}, {moved}."


def foot(known: Scheduled | None) -> tuple[str, ...]:
    """Return what the dates were computed with."""
    if known is None:
        return ()
    calendar = known.plan.calendars[0]
    hours = words.number(calendar.minutes_per_day / 60, 1).removesuffix(".0")
    work = sum(not known.is_summary(number) for number in known.activities)
    return (
        words.count(work, "activity", "activities"),
        f"calendar {calendar.name}, {hours}{words.NARROW}h a day",
        *_unset(known),
        *_overrun(known),
    )


def _unset(known: Scheduled) -> tuple[str, ...]:
    """Say from when a plan is computed whose start nobody set."""
    if has_start(known.project):
        return ()
    start = words.day(from_instant(known.plan.start).date())
    return (f"no start is set in Settings, so it begins on {start}",)


def _overrun(known: Scheduled) -> tuple[str, ...]:
    """Name the summaries whose typed dates do not hold what is within them."""
    if not known.overrun:
        return ()
    names = words.listed([ACTIVITIES.reference(number) for number in known.overrun])
    return (f"what is within {names} does not keep to the typed dates",)
