from datetime import date
from typing import Any

import pytest

from core import board
from core.edits import Add, Archive, Change, apply
from core.project import Project
from core.registers.catalog import ACTIONS, CARDS, LESSONS, RETROSPECTIVES
from core.registers.learning import Retrospective


def cards(*votes: int, **values: Any) -> list[Add]:
    begun = {"retrospective": 1, "column": "Start"} | values
    return [Add("cards", {"title": f"Card {v}", "votes": v} | begun) for v in votes]


def topic(title: str, votes: int, **values: Any) -> Add:
    said = {"title": title, "votes": votes, "retrospective": 1} | values
    return Add("topics", said)


def made(project: Project, *edits: Any) -> Project:
    return apply(project, edits)[0]


def looked_back(*more: Add) -> Project:
    """Return a project with two retrospectives, the second one held first."""
    release = {"title": "Release 1", "held_on": "2026-06-30"}
    pilot = {"title": "Pilot", "held_on": "2026-03-31"}
    first = [Add("retrospectives", release), Add("retrospectives", pilot)]
    return made(Project("PAY"), *first, *more)


def live(project: Project) -> Project:
    return made(
        project, Add("retrospectives", {"title": "Release 2", "status": "live"})
    )


def test_the_latest_retrospective_stands_first_and_one_without_a_day_last() -> None:
    project = looked_back(Add("retrospectives", {"title": "Some day"}))
    assert [r.number for r in board.meetings(project)] == [1, 2, 3]


def test_one_in_session_stands_before_all_that_were_held() -> None:
    project = live(looked_back())
    assert [r.number for r in board.meetings(project)] == [3, 1, 2]
    assert [r.number for r in board.closed(project)] == [1, 2]


def test_each_column_shows_its_cards_of_one_retrospective_most_votes_first() -> None:
    other = Add(
        "cards", {"title": "Other", "retrospective": 2, "votes": 9, "column": "Wind"}
    )
    project = looked_back(*cards(1, 5, 5), *cards(2, column="Stop"), other)
    shown = board.columns(project, 1)
    assert list(shown) == ["Start", "Stop"]
    assert [r.number for r in shown["Start"]] == [2, 3, 1]
    assert [r.number for r in shown["Stop"]] == [4]


def test_a_card_of_a_topic_is_ordered_by_the_votes_of_the_topic() -> None:
    project = looked_back(topic("Keys", 7), *cards(2), *cards(0, topic=1))
    assert [r.number for r in board.columns(project, 1)["Start"]] == [2, 1]
    assert [r.number for r in board.cards_of(project, 1)] == [2]
    assert [board.votes(project, c) for c in project[CARDS].live] == [2, 7]


def test_an_archived_card_is_not_shown() -> None:
    project = made(looked_back(*cards(1, 2)), Archive("cards", 1, 1))
    assert [r.number for r in board.columns(project, 1)["Start"]] == [2]


def test_topics_are_shown_by_votes() -> None:
    project = looked_back(topic("Few", 1), topic("Many", 6))
    assert [t.entry.title for t in board.topics(project, 1)] == ["Many", "Few"]
    assert board.topics(project, 2) == ()


def test_cards_that_the_last_retrospective_did_not_come_to_are_left_over() -> None:
    earlier = cards(1, retrospective=2, carried=True)
    project = looked_back(*cards(3), *cards(4, carried=True), *earlier)
    assert [c.number for c in board.left_over(project)] == [2]
    assert [c.number for c in board.left_over(live(project))] == [2]
    assert board.left_over(Project("PAY")) == ()


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([], "“Release 1” left no actions and no lessons behind."),
        (
            [
                Add("actions", {"title": "A", "retrospective": 1, "status": "done"}),
                Add("actions", {"title": "B", "retrospective": 1}),
                Add("actions", {"title": "C"}),
                Add("lessons", {"title": "L", "retrospective": 1}),
            ],
            "“Release 1” left two actions, one of them done, and one lesson behind.",
        ),
        (
            [Add("actions", {"title": "A", "retrospective": 1})],
            "“Release 1” left one action, not done yet, and no lessons behind.",
        ),
        (
            [Add("retrospectives", {"title": "Release 2", "status": "live"})],
            "“Release 2” is live: open its board; others join by its code.",
        ),
    ],
)
def test_the_headline_says_what_the_last_retrospective_left_behind(
    edits: list[Add], expected: str
) -> None:
    assert board.headline(looked_back(*edits)) == expected


def test_without_a_retrospective_the_headline_says_how_to_begin() -> None:
    assert board.headline(Project("PAY")).startswith("No retrospective was held yet")


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([], "Nobody wrote a card"),
        (cards(1), "One card in one column"),
        (
            [topic("Keys", 3, discussed=True), topic("Rota", 1), *cards(0, 0, topic=1)],
            "Two cards in two topics, one of them discussed",
        ),
    ],
)
def test_the_outcome_counts_cards_and_topics(edits: list[Add], expected: str) -> None:
    assert board.outcome_title(looked_back(*edits), 1) == expected


def test_a_meeting_says_when_with_how_many_and_whether_it_was_worth_it() -> None:
    entry = Retrospective(title="R", held_on=date(2026, 6, 30), participants=1)
    assert board.held(entry) == "30\u00a0Jun\u00a02026 · one person"


def test_an_action_is_from_a_retrospective_by_its_link_or_its_source() -> None:
    edits = [
        Add("actions", {"title": "Linked", "retrospective": 1}),
        Add("actions", {"title": "Named", "source": "Retrospective"}),
        Add("actions", {"title": "Call the port"}),
    ]
    project = looked_back(*edits)
    found = [board.is_from_retrospective(a) for a in project[ACTIONS].live]
    assert found == [True, True, False]
    assert [board.came_of(1)(a) for a in project[ACTIONS].live] == [True, False, False]


def test_a_new_action_names_its_retrospective_however_long_that_is_called() -> None:
    long = {"title": "L" * 200, "held_on": "2026-06-30"}
    project = made(Project("PAY"), Add("retrospectives", long))
    begun = board.new_action(project, 1)
    (action,) = made(project, Add("actions", {"title": "A", **begun}))[ACTIONS].live
    assert action.entry.retrospective == 1
    assert action.entry.source.startswith("Retrospective LLL")


def test_a_new_lesson_keeps_its_retrospective_and_the_day() -> None:
    assert board.new_lesson(looked_back(), 1) == {
        "origin": "Release 1",
        "learned_on": "2026-06-30",
        "retrospective": 1,
    }


def test_a_lesson_came_of_the_retrospective_that_it_its_card_or_its_origin_names() -> (
    None
):
    project = looked_back(
        *cards(4, retrospective=2),
        Add("lessons", {"title": "Linked", "retrospective": 1, "card": 1}),
        Add("lessons", {"title": "By card", "card": 1}),
        Add("lessons", {"title": "By hand", "origin": "Release 1"}),
        Add("lessons", {"title": "Elsewhere"}),
    )
    kept = [
        [r.number for r in project[LESSONS].live if board.lessons_of(project, m)(r)]
        for m in (1, 2)
    ]
    assert kept == [[1, 3], [2]]


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
    mine, other = ({"title": "A", "retrospective": n} for n in (1, 2))
    edits = [Add("actions", mine)] * this + [Add("actions", other)] * earlier
    assert board.actions_title(looked_back(*edits), 1) == expected


@pytest.mark.parametrize(
    ("many", "expected"),
    [(0, "No lesson came of it yet"), (1, "One lesson came of it")],
)
def test_the_lessons_of_this_retrospective_are_counted(
    many: int, expected: str
) -> None:
    elsewhere = Add("lessons", {"title": "Elsewhere"})
    lesson = Add("lessons", {"title": "Keys", "retrospective": 1})
    project = looked_back(elsewhere, *[lesson] * many)
    assert board.lessons_title(project, 1) == expected


def test_a_retrospective_is_found_by_its_own_a_cards_and_a_topics_reference() -> None:
    other = cards(1, retrospective=2)
    project = looked_back(*other, topic("Keys", 1))
    assert board.meeting_named(project, "C-001") == 2
    assert board.meeting_named(project, "TO-001") == 1
    assert board.meeting_named(project, "RE-001") == 1
    for nothing in ("", "C-002", "RE-009", "R-001", "C-x"):
        assert board.meeting_named(project, nothing) is None


def test_one_that_is_closed_later_is_held_like_the_others() -> None:
    project = live(looked_back())
    record = project[RETROSPECTIVES].records[3]
    done = {"status": "closed", "held_on": "2026-09-30"}
    project = made(project, Change("retrospectives", 3, record.version, done))
    assert [r.number for r in board.closed(project)] == [3, 1, 2]


def test_a_retrospective_that_is_planned_is_neither_live_nor_held() -> None:
    planned = Add("retrospectives", {"title": "Release 2", "status": "planned"})
    project = looked_back(planned)
    assert [r.number for r in board.meetings(project)] == [1, 2, 3]
    assert [r.number for r in board.closed(project)] == [1, 2]
    assert board.headline(project).startswith("“Release 1” left")
    alone = made(Project("PAY"), planned)
    assert board.headline(alone).startswith("No retrospective was held yet")


def test_an_incident_stands_here_only_while_its_post_mortem_is_in_session() -> None:
    values = {"title": "Night", "kind": "post-mortem", "held_on": "2026-09-30"}
    project = looked_back(*cards(4, carried=True), Add("retrospectives", values))
    assert [r.number for r in board.meetings(project)] == [1, 2]
    assert [c.number for c in board.left_over(project)] == [1]
    in_session = made(project, Change("retrospectives", 3, 1, {"status": "live"}))
    assert [r.number for r in board.meetings(in_session)] == [3, 1, 2]
