"""A baseline keeps the whole plan, and the plan is compared with it later."""

from datetime import date
from decimal import Decimal

import pytest

from core import baselines
from core.edits import Add, Change, apply
from core.project import Project
from core.registers.catalog import (
    ACTIVITIES,
    BASELINE_ACTIVITIES,
    BASELINE_COSTS,
    BASELINES,
)
from core.scheduled import scheduled
from core.slips import finish_slip, slip_of, slip_rows, slip_title
from tests.plan_projects import house

DAY = date(2026, 3, 1)


def baselined(plan: Project, title: str = "First", day: date = DAY) -> Project:
    return apply(plan, baselines.take(scheduled(plan), title, day))[0]


def longer(plan: Project, number: int, duration: str) -> Project:
    version = plan[ACTIVITIES].records[number].version
    edit = Change("activities", number, version, {"duration": duration})
    return apply(plan, [edit])[0]


@pytest.fixture(scope="module")
def plan() -> Project:
    return baselined(house())


def test_a_baseline_holds_every_activity_as_it_is(plan: Project) -> None:
    entries = plan[BASELINE_ACTIVITIES].entries
    assert {e.activity for e in entries} == set(range(1, 9))
    dates = scheduled(plan).schedule.dates
    spans = baselines.comparison(plan, 1).spans
    assert spans == {n: (d.start, d.finish) for n, d in dates.items()}
    assert plan[BASELINES].entries[0].taken_on == DAY


def test_it_is_one_list_of_edits_that_can_be_taken_again(plan: Project) -> None:
    again = baselined(plan, "Second", date(2026, 4, 1))
    assert len(again[BASELINE_ACTIVITIES]) == 16
    assert [r.entry.title for r in baselines.ordered(again)] == ["Second", "First"]
    assert baselines.newest(again) == baselines.ordered(again)[0]


def test_work_is_kept_with_its_effort_and_its_cost() -> None:
    people = [
        Add("resources", {"title": "Bo", "cost_per_hour": "50"}),
        Add("assignments", {"activity": 3, "resource": 1, "units": 50}),
    ]
    entries = baselined(apply(house(), people)[0])[BASELINE_ACTIVITIES].entries
    (walls,) = (entry for entry in entries if entry.activity == 3)
    assert walls.effort == "2400min"
    assert walls.cost == Decimal("2000.00")
    assert next(entry for entry in entries if entry.activity == 2).cost is None


def kept(made: Project) -> list[tuple[object, ...]]:
    entries = baselined(made)[BASELINE_COSTS].entries
    return [(e.budget_line, e.wbs, e.first_day, e.last_day, e.amount) for e in entries]


def test_the_budget_is_kept_with_its_days_and_work_packages() -> None:
    lines: list[dict[str, object]] = [
        {"amount": 90, "activity": 2},
        {"amount": 50, "wbs": "9", "kind": "contingency reserve"},
        {"amount": 70, "wbs": "9"},
        {
            "amount": 80,
            "spread": "front-loaded",
            "start": "2026-01-16",
            "finish": "2026-02-15",
        },
    ]
    edits = [Add("budget_lines", {"title": "Line"} | values) for values in lines]
    found = kept(apply(house(), edits)[0])
    assert found[:2] == [
        (1, "1.1", date(2026, 3, 2), date(2026, 3, 6), 90),
        (3, "9", None, None, 70),
    ]
    assert [row[2:4] for row in found[2:]] == [
        (date(2026, 1, 16), date(2026, 1, 31)),
        (date(2026, 2, 1), date(2026, 2, 15)),
    ]
    assert sum(Decimal(str(row[4])) for row in found[2:]) == 80


def test_a_line_from_assignments_is_kept_activity_by_activity() -> None:
    edits = [
        Add("resources", {"title": "Bo", "cost_per_hour": "50"}),
        *(Add("assignments", {"activity": n, "resource": 1}) for n in (2, 3)),
        Add("budget_lines", {"title": "Staff", "amount": 1, "from_assignments": True}),
    ]
    made = baselined(apply(house(), edits)[0])
    found = {e.wbs: e.amount for e in made[BASELINE_COSTS].entries}
    costs = {e.activity: e.cost for e in made[BASELINE_ACTIVITIES].entries}
    assert found == {"1.1": costs[2], "1.2": costs[3]}
    assert (costs[2], costs[3]) == (Decimal(2000), Decimal(4000))


def test_the_slip_is_what_moved_since(plan: Project) -> None:
    later = scheduled(longer(plan, 3, "12d"))
    rows = {row.number: row.slips[0] for row in slip_rows(later.project, (1,))}
    assert [rows[number] for number in (2, 3, 7, 8)] == [0, 2, 0, 2]
    assert [slip_of(known, 3) for known in (scheduled(plan), later)] == [0, 2]
    assert [finish_slip(known) for known in (scheduled(plan), later)] == [0, 2]


def test_the_title_names_who_slipped_most(plan: Project) -> None:
    assert slip_title(slip_rows(plan, (1,))).startswith("No activity is later")
    later = longer(plan, 3, "12d")
    said = slip_title(slip_rows(later, (1,))).replace("\u00a0", " ")
    assert said.startswith("Six activities are later than in the newest baseline")
    assert said.endswith("by 2 working days")


def test_without_a_baseline_there_is_no_slip() -> None:
    known = scheduled(house())
    assert finish_slip(known) is None
    assert slip_of(known, 3) is None
