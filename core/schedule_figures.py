"""The key figures of the schedule page, each with its formula and how it moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core import baselines, words
from core.figure import Figure, Status, threshold
from core.milestones import expected
from core.project import Project
from core.registers.catalog import ACTIVITIES
from core.schedule.errors import ScheduleError
from core.schedule.instants import from_instant
from core.scheduled import Scheduled, scheduled
from core.slips import finish_slip, slip_of
from core.trends import States, change, moved, seen, trend
from core.workdays import working_days

SOURCE = "The network of activities and dependencies"


@dataclass(frozen=True, slots=True)
class PlanState:
    """What a plan comes to, small enough to be kept for every state of a project.

    Parameters
    ----------
    finish
        The day on which the last activity finishes.
    work, done, critical
        Activities and milestones, those that are done, those that drive the finish.
    checked, failing
        How many checks of the plan's quality could be made; the names of those that
        fail.
    """

    finish: date
    work: int
    done: int
    critical: int
    checked: int
    failing: tuple[str, ...]

    @property
    def passed(self) -> int:
        """How many checks hold."""
        return self.checked - len(self.failing)


def plan_state(project: Project) -> PlanState | None:
    """Return what a project's plan comes to; None without a plan that computes."""
    return project.remember("plan state", lambda: _plan_state(project))


def _plan_state(project: Project) -> PlanState | None:
    if not project[ACTIVITIES].live:
        return None
    try:
        known = scheduled(project)
    except ScheduleError:
        return None
    work = [a for a in known.plan.activities if not known.is_summary(a.number)]
    found = known.checks
    return PlanState(
        from_instant(known.schedule.finish - 1).date(),
        len(work),
        sum(activity.is_complete for activity in work),
        sum(known.is_critical(activity.number) for activity in work),
        len(found),
        tuple(check.name for check in found if check.is_failed),
    )


Past = Sequence[tuple[date, PlanState]]


def status(known: Scheduled | None) -> Status:
    """Judge the finish against the newest baseline, by the project's thresholds."""
    if known is None:
        return Status.NO_DATA
    settings = known.project.settings
    days = finish_slip(known)
    return threshold(days, settings.finish_watch, settings.finish_off)


def key_figures(states: States, today: date) -> tuple[Figure, ...]:
    """Return finish, critical activities, progress, quality and the next milestone."""
    found = [(day, state) for day, state in seen(states, today, _state) if state]
    project = states[-1][1] if states else None
    if project is None or not found or found[-1][1] != plan_state(project):
        return ()
    known = scheduled(project)
    figures = (
        _finish(known, found),
        _critical(found),
        _done(found),
        _quality(found),
        _next_milestone(known, project.status_date(today)),
    )
    return tuple(figure for figure in figures if figure)


def _state(project: Project, _day: date) -> PlanState | None:
    return plan_state(project)


def _finish(known: Scheduled, past: Past) -> Figure:
    state, slip = past[-1][1], finish_slip(known)
    newest = baselines.newest(known.project)
    planned = newest.entry.title if newest else "none"
    compared = "no baseline yet"
    if slip is not None:
        compared = f"{_days(slip)} to baseline" if round(slip, 1) else "as in baseline"
    day = words.day(state.finish)
    return Figure(
        "Finish, network",
        day,
        "The latest early finish of all activities, each after what it depends on.",
        (("Finish", day), ("Newest baseline", planned), ("Slip", working_days(slip))),
        f"{SOURCE}; the slip counts working days of the project's calendar",
        compared,
        None if slip is None else status(known),
        trend(past, lambda s: s.finish.toordinal()),
    )


def _critical(past: Past) -> Figure:
    state = past[-1][1]
    left = state.work - state.done
    by = moved(past, lambda s: s.critical)
    return Figure(
        "Critical activities",
        f"{state.critical} of {left}",
        "Activities that are not done and have no total float: each day they slip "
        "moves the finish, or misses a date that is set.",
        (("Critical", str(state.critical)), ("Not done", str(left))),
        SOURCE,
        change(past, by, words.signed),
        Status.WATCH if by and by > 0 else None,
        trend(past, lambda s: s.critical),
    )


def _done(past: Past) -> Figure:
    state = past[-1][1]
    by = moved(past, lambda s: s.done)
    return Figure(
        "Activities done",
        f"{state.done} of {state.work}",
        "Activities and milestones that are 100 % complete or have an actual finish.",
        (("Done", str(state.done)), ("All", str(state.work))),
        "Percent complete and actual dates of the activities",
        change(past, by, words.signed),
        Status.ON_TRACK if by and by > 0 else None,
        trend(past, lambda s: s.done),
    )


def _quality(past: Past) -> Figure:
    state = past[-1][1]
    failing = len(state.failing)
    return Figure(
        "Plan quality",
        f"{state.passed} of {state.checked}",
        "Checks of the plan after the DCMA 14 points that hold, of those that could "
        "be made.",
        (
            ("Hold", str(state.passed)),
            ("Fail", words.listed(state.failing) or "none"),
        ),
        "The Quality tab lists each check with its rule and its offenders",
        f"{words.count(failing, 'check')} {'fails' if failing == 1 else 'fail'}"
        if failing
        else "all hold",
        Status.WATCH if failing else Status.ON_TRACK,
        trend(past, lambda s: s.passed),
    )


def _next_milestone(known: Scheduled, today: date) -> Figure | None:
    """Return the first milestone that is not reached; None where there is none."""
    days = expected(known.project)
    waiting = [n for n in days if not known.activities[n].is_complete]
    if not waiting:
        return None
    number = min(waiting, key=lambda n: (days[n], n))
    title, slip = known.activities[number].title, slip_of(known, number)
    moved_by = f"{_days(slip)}, " if slip is not None and round(slip, 1) else ""
    late = days[number] < today
    return Figure(
        "Next milestone",
        words.day(days[number]),
        "The earliest milestone that is not reached, by the network.",
        (
            ("Milestone", f"{ACTIVITIES.reference(number)} {title}"),
            ("Slip to the newest baseline", working_days(slip)),
        ),
        SOURCE,
        f"{moved_by}{title}",
        Status.OFF_TRACK if late else _judged(known, slip),
    )


def _days(days: float) -> str:
    return f"{words.signed(days, 0)}{words.NARROW}d"


def _judged(known: Scheduled, slip: float | None) -> Status | None:
    settings = known.project.settings
    if slip is None:
        return None
    return threshold(slip, settings.finish_watch, settings.finish_off)
