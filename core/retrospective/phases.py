"""The phases of a retrospective: their order, and what may be done in each."""

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """Where a retrospective stands."""

    CHECK_IN = "check-in"
    OPEN_ACTIONS = "open actions"
    EVIDENCE = "evidence"
    WRITE = "write"
    GROUP = "group"
    VOTE = "vote"
    DISCUSS = "discuss"
    COMMIT = "commit"
    LESSONS = "lessons"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class _Told:
    """A phase in words: its name, and what each side does in it."""

    title: str
    takes_part: str
    leads: str


_TOLD = {
    Phase.CHECK_IN: _Told(
        "Check in",
        "Say in a word how you arrive, and how freely you can speak today.",
        "Wait until all have joined. How freely they can speak is shown when five "
        "have answered.",
    ),
    Phase.OPEN_ACTIONS: _Told(
        "Last time's actions",
        "Say of each action whether it helped.",
        "Go through what was agreed last time; each action gets its answer.",
    ),
    Phase.EVIDENCE: _Told(
        "Evidence",
        "Guess before the figures are shown, then look at what really happened.",
        "Let everybody guess first, then reveal the figures.",
    ),
    Phase.WRITE: _Told(
        "Write",
        "Write one thought a card. Nobody sees your cards until they are revealed.",
        "You see how many cards there are, not what they say, until you reveal them.",
    ),
    Phase.GROUP: _Told(
        "Group",
        "All cards are on the table: read them while alike ones are put together.",
        "Put alike cards together: accept suggestions one by one, or choose cards.",
    ),
    Phase.VOTE: _Told(
        "Vote",
        "Give your votes to what should be talked about. Others' votes stay hidden.",
        "Votes are hidden until you close the vote; afterwards only sums are shown.",
    ),
    Phase.DISCUSS: _Told(
        "Discuss",
        "Talk about one topic at a time.",
        "Take the topic with the most votes first; when time is up, ask whether to go "
        "on.",
    ),
    Phase.COMMIT: _Told(
        "Commit",
        "Agree on few actions: each with one owner and a day.",
        "Write down few actions: owner, day, and how you will see that it helped.",
    ),
    Phase.LESSONS: _Told(
        "Lessons",
        "What should the next project know?",
        "Write down what the next project should know: when, do, because.",
    ),
    Phase.CLOSE: _Told(
        "Close",
        "Say whether the meeting was worth your time.",
        "Ask whether it was worth the time, then close the board: who wrote and voted "
        "what is deleted.",
    ),
}
_WHAT_IS_KNOWN = _Told(
    "Evidence",
    "Read what is known of the incident. What is missing belongs on a card.",
    "Go through what is known, without blame; what is missing becomes a card.",
)

_VOTED = _Told(
    "Vote",
    "The vote is closed: this is the order in which you will talk.",
    "The vote is closed: go on to the discussion, or open the vote again.",
)

ORDER: tuple[Phase, ...] = tuple(Phase)


def next_phase(phase: Phase) -> Phase | None:
    """Return the phase that follows; None after the last.

    >>> next_phase(Phase.WRITE).value, next_phase(Phase.CLOSE)
    ('group', None)
    """
    at = ORDER.index(phase) + 1
    return ORDER[at] if at < len(ORDER) else None


def previous_phase(phase: Phase) -> Phase | None:
    """Return the phase before; None before the first."""
    at = ORDER.index(phase)
    return ORDER[at - 1] if at else None


def title(phase: Phase) -> str:
    """Name a phase on the screen."""
    return _TOLD[phase].title


def purpose(
    phase: Phase, *, leads: bool = False, incident: bool = False, voted: bool = False
) -> str:
    """Say what to do in a phase, to those who take part or to who leads.

    Parameters
    ----------
    incident
        Whether the meeting takes an incident apart: its evidence is no plan.
    voted
        Whether the vote was closed, while the phase lasts.

    >>> purpose(Phase.VOTE, voted=True)
    'The vote is closed: this is the order in which you will talk.'
    """
    told = _TOLD[phase]
    if incident and phase is Phase.EVIDENCE:
        told = _WHAT_IS_KNOWN
    elif voted and phase is Phase.VOTE:
        told = _VOTED
    return told.leads if leads else told.takes_part


def may_write(phase: Phase) -> bool:
    """Whether cards are written."""
    return phase is Phase.WRITE


def may_group(phase: Phase) -> bool:
    """Whether cards are put together."""
    return phase is Phase.GROUP


def may_take_off(phase: Phase) -> bool:
    """Whether who leads may take a card off the board: until it is talked about."""
    return phase in (Phase.WRITE, Phase.GROUP, Phase.VOTE)


def may_vote(phase: Phase) -> bool:
    """Whether votes are given, as long as the vote is open."""
    return phase is Phase.VOTE


def may_discuss(phase: Phase) -> bool:
    """Whether one topic at a time is on the screen."""
    return phase is Phase.DISCUSS


def is_open(phase: Phase) -> bool:
    """Whether the cards are revealed by then, whatever was hidden before.

    >>> is_open(Phase.WRITE), is_open(Phase.GROUP)
    (False, True)
    """
    return ORDER.index(phase) >= ORDER.index(Phase.GROUP)


def is_voted(phase: Phase) -> bool:
    """Whether there was time to vote."""
    return ORDER.index(phase) >= ORDER.index(Phase.VOTE)


def is_past_talk(phase: Phase) -> bool:
    """Whether the team has left the discussion behind."""
    return ORDER.index(phase) > ORDER.index(Phase.DISCUSS)
