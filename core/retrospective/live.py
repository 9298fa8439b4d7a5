"""A live board: what it holds, and what one browser may see of it.

`Board` is everything; it never leaves the store. `seen` makes the `View` of one seat,
which holds nothing that this seat may not see: of another's hidden card only that it
is there, of another's vote only the sum once the vote is closed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from core.registers.learning import RetrospectiveKind
from core.retrospective.phases import Phase
from core.retrospective.templates import TEMPLATES, Column, Template

VOTES, PER_GROUP = 5, 3  # of one person, unless the opening says otherwise


@dataclass(frozen=True, slots=True)
class Seat:
    """One browser at one board.

    `secret` is a random number of that board, known to the browser alone.
    """

    code: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a board begins with.

    Parameters
    ----------
    template
        Key of a template.
    votes, per_group
        Votes of each person, and how many of them may go to one topic.
    open_until
        Last day of writing before the meeting, where the board opens ahead of it.
    severity
        Of an incident: "S1" is the worst.
    carried
        Numbers of card entries that the last retrospective did not come to.
    retrospective
        Number of the entry whose meeting this is, where it was written down before;
        else there will be a new one. It keeps its title and severity.
    """

    title: str
    template: str = "start-stop-continue"
    kind: RetrospectiveKind | None = None
    anonymous: bool = True
    votes: int = VOTES
    per_group: int = PER_GROUP
    open_until: date | None = None
    severity: str | None = None
    carried: tuple[int, ...] = ()
    retrospective: int | None = None


@dataclass(frozen=True, slots=True)
class BoardHead:
    """What everybody who knows the code may know of a board.

    `retrospective` is the number of the entry that remains of it; `project` a key.
    """

    code: str
    title: str
    project: str
    project_name: str
    phase: Phase
    anonymous: bool
    closed: bool
    locked: bool
    open_until: date | None
    retrospective: int
    template: Template


@dataclass(frozen=True, slots=True)
class Card:
    """One card; nobody's where it came from the last retrospective."""

    id: int
    column: str
    text: str
    secret: str | None = field(default=None, repr=False)
    group: int | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Cards that say the same.

    `topic` is the number of its entry, where one was made already.
    """

    id: int
    title: str
    discussed: bool = False
    seconds: int = 0
    topic: int | None = None
    notes: tuple[str, ...] = ()
    whys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote of one seat."""

    secret: str = field(repr=False)
    group: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What one seat answered to one question."""

    secret: str = field(repr=False)
    question: str
    value: str


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that a board holds at one revision; never shown as it is.

    `seats` are the names by secret, `shown` the questions whose answers were revealed,
    `since` when the discussion of the `current` group began.
    """

    head: BoardHead
    rev: int
    revealed: bool = False
    votes_open: bool = False
    votes_each: int = VOTES
    votes_per_group: int = PER_GROUP
    deadline: datetime | None = None
    current: int | None = None
    since: datetime | None = None
    shown: frozenset[str] = frozenset()
    cards: tuple[Card, ...] = ()
    groups: tuple[Group, ...] = ()
    votes: tuple[Vote, ...] = field(default=(), repr=False)
    seats: Mapping[str, str] = field(default_factory=dict, repr=False)
    answers: tuple[Answer, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class SeenCard:
    """A card as one seat sees it; no author on an anonymous board."""

    id: int
    column: str
    text: str
    author: str
    mine: bool
    group: int | None
    happened_at: datetime | None


@dataclass(frozen=True, slots=True)
class SeenGroup:
    """A group as one seat sees it; `votes` is None while they are hidden."""

    id: int
    title: str
    cards: tuple[int, ...]
    votes: int | None
    my_votes: int
    discussed: bool
    notes: tuple[str, ...]
    whys: tuple[str, ...]
    seconds: int
    topic: int | None


@dataclass(frozen=True, slots=True)
class Tally:
    """The answers to one question; `counts` is empty while they are `hidden`.

    Attributes
    ----------
    counts
        How often each answer was given.
    answered
        How many have answered.
    needed
        How many more answers there must be until they are shown.
    hidden
        Whether the answers wait: for more of them, or for the facilitator.
    """

    question: str
    counts: Mapping[str, int]
    answered: int
    needed: int = 0
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """What one browser may see of a board.

    `shown` are the questions whose answers were revealed, answered or not.
    """

    head: BoardHead
    rev: int
    revealed: bool
    votes_open: bool
    votes_each: int
    votes_per_group: int
    votes_left: int
    deadline: datetime | None
    columns: tuple[Column, ...]
    cards: tuple[SeenCard, ...]
    hidden: Mapping[str, int]
    groups: tuple[SeenGroup, ...]
    current: int | None
    since: datetime | None
    shown: frozenset[str]
    seats: int
    names: tuple[str, ...]
    name: str
    answers: Mapping[str, str]
    tallies: tuple[Tally, ...]
    is_facilitator: bool


def template_of(key: str) -> Template:
    """Return a template; the first one where a board's is no longer known."""
    return TEMPLATES.get(key, next(iter(TEMPLATES.values())))
