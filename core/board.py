"""What retrospectives left behind: topics, cards, actions and lessons."""

from collections.abc import Callable, Mapping
from datetime import date

from core import words
from core.project import Project
from core.registers.catalog import ACTIONS, CARDS, LESSONS, RETROSPECTIVES, TOPICS
from core.registers.entry import Record
from core.registers.learning import Card, Lesson, Retrospective, Topic
from core.registers.learning import RetrospectiveStatus as Status
from core.registers.log import Action, ActionStatus
from core.registers.values import to_plain
from core.retrospective.templates import TEMPLATES

SOURCE = "Retrospective"
LONGEST = 200  # characters of a source
Meeting = Record[Retrospective]
Cards = tuple[Record[Card], ...]
Topics = tuple[Record[Topic], ...]


def meetings(project: Project) -> tuple[Meeting, ...]:
    """Return the retrospectives, those in session first, then the latest.

    An incident is one of them while its post-mortem is in session; see
    `core.retrospective.incidents`.
    """
    found = [
        record
        for record in project[RETROSPECTIVES].live
        if record.entry.status is Status.LIVE or not record.entry.is_incident
    ]
    return tuple(
        sorted(
            found,
            key=lambda r: (
                r.entry.status is Status.LIVE,
                r.entry.held_on or date.min,
                r.number,
            ),
            reverse=True,
        )
    )


def closed(project: Project) -> tuple[Meeting, ...]:
    """Return the retrospectives that were held, the latest first."""
    found = meetings(project)
    return tuple(m for m in found if m.entry.status is Status.CLOSED)


def topics(project: Project, meeting: int) -> Topics:
    """Return what a retrospective talked about, most votes first."""
    found = [t for t in project[TOPICS].live if t.entry.retrospective == meeting]
    return tuple(sorted(found, key=lambda t: (-t.entry.votes, t.number)))


def cards_of(project: Project, topic: int) -> Cards:
    """Return the cards that say the same and were voted on as one topic."""
    return tuple(c for c in project[CARDS].live if c.entry.topic == topic)


def votes(project: Project, card: Record[Card]) -> int:
    """Return the votes of a card, or of the topic that it went into."""
    topic = project[TOPICS].records.get(card.entry.topic or 0)
    return topic.entry.votes if topic else card.entry.votes


def columns(project: Project, meeting: int) -> Mapping[str, Cards]:
    """Return the cards of a retrospective by column, most votes first.

    The columns stand as in the template; those that it does not know come last.
    """
    cards = [r for r in project[CARDS].live if r.entry.retrospective == meeting]
    template = TEMPLATES.get(project[RETROSPECTIVES].records[meeting].entry.template)
    known = [column.title for column in template.columns] if template else []
    used = dict.fromkeys(record.entry.column for record in cards)
    titles = [title for title in dict.fromkeys([*known, *used]) if title in used]
    cards.sort(key=lambda record: (-votes(project, record), record.number))
    return {
        title: tuple(r for r in cards if r.entry.column == title) for title in titles
    }


def left_over(project: Project) -> Cards:
    """Return the cards that the last retrospective did not come to."""
    last = next(iter(closed(project)), None)
    return tuple(
        card
        for card in project[CARDS].live
        if last and card.entry.carried and card.entry.retrospective == last.number
    )


def headline(project: Project) -> str:
    """Say whether a board is live, and what the last retrospective left behind."""
    found = [m for m in meetings(project) if m.entry.status is not Status.PLANNED]
    if not found:
        return "No retrospective was held yet: start one with what just happened."
    last = found[0]
    if last.entry.status is Status.LIVE:
        return f"“{last.entry.title}” is live: open its board; others join by its code."
    actions = [r for r in project[ACTIONS].live if came_of(last.number)(r)]
    done = sum(r.entry.status is ActionStatus.DONE for r in actions)
    left = words.count(len(actions), "action")
    of_them = f", {_done(done, len(actions))}," if actions else ""
    lessons = sum(map(lessons_of(project, last.number), project[LESSONS].live))
    many = words.count(lessons, "lesson")
    return f"“{last.entry.title}” left {left}{of_them} and {many} behind."


def _done(done: int, many: int) -> str:
    if many == 1:
        return "done" if done else "not done yet"
    return f"{words.of_them(done)} done"


def outcome_title(project: Project, meeting: int) -> str:
    """Say how much was written, and how much of it was talked about."""
    by_column = columns(project, meeting)
    many = sum(map(len, by_column.values()))
    if not many:
        return "Nobody wrote a card"
    written = words.capital(words.count(many, "card"))
    found = topics(project, meeting)
    if not found:
        return f"{written} in {words.count(len(by_column), 'column')}"
    talked = sum(t.entry.discussed for t in found)
    of = words.count(len(found), "topic")
    return f"{written} in {of}, {words.of_them(talked)} discussed"


def held(entry: Retrospective) -> str:
    """Say when a retrospective was held, with how many, and whether it was worth it.

    >>> held(Retrospective(title="R", participants=13, return_on_time=4.2))
    'No day is written down · 13 people · return on time 4.2 of 5'
    """
    when = words.day(entry.held_on) if entry.held_on else "No day is written down"
    people = entry.participants and words.count(entry.participants, "person", "people")
    worth = entry.return_on_time and (
        f"return on time {words.number(entry.return_on_time, 1)} of 5"
    )
    return " · ".join(filter(None, (when, people or "", worth or "")))


def is_from_retrospective(action: Record[Action]) -> bool:
    """Whether an action was agreed in a retrospective."""
    named = action.entry.source.startswith(SOURCE)
    return action.entry.retrospective is not None or named


def came_of(meeting: int) -> Callable[[Record[Action]], bool]:
    """Return whether an action came of one retrospective."""
    return lambda action: action.entry.retrospective == meeting


def new_action(project: Project, meeting: int) -> Mapping[str, object]:
    """Return what an action of a retrospective begins with."""
    title = project[RETROSPECTIVES].records[meeting].entry.title
    return {"source": source(title), "retrospective": meeting}


def source(title: str) -> str:
    """Return what an action of a retrospective names as its source.

    >>> source("Release 1")
    'Retrospective Release 1'
    """
    return f"{SOURCE} {title}"[:LONGEST]


def new_lesson(project: Project, meeting: int) -> Mapping[str, object]:
    """Return what a lesson of a retrospective begins with."""
    held = project[RETROSPECTIVES].records[meeting].entry
    return {
        "origin": held.title,
        "learned_on": to_plain(held.held_on),
        "retrospective": meeting,
    }


def lessons_of(project: Project, meeting: int) -> Callable[[Record[Lesson]], bool]:
    """Return whether a lesson came of a retrospective: by name, card or origin."""
    title = project[RETROSPECTIVES].records[meeting].entry.title
    cards = project[CARDS].records

    def came_of_it(lesson: Record[Lesson]) -> bool:
        if lesson.entry.retrospective:
            return lesson.entry.retrospective == meeting
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
    this = sum(map(came_of(meeting), found))
    counted = f"{words.count(this, 'action')} came of this retrospective"
    others = f", {words.small(len(found) - this)} of others"
    return words.capital(counted + (others if len(found) > this else ""))


def meeting_named(project: Project, reference: str) -> int | None:
    """Return the retrospective that a reference names, its own, a topic's or a card's.

    >>> meeting_named(Project("PAY"), "C-001") is None
    True
    """
    prefix, _, digits = reference.partition("-")
    number = int(digits) if digits.isdecimal() else 0
    if prefix == CARDS.prefix and number in project[CARDS].records:
        return project[CARDS].records[number].entry.retrospective
    if prefix == TOPICS.prefix and number in project[TOPICS].records:
        return project[TOPICS].records[number].entry.retrospective
    if prefix == RETROSPECTIVES.prefix and number in project[RETROSPECTIVES].records:
        return number
    return None
