"""What remains of a live board: ordinary entries, without anybody's secret.

A group of several cards, or one that was talked about, becomes a topic; a card that
stood alone keeps its votes itself. What was not discussed is carried over.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.edits import Add, Change, Edit
from core.errors import BoardError
from core.project import Project
from core.registers.catalog import CARDS, RETROSPECTIVES, TOPICS
from core.registers.learning import RetrospectiveKind, RetrospectiveStatus
from core.retrospective.live import Board, Card, Group
from core.retrospective.live_words import spread
from core.retrospective.questions import ENOUGH, GUESS_COST, GUESS_TIME, ROTI


@dataclass(frozen=True)
class _Kept:
    """A group and what became of it; `number` is its topic's, or None."""

    group: Group
    votes: int
    number: int | None


def opening_edits(title: str, values: dict[str, object]) -> tuple[Edit, ...]:
    """Return the edit that says that a retrospective is in session."""
    status = RetrospectiveStatus.LIVE.value
    return (Add(RETROSPECTIVES.key, {"title": title, "status": status} | values),)


def meeting_edits(
    project: Project, number: int, values: dict[str, object]
) -> tuple[Edit, ...]:
    """Return the edit that says that one written down before is in session.

    Raises
    ------
    BoardError
        If there is none with this number, or its board is open already.
    """
    record = project[RETROSPECTIVES].records.get(number)
    reference = RETROSPECTIVES.reference(number)
    if record is None or record.archived:
        raise BoardError(f"There is no {reference} to meet about: it may be archived.")
    if record.entry.status is RetrospectiveStatus.LIVE:
        raise BoardError(f"The board of {reference} is open already: join that one.")
    live = {"status": RetrospectiveStatus.LIVE.value}
    return (Change(RETROSPECTIVES.key, number, record.version, values | live),)


def outcome(board: Board, project: Project, today: date) -> tuple[Edit, ...]:
    """Return the edits that keep what a board leaves behind.

    Parameters
    ----------
    project
        The project at its newest revision: it gives the topics their numbers.
    today
        The day on which the board closes.
    """
    kept = {group.group.id: group for group in _kept(board, project)}
    topics = tuple(_topic(board, project, one) for one in kept.values() if one.number)
    cards = tuple(_card(board, card, kept.get(card.group or 0)) for card in board.cards)
    return (*topics, *cards, _meeting(board, project, today))


def _kept(board: Board, project: Project) -> Iterator[_Kept]:
    sums = Counter(vote.group for vote in board.votes)
    number = project[TOPICS].last_number
    for group in sorted(board.groups, key=lambda group: (-sums[group.id], group.id)):
        if group.topic is not None:
            yield _Kept(group, sums[group.id], group.topic)
        elif _is_topic(board, group):
            number += 1
            yield _Kept(group, sums[group.id], number)
        else:
            yield _Kept(group, sums[group.id], None)


def _is_topic(board: Board, group: Group) -> bool:
    several = sum(card.group == group.id for card in board.cards) > 1
    return several or group.discussed or bool(group.notes or group.whys)


def topic_edit(group: Group, retrospective: int) -> Edit:
    """Return the edit that gives a group its entry while the board is in session."""
    return Add(TOPICS.key, {"title": group.title, "retrospective": retrospective})


def _topic(board: Board, project: Project, kept: _Kept) -> Edit:
    group = kept.group
    values = {
        "title": group.title,
        "retrospective": board.head.retrospective,
        "votes": kept.votes,
        "discussed": group.discussed,
        "notes": "\n".join(group.notes),
        "whys": "\n".join(group.whys),
        "seconds": group.seconds,
    }
    known = project[TOPICS].records.get(kept.number or 0)
    if known is None:
        return Add(TOPICS.key, values, number=kept.number)
    return Change(TOPICS.key, known.number, known.version, values)


def _card(board: Board, card: Card, kept: _Kept | None) -> Edit:
    alone = kept is not None and kept.number is None
    titles = {column.key: column.title for column in board.head.template.columns}
    incident = board.head.template.kind is RetrospectiveKind.POST_MORTEM
    values = {
        "title": card.text,
        "retrospective": board.head.retrospective,
        "column": titles.get(card.column, card.column),
        "votes": kept.votes if kept and alone else 0,
        "topic": kept.number if kept else None,
        "happened_at": card.happened_at,
        "carried": not incident and not (kept and kept.group.discussed),
    }
    return Add(CARDS.key, values)


def _meeting(board: Board, project: Project, today: date) -> Edit:
    record = project[RETROSPECTIVES].records[board.head.retrospective]
    values = {
        "status": RetrospectiveStatus.CLOSED.value,
        "held_on": today,
        "participants": len(board.seats),
        "return_on_time": return_on_time(board),
        "summary": "\n".join(filter(None, (record.entry.summary, *guessed(board)))),
    }
    return Change(RETROSPECTIVES.key, record.number, record.version, values)


def guessed(board: Board) -> Iterator[str]:
    """Say what was guessed before the figures were shown; nothing of under five."""
    for question, what in ((GUESS_COST, "cost"), (GUESS_TIME, "time")):
        found = [float(a.value) for a in board.answers if a.question == question]
        if question in board.shown and len(found) >= ENOUGH:
            said = spread(found)
            yield f"Overrun in {what} as first guessed: {said[0].lower()}{said[1:]}."


def return_on_time(board: Board) -> float | None:
    """Return the mean answer to "was it worth the time?"; None below five answers."""
    found = [int(a.value) for a in board.answers if a.question == ROTI]
    return sum(found) / len(found) if len(found) >= ENOUGH else None
