"""Incidents: when each began, was noticed and resolved, why, and what is done about it.

An incident is a retrospective of the kind post-mortem, whether its meeting was held or
not. What is to be told of one: Beyer et al., Site Reliability Engineering, chapter 15.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from core import board
from core.project import Project
from core.reading_moments import is_day
from core.registers.catalog import ACTIONS, CARDS, LESSONS, RETROSPECTIVES
from core.registers.entry import Record
from core.registers.learning import (
    Card,
    Lesson,
    Retrospective,
    Severity,
    Topic,
)
from core.registers.log import Action, ActionStatus
from core.retrospective.templates import TEMPLATES

TEMPLATE = TEMPLATES["post-mortem"]
TIMELINE = TEMPLATE.columns[0].title
DAYS: Mapping[Severity, int] = {
    Severity.S1: 7,
    Severity.S2: 14,
    Severity.S3: 30,
    Severity.S4: 60,
}
"""Calendar days from the end of an incident to the deadline of its actions."""
MINUTE = timedelta(minutes=1)


class Flag(StrEnum):
    """What an action of an incident lacks."""

    NO_OWNER = "no owner"
    NO_DUE = "no due day"
    OVERDUE = "overdue"
    TOO_LATE = "due after the deadline"


class Happening(StrEnum):
    """What a step of a timeline is: a moment of the incident, or a card."""

    BEGAN = "It began"
    NOTICED = "It was noticed"
    RESOLVED = "It was resolved"
    CARD = ""


ORDER = (Happening.BEGAN, Happening.CARD, Happening.NOTICED, Happening.RESOLVED)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a timeline.

    Parameters
    ----------
    minutes
        From the beginning, negative before it; None where a time is not known.
    reference
        Of the card that tells it; empty for a moment of the incident.
    """

    at: datetime
    minutes: int | None
    text: str
    happening: Happening = Happening.CARD
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """An action that came of an incident, and what it lacks."""

    record: Record[Action]
    flags: tuple[Flag, ...]


@dataclass(frozen=True)
class Incident:
    """One incident with all that is known of it.

    Parameters
    ----------
    status_date
        The day after whose end an open action that was due is late.
    """

    project: Project
    record: Record[Retrospective]
    status_date: date

    @property
    def entry(self) -> Retrospective:
        """What was written down of it."""
        return self.record.entry

    @property
    def reference(self) -> str:
        """Its reference, as in RE-002."""
        return RETROSPECTIVES.reference(self.record.number)

    # --- times ------------------------------------------------------------------------

    @property
    def to_notice(self) -> int | None:
        """Minutes from its beginning until it was noticed; None where not known."""
        return minutes_between(self.entry.began_at, self.entry.detected_at)

    @property
    def to_resolve(self) -> int | None:
        """Minutes from its beginning until it was resolved; None where not known."""
        return minutes_between(self.entry.began_at, self.entry.resolved_at)

    @cached_property
    def timeline(self) -> tuple[Step, ...]:
        """Its moments, and the cards that say when something happened, in order."""
        moments = (
            (self.entry.began_at, Happening.BEGAN),
            (self.entry.detected_at, Happening.NOTICED),
            (self.entry.resolved_at, Happening.RESOLVED),
        )
        steps = [self._step(at, what.value, what) for at, what in moments if at]
        steps += [
            self._step(at, card.entry.title, Happening.CARD, card.number)
            for card in self._cards
            if (at := card.entry.happened_at)
        ]
        return tuple(sorted(steps, key=lambda s: (s.at, ORDER.index(s.happening))))

    def _step(
        self, at: datetime, text: str, happening: Happening, number: int = 0
    ) -> Step:
        minutes = minutes_between(self.entry.began_at, at)
        reference = CARDS.reference(number) if number else ""
        return Step(at, minutes, text, happening, reference)

    # --- what was written -------------------------------------------------------------

    @cached_property
    def _cards(self) -> tuple[Record[Card], ...]:
        number = self.record.number
        return tuple(
            c for c in self.project[CARDS].live if c.entry.retrospective == number
        )

    @cached_property
    def columns(self) -> Mapping[str, tuple[Record[Card], ...]]:
        """The cards by column, those apart that stand on the timeline with a moment.

        The columns of a post-mortem come first, in their order, then any other.
        """
        kept = [c for c in self._cards if not _is_timed(c.entry)]
        known = {column.title.casefold(): column.title for column in TEMPLATE.columns}
        found: dict[str, list[Record[Card]]] = {title: [] for title in known.values()}
        for card in kept:
            title = known.get(card.entry.column.casefold(), card.entry.column)
            found.setdefault(title, []).append(card)
        return {
            title: tuple(sorted(cards, key=lambda c: -board.votes(self.project, c)))
            for title, cards in found.items()
            if cards
        }

    @cached_property
    def topics(self) -> tuple[Record[Topic], ...]:
        """What was talked about, most votes first."""
        return board.topics(self.project, self.record.number)

    @property
    def causes(self) -> tuple[Record[Topic], ...]:
        """The topics that were asked why."""
        return tuple(topic for topic in self.topics if topic.entry.whys.strip())

    @property
    def other_topics(self) -> tuple[Record[Topic], ...]:
        """The topics that were not."""
        return tuple(topic for topic in self.topics if not topic.entry.whys.strip())

    @cached_property
    def lessons(self) -> tuple[Record[Lesson], ...]:
        """The lessons that came of it."""
        came = board.lessons_of(self.project, self.record.number)
        return tuple(filter(came, self.project[LESSONS].live))

    # --- what is done about it --------------------------------------------------------

    @property
    def deadline(self) -> date | None:
        """The day by which its actions are to be done, by its severity.

        Counted from the day on which it was resolved, else held, else began; None
        without a severity or any such day.
        """
        entry = self.entry
        ended, began = (at and at.date() for at in (entry.resolved_at, entry.began_at))
        start = ended or entry.held_on or began
        if entry.severity is None or start is None:
            return None
        return start + timedelta(days=DAYS[entry.severity])

    @cached_property
    def actions(self) -> tuple[Agreed, ...]:
        """The actions that came of it and were not cancelled, the first due first."""
        came = board.came_of(self.record.number)
        found = [
            Agreed(action, tuple(self._flags(action.entry)))
            for action in self.project[ACTIONS].live
            if came(action) and action.entry.status is not ActionStatus.CANCELLED
        ]
        return tuple(
            sorted(
                found, key=lambda a: (a.record.entry.due or date.max, a.record.number)
            )
        )

    def _flags(self, action: Action) -> list[Flag]:
        if action.status is not ActionStatus.OPEN:
            return []
        due, deadline = action.due, self.deadline
        wrong = {
            Flag.NO_OWNER: not action.owner,
            Flag.NO_DUE: due is None,
            Flag.OVERDUE: due is not None and due < self.status_date,
            Flag.TOO_LATE: bool(due and deadline and due > deadline),
        }
        return [flag for flag, is_wrong in wrong.items() if is_wrong]

    @property
    def open_actions(self) -> tuple[Agreed, ...]:
        """Its actions that are still to be done."""
        return tuple(
            a for a in self.actions if a.record.entry.status is ActionStatus.OPEN
        )

    @property
    def overdue(self) -> int:
        """How many of its actions are late."""
        return sum(Flag.OVERDUE in action.flags for action in self.actions)


def minutes_between(first: datetime | None, then: datetime | None) -> int | None:
    """Return the minutes from one moment to another, negative where it came before.

    None where one is missing, or has a day and no time.

    >>> minutes_between(datetime(2026, 6, 9, 23, 10), datetime(2026, 6, 10, 1))
    110
    >>> minutes_between(datetime(2026, 6, 9, 23, 10), datetime(2026, 6, 10)) is None
    True
    """
    if first is None or then is None or is_day(first) or is_day(then):
        return None
    return (then - first) // MINUTE


def _is_timed(card: Card) -> bool:
    on_timeline = card.column.casefold() == TIMELINE.casefold()
    return on_timeline and card.happened_at is not None
