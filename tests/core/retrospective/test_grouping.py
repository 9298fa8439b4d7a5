from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.retrospective.grouping import Suggestion, suggest

CARDS = """Deployments take too long
Deploying is slow and takes hours
The release takes too long to deploy
Code review waits for days
Reviews of code are slow
Requirements changed during the sprint
Requirements keep changing in the sprint
Tests are flaky
Flaky tests block the pipeline
The pipeline fails because of flaky tests
Vendor delivered late
Late delivery of the vendor
No documentation for the API
API documentation is missing
Die Abstimmung mit dem Einkauf dauert zu lange
Abstimmungen mit Einkauf dauern lange
Слишком много совещаний
Много совещаний без повестки
会议太多
会议太多了
Good lunch
Office is too cold""".splitlines()

TOGETHER = (
    ("Deployments take too long", "The release takes too long to deploy"),
    ("Code review waits for days", "Reviews of code are slow"),
    (
        "Requirements changed during the sprint",
        "Requirements keep changing in the sprint",
    ),
    ("Tests are flaky", "The pipeline fails because of flaky tests"),
    ("Vendor delivered late", "Late delivery of the vendor"),
    ("No documentation for the API", "API documentation is missing"),
    (
        "Die Abstimmung mit dem Einkauf dauert zu lange",
        "Abstimmungen mit Einkauf dauern lange",
    ),
    ("Слишком много совещаний", "Много совещаний без повестки"),
    ("会议太多", "会议太多了"),
)
APART = (
    ("Tests are flaky", "Vendor delivered late"),
    ("Deployments take too long", "Requirements changed during the sprint"),
)


def numbered(texts: Sequence[str]) -> dict[int, str]:
    return {7 * place + 3: text for place, text in enumerate(texts)}


def said(found: Sequence[Suggestion], cards: dict[int, str]) -> set[frozenset[str]]:
    return {frozenset(cards[number] for number in one.cards) for one in found}


@pytest.fixture(scope="module")
def found() -> tuple[Suggestion, ...]:
    return suggest(numbered(CARDS))


@pytest.mark.parametrize("cards", TOGETHER)
def test_cards_that_say_the_same_in_other_words_are_put_together(
    found: tuple[Suggestion, ...], cards: tuple[str, str]
) -> None:
    assert any(group.issuperset(cards) for group in said(found, numbered(CARDS)))


@pytest.mark.parametrize("cards", APART)
def test_cards_that_say_something_else_are_not(
    found: tuple[Suggestion, ...], cards: tuple[str, str]
) -> None:
    assert not any(group.issuperset(cards) for group in said(found, numbered(CARDS)))


def test_cards_that_say_something_of_their_own_stay_alone(
    found: tuple[Suggestion, ...],
) -> None:
    together = frozenset().union(*said(found, numbered(CARDS)))
    assert "Good lunch" not in together
    assert "Office is too cold" not in together
    assert "Tests are flaky" in together


def test_a_suggestion_says_why(found: tuple[Suggestion, ...]) -> None:
    by_title = {one.title: one for one in found}
    flaky = next(one for one in found if "flaky" in one.shared)
    assert flaky.shared == ("flaky", "tests", "pipeline")
    assert flaky.title in CARDS
    assert by_title["会议太多"].shared == ("会议太多",)
    assert all(one.shared for one in found)


def test_the_likest_come_first(found: tuple[Suggestion, ...]) -> None:
    assert all(a.likeness >= b.likeness for a, b in pairwise(found))
    assert all(0 < one.likeness <= 1 for one in found)


def test_the_order_in_which_cards_are_given_does_not_matter(
    found: tuple[Suggestion, ...],
) -> None:
    backwards = dict(reversed(numbered(CARDS).items()))
    assert suggest(backwards) == found


@pytest.mark.parametrize(
    "texts",
    [
        (),
        ("Tests are flaky",),
        ("", " ", "Tests are flaky"),
        ("!!!", "???"),
        ("the", "a", "of"),
        ("👍", "🎉"),
        ("x", "y"),
    ],
)
def test_nothing_is_suggested_where_nothing_is_alike(texts: Sequence[str]) -> None:
    assert suggest(numbered(texts)) == ()


def test_two_cards_of_the_same_text_are_wholly_alike() -> None:
    (one,) = suggest({2: "Tests are flaky", 1: "Tests are flaky", 3: "Good lunch"})
    assert (one.cards, one.likeness) == ((1, 2), 1.0)


def test_a_higher_threshold_puts_fewer_together() -> None:
    cards = numbered(CARDS)
    strict, loose = suggest(cards, 0.4), suggest(cards, 0.2)
    assert strict
    assert sum(len(s.cards) for s in strict) < sum(len(s.cards) for s in loose)


def test_two_hundred_cards_are_no_trouble() -> None:
    cards = numbered([f"{text} in team {n}" for n in range(10) for text in CARDS[:20]])
    found = suggest(cards)
    assert len(cards) == 200
    assert {n for one in found for n in one.cards} <= set(cards)


@settings(max_examples=30)
@given(st.lists(st.text(max_size=40), max_size=12))
def test_no_card_is_suggested_twice_and_none_that_there_is_not(
    texts: list[str],
) -> None:
    cards = numbered(texts)
    found = [number for one in suggest(cards) for number in one.cards]
    assert len(found) == len(set(found))
    assert set(found) <= set(cards)
