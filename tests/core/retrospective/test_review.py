from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given

from core.analysis_review import review_section
from core.edits import Add
from core.project import Project
from core.registers.log import Issue
from core.registers.project import ProjectFacts, ProjectState
from core.registers.risks import Risk, RiskStatus
from core.registers.scope import ChangeRequest, ChangeStatus
from core.retrospective import review_words
from core.retrospective.review import Review, first_stated
from tests import plan_projects
from tests.projects import (
    TODAY,
    any_project,
    few,
    is_sentence,
    is_title,
    project,
    threat,
)

# product.md's example: probabilities as stated, and what then happened
STATED = [10] * 4 + [30] * 4 + [50] * 2 + [70] * 2
CAME = [0, 0, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1]


def ended(percent: int, *, came: bool) -> Risk:
    status = RiskStatus.OCCURRED if came else RiskStatus.CLOSED
    return threat(exact_probability=percent, status=status)


def finished(**more: object) -> ProjectFacts:
    return ProjectFacts.model_validate(
        {
            "title": "Done",
            "state": ProjectState.FINISHED,
            "planned_start": date(2026, 1, 1),
            "planned_finish": date(2026, 4, 10),
            "forecast_finish": date(2026, 4, 30),
        }
        | more
    )


def test_dates_are_held_against_the_plan() -> None:
    found = Review(project(projects=[finished()]), TODAY)
    assert found.days_late == 14
    assert found.time_overrun == pytest.approx(120 / 100 - 1)


def test_a_late_start_is_no_overrun_of_the_duration() -> None:
    facts = finished(forecast_start=date(2026, 1, 21))
    assert Review(project(projects=[facts]), TODAY).time_overrun == 0


def test_cost_comes_from_the_list_of_projects_where_there_are_no_lines() -> None:
    facts = finished(budget=Decimal(100), forecast=Decimal(125))
    found = Review(project(projects=[facts]), TODAY)
    assert (found.budget, found.cost) == (Decimal(100), Decimal(125))
    assert found.cost_overrun == pytest.approx(0.25)


def test_what_was_stated_is_held_against_what_happened() -> None:
    risks = [ended(p, came=bool(o)) for p, o in zip(STATED, CAME, strict=True)]
    found = Review(project(risks=[*risks, threat()]), TODAY)
    assert len(found.fates) == 12
    section = review_section(project(risks=risks), TODAY).calibration
    assert section.enough
    assert (section.events, section.happened) == (12, 7)
    assert section.brier == pytest.approx(0.2567, abs=5e-5)
    assert section.too_few_z == pytest.approx(2.06, abs=5e-3)
    assert "too low" in review_words.calibration_words(found)


def test_a_probability_is_the_one_first_stated() -> None:
    risk = threat(likelihood=1, impact=2, inherent_likelihood=4, inherent_impact=5)
    assert first_stated(risk) == (4, 5)
    assert first_stated(threat(likelihood=2, impact=3)) == (2, 3)


def test_too_few_risks_are_not_judged() -> None:
    found = Review(project(risks=[ended(50, came=True)]), TODAY)
    assert "too few" in review_words.calibration_words(found)
    shown = {figure.label: figure for figure in review_words.key_figures(found)}
    assert shown["Foresight (Brier)"].value == "too few"


def test_an_issue_that_was_never_a_risk_is_a_surprise() -> None:
    issues = [
        Issue(title="Foreseen", risk=1),
        Issue(title="Small surprise", urgency=1, impact=2),
        Issue(title="Great surprise", urgency=5, impact=4),
    ]
    found = Review(project(issues=issues, risks=[threat()]), TODAY)
    titles = [record.entry.title for record in found.surprises]
    assert titles == ["Great surprise", "Small surprise"]
    assert (
        review_words.surprises_title(found) == "Two of three issues were never a risk"
    )


def test_changes_stand_in_the_order_of_their_decision() -> None:
    def change(title: str, decided_on: date | None) -> ChangeRequest:
        status = ChangeStatus.APPROVED if decided_on else ChangeStatus.SUBMITTED
        return ChangeRequest(title=title, decided_on=decided_on, status=status)

    changes = [
        change("Open", None),
        change("Second", date(2026, 5, 2)),
        change("First", date(2026, 5, 1)),
    ]
    found = Review(project(change_requests=changes), TODAY)
    titles = [record.entry.title for record in found.changes]
    assert titles == ["First", "Second", "Open"]


def at(day: int, hour: int) -> str:
    return datetime(2026, 3, day, hour).isoformat()  # noqa: DTZ001 - no zone


def done(number: int, last: int, **more: str) -> Add:
    """An activity that began on Monday, 2 March, and was done on a later day."""
    dates = {"actual_start": at(2, 8), "actual_finish": at(last, 17)}
    estimate = {"optimistic": "3d", "pessimistic": "5d"}
    return plan_projects.activity(
        number, f"Work {number}", duration="4d", **dates, **estimate | more
    )


def test_a_range_holds_what_took_no_less_and_no_more() -> None:
    plan = plan_projects.project([done(1, 4), done(2, 6), done(3, 3), done(4, 9)])
    found = Review(plan, TODAY)
    assert [one.actual for one in found.ranges] == [3, 5, 2, 6]
    assert [one.is_hit for one in found.ranges] == [True, True, False, False]
    assert found.hit_rate == 0.5
    assert review_words.ranges_title(found) == "Two of four ranges held"


def test_what_is_not_done_or_has_no_range_tells_nothing_of_ranges() -> None:
    plan = plan_projects.house()
    assert Review(plan, TODAY).ranges == ()
    assert Review(plan, TODAY).hit_rate is None


def test_an_empty_project_says_what_to_do_first() -> None:
    found = Review(Project("NEW"), TODAY)
    assert review_words.headline(found).startswith("There is nothing to look back on")
    section = review_section(Project("NEW"), TODAY)
    assert (section.days_late, section.cost_overrun, section.finish) == (None,) * 3
    assert section.calibration.brier is None
    assert (section.slips, section.risk_outcomes, section.ranges) == ([], [], [])


@few
@given(any_project())
def test_every_sentence_of_a_review_is_whole(drawn: Project) -> None:
    found = Review(drawn, TODAY)
    assert is_sentence(review_words.headline(found))
    assert is_sentence(review_words.calibration_words(found))
    for title in (
        review_words.slips_title(found),
        review_words.fates_title(found),
        review_words.surprises_title(found),
        review_words.changes_title(found),
        review_words.ranges_title(found),
    ):
        assert is_title(title), title


@few
@given(any_project())
def test_every_issue_is_foreseen_or_a_surprise(drawn: Project) -> None:
    found = Review(drawn, TODAY)
    foreseen = [r for r in found.issues if r.entry.risk is not None]
    assert len(foreseen) + len(found.surprises) == len(found.issues)
