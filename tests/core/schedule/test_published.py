"""Networks that textbooks have dated, where their file is at hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from core.schedule.calendar import ELAPSED
from core.schedule.network import schedule
from core.schedule.plan import Plan, PlanActivity, PlanLink

FILE = Path(__file__).parents[4] / "shared/cases/cpm/published_small_networks.json"
FINE = 1000  # durations of a published network have up to 3 decimals


def cases() -> list[Any]:
    if not FILE.exists():
        return [pytest.param(None, marks=pytest.mark.skip(f"{FILE.name} is not there"))]
    found = json.loads(FILE.read_text())["cases"]
    dated = [c for c in found if "schedule" in c["expected"]]
    return [pytest.param(case, id=case["id"]) for case in dated]


def activities_of(case: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the activities, also those that are given as arcs between events."""
    given = case["inputs"]
    if "activities" in given:
        found: list[dict[str, Any]] = given["activities"]
        return found
    before = given["as_predecessors"]
    return [
        {"id": name, "duration": duration, "predecessors": before[name]}
        for _, _, name, duration in given["arcs"]
    ]


@pytest.mark.parametrize("case", cases())
def test_a_published_network_is_dated_as_published(case: dict[str, Any]) -> None:
    rows = activities_of(case)
    numbers = {row["id"]: number for number, row in enumerate(rows, 1)}
    activities = tuple(
        PlanActivity(numbers[row["id"]], minutes=round(FINE * row["duration"]))
        for row in rows
    )
    ties = [(before, row["id"]) for row in rows for before in row["predecessors"]]
    links = tuple(
        PlanLink(number, numbers[before], numbers[after])
        for number, (before, after) in enumerate(ties, 1)
    )
    made = schedule(Plan(0, calendars=(ELAPSED,), activities=activities, links=links))
    assert made.finish / FINE == pytest.approx(case["expected"]["project_duration"])
    for name, dates in case["expected"]["schedule"].items():
        found = made.dates[numbers[name]]
        if "free" in dates:
            assert found.free_float / FINE == pytest.approx(dates["free"])
        said = [found.early_start, found.early_finish, found.late_start]
        said += [found.late_finish, found.total_float]
        wanted = [dates[key] for key in ("es", "ef", "ls", "lf", "slack")]
        assert [value / FINE for value in said] == pytest.approx(wanted)
    path = [numbers[name] for name in _critical(case["expected"])]
    assert set(path) <= {n for n, dates in made.dates.items() if dates.is_critical}


def _critical(expected: dict[str, Any]) -> list[str]:
    found: list[str] = expected.get("critical_path") or expected["critical"]
    return found
