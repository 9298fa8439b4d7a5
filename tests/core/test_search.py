from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.edits import Add, Archive, apply
from core.project import Project
from core.registers.budget import Expense
from core.registers.catalog import REGISTERS
from core.registers.log import Action
from core.registers.risks import Risk
from core.search import EXCERPT, MOST, Hit, fold, index, search
from tests.entries import everything
from tests.projects import TODAY, any_project, project

FILLER = "lorem ipsum dolor sit amet "


def found(made: Project, typed: str, most: int = MOST) -> list[str]:
    return [hit.reference for hit in search(index(made), typed, most)]


@pytest.fixture(scope="module")
def risks() -> Project:
    titles = [f"Risk of thing {n}" for n in range(1, 80)]
    titles[6] = "Café supplier fails"
    return project(
        risks=[Risk(title=title) for title in titles],
        actions=[Action(title="Ring the café", note="about r7 and R-008")],
    )


@pytest.mark.parametrize(
    "typed", ["R-007", "r-007", "R-7", "r7", "R7", " r 7 ", "R007"]
)
def test_a_reference_is_found_however_it_is_typed(risks: Project, typed: str) -> None:
    assert found(risks, typed)[0] == "R-007"


@pytest.mark.parametrize("typed", ["R-7000", "X7", "zzz", "", "  ", "0", "-"])
def test_what_is_not_there_is_not_the_seventh_risk(risks: Project, typed: str) -> None:
    assert "R-007" not in found(risks, typed)[:1]


def test_a_reference_comes_first_and_then_what_mentions_it(risks: Project) -> None:
    assert found(risks, "r7") == ["R-007", "AC-001"]
    assert found(risks, "R-008") == ["R-008", "AC-001"]


@pytest.mark.parametrize(
    "typed", ["café", "cafe", "CAFÉ", "Cafe\u0301", "\uff23\uff21\uff26\uff25"]
)
def test_case_and_accents_do_not_count(risks: Project, typed: str) -> None:
    assert found(risks, typed) == ["R-007", "AC-001"]


def test_every_word_is_needed_wherever_it_stands(risks: Project) -> None:
    assert found(risks, "fails cafe") == ["R-007"]
    assert found(risks, "cafe about") == ["AC-001"]
    assert found(risks, "cafe absent") == []


def test_titles_come_before_other_texts() -> None:
    made = project(
        actions=[Action(title="First", note="vendor"), Action(title="Vendor")]
    )
    assert found(made, "vendor") == ["AC-002", "AC-001"]


def test_an_archived_entry_is_not_found() -> None:
    made, _ = apply(Project("P"), [Add("risks", {"title": "Vendor"})])
    assert found(made, "vendor") == ["R-001"]
    made, _ = apply(made, [Archive("risks", 1, 1)])
    assert found(made, "vendor") == found(made, "r1") == []


def test_no_more_are_returned_than_were_asked_for(risks: Project) -> None:
    assert len(found(risks, "thing")) == MOST
    assert len(found(risks, "thing", 3)) == 3


def test_every_register_is_searched() -> None:
    made, _ = apply(Project("P"), [Add("projects", {"title": "P"}), *everything()])
    assert {entry.hit.register for entry in index(made)} == {s.key for s in REGISTERS}
    for entry in index(made):
        assert entry.hit.reference in found(made, entry.hit.reference)[:1]


def excerpt(text: str, typed: str) -> str:
    (hit,) = search(index(project(actions=[Action(title="Act", note=text)])), typed)
    return hit.excerpt


@pytest.mark.parametrize(
    "before",
    ["", FILLER * 20, "ß" * 500, "½ … ﬁ " * 100, "e\u0301" * 400, "한글 " * 100],
    ids=["none", "latin", "longer", "signs", "marks", "hangul"],
)
def test_the_excerpt_shows_the_word_in_any_text(before: str) -> None:
    shown = excerpt(f"{before}\nthe Väinämöinen clause\n{FILLER * 20}", "vainamoinen")
    assert "Väinämöinen" in shown
    assert "\n" not in shown
    assert len(shown) <= EXCERPT + 2
    assert shown.endswith("…")
    assert shown.startswith("…") is bool(before)


def test_the_excerpt_shows_a_word_that_the_title_lacks() -> None:
    assert "penalty" in excerpt(f"{FILLER * 20} penalty {FILLER * 20}", "act penalty")


def test_the_excerpt_of_a_short_text_is_the_text() -> None:
    made = project(actions=[Action(title="Act", note="Short")])
    (hit,) = search(index(made), "short")
    assert hit == Hit("AC-001", "actions", 1, "Act", "open · Short")


def test_twelve_thousand_entries_are_searched() -> None:
    made = project(
        risks=[Risk(title=f"Risk {n}", cause="façade " * 9) for n in range(2000)],
        expenses=[
            Expense(title=f"Bill {n}", spent_on=TODAY, amount=Decimal(n), vendor="Añil")
            for n in range(1, 10_001)
        ],
    )
    entries = index(made)
    assert len(entries) == 12_000
    assert [h.reference for h in search(entries, "anil 9999")] == ["E-9999"]
    assert search(entries, "facade")[0].reference == "R-001"
    assert search(entries, "facade anil") == ()


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(any_project(), st.data())
def test_any_word_of_any_entry_finds_it(made: Project, data: st.DataObject) -> None:
    entries = index(made)
    if entries:
        entry = data.draw(st.sampled_from(entries))
        typed = data.draw(st.sampled_from(f"{entry.hit.title} {entry.shown}".split()))
        hits = search(entries, typed, len(entries))
        assert entry.hit.reference in [hit.reference for hit in hits] or not fold(typed)
