from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.edits import apply
from core.project import Project, trace
from core.registers.catalog import ISSUES, RISKS
from core.registers.log import Issue
from core.registers.risks import Risk, RiskStatus
from core.risk_outcomes import (
    Outcome,
    conversion,
    ended,
    happened,
    issues_of,
    outcome_words,
)
from tests.projects import TODAY, is_sentence, project, threat

D = Decimal
PAIN = Outcome("The pump failed at night.", D("1200.50"), 3)


def struck(**more: Any) -> Risk:
    return threat(status="occurred", **more)


def after(made: Project, outcome: Outcome = PAIN) -> Project:
    record = made[RISKS].records[1]
    changed, _ = apply(made, happened(record, outcome, TODAY, made))
    return changed


def test_a_threat_that_happens_becomes_an_issue_with_its_trail_in_one_step() -> None:
    risk = threat(4, 5, title="Pump fails", cause="Age", effect="Flood", owner="Ann")
    made = after(project(risks=[risk]))
    said, (issue,) = made[RISKS].entries[0], made[ISSUES].entries
    assert (said.status, said.closed_on) == (RiskStatus.OCCURRED, TODAY)
    assert (said.actual_cost, said.actual_days) == (D("1200.50"), 3)
    assert said.outcome == PAIN.text
    assert (issue.title, issue.owner, issue.impact) == ("Pump fails", "Ann", 5)
    assert (issue.risk, issue.raised_on) == (1, TODAY)
    assert issue.description == (
        "Cause: Age\nEffect: Flood\nWhat happened: The pump failed at night."
    )
    assert [link.reference for link in trace(made, "risks", 1)] == ["I-001"]
    assert [link.reference for link in trace(made, "issues", 1)] == ["R-001"]


def test_what_nobody_tells_stays_as_it_was() -> None:
    made = after(project(risks=[threat(outcome="Half true")]), Outcome())
    assert made[RISKS].entries[0].outcome == "Half true"
    assert made[RISKS].entries[0].actual_cost is None
    assert made[ISSUES].entries[0].description == ""


def test_a_risk_with_an_issue_gets_no_second_one() -> None:
    known = Issue(title="Flood", risk=1)
    made = after(project(risks=[threat()], issues=[known]))
    assert made[ISSUES].entries == (known,)
    assert issues_of(made, 1) == (1,)
    assert issues_of(made, 2) == ()


def test_an_opportunity_that_is_taken_is_no_issue() -> None:
    made = after(project(risks=[threat(kind="opportunity")]))
    assert made[RISKS].entries[0].status is RiskStatus.OCCURRED
    assert not made[ISSUES].live


def test_a_risk_that_no_longer_can_happen_is_closed_without_an_issue() -> None:
    made = project(risks=[threat()])
    record = made[RISKS].records[1]
    closed, _ = apply(made, ended(record, Outcome("Too late for it"), TODAY))
    assert closed[RISKS].entries[0].status is RiskStatus.CLOSED
    assert closed[RISKS].entries[0].outcome == "Too late for it"
    assert not closed[ISSUES].live


@pytest.mark.parametrize(
    ("risk", "said"),
    [
        (threat(), ""),
        (threat(status="closed"), "It did not happen; the risk was closed."),
        (
            threat(status="closed", closed_on=date(2026, 9, 4)),
            "It did not happen; the risk was closed on 4\xa0Sep\xa02026.",
        ),
        (struck(), "It happened."),
        (
            struck(actual_cost=D(5000), cost_impact=D(8000), actual_days=2.0),
            (
                "It happened and cost 5,000\xa0€ and 2\xa0working days; 8,000\xa0€ "
                "was estimated."
            ),
        ),
        (
            struck(actual_cost=D(800), cost_impact=D(800)),
            "It happened and cost 800\xa0€, as estimated.",
        ),
        (
            struck(kind="opportunity", actual_cost=D(700)),
            "It happened and saved 700\xa0€.",
        ),
    ],
)
def test_how_a_risk_ended_is_said_against_its_estimate(risk: Risk, said: str) -> None:
    assert outcome_words(risk, "EUR") == said
    assert not said or is_sentence(said)


def test_conversion_counts_threats_that_became_issues_and_what_they_cost() -> None:
    made = project(
        risks=[
            struck(cost_impact=D(100), actual_cost=D(150)),
            struck(actual_cost=D(10)),
            threat(status="closed"),
            threat(),
            threat(kind="opportunity", status="occurred"),
        ],
        issues=[Issue(title="Flood", risk=1), Issue(title="Dust")],
    )
    found = conversion(made)
    assert (found.threats, found.issues, found.ended, found.occurred) == (4, 1, 3, 2)
    assert (found.rate, found.accuracy) == (0.25, 1.5)


def test_conversion_is_undefined_without_threats() -> None:
    found = conversion(project())
    assert (found.rate, found.accuracy) == (None, None)
