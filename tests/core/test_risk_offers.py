from collections.abc import Sequence
from typing import Any

import pytest

from core.project import Project, with_records
from core.registers.catalog import RISKS
from core.registers.entry import Record
from core.risk_library import CommonRisk, categories, library
from core.risk_offers import (
    Offer,
    added_words,
    chosen_words,
    narrowed,
    offers,
    title,
    to_add,
)
from core.risk_suggestions import suggested
from core.words import small
from tests.projects import is_title, project, threat

FIRST, SECOND, THIRD = library()[:3]


def archived(made: Project, number: int) -> Project:
    old = made[RISKS].records[number]
    record = Record(old.number, old.version + 1, old.entry, archived=True)
    return with_records(made, {RISKS.key: [record]})


def found(every: Sequence[Offer], risk: CommonRisk) -> Offer:
    (offer,) = [one for one in every if one.risk == risk]
    return offer


def test_every_common_risk_is_offered_once() -> None:
    every = offers(project())
    assert len(every) == len(library())
    assert {offer.risk for offer in every} == set(library())


def test_what_to_think_of_first_comes_first_with_its_reason() -> None:
    made = project()
    every = offers(made)
    first = [one.risk for one in suggested(made)]
    assert first
    assert [offer.risk for offer in every[: len(first)]] == first
    assert all(offer.reason for offer in every[: len(first)])
    assert not any(offer.reason for offer in every[len(first) :])


def test_a_risk_of_the_register_is_recognised_by_its_title_whatever_its_case() -> None:
    made = project(risks=[threat(title="Other"), threat(title=FIRST.event.upper())])
    every = offers(made)
    known = found(every, FIRST)
    assert (known.known, known.is_live, known.place) == ("R-002", True, "R-002")
    assert found(every, SECOND).place == ""
    assert to_add([known, found(every, SECOND)]) == (SECOND,)


def test_an_archived_risk_is_named_and_can_be_added_again() -> None:
    made = archived(project(risks=[threat(title=FIRST.event)]), 1)
    known = found(offers(made), FIRST)
    assert known.place == "R-001, archived"
    assert to_add([known]) == (FIRST,)


def test_a_live_risk_goes_before_an_archived_one_of_the_same_title() -> None:
    both = [threat(title=FIRST.event), threat(title=FIRST.event)]
    assert found(offers(archived(project(risks=both), 1)), FIRST).place == "R-002"


def test_a_search_keeps_the_order_and_asks_for_all_words_and_the_category() -> None:
    every = offers(project())
    one = categories()[0]
    some = narrowed(every, category=one)
    assert some
    assert {offer.risk.category for offer in some} == {one}
    assert [offer for offer in every if offer in some] == list(some)
    assert narrowed(every) == every
    assert narrowed(every, "no such words anywhere") == ()


def offer(risk: CommonRisk = FIRST, **more: Any) -> Offer:
    return Offer(risk, **more)


HELD: dict[str, Any] = {"known": "R-001", "is_live": True}


@pytest.mark.parametrize(
    ("every", "shown", "said"),
    [
        ([offer(), offer(SECOND)], 2, "Two common risks"),
        ([offer(), offer(SECOND)], 1, "One of two common risks matches"),
        ([offer(), offer(SECOND)], 0, "No match among two common risks"),
        ([offer(reason="x"), offer(SECOND)], 2, "One to think of first"),
        ([offer(**HELD), offer(SECOND)], 2, "One is in the register"),
        ([offer(known="R-001"), offer(SECOND)], 2, "Two common risks"),
    ],
)
def test_the_title_counts_what_is_offered(
    every: list[Offer], shown: int, said: str
) -> None:
    made = title(every, every[:shown])
    assert said.lower() in made.lower()
    assert is_title(made)


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ([], "Tick the risks that your project may meet"),
        ([offer(**HELD)], "One is in the register already"),
        ([offer()], "One risk is to be added, with"),
        ([offer(), offer(SECOND)], "Two risks are to be added, with"),
        ([offer(), offer(SECOND, **HELD)], "; one is in the register already"),
    ],
)
def test_what_is_ticked_says_what_adding_it_would_do(
    chosen: list[Offer], said: str
) -> None:
    made = chosen_words(chosen)
    assert said in made
    assert is_title(made)


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ([FIRST], "One risk was added with {} mitigations: R-007, revision 12."),
        (
            [FIRST, SECOND, THIRD],
            "Three risks were added with {} mitigations: R-007 to R-009, revision 12.",
        ),
    ],
)
def test_what_was_added_names_references_and_revision(
    new: list[CommonRisk], said: str
) -> None:
    many = sum(len(risk.mitigations) for risk in new)
    assert added_words(new, 7, 12) == said.format(small(many))
