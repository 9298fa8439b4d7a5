"""What a board shows of its project to everybody who has joined it.

A participant has no right on the project: these functions take the view that the board
gave to a browser, and give no more of the project than its phase puts on the screen.
"""

from datetime import date

from core import board
from core.access import Actor, Role
from core.project import Project
from core.registers.catalog import ACTIONS, LESSONS
from core.registers.entry import Record
from core.registers.learning import Lesson, RetrospectiveKind
from core.retrospective.evidence import Actions, Evidence, evidence, last_actions
from core.retrospective.incident import Incident
from core.retrospective.incidents import incidents
from core.retrospective.live import View
from core.retrospective.phases import Phase
from core.retrospective.questions import GUESS_COST
from data.store import Store, load


def actions_shown(store: Store, view: View) -> Actions:
    """Return last time's actions while the board talks about them; else nothing."""
    if view.head.phase is not Phase.OPEN_ACTIONS:
        return ()
    return last_actions(_project(store, view), view.head.retrospective)


def evidence_shown(store: Store, view: View, today: date) -> Evidence | None:
    """Return plan against actual, once it is revealed in its phase; else nothing."""
    if view.head.phase is not Phase.EVIDENCE or GUESS_COST not in view.shown:
        return None
    project = _project(store, view)
    day = project.status_date(today)
    return project.remember(("evidence", day), lambda: evidence(project, day))


def incident_shown(store: Store, view: View, today: date) -> Incident | None:
    """Return the incident that a board takes apart, in the phase of its evidence."""
    of_incident = view.head.template.kind is RetrospectiveKind.POST_MORTEM
    if view.head.phase is not Phase.EVIDENCE or not of_incident:
        return None
    project = _project(store, view)
    found = incidents(project, project.status_date(today))
    return found.numbered(view.head.retrospective)


def actions_agreed(store: Store, view: View) -> Actions:
    """Return the actions that this meeting has agreed so far."""
    came_of = board.came_of(view.head.retrospective)
    return tuple(filter(came_of, _project(store, view)[ACTIONS].live))


def lessons_learned(store: Store, view: View) -> tuple[Record[Lesson], ...]:
    """Return the lessons that this meeting has written down so far."""
    project = _project(store, view)
    came_of_it = board.lessons_of(project, view.head.retrospective)
    return tuple(filter(came_of_it, project[LESSONS].live))


def outcome_shown(store: Store, view: View) -> tuple[tuple[str, int], ...]:
    """Return what a closed board voted on, most votes first, with the votes."""
    project, meeting = _project(store, view), view.head.retrospective
    cards = (c for some in board.columns(project, meeting).values() for c in some)
    topics = board.topics(project, meeting)
    alone = [(c.entry.title, c.entry.votes) for c in cards if not c.entry.topic]
    found = [(topic.entry.title, topic.entry.votes) for topic in topics]
    return tuple(sorted(found + alone, key=lambda one: -one[1]))


def _project(store: Store, view: View) -> Project:
    """Read the project on behalf of its board, which a `View` was given to see."""
    key = view.head.project
    return load(store, key, actor=Actor("Board", ((key, Role.VIEWER),)))
