"""A retrospective's cards, and the actions and lessons made from them."""

from collections.abc import Mapping
from datetime import date

from core import words
from core.edits import Add, Change
from core.project import Project
from core.registers.catalog import ACTIONS, CARDS, LESSONS, RETROSPECTIVES
from core.registers.entry import Record
from core.registers.learning import Card, CardColumn, Retrospective
from core.registers.log import Action

SOURCE = "Retrospective"
LONGEST = 200  # characters of a source
Cards = tuple[Record[Card], ...]


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
        column: tuple(r for r in cards if r.entry.column is column)
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


def source(project: Project, meeting: int) -> str:
    """Return what an action of a retrospective names as its source."""
    title = project[RETROSPECTIVES].records[meeting].entry.title
    return f"{SOURCE} {title}"[:LONGEST]


def is_from_retrospective(action: Record[Action]) -> bool:
    """Whether an action was agreed in a retrospective."""
    return action.entry.source.startswith(SOURCE)


def to_action(project: Project, card: Record[Card]) -> Add:
    """Return the edit that makes an action of a card."""
    values = {
        "title": card.entry.title,
        "source": source(project, card.entry.retrospective),
    }
    return Add(ACTIONS.key, values)


def to_lesson(project: Project, card: Record[Card]) -> Add:
    """Return the edit that makes a lesson of a card; the card stays its origin."""
    meeting = project[RETROSPECTIVES].records[card.entry.retrospective]
    values = {
        "title": card.entry.title,
        "origin": meeting.entry.title,
        "learned_on": meeting.entry.held_on,
        "card": card.number,
    }
    return Add(LESSONS.key, values)
