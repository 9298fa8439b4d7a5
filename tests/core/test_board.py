from datetime import date
from typing import Any

import pytest

from core import board
from core.board import CardColumn
from core.edits import Add, Archive, apply
from core.project import Project
from core.registers.catalog import ACTIONS, CARDS, LESSONS
from core.registers.entry import Record
from core.registers.learning import Card


def cards(*votes: int, **values: Any) -> list[Add]:
    column = values.get("column", "went well")
    return [
        Add(
            "cards",
            {"title": f"Card {v}", "retrospective": 1, "votes": v, "column": column},
        )
        for v in votes
    ]


def looked_back(*more: Add) -> Project:
    """Return a project with two retrospectives, the second one held first."""
    release = {"title": "Release 1", "held_on": "2026-06-30"}
    pilot = {"title": "Pilot", "held_on": "2026-03-31"}
    first = [Add("retrospectives", release), Add("retrospectives", pilot)]
    return apply(Project("PAY"), [*first, *more])[0]


def test_the_latest_retrospective_stands_first_and_one_without_a_day_last() -> None:
    project = looked_back(Add("retrospectives", {"title": "Some day"}))
    assert [r.number for r in board.meetings(project)] == [1, 2, 3]


def test_each_column_shows_its_cards_of_one_retrospective_most_votes_first() -> None:
    other = Add("cards", {"title": "Other board", "retrospective": 2, "votes": 9})
    project = looked_back(*cards(1, 5, 5), *cards(2, column="to try"), other)
    shown = board.columns(project, 1)
    assert list(shown) == list(CardColumn)
    assert [r.number for r in shown[CardColumn.WELL]] == [2, 3, 1]
    assert [r.number for r in shown[CardColumn.TRY]] == [4]
    assert shown[CardColumn.BADLY] == ()


def test_an_archived_card_is_off_the_board() -> None:
    project, _ = apply(looked_back(*cards(1, 2)), [Archive("cards", 1, 1)])
    assert [r.number for r in board.columns(project, 1)[CardColumn.WELL]] == [2]


@pytest.mark.parametrize(
    ("added", "meeting", "expected"),
    [
        ([], None, "The team has not looked back yet: start with what just happened."),
        (
            [],
            1,
            "The board is empty: write what went well, what went badly, what to try.",
        ),
        (
            [*cards(0), *cards(0, column="went badly")],
            1,
            "Two cards, one thing went badly; nobody has voted yet.",
        ),
        (
            cards(1),
            1,
            "One card, no things went badly; most votes (one vote): “Card 1”.",
        ),
        (
            [*cards(2), *cards(7, 3, column="went badly")],
            1,
            "Three cards, two things went badly; most votes (seven votes): “Card 7”.",
        ),
    ],
)
def test_the_headline_counts_cards_and_names_the_one_with_most_votes(
    added: list[Add], meeting: int | None, expected: str
) -> None:
    assert board.headline(looked_back(*added), meeting) == expected


@pytest.mark.parametrize(
    ("column", "titles"),
    [
        (
            CardColumn.WELL,
            ("Nothing went well yet", "One thing went well", "Two things went well"),
        ),
        (
            CardColumn.BADLY,
            ("Nothing went badly yet", "One thing went badly", "Two things went badly"),
        ),
        (
            CardColumn.TRY,
            ("No idea to try yet", "One idea to try", "Two ideas to try"),
        ),
    ],
)
def test_a_column_says_how_many_cards_it_holds(
    column: CardColumn, titles: tuple[str, ...]
) -> None:
    card = Record(1, 1, Card(title="Card", retrospective=1))
    assert [board.column_title(column, (card,) * n) for n in range(3)] == list(titles)


def test_a_vote_adds_one_to_the_card_as_it_stands() -> None:
    project = looked_back(*cards(4))
    card = project[CARDS].records[1]
    after, _ = apply(project, [board.vote(card)])
    assert after[CARDS].records[1].entry.votes == 5
    assert board.vote(card).version == card.version


def test_an_action_from_a_card_says_where_it_comes_from() -> None:
    project = looked_back(*cards(4))
    after, _ = apply(project, [board.to_action(project, project[CARDS].records[1])])
    (action,) = after[ACTIONS].live
    assert action.entry.title == "Card 4"
    assert "Release 1" in action.entry.source
    assert board.is_from_retrospective(action)


def test_another_action_is_not_from_a_retrospective() -> None:
    project, _ = apply(Project("PAY"), [Add("actions", {"title": "Call the port"})])
    assert not board.is_from_retrospective(project[ACTIONS].live[0])


def test_a_lesson_from_a_card_keeps_card_retrospective_and_day() -> None:
    project = looked_back(*cards(4))
    after, _ = apply(project, [board.to_lesson(project, project[CARDS].records[1])])
    (lesson,) = after[LESSONS].entries
    assert (lesson.title, lesson.origin, lesson.card) == ("Card 4", "Release 1", 1)
    assert lesson.learned_on == date(2026, 6, 30)


def test_the_longest_name_of_a_retrospective_still_makes_an_action() -> None:
    long = Add("retrospectives", {"title": "L" * 200})
    project, _ = apply(Project("PAY"), [long, *cards(1)])
    edit = board.to_action(project, project[CARDS].records[1])
    after, _ = apply(project, [edit])
    assert board.is_from_retrospective(after[ACTIONS].live[0])
    assert board.became(after, after[CARDS].records[1]) == ((ACTIONS, 1),)


def made(project: Project, *edits: Add) -> Project:
    return apply(project, edits)[0]


def test_a_card_knows_the_live_entries_that_were_made_of_it() -> None:
    project = looked_back(*cards(4, 2))
    one, other = project[CARDS].live
    assert board.became(project, one) == ()
    action = board.to_action(project, one, owner="Ann", due=date(2026, 7, 31))
    project = made(project, action, board.to_lesson(project, one))
    assert board.became(project, one) == ((ACTIONS, 1), (LESSONS, 1))
    assert board.became(project, other) == ()
    assert project[ACTIONS].entries[0].owner == "Ann"
    assert project[ACTIONS].entries[0].due == date(2026, 7, 31)
    gone, _ = apply(project, [Archive("actions", 1, 1)])
    assert board.became(gone, one) == ((LESSONS, 1),)


def test_what_is_said_of_an_action_or_lesson_replaces_the_text_of_its_card() -> None:
    project = looked_back(*cards(4))
    (card,) = project[CARDS].live
    action = board.to_action(project, card, title="Order keys early")
    lesson = board.to_lesson(project, card, title="Keys", advice="Order early")
    after = made(project, action, lesson)
    assert after[ACTIONS].entries[0].title == "Order keys early"
    assert after[LESSONS].entries[0].title == "Keys"
    assert after[LESSONS].entries[0].advice == "Order early"


def test_a_lesson_came_of_the_board_that_its_card_or_its_origin_names() -> None:
    project = looked_back(*cards(4))
    (card,) = project[CARDS].live
    by_hand = Add("lessons", {"title": "By hand", "origin": "Release 1"})
    others = Add("lessons", {"title": "Others", "origin": "Pilot"})
    project = made(project, board.to_lesson(project, card), by_hand, others)
    kept = [
        [r.number for r in project[LESSONS].live if board.lessons_of(project, m)(r)]
        for m in (1, 2)
    ]
    assert kept == [[1, 2], [3]]
    assert board.of_meeting(project, 1) == {
        "origin": "Release 1",
        "learned_on": "2026-06-30",
    }


@pytest.mark.parametrize(
    ("this", "earlier", "expected"),
    [
        (0, 0, "No action came of a retrospective yet"),
        (1, 0, "One action came of this retrospective"),
        (2, 1, "Two actions came of this retrospective, one of others"),
        (0, 3, "No actions came of this retrospective, three of others"),
    ],
)
def test_the_actions_of_this_retrospective_are_counted_apart(
    this: int, earlier: int, expected: str
) -> None:
    pilot = Add("cards", {"title": "Other board", "retrospective": 2})
    project = looked_back(*cards(1), pilot)
    one, other = project[CARDS].live
    edits = [board.to_action(project, one)] * this
    edits += [board.to_action(project, other)] * earlier
    assert board.actions_title(made(project, *edits), 1) == expected


@pytest.mark.parametrize(
    ("many", "expected"),
    [(0, "No lesson came of it yet"), (1, "One lesson came of it")],
)
def test_the_lessons_of_this_retrospective_are_counted(
    many: int, expected: str
) -> None:
    project = looked_back(*cards(1), Add("lessons", {"title": "Elsewhere"}))
    (card,) = project[CARDS].live
    project = made(project, *[board.to_lesson(project, card)] * many)
    assert board.lessons_title(project, 1) == expected


def test_the_board_of_a_card_and_of_a_retrospective_is_found_by_reference() -> None:
    project = looked_back(Add("cards", {"title": "Other board", "retrospective": 2}))
    assert board.meeting_named(project, "C-001") == 2
    assert board.meeting_named(project, "RE-001") == 1
    for nothing in ("", "C-002", "RE-009", "R-001", "C-x"):
        assert board.meeting_named(project, nothing) is None
