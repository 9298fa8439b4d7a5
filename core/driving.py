"""Why an activity stands where it stands: what drives its dates, back to the start."""

from dataclasses import dataclass

from core import words
from core.registers.catalog import ACTIVITIES
from core.registers.schedule import LinkKind
from core.schedule.chains import chain_to
from core.schedule.instants import from_instant
from core.schedule.network import Why
from core.schedule.plan import PlanActivity, PlanLink
from core.scheduled import Scheduled
from core.workdays import working_days

ENDS = {
    LinkKind.FINISH_START: ("begins after", "finishes"),
    LinkKind.START_START: ("begins after", "starts"),
    LinkKind.FINISH_FINISH: ("finishes after", "finishes"),
    LinkKind.START_FINISH: ("finishes after", "starts"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One activity of the chain, and what holds it to its dates.

    Parameters
    ----------
    why
        A sentence about it: "It starts on 4 Dec 2026, when T-003 finishes."
    """

    number: int
    title: str
    why: str


def chain(known: Scheduled, number: int) -> tuple[Step, ...]:
    """Return the activity and those that drive it, one after the other, to the first.

    Each step is driven by the next; the last one by the plan's start, a constraint or
    what really happened.
    """
    numbers = chain_to(known.plan, known.schedule.dates, number)
    return tuple(
        Step(one, known.activities[one].title, _why(known, known.activities[one]))
        for one in reversed(numbers)
    )


def _why(known: Scheduled, activity: PlanActivity) -> str:
    dates = known.schedule.dates[activity.number]
    link = dates.driver
    start = words.day(from_instant(dates.start).date())
    delay = _delay(known, activity)
    if link is None:
        said = REASONS[dates.why].format(
            start=start, constraint=activity.constraint.value
        )
        return f"{said}{delay}"
    order, end = ENDS[link.kind]
    name = ACTIVITIES.reference(link.predecessor)
    return f"It starts on {start}: it {order} {name} {end}{_lag(known, link)}.{delay}"


def _delay(known: Scheduled, activity: PlanActivity) -> str:
    if not activity.is_delayed or activity.number in known.schedule.groups:
        return ""
    if activity.delay_is_elapsed:
        hours = words.number(activity.delay / 60, 1)
        return f" Levelling delays it by {hours} hours of the clock."
    per_day = known.plan.calendars[activity.calendar].minutes_per_day
    return f" Levelling delays it by {working_days(activity.delay / per_day)}."


def _lag(known: Scheduled, link: PlanLink) -> str:
    calendar = known.plan.calendars[known.activities[link.successor].calendar]
    if link.lag_percent:
        return f" with {words.signed(link.lag_percent)} % of its duration between"
    if not link.lag:
        return ""
    per_day = 1440 if link.lag_is_elapsed else calendar.minutes_per_day
    unit = " by the clock" if link.lag_is_elapsed else ""
    return f", {working_days(link.lag / per_day, plus=True)}{unit}"


REASONS = {
    Why.START: "It starts on {start}, with the plan: nothing else holds it.",
    Why.CONSTRAINT: "It is held by “{constraint}”: it starts on {start}.",
    Why.ACTUAL: "It really started on {start}.",
    Why.TYPED: "Its dates are typed, not computed: it starts on {start}.",
    Why.STATUS: "It starts on {start}: what is left is moved past the status date.",
    Why.LINK: "It starts on {start}.",
}


def _summary_words(known: Scheduled, number: int) -> str:
    """Say whose dates a summary has, and whether typed ones hold what is within it."""
    if known.activities[number].manual is None or number not in known.schedule.groups:
        return "Its dates are those of the activities below it."
    start, finish = known.within(number)
    dates = known.schedule.dates[number]
    late = known.days(number, dates.finish, finish)
    early = known.days(number, start, dates.start)
    told = [
        f"{verb} {working_days(days)} {side}"
        for verb, days, side in (("begins", early, "earlier"), ("ends", late, "later"))
        if round(days, 1) > 0
    ]
    if not told:
        return "Its dates are typed, and what is within it keeps to them."
    return f"Its dates are typed, but what is within it {' and '.join(told)}."


def float_words(known: Scheduled, number: int) -> str:
    """Say how far an activity may slip before somebody else, or the finish, moves."""
    if known.is_summary(number):
        return _summary_words(known, number)
    if known.activities[number].is_complete:
        return "It is done."
    total = known.float_days(number)
    if round(total, 1) < 0:
        return f"It is {working_days(-total)} too late for what it is held to."
    if not round(total, 1):
        return "It is critical: each day it slips moves the finish."
    free = known.free_days(number)
    said = f"It may slip by {working_days(total)} before the finish moves"
    if round(free, 1) >= round(total, 1):
        return f"{said}, and before any other activity does."
    first = working_days(free) if round(free, 1) else "any slip at all"
    verb = "after" if round(free, 1) else "with"
    return f"{said}; others move {verb} {first}."
