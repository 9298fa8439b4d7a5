"""What is seen of a board, and what remains of it, without any store."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.edits import apply
from core.errors import BoardError
from core.project import Project
from core.registers.catalog import CARDS, RETROSPECTIVES, TOPICS
from core.retrospective.closing import opening_edits, outcome, return_on_time
from core.retrospective.live import (
    Answer,
    Board,
    BoardHead,
    Card,
    Group,
    Seat,
    Vote,
    template_of,
)
from core.retrospective.phases import Phase
from core.retrospective.questions import check_answer, clean
from core.retrospective.seen import seen
from core.retrospective.voting import (
    check_name,
    check_text,
    check_vote,
    free_slot,
    surplus,
)

TODAY = date(2026, 11, 23)
HEAD = BoardHead(
    code="ABC234",
    title="Sprint 12",
    project="PAY",
    project_name="Payments",
    phase=Phase.WRITE,
    anonymous=False,
    closed=False,
    locked=False,
    open_until=None,
    retrospective=1,
    template=template_of("daki"),
)
BOARD = Board(
    HEAD,
    rev=7,
    cards=(
        Card(1, "drop", "of ann", "a", 11),
        Card(2, "drop", "of ben", "b", 11),
        Card(3, "keep", "of nobody", None, 12),
    ),
    groups=(Group(11, "Both"), Group(12, "of nobody")),
    votes=(Vote("a", 11), Vote("a", 12), Vote("b", 11)),
    seats={"a": "Ann", "b": "Ben"},
)
ANN, BEN = Seat("ABC234", "a"), Seat("ABC234", "b")


def at(phase: Phase, **more: object) -> Board:
    head = replace(HEAD, phase=phase)
    return replace(BOARD, head=head, revealed=True, **more)  # type: ignore[arg-type]


def test_hidden_only_ones_own_cards_and_nobodys_are_seen() -> None:
    view = seen(BOARD, ANN, leads=False)
    assert [card.text for card in view.cards] == ["of ann", "of nobody"]
    assert (view.hidden, view.groups) == ({"drop": 1}, ())
    leader = seen(BOARD, Seat("ABC234", "x"), leads=True)
    assert [card.text for card in leader.cards] == ["of nobody"]
    assert leader.hidden == {"drop": 2}


def test_revealed_all_is_seen_with_authors_where_there_are_names() -> None:
    view = seen(at(Phase.GROUP), ANN, leads=False)
    found = [(card.text, card.author, card.mine) for card in view.cards]
    assert found == [
        ("of ann", "Ann", True),
        ("of ben", "Ben", False),
        ("of nobody", "", False),
    ]
    hidden = replace(HEAD, anonymous=True)
    view = seen(replace(at(Phase.GROUP), head=hidden), ANN, leads=False)
    assert {card.author for card in view.cards} == {""}
    assert (view.names, view.name) == ((), "")


@pytest.mark.parametrize(
    ("phase", "votes_open", "sums"),
    [
        (Phase.GROUP, False, [None, None]),
        (Phase.VOTE, True, [None, None]),
        (Phase.VOTE, False, [2, 1]),
        (Phase.DISCUSS, False, [2, 1]),
    ],
)
def test_sums_are_seen_once_the_vote_is_closed(
    phase: Phase, *, votes_open: bool, sums: list[int | None]
) -> None:
    view = seen(at(phase, votes_open=votes_open), BEN, leads=False)
    assert [group.votes for group in view.groups] == sums
    assert [group.my_votes for group in view.groups] == [1, 0]
    assert view.votes_left == 4


def test_a_group_names_its_cards() -> None:
    view = seen(at(Phase.DISCUSS), BEN, leads=False)
    assert [group.cards for group in view.groups] == [(1, 2), (3,)]


def test_an_unknown_template_is_read_as_the_first_one() -> None:
    assert template_of("gone").key == "start-stop-continue"


def project_of(board: Board) -> Project:
    begun, _ = apply(Project("PAY"), opening_edits(board.head.title, {}))
    return begun


def test_the_outcome_has_topics_of_several_cards_and_cards_that_stood_alone() -> None:
    board = at(Phase.CLOSE)
    project, lines = apply(project_of(board), outcome(board, project_of(board), TODAY))
    assert [t.title for t in project[TOPICS].entries] == ["Both"]
    assert [(c.title, c.topic, c.votes, c.column) for c in project[CARDS].entries] == [
        ("of ann", 1, 0, "Drop"),
        ("of ben", 1, 0, "Drop"),
        ("of nobody", None, 1, "Keep"),
    ]
    assert all(c.carried for c in project[CARDS].entries)
    assert "Ann" not in repr(lines)


def test_what_was_discussed_is_a_topic_and_not_carried() -> None:
    groups = (Group(11, "Both"), Group(12, "of nobody", discussed=True, seconds=90))
    board = at(Phase.CLOSE, groups=groups)
    project, _ = apply(project_of(board), outcome(board, project_of(board), TODAY))
    assert [(t.title, t.seconds) for t in project[TOPICS].entries] == [
        ("Both", 0),
        ("of nobody", 90),
    ]
    assert [c.carried for c in project[CARDS].entries] == [True, True, False]


def test_a_board_closed_before_grouping_keeps_its_cards() -> None:
    cards = tuple(replace(card, group=None) for card in BOARD.cards)
    board = replace(BOARD, cards=cards, groups=(), votes=())
    project, _ = apply(project_of(board), outcome(board, project_of(board), TODAY))
    assert [c.topic for c in project[CARDS].entries] == [None, None, None]
    assert project[RETROSPECTIVES].entries[0].participants == 2


@given(st.lists(st.sampled_from([1, 2, 3, 4, 5]), max_size=9))
def test_the_return_on_time_is_a_mean_of_five_answers_or_more(given: list[int]) -> None:
    answers = tuple(Answer(str(n), "roti", str(v)) for n, v in enumerate(given))
    found = return_on_time(replace(BOARD, answers=answers))
    if len(given) < 5:
        assert found is None
    else:
        assert found == pytest.approx(sum(given) / len(given))


@pytest.mark.parametrize(
    ("many", "shown", "kept"),
    [
        (5, {"guess-cost"}, "Overrun in cost as first guessed: five guesses, from 0"),
        (4, {"guess-cost"}, ""),  # one could tell who guessed what
        (5, set(), ""),  # nobody has seen them
    ],
)
def test_guesses_that_were_revealed_are_kept_from_five_on(
    many: int, shown: set[str], kept: str
) -> None:
    answers = tuple(Answer(str(n), "guess-cost", str(10 * n)) for n in range(many))
    board = replace(BOARD, answers=answers, shown=frozenset(shown))
    project, _ = apply(project_of(board), outcome(board, project_of(board), TODAY))
    summary = project[RETROSPECTIVES].entries[0].summary
    assert summary.startswith(kept)
    assert bool(summary) is bool(kept)


@given(st.lists(st.integers(1, 4), max_size=30), st.integers(1, 6), st.integers(1, 3))
def test_votes_given_one_by_one_never_exceed_the_limits(
    wishes: list[int], each: int, most: int
) -> None:
    mine: list[int] = []
    for group in wishes:
        try:
            check_vote(mine, group, each, most)
        except BoardError:
            assert len(mine) == each or mine.count(group) == most
        else:
            mine.append(group)
    assert len(mine) <= each
    assert all(mine.count(group) <= most for group in mine)


@given(st.lists(st.sampled_from("abc")), st.integers(1, 4))
def test_what_is_given_back_leaves_each_voter_the_most_there_may_be(
    voters: list[str], most: int
) -> None:
    gone = surplus(voters, most)
    left = [voter for place, voter in enumerate(voters) if place not in gone]
    for voter in "abc":
        assert left.count(voter) == min(voters.count(voter), most)


def test_the_first_free_slot_is_taken() -> None:
    assert [free_slot(taken, 3) for taken in (set(), {1}, {2, 3})] == [1, 2, 1]


@pytest.mark.parametrize(
    ("question", "value", "phase", "kept"),
    [
        ("check-in", "  fine \n", Phase.CHECK_IN, "fine"),
        ("safety", "4", Phase.CHECK_IN, "4"),
        ("guess-cost", "−20 %", Phase.EVIDENCE, "-20"),
        ("guess-time", "+15", Phase.EVIDENCE, "15"),
        ("helped:7", "unclear", Phase.OPEN_ACTIONS, "unclear"),
        ("extend:99", "no", Phase.DISCUSS, "no"),
        ("roti", "1", Phase.CLOSE, "1"),
    ],
)
def test_an_answer_is_kept_as_it_is_meant(
    question: str, value: str, phase: Phase, kept: str
) -> None:
    assert check_answer(question, value, phase) == kept


@pytest.mark.parametrize(
    ("question", "value", "phase"),
    [
        ("check-in", "", Phase.CHECK_IN),
        ("check-in", "x" * 61, Phase.CHECK_IN),
        ("check-in", "fine", Phase.WRITE),
        ("safety", "0", Phase.CHECK_IN),
        ("helped", "yes", Phase.OPEN_ACTIONS),
        ("helped:x", "yes", Phase.OPEN_ACTIONS),
        ("helped:7", "perhaps", Phase.OPEN_ACTIONS),
        ("roti:3", "5", Phase.CLOSE),
        (f"helped:{'9' * 40}", "yes", Phase.OPEN_ACTIONS),
        ("mood", "5", Phase.CHECK_IN),
    ],
)
def test_an_answer_that_is_none_is_refused_in_a_sentence(
    question: str, value: str, phase: Phase
) -> None:
    with pytest.raises(BoardError, match=r"\.$"):
        check_answer(question, value, phase)


@given(st.text())
def test_what_is_kept_is_one_line_that_every_database_takes(text: str) -> None:
    kept = clean(text)
    assert kept == kept.strip()
    assert not set(kept) & set("\n\r\t\x00\x1b")
    assert kept.encode().decode() == kept
    assert clean(kept) == kept


def test_texts_and_names_that_cannot_be_kept_are_refused() -> None:
    assert check_text(" a\u200db ", 10) == "a\u200db"
    assert check_name("", anonymous=True) == check_name("Ann", anonymous=True) == ""
    assert check_name(" Ann ", anonymous=False) == "Ann"
    with pytest.raises(BoardError, match="not anonymous"):
        check_name("  ", anonymous=False)
    with pytest.raises(BoardError, match="11 characters; 10 fit"):
        check_text("x" * 11, 10)
