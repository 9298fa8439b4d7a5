"""A retrospective's cards, and the actions and lessons made from them."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from core import words
from core.edits import Add, Change
from core.project import Project
from core.registers.catalog import ACTIONS, CARDS, LESSONS, RETROSPECTIVES
from core.registers.entry import Record
from core.registers.learning import Card, Lesson, Retrospective
from core.registers.log import Action
from core.registers.spec import RegisterSpec
from core.registers.values import to_plain

SOURCE = "Retrospective"
LONGEST = 200  # characters of a source
NAMED = re.compile(rf"\({CARDS.prefix}-0*(\d+)\)$")  # the card in an action's source
Made = tuple[tuple[RegisterSpec[Any], int], ...]
Cards = tuple[Record[Card], ...]


class CardColumn(StrEnum):
    """Where a card hangs on the board."""

    WELL = "went well"
    BADLY = "went badly"
    TRY = "to try"


def meetings(project: Project) -> tuple[Record[Retrospective], ...]:
    """Return the retrospectives, the latest first."""
    return tuple(
        sorted(
            project[RETROSPECTIVES].live,
            key=lambda r: (r.entry.held_on or date.min, r.number),
            reverse=True,
        )
    )


def columns(project: Project, meeting: int) -> Mapping[CardColumn, Cards]:
    """Return the cards of a retrospective by column, most votes first."""
    cards = [r for r in project[CARDS].live if r.entry.retrospective == meeting]
    cards.sort(key=lambda record: (-record.entry.votes, record.number))
    return {
        column: tuple(r for r in cards if r.entry.column == column)
        for column in CardColumn
    }


def headline(project: Project, meeting: int | None) -> str:
    """Say what a retrospective holds, and what the team finds most important."""
    if meeting is None:
        return "The team has not looked back yet: start with what just happened."
    by_column = columns(project, meeting)
    cards = [record for some in by_column.values() for record in some]
    if not cards:
        return "The board is empty: write what went well, what went badly, what to try."
    top = max(cards, key=lambda record: record.entry.votes)
    counted = words.capital(words.count(len(cards), "card"))
    bad = words.count(len(by_column[CardColumn.BADLY]), "thing")
    if not top.entry.votes:
        return f"{counted}, {bad} went badly; nobody has voted yet."
    votes = words.count(top.entry.votes, "vote")
    return f"{counted}, {bad} went badly; most votes ({votes}): “{top.entry.title}”."


def column_title(column: CardColumn, cards: Cards) -> str:
    """Say how many cards a column holds.

    >>> column_title(CardColumn.WELL, ())
    'Nothing went well yet'
    """
    many = len(cards)
    match column:
        case CardColumn.WELL:
            thing = words.count(many, "thing")
            text = f"{thing} went well" if many else "nothing went well yet"
        case CardColumn.BADLY:
            thing = words.count(many, "thing")
            text = f"{thing} went badly" if many else "nothing went badly yet"
        case CardColumn.TRY:
            text = (
                f"{words.count(many, 'idea')} to try" if many else "no idea to try yet"
            )
    return words.capital(text)


def vote(card: Record[Card]) -> Change:
    """Return the edit that adds a vote to a card."""
    values = {"votes": card.entry.votes + 1}
    return Change(CARDS.key, card.number, card.version, values)


def source(project: Project, meeting: int, card: int | None = None) -> str:
    """Return what an action of a retrospective names as its source.

    The card's reference stands at its end, so that the card can show its action.
    """
    title = project[RETROSPECTIVES].records[meeting].entry.title
    named = f" ({CARDS.reference(card)})" if card else ""
    return f"{SOURCE} {title}"[: LONGEST - len(named)] + named


def is_from_retrospective(action: Record[Action]) -> bool:
    """Whether an action was agreed in a retrospective."""
    return action.entry.source.startswith(SOURCE)


def to_action(project: Project, card: Record[Card], **said: object) -> Add:
    """Return the edit that makes an action of a card.

    Parameters
    ----------
    said
        Fields of the action: its owner, its due date, another title than the card's.
    """
    named = source(project, card.entry.retrospective, card.number)
    return Add(ACTIONS.key, {"title": card.entry.title, "source": named, **said})


def to_lesson(project: Project, card: Record[Card], **said: object) -> Add:
    """Return the edit that makes a lesson of a card; the card stays its origin.

    Parameters
    ----------
    said
        Fields of the lesson: what it advises, another title than the card's.
    """
    begun = of_meeting(project, card.entry.retrospective)
    values = {"title": card.entry.title, **begun, "card": card.number, **said}
    return Add(LESSONS.key, values)


def of_meeting(project: Project, meeting: int) -> Mapping[str, object]:
    """Return what a lesson of a retrospective begins with."""
    held = project[RETROSPECTIVES].records[meeting].entry
    return {"origin": held.title, "learned_on": to_plain(held.held_on)}


def became(project: Project, card: Record[Card]) -> Made:
    """Return register and number of the live entries that were made of a card."""
    actions = [r for r in project[ACTIONS].live if _card_of(r) == card.number]
    lessons = [r for r in project[LESSONS].live if r.entry.card == card.number]
    return (
        *((ACTIONS, record.number) for record in actions),
        *((LESSONS, record.number) for record in lessons),
    )


def lessons_of(project: Project, meeting: int) -> Callable[[Record[Lesson]], bool]:
    """Return whether a lesson came of a retrospective, by its card or its origin."""
    title = project[RETROSPECTIVES].records[meeting].entry.title
    cards = project[CARDS].records

    def came_of_it(lesson: Record[Lesson]) -> bool:
        if lesson.entry.card:
            return cards[lesson.entry.card].entry.retrospective == meeting
        return lesson.entry.origin == title

    return came_of_it


def lessons_title(project: Project, meeting: int) -> str:
    """Say how many lessons came of a retrospective."""
    many = sum(map(lessons_of(project, meeting), project[LESSONS].live))
    if not many:
        return "No lesson came of it yet"
    return words.capital(f"{words.count(many, 'lesson')} came of it")


def actions_title(project: Project, meeting: int) -> str:
    """Say how many actions came of a retrospective, and how many of the others."""
    found = [r for r in project[ACTIONS].live if is_from_retrospective(r)]
    if not found:
        return "No action came of a retrospective yet"
    this = sum(_is_of(project, record, meeting) for record in found)
    counted = f"{words.count(this, 'action')} came of this retrospective"
    others = f", {words.small(len(found) - this)} of others"
    return words.capital(counted + (others if len(found) > this else ""))


def meeting_named(project: Project, reference: str) -> int | None:
    """Return the retrospective that a reference names, its own or a card's."""
    prefix, _, digits = reference.partition("-")
    number = int(digits) if digits.isdecimal() else 0
    if prefix == CARDS.prefix and number in project[CARDS].records:
        return project[CARDS].records[number].entry.retrospective
    if prefix == RETROSPECTIVES.prefix and number in project[RETROSPECTIVES].records:
        return number
    return None


def _card_of(action: Record[Action]) -> int | None:
    named = NAMED.search(action.entry.source)
    return int(named[1]) if named and is_from_retrospective(action) else None


def _is_of(project: Project, action: Record[Action], meeting: int) -> bool:
    card = project[CARDS].records.get(_card_of(action) or 0)
    if card is not None:
        return card.entry.retrospective == meeting
    return action.entry.source == source(project, meeting)
