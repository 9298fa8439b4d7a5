"""Projects whose earned value follows from a baseline."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from core.earned_value.project import earned_value
from core.earned_value.series import EarnedValue
from core.edits import Add, Edit, apply
from core.project import Project

STATUS = date(2026, 3, 27)  # a Friday
Values = dict[str, Any]


def adding(register: str, *rows: Values) -> list[Edit]:
    """Edits that add entries numbered from 1."""
    return [Add(register, row, number=i) for i, row in enumerate(rows, 1)]


def planned(number: int, start: str, finish: str, cost: object = None) -> Values:
    """An activity in the first baseline, by working days of eight hours."""
    return {
        "baseline": 1,
        "activity": number,
        "start": f"{start} 08:00",
        "finish": f"{finish} 17:00",
        "cost": cost,
    }


def project(
    activities: Sequence[Values],
    baseline: Sequence[Values],
    *more: Edit,
    status_date: date = STATUS,
) -> Project:
    """A project with activities and a baseline of them."""
    titled = [{"title": f"Activity {i}"} | a for i, a in enumerate(activities, 1)]
    edits = [
        *adding("settings", {"status_date": status_date}),
        *adding("activities", *titled),
        *adding("baselines", {"title": "First", "taken_on": "2026-02-27"}),
        *adding("baseline_activities", *baseline),
        *more,
    ]
    return apply(Project("PLANNED"), edits)[0]


def performance(made: Project) -> EarnedValue:
    """The earned value at the status date of the settings."""
    found = earned_value(made, made.status_date(STATUS))
    assert found is not None
    return found
