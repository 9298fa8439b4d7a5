"""Checks of progress: dates that can be, who does the work, and what was due."""

from dataclasses import replace

from core import words
from core.schedule.network import ActivityDates, schedule
from core.schedule.plan import PlanActivity
from core.schedule.quality_checks import Check, Open, at_most, index

FEW = 5.0  # percent
TEST_DAYS = 600


def _invalid(looked: Open) -> Check:
    """Count dates on the wrong side of the status date; n/a without one."""
    at = looked.plan.status_at
    rule = "Nothing is planned before the status date, and nothing was done after it."
    found = (
        []
        if at is None
        else [a.number for a in looked.leaves if _is_odd(looked, a, at)]
    )
    of = () if at is None else looked.leaves
    return at_most("Invalid dates", rule, 0, found, of)


def _is_odd(looked: Open, one: PlanActivity, at: int) -> bool:
    done = (one.actual_start, one.actual_finish)
    if any(instant is not None and instant > at for instant in done):
        return True
    if one.is_complete:
        return False
    dates = looked.dates(one)
    return (one.actual_start is None and dates.start < at) or dates.finish < at


def _resources(looked: Open) -> Check:
    needing = [one for one in looked.activities if one.minutes]
    if not any(one.work for one in looked.leaves):
        needing = []
    found = [one.number for one in needing if not one.work]
    rule = "Everything that takes time has somebody, or something, that does it."
    return at_most("Resources", rule, 0, found, needing)


def _due(looked: Open) -> list[PlanActivity]:
    """Return what the newest baseline wanted finished by the status date."""
    at, baseline = looked.plan.status_at, looked.plan.baseline
    if at is None:
        return []
    return [
        a for a in looked.leaves if a.number in baseline and baseline[a.number][1] <= at
    ]


def _missed(looked: Open) -> Check:
    baseline = looked.plan.baseline
    due = _due(looked)
    found = [
        one.number
        for one in due
        if _later(looked, one, baseline[one.number][1], looked.dates(one).finish)
    ]
    rule = "Few of those due by the status date finish later than in the baseline."
    return at_most("Missed activities", rule, FEW, found, due)


def _later(looked: Open, one: PlanActivity, planned: int, finish: int) -> bool:
    return looked.plan.calendars[one.calendar].between(planned, finish) > 0


def _critical_test(looked: Open) -> Check:
    """Delay the first open step of the critical path; its finish has to follow."""
    rule = (
        f"When the critical path slips by {TEST_DAYS} working days, so does the finish."
    )
    value = _moved_days(looked)
    return Check(
        "Critical path test",
        rule,
        words.number(value),
        words.number(TEST_DAYS),
        value,
        value is not None and round(value) < TEST_DAYS,
    )


def _moved_days(looked: Open) -> float | None:
    path = set(looked.made.critical_path)
    one = next((a for a in looked.activities if a.number in path), None)
    if one is None:
        return None
    calendar = looked.plan.calendars[one.calendar]
    delay = TEST_DAYS * calendar.minutes_per_day
    longer = _longer(one, looked.dates(one), delay)
    activities = tuple(longer if a is one else a for a in looked.plan.activities)
    then = schedule(replace(looked.plan, activities=activities)).finish
    return calendar.between(looked.made.finish, then) / calendar.minutes_per_day


def _longer(one: PlanActivity, dates: ActivityDates, delay: int) -> PlanActivity:
    if one.manual is not None:
        return replace(one, manual=(dates.start, dates.finish + delay * 5))
    left = round(one.minutes * (100 - one.percent_complete) / 100)
    left = left if one.remaining is None else one.remaining
    return replace(
        one,
        minutes=one.minutes + delay,
        remaining=left + delay,
        work=(),
        is_elapsed=False,
    )


def _cpli(looked: Open) -> Check:
    """Critical path length index = (length + float) / length.

    Length runs from the status date, or the plan's start, to the finish; float to the
    finish in the newest baseline, or without one the least float of the critical path.
    """
    calendar, finish = looked.plan.calendars[0], looked.made.finish
    begin = max(looked.plan.status_at or looked.made.start, looked.made.start)
    length = calendar.between(begin, finish) if looked.activities else 0
    slack = _finish_float(looked)
    value = (length + slack) / length if length > 0 else None
    rule = "The work that is left fits the time that is left: length plus float."
    return index("Critical path length index", rule, value)


def _finish_float(looked: Open) -> int:
    planned = [finish for _, finish in looked.plan.baseline.values()]
    if planned:
        return looked.plan.calendars[0].between(looked.made.finish, max(planned))
    path = [looked.made.dates[n].total_float for n in looked.made.critical_path]
    return min(path, default=0)


def _bei(looked: Open) -> Check:
    """Baseline execution index = finished / due by the status date."""
    due = _due(looked)
    done = sum(
        one.is_complete for one in looked.leaves if one.number in looked.plan.baseline
    )
    rule = "As many activities are finished as the baseline wanted by the status date."
    check = index("Baseline execution index", rule, done / len(due) if due else None)
    return replace(check, offenders=tuple(a.number for a in due if not a.is_complete))


PROGRESS_CHECKS = (
    _invalid,
    _resources,
    _missed,
    _critical_test,
    _cpli,
    _bei,
)
