"""What the entries of a plan must be to one another, and each to itself."""

from typing import Any

import pytest

from core.edits import Add, Archive, Change, Edit, Restore, apply
from core.errors import InvalidEntryError
from core.project import Project
from core.registers.catalog import ACTIVITIES, BY_KEY, CALENDARS, DEPENDENCIES
from core.registers.resources import WEEKDAYS

DEEP = 10_000


def plan(*edits: Edit) -> Project:
    made: list[Edit] = [Add("activities", {"title": name}) for name in "ABCD"]
    return apply(Project("PAY"), [*made, *edits])[0]


def refusal(project: Project, *edits: Edit) -> list[str]:
    with pytest.raises(InvalidEntryError) as refused:
        apply(project, edits)
    return [str(problem) for problem in refused.value.problems]


def child(number: int, parent: int, version: int = 1) -> Change:
    return Change("activities", number, version, {"parent": parent})


def link(one: int, other: int, **more: Any) -> Add:
    values = {"predecessor": one, "successor": other, **more}
    return Add("dependencies", values)


# Outlines and base calendars -----------------------------------------------------


def test_a_circle_of_parents_is_named_once() -> None:
    project = plan(child(1, 2), child(2, 3))
    (said,) = refusal(project, child(3, 1))
    assert said.startswith("T-003, parent: “T-003 → T-001 → T-002 → T-003” leads back")
    (alone,) = refusal(project, child(4, 4))
    assert alone.startswith("T-004, parent: “T-004 → T-004”")


def test_circles_of_one_commit_are_each_named_and_what_hangs_below_is_not() -> None:
    said = refusal(plan(), child(1, 2), child(2, 1), child(3, 2))
    assert len(said) == 1
    assert "“T-001 → T-002 → T-001”" in said[0]


def test_an_archived_parent_of_a_circle_counts_too() -> None:
    project = plan(child(1, 2), Archive("activities", 1, 2))
    assert refusal(project, child(2, 1))
    restored, _ = apply(project, [Restore("activities", 1, 3)])
    assert len(restored[ACTIVITIES]) == 4


def test_calendars_are_not_their_own_base() -> None:
    two: list[Edit] = [Add("calendars", {"title": t}) for t in ("One", "Two")]
    project, _ = apply(Project("PAY"), two)
    edits = [
        Change("calendars", 1, 1, {"base": 2}),
        Change("calendars", 2, 1, {"base": 1}),
    ]
    (said,) = refusal(project, *edits)
    assert "CAL-001 → CAL-002 → CAL-001" in said


def test_ten_thousand_levels_of_outline_are_kept() -> None:
    edits = [
        Add("activities", {"title": f"Level {n}", "parent": n - 1 or None}, n)
        for n in range(1, DEEP + 1)
    ]
    project, _ = apply(Project("PAY"), edits)
    (said,) = refusal(project, child(1, DEEP))
    assert "T-001 → T-10000 → T-9999" in said
    assert "… → T-001" in said


# Dependencies and other pairs ----------------------------------------------------


def test_an_activity_does_not_depend_on_itself() -> None:
    (said,) = refusal(plan(), link(2, 2))
    assert said == "DP-001: T-002 cannot depend on itself; name another activity"


def test_the_same_dependency_is_there_once_and_another_kind_is_another() -> None:
    project = plan(link(1, 2), link(1, 2, kind="SS", lag="2d"))
    (said,) = refusal(project, link(1, 2, lag="5d"))
    assert said == (
        "DP-003, successor: “T-001 → T-002” is the same as DP-001: change that one"
    )
    round_trip = plan(link(1, 2), link(2, 1))  # a circle, which the plan names
    assert len(round_trip[DEPENDENCIES]) == 2


def test_an_archived_dependency_makes_room_and_does_not_come_back_twice() -> None:
    project = plan(link(1, 2), Archive("dependencies", 1, 1), link(1, 2))
    (said,) = refusal(project, Restore("dependencies", 1, 2))
    assert said.startswith("DP-001, successor:")


def test_one_resource_is_assigned_once_to_an_activity() -> None:
    assigned = Add("assignments", {"activity": 1, "resource": 1})
    project = plan(Add("resources", {"title": "Ada"}), assigned)
    (said,) = refusal(project, assigned)
    assert said.startswith("AS-002, resource: “RS-001 on T-001” is the same as AS-001")


# Rules within one entry ----------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "says"),
    [
        (
            {"actual_start": "2026-03-03 08:00", "actual_finish": "2026-03-02"},
            "the actual finish is before the actual start",
        ),
        (
            {"actual_start": "2026-03-03 13:00", "actual_finish": "2026-03-03 12:00"},
            "the actual finish is before the actual start",
        ),
        (
            {"manual_start": "2026-03-03", "manual_finish": "2026-03-01"},
            "the typed finish is before the typed start",
        ),
        ({"constraint": "must finish on"}, "needs a constraint date"),
        (
            {"optimistic": "5d", "most_likely": "4d"},
            "the optimistic duration is above the most likely one",
        ),
        (
            {"optimistic": "5d", "pessimistic": "4d"},
            "the optimistic duration is above the pessimistic one",
        ),
        ({"priority": 1001}, "priority"),
    ],
)
def test_an_activity_that_contradicts_itself_is_refused(
    values: dict[str, Any], says: str
) -> None:
    with pytest.raises(InvalidEntryError, match=says):
        BY_KEY["activities"].parse({"title": "x", **values})


@pytest.mark.parametrize(
    "values",
    [
        {"actual_start": "2026-03-03 08:00", "actual_finish": "2026-03-03"},
        {"actual_start": "2026-03-03 08:00", "actual_finish": "2026-03-03 08:00"},
        {"constraint": "as late as possible"},
        {"optimistic": "5d", "most_likely": "1w", "pessimistic": "6d"},
    ],
    ids=["the whole day", "a moment", "no date needed", "other units"],
)
def test_an_activity_at_its_limits_is_kept(values: dict[str, Any]) -> None:
    assert BY_KEY["activities"].parse({"title": "x", **values})


@pytest.mark.parametrize(
    ("register", "values", "says"),
    [
        (
            "calendar_exceptions",
            {"first_day": "2026-12-24", "last_day": "2026-12-23", "calendar": 1},
            "the last day is before the first day",
        ),
        ("calendars", {"monday": "12-8"}, "08:00-12:00, 13:00-17:00"),
        ("calendars", {"monday": "base"}, "“base” is for a calendar that has a base"),
        ("settings", {"hours_per_day": 0}, "a number from 0.25 to 24"),
        ("settings", {"hours_per_day": 25}, "a number from 0.25 to 24"),
        (
            "settings",
            {"hours_per_day": 12, "hours_per_week": 10},
            "a week has fewer working hours than a day",
        ),
        (
            "baseline_activities",
            {"baseline": 1, "activity": 1, "start": "2026-03-03", "finish": "1 Mar 26"},
            "the finish is before the start",
        ),
    ],
)
def test_what_a_plan_is_made_of_is_checked(
    register: str, values: dict[str, Any], says: str
) -> None:
    with pytest.raises(InvalidEntryError, match=says):
        BY_KEY[register].parse({"title": "x", **values})


def test_a_calendar_with_a_base_is_as_its_base_until_a_day_says_otherwise() -> None:
    derived = CALENDARS.parse({"title": "Part time", "base": 1})
    assert derived.week == ("base",) * len(WEEKDAYS)
    mondays = CALENDARS.parse({"title": "Mondays", "base": 1, "monday": "8-12"})
    assert mondays.week == ("08:00-12:00", *[""] * 6)
    own = CALENDARS.parse({"title": "Nobody"})
    assert own.week == ("",) * len(WEEKDAYS)


@pytest.mark.parametrize(
    ("register", "values", "label"),
    [
        ("dependencies", {"predecessor": 3, "successor": 7}, "T-003 → T-007"),
        ("assignments", {"activity": 3, "resource": 2}, "RS-002 on T-003"),
        ("baseline_activities", {"activity": 3, "baseline": 1}, "T-003 in BL-001"),
        ("activities", {"title": "Paint"}, "Paint"),
    ],
)
def test_an_entry_without_a_title_is_named_by_what_it_ties(
    register: str, values: dict[str, Any], label: str
) -> None:
    assert BY_KEY[register].parse(values).label == label
