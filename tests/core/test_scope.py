from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core import scope
from core.figure import Status
from core.project import Project, with_records
from core.registers.budget import BudgetLine
from core.registers.entry import Entry, Record
from core.registers.project import ProjectFacts
from core.registers.scope import (
    Assumption,
    ChangeRequest,
    Charter,
    Deliverable,
    Priority,
    Requirement,
    RequirementStatus,
)
from core.scope_state import Scope

TODAY = date(2026, 6, 30)
D = Decimal


def records(entries: Iterable[Entry]) -> list[Record[Entry]]:
    return [Record(i, 1, entry) for i, entry in enumerate(entries, 1)]


def project(**registers: Iterable[Entry]) -> Project:
    made = {key: records(entries) for key, entries in registers.items()}
    return with_records(Project("DEMO"), made)


def state(**registers: Iterable[Entry]) -> Scope:
    return Scope(project(**registers), TODAY)


def charter(**values: Any) -> Charter:
    return Charter.model_validate({"title": "One ledger"} | values)


def deliverable(status: str = "planned", due: str | None = None) -> Deliverable:
    return Deliverable.model_validate(
        {
            "title": "Thing",
            "status": status,
            "due": due,
            "accepted_by": "A. Novák" if status == "accepted" else "",
        }
    )


def requirement(**values: Any) -> Requirement:
    return Requirement.model_validate({"title": "Need"} | values)


def change(status: str, cost: int | None = None, **more: Any) -> ChangeRequest:
    values = {"title": "Change", "status": status, "cost_effect": cost}
    return ChangeRequest.model_validate(values | more)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ({"signed_on": "2026-01-28", "signed_by": "Ada"}, "Signed by Ada on 28 Jan"),
        ({"signed_on": "2026-01-28"}, "Signed on 28 Jan 2026"),
        ({"sponsor": "Ada"}, "Not signed yet; the sponsor is Ada"),
        ({}, "Not signed yet"),
    ],
)
def test_a_charter_says_who_signed_it_or_that_nobody_has(
    values: dict[str, str], title: str
) -> None:
    assert plain(scope.charter_title(state(charter=[charter(**values)]))).startswith(
        title
    )
    assert scope.charter_title(state()) == ""


@pytest.mark.parametrize(
    ("status", "due", "is_late"),
    [
        ("planned", "2026-06-29", True),
        ("planned", "2026-06-30", False),
        ("submitted", "2026-06-01", True),
        ("rejected", "2026-06-01", True),
        ("accepted", "2026-06-01", False),
        ("planned", None, False),
    ],
)
def test_a_deliverable_is_late_once_its_day_is_over(
    status: str, due: str | None, *, is_late: bool
) -> None:
    assert bool(state(deliverables=[deliverable(status, due)]).late) is is_late


def test_progress_is_undefined_without_deliverables() -> None:
    assert state().progress is None
    assert state(deliverables=[deliverable("accepted"), deliverable()]).progress == 0.5


@pytest.mark.parametrize(
    ("late", "expected"),
    [
        (0, Status.ON_TRACK),
        (1, Status.WATCH),
        (2, Status.WATCH),
        (3, Status.OFF_TRACK),
    ],
)
def test_late_deliverables_are_judged_by_the_thresholds(
    late: int, expected: Status
) -> None:
    things = [deliverable(), *[deliverable(due="2026-01-01")] * late]
    assert scope.status(state(deliverables=things)) is expected
    assert scope.late_deliverables(project(deliverables=things), TODAY) == late


def test_without_deliverables_there_is_no_data() -> None:
    assert scope.status(state()) is Status.NO_DATA
    assert scope.late_deliverables(project(), TODAY) is None


def test_a_must_have_hangs_loose_without_a_deliverable() -> None:
    needs = [
        requirement(priority="must"),
        requirement(priority="must", deliverable=1),
        requirement(priority="must", deliverable=9),  # gone
        requirement(priority="must", status="rejected"),
        requirement(priority="should"),
    ]
    found = state(requirements=needs, deliverables=[deliverable()])
    assert [record.number for record in found.loose] == [1, 3]
    key = (Priority.MUST, RequirementStatus.REJECTED)
    assert found.requirements[key] == 1
    table = scope.requirements_table(found)
    assert table[0] == {
        "Priority": "Must",
        "Proposed": 3,
        "Approved": 0,
        "Implemented": 0,
        "Verified": 0,
        "Rejected": 1,
    }


def test_assumptions_are_overdue_only_while_open() -> None:
    some = [
        Assumption(title="A", confirm_by=date(2026, 6, 29)),
        Assumption.model_validate(
            {"title": "A", "confirm_by": "2026-06-29", "status": "confirmed"}
        ),
        Assumption(title="A", confirm_by=date(2026, 6, 30)),
    ]
    found = state(assumptions=some)
    assert [record.number for record in found.overdue_assumptions] == [1]
    assert scope.assumptions_title(found) == (
        "Two open assumptions, one past the date to confirm"
    )


def test_changes_are_compared_with_the_budget() -> None:
    changes = [
        change("approved", 150, days_effect=5),
        change("implemented", -50),
        change("rejected", 900),
        change("submitted", 70, due="2026-06-01"),
        change("postponed"),
    ]
    lines = [BudgetLine(title="L", amount=D(1000))]
    found = state(change_requests=changes, budget_lines=lines)
    assert found.change_rate == 0.2
    assert (found.change_cost, found.change_days) == (D(100), 5)
    assert (len(found.open_changes), found.decided_changes) == (1, 4)
    assert [record.number for record in found.overdue_changes] == [4]
    assert plain(scope.changes_title(found)) == (
        "One change to decide; the approved ones make +100 € and +5 days"
    )


def test_the_change_rate_needs_a_budget() -> None:
    changes = [change("approved", 50)]
    assert state(change_requests=changes).change_rate is None
    facts = [ProjectFacts(title="D", budget=D(200))]
    assert state(change_requests=changes, projects=facts).change_rate == 0.25


@pytest.mark.parametrize(
    ("things", "needs", "sentence"),
    [
        (
            [],
            [],
            "No deliverable is agreed yet: add what the project hands over, and when.",
        ),
        ([deliverable("accepted")], [], "The only deliverable is accepted."),
        ([deliverable("accepted")] * 3, [], "All 3 deliverables are accepted."),
        (
            [deliverable("accepted"), deliverable(due="2026-07-15"), deliverable()],
            [],
            (
                "One of 3 deliverables is accepted; the next, DE-002, is due on "
                "15 Jul 2026."
            ),
        ),
        (
            [*[deliverable("accepted")] * 2, deliverable()],
            [],
            "Two of 3 deliverables are accepted.",
        ),
        (
            [deliverable(due="2026-06-15"), deliverable()],
            [requirement(priority="must")],
            (
                "None of 2 deliverables is accepted; one is late, one must-have "
                "has none."
            ),
        ),
    ],
    ids=["nothing", "one", "all", "some", "undated", "trouble"],
)
def test_the_page_opens_with_its_point(
    things: list[Deliverable], needs: list[Requirement], sentence: str
) -> None:
    found = state(deliverables=things, requirements=needs)
    assert plain(scope.headline(found)) == sentence


def test_titles_say_a_figure_or_that_there_is_none() -> None:
    empty = state()
    assert scope.deliverables_title(empty) == "No deliverables yet"
    assert scope.requirements_title(empty) == "No requirements yet"
    assert scope.changes_title(empty) == "No change requests yet"
    assert scope.assumptions_title(empty) == "No open assumptions"
    some = state(
        deliverables=[deliverable("accepted"), deliverable(due="2026-06-20")],
        requirements=[requirement(priority="must", deliverable=1, status="verified")],
        change_requests=[change("submitted")],
    )
    assert scope.deliverables_title(some) == (
        "1 of 2 deliverables accepted, 1 late: DE-002 by ten days"
    )
    assert scope.requirements_title(some) == (
        "1 of 1 requirements verified, every must-have linked"
    )
    assert scope.changes_title(some) == "One change to decide, none approved"


def test_key_figures_compare_with_four_weeks_ago() -> None:
    old = project(deliverables=[deliverable(), deliverable()])
    new = project(deliverables=[deliverable("accepted"), deliverable(due="2026-06-20")])
    states = [(date(2026, 5, 1), None), (date(2026, 6, 2), old), (TODAY, new)]
    figures = scope.key_figures(states, TODAY)
    assert [(f.label, f.value, f.change, f.status) for f in figures] == [
        ("Accepted", "1 of 2", "+1 in 4 weeks", None),
        ("Late deliverables", "1", "+1 in 4 weeks", Status.WATCH),
        ("Requirements verified", "n/a", "", None),
        ("Open assumptions", "0", "0 overdue", Status.ON_TRACK),
        ("Scope change", "n/a", "0 to decide", None),
    ]
    assert list(figures[0].trend) == [0.0, 0.5]
    assert scope.key_figures([(TODAY, None)], TODAY) == ()
