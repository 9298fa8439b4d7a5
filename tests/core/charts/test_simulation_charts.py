"""What the charts of a simulation draw of its figures."""

from typing import Any

import pytest

from core.charts.distribution import chart_words, cost_chart, finish_chart, loss_chart
from core.charts.settling import settling
from core.charts.template import Mode
from core.charts.tornado import tornado, tornado_words
from core.simulated_answer import Answer
from core.simulated_causes import causes
from core.simulation.sensitivity import Outcome
from tests.core.test_simulated import certain, line
from tests.core.test_simulated_words import asked, risky
from tests.projects import project

MODES: list[Mode] = ["light", "dark"]


@pytest.fixture(scope="module")
def found() -> Answer:
    return asked(risky())


def notes(figure: Any) -> list[str]:
    return [note.text for note in figure.layout.annotations]


@pytest.mark.parametrize("mode", MODES)
def test_the_finish_is_drawn_with_the_plan_and_the_promise(
    found: Answer, mode: Mode
) -> None:
    figure = finish_chart(found.made, 80, mode)
    bars, curve = figure.data
    assert max(bars.y) == 1
    assert list(curve.y) == sorted(curve.y)
    assert list(curve.x) == sorted(curve.x)
    planned_finish, promise = found.made.planned_finish, found.made.finish(80)
    assert [shape.x0 for shape in figure.layout.shapes] == [planned_finish, promise]
    assert any("P80" in note for note in notes(figure))


@pytest.mark.parametrize("mode", MODES)
def test_the_cost_is_drawn_with_the_budget_and_the_promise(
    found: Answer, mode: Mode
) -> None:
    figure = cost_chart(found.made, 80, "EUR", mode)
    assert any(note.startswith("budget 1,000") for note in notes(figure))
    assert [shape.x0 for shape in figure.layout.shapes] == [1000, 1100]


def test_a_loss_is_drawn_from_the_budget_on(found: Answer) -> None:
    (curve,) = loss_chart(found.made.losses(), "EUR", "light").data
    assert min(curve.x) >= 0
    assert list(curve.y) == sorted(curve.y, reverse=True)
    assert notes(loss_chart((), "EUR", "light")) == ["No trial exceeds the budget."]


def test_a_tornado_has_its_longest_bar_on_top(found: Answer) -> None:
    causing = causes(found.made, Outcome.FINISH)
    (bars,) = tornado(causing, None, "light").data
    assert list(bars.x) == sorted(bars.x, reverse=True)
    assert bars.customdata[0][0].startswith(causing[0].reference)
    assert tornado_words(causing).startswith(f"Largest first: {causing[0].reference}")
    money = causes(asked(risky(risks=[certain()])).made, Outcome.COST)
    assert notes(tornado(money, "EUR", "dark")) == [
        "Nothing moves it: no estimate has a range."
    ]


def test_a_project_without_a_plan_has_no_date_to_draw() -> None:
    without = asked(project(budget_lines=[line()])).made
    assert notes(finish_chart(without, 80, "light")) == [
        "No date: the project has no plan with activities."
    ]
    assert "finish" not in chart_words(without, 80)


def test_the_charts_are_told_to_who_does_not_see_them(found: Answer) -> None:
    assert chart_words(found.made, 80).startswith("Spread of 400 trials; P80: finish ")


def test_an_answer_settles_within_its_band(found: Answer) -> None:
    low, high, line_ = settling(found.made.convergence(80), "EUR", "light").data
    assert list(line_.x)[-1] == found.made.trials
    assert all(a <= b <= c for a, b, c in zip(low.y, line_.y, high.y, strict=True))
    assert notes(settling((), "EUR", "dark")) == ["No trials yet."]
