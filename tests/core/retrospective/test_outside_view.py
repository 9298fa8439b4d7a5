"""What finished projects say of another one's estimates."""

import csv
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from core.project import Project
from core.registers.project import ProjectFacts, ProjectState
from core.retrospective.outside_view import (
    Finished,
    figures,
    finished,
    headline,
    outside_view,
    title,
    warning,
)
from core.retrospective.reference_class import ReferenceClass
from tests.projects import is_sentence, is_title, project

REAL = Path(__file__).parents[4] / "shared" / "cases" / "real"
KNOWN = (1.05, 1.3, 0.95, 1.6, 1.2, 1.1, 2.1, 1.0)


def done(number: int, ratio: float, category: str = "Migration") -> Finished:
    return Finished(f"P{number}", category, ratio, ratio)


def planned(category: str = "Migration") -> Project:
    facts = ProjectFacts(
        title="New",
        category=category,
        planned_start=date(2026, 1, 1),
        planned_finish=date(2026, 4, 10),
    )
    return project("NEW", projects=[facts])


def view_of(ratios: Iterable[float]) -> tuple[Finished, ...]:
    return tuple(done(n, ratio) for n, ratio in enumerate(ratios))


def test_a_ratio_is_what_was_needed_by_what_was_planned() -> None:
    facts = ProjectFacts(
        title="Done",
        state=ProjectState.FINISHED,
        planned_start=date(2026, 1, 1),
        planned_finish=date(2026, 4, 10),
        forecast_finish=date(2026, 4, 30),
        budget=Decimal(200),
        forecast=Decimal(250),
    )
    running = facts.model_copy(update={"state": ProjectState.ACTIVE})
    (found,) = finished([("A", facts), ("B", running)])
    assert (found.key, found.duration, found.cost) == ("A", 1.2, 1.25)


def test_the_class_is_of_the_same_category_where_there_is_one() -> None:
    known = (done(1, 1.5), done(2, 3.0, "Hardware"))
    assert outside_view(planned(), None, known).durations.ratios == (1.5,)
    other = outside_view(planned("Compliance"), None, known)
    assert other.durations.ratios == (1.5, 3.0)
    assert other.category == ""
    own = (Finished("NEW", "Migration", 9.0, 9.0), *known)
    assert outside_view(planned(), None, own).durations.ratios == (1.5,)


def test_a_share_of_such_projects_would_finish_by_its_day() -> None:
    found = outside_view(planned(), Decimal(1000), view_of(KNOWN))
    days = [(when - date(2026, 1, 1)).days + 1 for _, when in found.finishes]
    assert days == sorted(days)
    assert days[0] >= 100
    costs = [cost for _, cost in found.costs]
    assert costs == sorted(costs)
    # 8 of 18 parts are the class's own P80 of 1.560, the rest IT projects' 1.79
    assert float(costs[1]) == pytest.approx(
        1000 * 1.560 ** (8 / 18) * 1.79 ** (10 / 18), rel=0.01
    )


def test_too_few_projects_are_said_to_be_too_few() -> None:
    found = outside_view(planned(), Decimal(1000), view_of(KNOWN))
    assert "P80 14, P90 29; there are 8" in warning(found)
    assert is_sentence(warning(found))
    assert warning(outside_view(planned(), None, view_of([1.1] * 29))) == ""


def test_the_headline_says_what_four_of_five_projects_keep() -> None:
    found = outside_view(planned(), Decimal(1000), view_of(KNOWN))
    shown = {figure.label: figure.value for figure in figures(found, "EUR")}
    assert headline(found, "EUR") == (
        f"Four of five projects like this are done by {shown['Finish, outside view']} "
        f"and for {shown['Cost, outside view']} at most"
    )
    assert is_title(headline(found, "EUR"))
    dated = outside_view(planned(), None, view_of(KNOWN))
    assert " and " not in headline(dated, "EUR")


def test_without_a_finished_project_the_published_view_counts() -> None:
    found = outside_view(planned(), Decimal(1000), ())
    assert title(found).startswith("No project is finished yet")
    shown = figures(found, "EUR")
    assert [figure.label for figure in shown] == [
        "Finish, outside view",
        "Cost, outside view",
    ]
    assert all(is_title(title(found)) for _ in shown)
    assert figures(outside_view(Project("EMPTY"), None, ()), "EUR") == ()


@pytest.mark.skipif(not REAL.is_dir(), reason="the shared cases are not here")
def test_ten_thousand_real_estimates_make_a_plausible_class() -> None:
    ratios = []
    with (REAL / "sip_task_info.csv").open(encoding="utf-8", errors="replace") as file:
        for row in csv.DictReader(file):
            estimate = float(row["HoursEstimate"] or 0)
            actual = float(row["HoursActual"] or 0)
            if estimate > 0 and actual > 0:
                ratios.append(actual / estimate)
    found = ReferenceClass(tuple(ratios))
    assert len(ratios) > 10_000
    half, eighty, ninety = (found.own(share) or 0 for share in (0.5, 0.8, 0.9))
    assert 0.5 < half < 1.5
    assert half < eighty < ninety < 10
    assert all(found.is_enough(share) for share in (0.5, 0.8, 0.9))
