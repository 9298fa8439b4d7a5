"""Project, day and entry: picked, shared by address, searched for."""

from datetime import date

import pytest

from core.registers.catalog import BY_KEY, RISKS
from data.store import Store
from pages._ui.fields import PAGES
from tests.pages.conftest import Pay
from tests.pages.visitor import ROOT, Visitor

pytestmark = pytest.mark.app


def test_an_address_opens_its_project_and_a_picked_one_is_written_there(
    risks: Visitor,
) -> None:
    assert risks.selectbox(key="project").value == "PAY"
    risks.selectbox(key="project").set_value("IDP").run()
    assert risks.query_params["project"] == "IDP"
    assert risks.rows("risks")["title"].tolist() == ["Other"]
    risks.query_params["project"] = "PAY"  # as with the browser's back button
    risks.run()
    assert len(risks.rows("risks")) == 6


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("key", ["", "NONE", "../PAY", "pay", "P" * 5000])
def test_an_address_of_no_project_opens_the_last_one(key: str) -> None:
    visitor = Visitor(project=key)
    assert [e.message for e in visitor.exception] == []
    assert visitor.query_params["project"] == "PAY"
    said = [warning.value for warning in visitor.warning]
    assert bool(said) is bool(key)
    assert all("There is no project" in text for text in said)


@pytest.mark.usefixtures("small")
def test_an_address_of_no_project_is_told_once_and_opens_none_of_its_entries() -> None:
    visitor = Visitor(project="NONE", entry="R-003")
    assert "project NONE" in visitor.warning[0].value
    assert "entry" not in visitor.query_params
    visitor.open("risks")
    assert not is_open(visitor, 3)
    assert len(visitor.warning) == 0


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "day", ["", "yesterday", "2026-02-30", "0001-01-01", "3000-01-01"]
)
def test_an_address_of_no_day_shows_today(day: str) -> None:
    visitor = Visitor(project="PAY", as_of=day).open("risks")
    assert [e.message for e in visitor.exception] == []
    assert visitor.day is None
    assert len(visitor.data_editor) == 1


def test_back_to_today_clears_the_day_also_from_the_address(
    small: Store, past: object
) -> None:
    assert small.identity
    visitor = Visitor(project="PAY", as_of=str(past)).open("risks")
    assert len(visitor.data_editor) == 0
    visitor.press("Back to today")
    assert "as_of" not in visitor.query_params
    assert visitor.day is None
    assert len(visitor.data_editor) == 1


# --- one entry ----------------------------------------------------------------------


def is_open(visitor: Visitor, number: int) -> bool:
    return any(f"risks-{number}-" in (box.key or "") for box in visitor.text_input)


def test_a_click_on_a_reference_opens_the_entry_and_writes_its_address(
    risks: Visitor,
) -> None:
    assert not is_open(risks, 3)
    risks.click_reference("risks", "R-003")
    assert is_open(risks, 3)
    assert risks.query_params["entry"] == "R-003"


@pytest.mark.usefixtures("small")
def test_the_address_of_an_entry_opens_it() -> None:
    visitor = Visitor(project="PAY", entry="R-003").open("risks")
    assert is_open(visitor, 3)
    assert not is_open(visitor, 2)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("entry", ["R-999", "M-001", "R-", "R-x", "7", "<b>"])
def test_the_address_of_no_entry_of_this_page_opens_none(entry: str) -> None:
    visitor = Visitor(project="PAY", entry=entry).open("risks")
    assert [e.message for e in visitor.exception] == []
    assert not any(is_open(visitor, n) for n in range(1, 7))


@pytest.mark.usefixtures("small")
def test_the_address_of_an_entry_that_does_not_exist_says_so_once() -> None:
    visitor = Visitor(project="PAY", entry="R-999").open("risks")
    assert "has no R\u2011999" in visitor.toast[0].value
    assert len(visitor.run().toast) == 0


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("page", "entry", "tab", "title"),
    [
        ("risks", "M-001", "risks-tab", "Mitigations"),
        ("risks", "R-002", "risks-tab", "Risks"),
    ],
)
def test_the_address_of_an_entry_turns_to_its_tab(
    page: str, entry: str, tab: str, title: str
) -> None:
    visitor = Visitor(project="PAY", entry=entry).open(page)
    assert [e.message for e in visitor.exception] == []
    assert visitor.session_state[tab] == title
    register, _, number = entry.partition("-")
    key = f"{'mitigations' if register == 'M' else 'risks'}-{int(number)}-0-title"
    assert key in [t.key for t in visitor.text_input]
    other = "Risks" if title == "Mitigations" else "Mitigations"
    visitor.open_tab(tab, other)
    assert visitor.session_state[tab] == other


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("entry", "title"), [("SET-001", "Rules and scales"), ("P-001", "Facts")]
)
def test_the_address_of_settings_turns_to_their_tab(entry: str, title: str) -> None:
    visitor = Visitor(project="PAY", entry=entry).open("settings")
    assert [e.message for e in visitor.exception] == []
    assert visitor.session_state["settings-tab"] == title


@pytest.mark.usefixtures("small")
def test_a_link_of_an_earlier_day_leads_to_that_day(past: date) -> None:
    then = Visitor(project="PAY", as_of=past.isoformat(), entry="R-001").open("risks")
    assert then.said(f"entry=M-001&as_of={past}")
    now = Visitor(project="PAY", entry="R-001").open("risks")
    assert now.said("entry=M-001)")


def test_what_is_typed_into_an_open_entry_is_in_the_same_draft_as_the_grid(
    risks: Visitor, pay: Pay
) -> None:
    risks.type_into("risks", "R-002", title="In the grid")
    risks.click_reference("risks", "R-003")
    (cause,) = [a for a in risks.text_area if (a.key or "").endswith("-cause")]
    cause.set_value("In the drawer").run()
    assert [e.message for e in risks.exception] == []
    assert risks.marks("risks") == {"R-002": "✎", "R-003": "✎"}
    risks.click_reference("risks", "R-003")
    risks.press("Save this entry")
    assert pay()[RISKS].records[3].entry.cause == "In the drawer"
    assert pay()[RISKS].records[2].entry.title == "Risk 2"
    assert risks.marks("risks") == {"R-002": "✎"}


def test_an_open_entry_shows_what_it_is_linked_with_and_its_history(
    risks: Visitor,
) -> None:
    risks.click_reference("risks", "R-001")
    assert risks.said("Rent one")
    assert risks.said("**History**")
    assert risks.said("Bob")
    assert risks.said("Added\\: Risk 1")


def test_the_history_of_an_entry_is_worded_as_on_the_page_history(
    risks: Visitor,
) -> None:
    risks.type_into("risks", "R-001", owner="Cy", cost_impact=88_000)
    risks.press("Save one entry")
    risks.click_reference("risks", "R-001")
    assert risks.said("Owner Ann → Cy")
    assert risks.said("Cost impact set to 88\u00a0k\u00a0€")
    risks.open("history")
    assert risks.said("entry=R-001) owner Ann → Cy")
    assert risks.said(", cost impact set to 88\u00a0k\u00a0€")


# --- search -------------------------------------------------------------------------


def test_a_search_over_all_registers_links_to_the_entries_that_it_finds(
    risks: Visitor,
) -> None:
    risks.press("Search")
    risks.text_input(key="search-words").set_value("rent")
    risks.button(key="search-open").click().run()
    assert [e.message for e in risks.exception] == []
    found = [t for t in risks.texts if "project=PAY&entry=M-001" in t]
    assert len(found) == 1
    assert "/risks?" in found[0]


def test_a_search_that_finds_nothing_says_so(risks: Visitor) -> None:
    risks.press("Search")
    risks.text_input(key="search-words").set_value("submarine")
    risks.button(key="search-open").click().run()
    assert risks.said("Nothing holds all of these words")


def test_every_register_has_a_page_that_shows_it() -> None:
    assert set(PAGES) == set(BY_KEY)
    files = {file.stem for file in (ROOT / "pages").glob("*.py")}
    assert set(PAGES.values()) <= files
