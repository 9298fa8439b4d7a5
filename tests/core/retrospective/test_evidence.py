from datetime import date
from typing import Any

import pytest

from core.edits import Add, apply
from core.project import Project
from core.retrospective.evidence import evidence, guesses, last_actions, time_overrun

TODAY = date(2026, 9, 1)
PLANNED = {"planned_start": "2026-01-01", "planned_finish": "2026-04-11"}  # 100 days


def made(*edits: Add) -> Project:
    return apply(Project("PAY"), edits)[0]


def facts(**values: Any) -> Project:
    return made(Add("projects", {"title": "Payments", **values}))


def action(title: str, **values: Any) -> Add:
    return Add("actions", {"title": title, "retrospective": 1, **values})


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, True),
        ({"status": "done"}, True),
        ({"status": "done", "helped": "no"}, False),
        ({"status": "cancelled"}, False),
        ({"retrospective": 2}, False),
        ({"retrospective": None, "source": "Retrospective"}, True),
        ({"retrospective": None, "source": "Steering"}, False),
    ],
)
def test_an_action_waits_for_an_answer_while_it_is_open_or_nobody_judged_it(
    values: dict[str, Any], expected: object
) -> None:
    meetings = [Add("retrospectives", {"title": t}) for t in ("Last", "This")]
    project = made(*meetings, action("Rotate keys", **values))
    assert bool(last_actions(project, 2)) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (PLANNED | {"forecast_finish": "2026-05-01"}, 0.2),
        (PLANNED | {"forecast_finish": "2026-04-01"}, -0.1),
        (PLANNED, None),
        ({"planned_finish": "2026-04-11", "forecast_finish": "2026-05-01"}, None),
        (
            PLANNED | {"planned_start": "2026-04-11", "forecast_finish": "2026-05-01"},
            None,
        ),
    ],
)
def test_the_overrun_of_time_is_what_it_takes_longer_than_was_planned(
    values: dict[str, Any], expected: float | None
) -> None:
    found = time_overrun(facts(**values))
    assert found == (None if expected is None else pytest.approx(expected))


def test_the_evidence_has_figures_and_overruns_of_what_is_known() -> None:
    project = facts(
        **PLANNED, forecast_finish="2026-05-01", budget="100.00", forecast="112.70"
    )
    found = evidence(project, TODAY)
    assert found.cost == pytest.approx(0.127)
    assert next(figure.label for figure in found.figures) == "Finish"


def test_a_project_of_which_nothing_is_known_has_no_overrun() -> None:
    found = evidence(Project("PAY"), TODAY)
    assert (found.cost, found.time, found.figures) == (None, None, ())
    assert found.headline


def test_a_guess_counts_as_often_as_it_was_made() -> None:
    assert guesses({"20": 2, "-100": 1}) == [20.0, 20.0, -100.0]
    assert guesses({}) == []
