"""A small project, simulated whole, against numpy alone: chain, merge, risks, money."""

from datetime import date, datetime, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from core import simulated
from core.analysis_simulation import section_of
from core.edits import Add, apply
from core.project import Project
from core.simulated_sections import SimulationSection

TRIALS, DRAWN = 20_000, 400_000
ERRORS = 4.0  # standard errors of a share of trials; seldom passed in forty figures
BEGIN = datetime(2026, 1, 5, 8)  # noqa: DTZ001 - a Monday; plans have no zone
DAY = 480  # minutes of work
Draws = NDArray[np.float64]


def activity(number: int, *days: int) -> Add:
    least, likely, most = (f"{d}d" for d in days)
    values = {"optimistic": least, "duration": likely, "pessimistic": most}
    name = {"title": f"Work {number}", "shape": "triangular"}
    return Add("activities", name | values, number)


def link(before: int, after: int) -> Add:
    return Add("dependencies", {"predecessor": before, "successor": after})


def sized(register: str, on: dict[str, int], *size: int) -> Add:
    names = ("optimistic", "most_likely", "pessimistic")
    values = dict(zip(names, map(str, size), strict=True))
    return Add(register, on | values | {"shape": "triangular"})


EDITS = [
    Add("projects", {"title": "Small", "planned_start": "2026-01-05"}, 1),
    activity(1, 4, 5, 9),
    activity(2, 8, 10, 20),
    activity(3, 10, 12, 16),
    activity(4, 5, 6, 9),
    *(link(*pair) for pair in ((1, 2), (1, 3), (2, 4), (3, 4))),
    Add(
        "budget_lines",
        {
            "title": "Team",
            "amount": "100000",
            "optimistic_amount": "90000",
            "pessimistic_amount": "140000",
            "shape": "triangular",
        },
        1,
    ),
    Add("risks", {"title": "Strike", "exact_probability": 30}, 1),
    Add("risks", {"title": "Sure", "exact_probability": 100}, 2),
    Add("risks", {"title": "Never", "exact_probability": 0}, 3),
    sized("risk_delays", {"risk": 1, "activity": 4}, 5, 10, 15),
    sized("risk_delays", {"risk": 2, "activity": 3}, 2, 2, 2),
    sized("risk_delays", {"risk": 3, "activity": 3}, 200, 200, 200),
    sized("risk_costs", {"risk": 1, "budget_line": 1}, 20_000, 30_000, 60_000),
]


@pytest.fixture(scope="module")
def found() -> SimulationSection:
    project, _ = apply(Project("SMALL"), EDITS)
    return section_of(simulated.run(project, TRIALS, 1, date(2026, 1, 5)), 80)


@pytest.fixture(scope="module")
def drawn() -> dict[str, Draws]:
    """Durations in working days, and cost, by nothing but numpy."""
    chance = np.random.default_rng(99)

    def triangle(least: float, likely: float, most: float) -> Draws:
        return chance.triangular(least, likely, most, DRAWN)

    first, second = triangle(4, 5, 9), triangle(8, 10, 20)
    third = triangle(10, 12, 16) + 2
    strikes = chance.random(DRAWN) < 0.3
    last = triangle(5, 6, 9) + strikes * triangle(5, 10, 15)
    cost = triangle(90_000, 100_000, 140_000)
    cost += strikes * triangle(20_000, 30_000, 60_000)
    return {
        "days": first + np.maximum(second, third) + last,
        "cost": cost,
        "second leads": (second >= third).astype(float),
    }


def working_days(moment: datetime) -> float:
    """Count working time since the begin, from eight to twelve and one to five."""
    days = sum(
        (BEGIN + timedelta(days=n)).weekday() < 5
        for n in range((moment.date() - BEGIN.date()).days)
    )
    minutes = (moment.hour - 8) * 60 + moment.minute
    return days + (minutes - max(0, min(60, minutes - 240))) / DAY


def errors(share: float, expected: float) -> float:
    """Return how many standard errors a share of trials is away."""
    spread = np.sqrt(expected * (1 - expected) * (1 / TRIALS + 1 / DRAWN))
    return float(abs(share - expected) / spread)


def test_every_percentile_of_date_and_cost_is_numpys(
    found: SimulationSection, drawn: dict[str, Draws]
) -> None:
    for row in found.percentiles:
        assert row.finish is not None
        days = working_days(row.finish) + 0.5 / DAY  # dates stand to the minute
        for values, limit in ((drawn["days"], days), (drawn["cost"], row.cost)):
            share = float((values <= float(limit)).mean())
            assert errors(share, row.percent / 100) < ERRORS
    assert len(found.percentiles) >= 9


def test_what_is_critical_and_what_holds_together_is_numpys(
    found: SimulationSection, drawn: dict[str, Draws]
) -> None:
    leads = float(drawn["second leads"].mean())
    assert errors(found.criticality["T-002"], leads) < ERRORS
    assert errors(found.criticality["T-003"], 1 - leads) < ERRORS
    assert found.criticality["T-001"] == found.criticality["T-004"] == 1
    limits = (np.quantile(drawn[name], 0.8) for name in ("days", "cost"))
    kept = [drawn["days"], drawn["cost"]]
    both = np.logical_and(*(v <= m for v, m in zip(kept, limits, strict=True)))
    assert found.joint_confidence is not None
    assert errors(found.joint_confidence, float(both.mean())) < ERRORS
