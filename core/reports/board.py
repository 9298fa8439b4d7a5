"""What a retrospective left behind, as a report."""

from collections.abc import Iterator, Mapping
from datetime import date

from core import board, words
from core.project import Project
from core.registers.catalog import ACTIONS, LESSONS, RETROSPECTIVES
from core.registers.entry import Record
from core.registers.learning import Card, Lesson
from core.registers.log import Action
from core.reports.document import (
    Block,
    Document,
    Heading,
    Items,
    Paragraph,
    part,
    table,
)
from core.reports.incident import incident_blocks
from core.retrospective.incidents import incidents


def board_report(project: Project, meeting: int, status_date: date) -> Document:
    """Return topics by votes, cards by column, actions and lessons of a retrospective.

    Of an incident first what happened when, how long it lasted, and what is missing.

    Parameters
    ----------
    meeting
        Number of a retrospective of the project.
    status_date
        An open action of an incident that was due before is late.
    """
    entry = project[RETROSPECTIVES].records[meeting].entry
    incident = incidents(project, status_date).numbered(meeting)
    columns = incident.columns if incident else board.columns(project, meeting)
    about = f"{project.name} · {board.held(entry)}"
    return Document(
        entry.title,
        about,
        (
            Paragraph(entry.summary),
            *(incident_blocks(incident) if incident else ()),
            *_topics(project, meeting),
            *_cards(project, columns),
            *part("Actions", _actions(project, meeting)),
            *part("Lessons", _lessons(project, meeting)),
            *part("For next time", _left_over(project, meeting)),
        ),
    )


def _topics(project: Project, meeting: int) -> Iterator[Block]:
    found = board.topics(project, meeting)
    if not found:
        return
    yield Heading("Topics, most votes first")
    for record in found:
        topic = record.entry
        late = "" if topic.discussed else ", not discussed"
        yield Heading(f"{topic.title} ({words.count(topic.votes, 'vote')}{late})", 3)
        cards = board.cards_of(project, record.number)
        yield Items(tuple(card.entry.title for card in cards))
        yield Paragraph(topic.notes)
        if topic.whys:
            yield Paragraph(f"Why:\n{topic.whys}")


def _cards(project: Project, columns: Mapping[str, board.Cards]) -> Iterator[Block]:
    if not columns:
        return
    yield Heading("Cards")
    for title, cards in columns.items():
        yield Heading(title, 3)
        yield Items(tuple(_card(project, card) for card in cards))


def _card(project: Project, card: Record[Card]) -> str:
    votes = board.votes(project, card)
    when = f"{words.moment(card.entry.happened_at)}: " if card.entry.happened_at else ""
    counted = f" ({words.count(votes, 'vote')})" if votes else ""
    return f"{when}{card.entry.title}{counted}"


def _actions(project: Project, meeting: int) -> Block:
    came = board.came_of(meeting)
    return action_table([r.entry for r in project[ACTIONS].live if came(r)])


def action_table(actions: list[Action]) -> Block:
    """Return actions with owner, due day, state and how it will be seen to help."""
    return table(
        ("Action", "Owner", "Due", "Status", "Check", "Did it help?"),
        [
            (
                action.title,
                action.owner,
                words.day(action.due) if action.due else "",
                action.status.value,
                action.check,
                action.helped.value if action.helped else "",
            )
            for action in actions
        ],
    )


def _lessons(project: Project, meeting: int) -> Block:
    came = board.lessons_of(project, meeting)
    return lesson_table([r.entry for r in project[LESSONS].live if came(r)])


def lesson_table(lessons: list[Lesson]) -> Block:
    """Return lessons as when, do and because."""
    return table(
        ("Lesson", "When", "Do", "Because", "Tags"),
        [(x.title, x.situation, x.advice, x.reason, x.tags) for x in lessons],
    )


def _left_over(project: Project, meeting: int) -> Block:
    columns = board.columns(project, meeting).values()
    cards = [card.entry for some in columns for card in some]
    return Items(tuple(card.title for card in cards if card.carried))
