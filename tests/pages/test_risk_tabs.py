"""The risks page beside its register: how a risk ends, and the library."""

from datetime import date

import pytest

from core.registers.catalog import ISSUES, MITIGATIONS, RISKS
from core.registers.risks import RiskStatus
from data.store import Store
from tests.pages.conftest import Pay
from tests.pages.visitor import Visitor

TABS = ["Risks", "Mitigations", "Promise", "Pictures", "Library", "Numbers"]


@pytest.mark.parametrize("tab", TABS)
def test_each_tab_is_shown(small: Store, tab: str) -> None:
    assert small.identity
    visitor = Visitor(project="PAY").open("risks")
    visitor.open_tab("risks-tab", tab)
    assert [e.message for e in visitor.exception] == []


@pytest.mark.parametrize("tab", TABS)
def test_each_tab_is_shown_as_of_an_earlier_day(
    small: Store, past: date, tab: str
) -> None:
    assert small.identity
    visitor = Visitor(project="PAY", as_of=past.isoformat()).open("risks")
    visitor.open_tab("risks-tab", tab)
    assert [e.message for e in visitor.exception] == []


def open_outcome(number: int) -> Visitor:
    visitor = Visitor(project="PAY", entry=f"R-{number:03d}")
    visitor.session_state[f"risk-outcome-{number}-popover"] = True
    visitor.open("risks")
    visitor.text_area(key="risk-outcome-text").set_value("It rained for a week")
    return visitor


def test_a_risk_that_happens_becomes_an_issue_that_names_it(pay: Pay) -> None:
    before = len(pay()[ISSUES].live)
    visitor = open_outcome(3)
    visitor.number_input(key="risk-outcome-cost").set_value(1200.0)
    visitor.press("It happened")
    assert [e.message for e in visitor.exception] == []
    ended = pay()[RISKS].records[3].entry
    assert ended.status is RiskStatus.OCCURRED
    assert ended.outcome == "It rained for a week"
    assert ended.actual_cost == 1200
    issues = pay()[ISSUES].live
    assert len(issues) == before + 1
    assert issues[-1].entry.risk == 3


def test_a_risk_that_cannot_happen_any_more_is_closed_without_an_issue(
    pay: Pay,
) -> None:
    before = len(pay()[ISSUES].live)
    open_outcome(3).press("It cannot happen any more")
    assert pay()[RISKS].records[3].entry.status is RiskStatus.CLOSED
    assert len(pay()[ISSUES].live) == before


def test_what_is_ticked_in_the_library_is_added_and_can_be_undone(
    risks: Visitor, pay: Pay
) -> None:
    before = len(pay()[RISKS].live)
    risks.open_tab("risks-tab", "Library")
    assert risks.button(key="risk-library-add").disabled
    events = risks.dataframe[0].value["Risk"].tolist()[:2]
    risks.session_state["risk-library-ticked"] = tuple(events)
    risks.open_tab("risks-tab", "Library")
    risks.press("Add two risks")
    assert [e.message for e in risks.exception] == []
    added = [record.entry.title for record in pay()[RISKS].live][before:]
    assert sorted(added) == sorted(events)
    assert pay()[MITIGATIONS].live[-1].entry.risk == pay()[RISKS].live[-1].number
    risks.open_tab("risks-tab", "Library")
    risks.press("Undo")
    assert len(pay()[RISKS].live) == before


def test_the_library_shows_the_rows_that_a_search_finds(risks: Visitor) -> None:
    risks.open_tab("risks-tab", "Library")
    every = risks.dataframe[0].value["Risk"].tolist()
    risks.text_input(key="risk-library-search").set_value("vendor").run()
    found = risks.dataframe[0].value["Risk"].tolist()
    assert "We are locked in to one vendor" in found
    assert 0 < len(found) < len(every)
