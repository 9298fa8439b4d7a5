"""The key figures of an incident, each with how it is made."""

from datetime import date, datetime

from core import words
from core.figure import Figure, Status
from core.retrospective.incident import Flag, Incident
from core.retrospective.incident_words import RULE
from core.retrospective.incidents import Incidents
from core.words import UNDEFINED, count, day, elapsed

TREND = 8  # values of a sparkline
MOMENTS = "Retrospective: incident began, noticed, resolved"


def key_figures(incident: Incident, found: Incidents) -> tuple[Figure, ...]:
    """Return times, actions and deadline of an incident, each with how it is made."""
    figures = [
        _time_figure(incident, found, "notice"),
        _time_figure(incident, found, "resolve"),
        _action_figure(incident),
        _deadline_figure(incident),
    ]
    if found.is_enough:
        figures.append(_middle_figure(found))
    return tuple(figures)


def standing(incident: Incident) -> Status:
    """Judge what is done about an incident: off track where an action is late or none.

    Watch where an action lacks something else.
    """
    if incident.overdue or not incident.actions:
        return Status.OFF_TRACK
    lacks = any(action.flags for action in incident.actions)
    return Status.WATCH if lacks else Status.ON_TRACK


def _time_figure(incident: Incident, found: Incidents, what: str) -> Figure:
    is_notice = what == "notice"
    minutes = incident.to_notice if is_notice else incident.to_resolve
    ended = incident.entry.detected_at if is_notice else incident.entry.resolved_at
    middle = found.to_notice if is_notice else found.to_resolve
    verb = "Noticed" if is_notice else "Resolved"
    return Figure(
        f"Time to {what}",
        elapsed(minutes),
        f"{verb} − began, by the clock, nights and weekends too.",
        (
            ("Began", _moment(incident.entry.began_at)),
            (verb, _moment(ended)),
            (f"Median of all {len(found.each)}", elapsed(middle)),
        ),
        MOMENTS,
        _against(minutes, middle, len(found.each)),
    )


def _against(minutes: int | None, middle: float | None, many: int) -> str:
    """Hold the time of one incident against the median of all."""
    if minutes is None:
        return "a moment is missing"
    if middle is None or many == 1:
        return "the only incident"
    return f"median {elapsed(middle)}"


def _action_figure(incident: Incident) -> Figure:
    actions, left = incident.actions, len(incident.open_actions)
    done = len(actions) - left
    return Figure(
        "Actions done",
        f"{done} of {len(actions)}" if actions else UNDEFINED,
        "Actions of this incident that are done / all that were not cancelled. Late: "
        "open, and due before the status date.",
        (
            ("Open", str(left)),
            ("Late", str(incident.overdue)),
            ("Without owner or day, or due too late", str(_lacking(incident))),
        ),
        "Actions",
        _action_change(incident),
        standing(incident),
    )


def _lacking(incident: Incident) -> int:
    lacks = (set(action.flags) - {Flag.OVERDUE} for action in incident.actions)
    return sum(map(bool, lacks))


def _action_change(incident: Incident) -> str:
    if not incident.actions:
        return "none is agreed yet"
    if incident.overdue:
        return f"{words.small(incident.overdue)} late"
    if lacking := _lacking(incident):
        return f"{words.small(lacking)} to complete"
    left = len(incident.open_actions)
    return f"{words.small(left)} open, none late" if left else "all done"


def _deadline_figure(incident: Incident) -> Figure:
    entry, by = incident.entry, incident.deadline
    return Figure(
        "Actions due by",
        day(by),
        f"Days after the incident, by severity: {RULE}. Counted from the day on which "
        "it was resolved, else its post-mortem was held, else it began.",
        (
            ("Severity", entry.severity.value if entry.severity else UNDEFINED),
            ("Resolved", _moment(entry.resolved_at)),
        ),
        "Retrospective: severity and moments",
        _until(incident, by),
    )


def _until(incident: Incident, by: date | None) -> str:
    if by is None:
        return "needs a severity and a day"
    assert incident.entry.severity is not None
    days = (by - incident.status_date).days
    told = f"in {count(days, 'day')}" if days > 0 else f"{count(-days, 'day')} ago"
    return f"{incident.entry.severity.value}, {told if days else 'on the status date'}"


def _middle_figure(found: Incidents) -> Figure:
    times = found.resolve_times
    return Figure(
        "Median time to resolve",
        elapsed(found.to_resolve),
        "Half of the incidents were resolved sooner, half later. The mean counts a "
        "single long one more.",
        (
            ("Incidents timed", str(len(times))),
            ("Mean", elapsed(found.mean_to_resolve)),
            ("Longest", elapsed(max(times))),
        ),
        MOMENTS,
        f"mean {elapsed(found.mean_to_resolve)}",
        trend=tuple(float(minutes) for minutes in times[-TREND:]),
    )


def _moment(at: datetime | None) -> str:
    return words.moment(at)
