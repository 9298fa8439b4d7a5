"""The risks page beside its register: how a risk ends, and the library."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from core.registers.catalog import ISSUES, MITIGATIONS, RISKS
from core.registers.risks import RiskStatus
from core.risk_reviews import review_after
from core.words import day
from data.store import Store
from tests.pages.conftest import Pay
from tests.pages.visitor import Visitor

ON = date(2026, 1, 5)
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
    visitor.text_area(key=f"risk-outcome-text-{number}").set_value(
        "It rained for a week"
    )
    return visitor


def test_a_risk_that_happens_becomes_an_issue_that_names_it(pay: Pay) -> None:
    before = len(pay()[ISSUES].live)
    visitor = open_outcome(3)
    visitor.text_input(key="risk-outcome-cost-3").set_value("1.250,50 €")
    visitor.date_input(key="risk-outcome-on-3").set_value(ON)
    visitor.press("It happened")
    assert [e.message for e in visitor.exception] == []
    ended = pay()[RISKS].records[3].entry
    assert ended.status is RiskStatus.OCCURRED
    assert ended.outcome == "It rained for a week"
    assert (ended.actual_cost, ended.closed_on) == (Decimal("1250.50"), ON)
    issues = pay()[ISSUES].live
    assert len(issues) == before + 1
    assert issues[-1].entry.risk == 3
    assert (issues[-1].entry.raised_on, issues[-1].entry.title) == (ON, ended.title)
    (told,) = [toast.value for toast in visitor.toast]
    assert told.startswith(f"R-003 happened and became I-{issues[-1].number:03d}.")


def test_a_cost_that_is_no_money_is_told_in_the_form_and_changes_nothing(
    pay: Pay,
) -> None:
    before = pay()
    visitor = open_outcome(3)
    visitor.text_input(key="risk-outcome-cost-3").set_value("a lot")
    visitor.press("It happened")
    # AppTest runs the whole page, so the drawer is shut: its next run would tell this.
    wrong = visitor.session_state["risk-outcome-wrong-3"]
    assert wrong.startswith("“a lot” is not a cost. Allowed: ")
    assert pay().revision == before.revision


def test_what_is_told_of_one_risk_is_not_told_of_the_next(pay: Pay) -> None:
    assert pay()[RISKS].live
    visitor = open_outcome(3)
    visitor.session_state["risk-outcome-1-popover"] = True
    visitor.query_params["entry"] = "R-001"
    visitor.run()
    assert visitor.text_area(key="risk-outcome-text-1").value == ""


def test_a_risk_that_was_reviewed_today_is_due_again_by_its_level(pay: Pay) -> None:
    visitor = Visitor(project="PAY", entry="R-001").open("risks")
    visitor.press("Reviewed today")
    assert [e.message for e in visitor.exception] == []
    risk = pay()[RISKS].records[1].entry
    today = datetime.now(UTC).date()
    assert risk.review_date == review_after(risk, today, pay().settings)
    (told,) = [toast.value for toast in visitor.toast]
    assert told.startswith(f"R-001 is reviewed: next review {day(risk.review_date)}.")
    assert risk.status is RiskStatus.OPEN


def test_a_risk_of_an_earlier_day_is_neither_reviewed_nor_ended(
    small: Store, past: date
) -> None:
    assert small.identity
    asked = Visitor(project="PAY", as_of=past.isoformat(), entry="R-001")
    labels = [button.label for button in asked.open("risks").button]
    assert "Back to today" in labels
    assert "Reviewed today" not in labels


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


def test_a_project_without_risks_is_shown_the_way_to_the_library(
    fresh: Store,
) -> None:
    assert fresh.identity
    visitor = Visitor(project="NEW").open("risks")
    visitor.press("Pick from 120 common risks")
    assert [e.message for e in visitor.exception] == []
    assert any("common risks" in e.value for e in visitor.subheader)


@pytest.mark.parametrize("tab", TABS)
def test_each_tab_of_a_project_without_entries_is_shown(fresh: Store, tab: str) -> None:
    assert fresh.identity
    visitor = Visitor(project="NEW").open("risks")
    visitor.open_tab("risks-tab", tab)
    assert [e.message for e in visitor.exception] == []
    assert [e.value for e in visitor.error] == []
