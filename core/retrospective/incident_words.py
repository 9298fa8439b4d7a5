"""Incidents in words: the sentence of the tab, titles of its parts, what is missing."""

from collections.abc import Iterator
from datetime import date

from core import words
from core.reading_moments import is_day
from core.registers.catalog import ACTIONS
from core.registers.learning import Severity
from core.retrospective.incident import DAYS, Agreed, Flag, Incident
from core.retrospective.incidents import Incidents
from core.words import capital, count, day, elapsed

RULE = ", ".join(f"{severity.value} {days}" for severity, days in DAYS.items())
UNTIMED = {
    "began_at": "when it began",
    "detected_at": "when it was noticed",
    "resolved_at": "when it was resolved",
}


def headline(found: Incidents) -> str:
    """Say how long incidents last, and whether what was agreed is done.

    >>> headline(Incidents(()))
    'No incident is written down.'
    """
    many = len(found.each)
    if not many:
        return "No incident is written down."
    parts = [_times(found), _unresolved(found), _actions(found)]
    said = "; ".join(part for part in parts if part)
    return f"{capital(count(many, 'incident'))}: {said}."


def _times(found: Incidents) -> str:
    told = [
        f"{verb} after {elapsed(minutes)}"
        for verb, minutes in (
            ("noticed", found.to_notice),
            ("resolved", found.to_resolve),
        )
        if minutes is not None
    ]
    if not told:
        return "no time to notice or to resolve is known"
    middle = " in the middle" if len(found.each) > 1 else ""
    return words.listed(told) + middle


def _unresolved(found: Incidents) -> str:
    many = sum(incident.entry.resolved_at is None for incident in found.each)
    if not many:
        return ""
    if len(found.each) == 1:
        return "it is not resolved yet"
    return f"{words.small(many)} {_be(many)} not resolved yet"


def _actions(found: Incidents) -> str:
    late = sum(incident.overdue for incident in found.each)
    left = sum(len(incident.open_actions) for incident in found.each)
    if not any(incident.actions for incident in found.each):
        return "no action is agreed yet"
    if late:
        return f"{count(late, 'action')} {_be(late)} late"
    if left:
        return f"{count(left, 'action')} {_be(left)} open, none late"
    return "every action is done"


def title(incident: Incident) -> str:
    """Say how long an incident went unseen, and how long it lasted.

    Where it is not known: since when it lasts, or that nobody wrote it down.
    """
    entry, told = incident.entry, []
    if incident.to_notice is not None:
        told.append(f"noticed after {elapsed(incident.to_notice)}")
    if incident.to_resolve is not None:
        told.append(f"resolved after {elapsed(incident.to_resolve)}")
    elif entry.resolved_at is None:
        told.append("not resolved yet")
    else:
        told.append(f"resolved {words.moment(entry.resolved_at)}")
    return capital(", ".join(told))


def facts(incident: Incident) -> str:
    """Say severity, when it was, and whether its post-mortem was held."""
    entry = incident.entry
    severity = entry.severity.value if entry.severity else "no severity"
    when = f"began {words.moment(entry.began_at)}" if entry.began_at else ""
    held = (
        f"post-mortem {day(entry.held_on)}" if entry.held_on else "no post-mortem yet"
    )
    return " · ".join(filter(None, (incident.reference, severity, when, held)))


def gaps(incident: Incident) -> tuple[str, ...]:
    """Say what an incident and its actions lack, as sentences."""
    return tuple(_gaps(incident))


def gaps_title(incident: Incident) -> str:
    """Say how many things an incident lacks."""
    many = len(gaps(incident))
    if not many:
        return "Nothing is missing"
    return f"{capital(count(many, 'thing'))} to complete"


def _gaps(incident: Incident) -> Iterator[str]:
    entry, deadline = incident.entry, incident.deadline
    for name, what in UNTIMED.items():
        at = getattr(entry, name)
        if at is not None and is_day(at):
            yield f"Write the time of day {what}: a day alone cannot be measured."
    if entry.severity is None:
        yield "Choose a severity, S1 to S4: it sets by when its actions are due."
    if not incident.actions:
        by = f"due by {day(deadline)}" if deadline else "with a due day"
        yield f"No action is agreed yet: agree one with an owner, {by}."
    for action in incident.actions:
        for flag in action.flags:
            yield _lack(incident, action, flag)


def _lack(incident: Incident, action: Agreed, flag: Flag) -> str:
    name, due = ACTIONS.reference(action.record.number), action.record.entry.due
    if flag is Flag.NO_OWNER:
        return f"{name} has no owner."
    if flag is Flag.NO_DUE or due is None:
        by = incident.deadline
        return f"{name} has no due day{f': give it one by {day(by)}' if by else ''}."
    if flag is Flag.OVERDUE:
        late = count((incident.status_date - due).days, "day")
        return f"{name} is overdue by {late}."
    return f"{name} is due {day(due)}, {_beyond(incident, due)}."


def _beyond(incident: Incident, due: date) -> str:
    assert incident.deadline is not None
    assert incident.entry.severity is not None
    later = count((due - incident.deadline).days, "day")
    return f"{later} later than {incident.entry.severity.value} allows"


def flag_words(incident: Incident, action: Agreed) -> str:
    """Say in a table what an action lacks; "overdue by three days, no owner"."""
    told = []
    for flag in action.flags:
        due = action.record.entry.due
        if flag is Flag.OVERDUE and due:
            told.append(f"overdue by {count((incident.status_date - due).days, 'day')}")
        elif flag is Flag.TOO_LATE and due:
            told.append(_beyond(incident, due))
        else:
            told.append(flag.value)
    return ", ".join(told)


def timeline_title(incident: Incident) -> str:
    """Say how many moments are known of an incident."""
    many = len(incident.timeline)
    if not many:
        return "Nobody has written down what happened when"
    return f"{capital(count(many, 'moment'))} on the timeline"


def causes_title(incident: Incident) -> str:
    """Say how many causes were looked for, and how deep the deepest goes."""
    many = len(incident.causes)
    if not many:
        return "Nobody has asked why yet"
    deepest = max(len(whys(cause.entry.whys)) for cause in incident.causes)
    asked = f"{count(deepest, 'why')} deep"
    return f"{capital(count(many, 'cause'))}, {asked}"


def actions_title(incident: Incident) -> str:
    """Say how many actions came of an incident, and how many are late.

    >>> from core.registers.entry import Record
    >>> from core.registers.learning import Retrospective
    >>> from core.project import Project
    >>> at = Record(1, 1, Retrospective(title="Night"))
    >>> actions_title(Incident(Project("PAY"), at, date(2026, 11, 20)))
    'No action came of it yet'
    """
    many, left = len(incident.actions), len(incident.open_actions)
    if not many:
        return "No action came of it yet"
    came = f"{capital(count(many, 'action'))} came of it"
    if incident.overdue:
        return f"{came}, {words.small(incident.overdue)} late"
    return f"{came}, {words.small(left) if left else 'none'} open"


def lessons_title(incident: Incident) -> str:
    """Say how many lessons came of an incident."""
    many = len(incident.lessons)
    if not many:
        return "No lesson came of it yet"
    return f"{capital(count(many, 'lesson'))} came of it"


def deadline_words(incident: Incident) -> str:
    """Say by when the actions of an incident are due, and why."""
    severity, by = incident.entry.severity, incident.deadline
    if severity is None or by is None:
        return f"By severity actions are due after so many days: {RULE}."
    return (
        f"{severity.value}: due by {day(by)}, {_days(severity)} after {_end(incident)}."
    )


def _end(incident: Incident) -> str:
    """Say from when the deadline counts, in the order of `Incident.deadline`."""
    if incident.entry.resolved_at:
        return "it was resolved"
    return "its post-mortem" if incident.entry.held_on else "it began"


def _days(severity: Severity) -> str:
    return count(DAYS[severity], "day")


def whys(text: str) -> tuple[str, ...]:
    r"""Return the whys of a cause, a line each.

    >>> whys("Why? A pin.\n\nWhy a pin? ")
    ('Why? A pin.', 'Why a pin?')
    """
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _be(many: int) -> str:
    return "is" if many == 1 else "are"
