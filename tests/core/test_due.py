from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import due
from core.edits import Add, Archive, apply
from core.health import health
from core.project import Project
from core.register_words import title
from core.registers.catalog import BY_KEY
from core.registers.log import Action
from core.scope_state import Scope
from tests.projects import SPACE, TODAY, any_project, is_title, project

YESTERDAY = TODAY - timedelta(days=1)
OPEN: list[tuple[str, str, dict[str, Any]]] = [
    ("actions", "due", {}),
    ("mitigations", "due", {"risk": 1}),
    ("issues", "due", {}),
    ("issues", "due", {"status": "in progress"}),
    ("decisions", "due", {}),
    ("change_requests", "due", {}),
    ("change_requests", "due", {"status": "assessing"}),
    ("change_requests", "due", {"status": "waiting for approval"}),
    ("deliverables", "due", {}),
    ("deliverables", "due", {"status": "rejected"}),
    ("objectives", "due", {}),
    ("assumptions", "confirm_by", {}),
    ("risks", "review_date", {}),
]
OVER: list[tuple[str, str, dict[str, Any]]] = [
    ("actions", "due", {"status": "done"}),
    ("actions", "due", {"status": "cancelled"}),
    ("mitigations", "due", {"risk": 1, "status": "done", "progress": 100}),
    ("issues", "due", {"status": "resolved"}),
    ("issues", "due", {"status": "closed"}),
    ("decisions", "due", {"status": "decided"}),
    ("change_requests", "due", {"status": "approved"}),
    ("change_requests", "due", {"status": "postponed"}),
    ("deliverables", "due", {"status": "accepted", "accepted_by": "Ann"}),
    ("objectives", "due", {"status": "missed"}),
    ("assumptions", "confirm_by", {"status": "refuted"}),
    ("risks", "review_date", {"status": "occurred"}),
]
Case = tuple[str, str, dict[str, Any]]


def one(case: Case, day: date | None) -> Project:
    """Make a project with one entry that may be due; risk R-001 has no review date."""
    register, field, more = case
    entry = Add(register, {"title": "Thing", field: day} | more)
    risk = [] if register == "risks" else [Add("risks", {"title": "Risk"})]
    return apply(Project("P"), [*risk, entry])[0]


@pytest.mark.parametrize("case", OPEN, ids=str)
def test_what_is_open_is_owed_from_its_day_on_and_late_a_day_after(case: Case) -> None:
    (item,) = due.due_items(one(case, TODAY), TODAY)
    assert item.days_late == 0
    assert (due.overdue([item]), due.upcoming([item])) == ((), (item,))
    (late,) = due.due_items(one(case, YESTERDAY), TODAY)
    assert late.days_late == 1
    assert (due.overdue([late]), due.upcoming([late])) == ((late,), ())
    assert due.due_items(one(case, None), TODAY) == ()


@pytest.mark.parametrize("case", OVER, ids=str)
def test_what_is_done_or_dropped_is_not_due(case: Case) -> None:
    made = one(case, YESTERDAY)
    assert due.due_items(made, TODAY) == ()
    assert due.late_entries(made, BY_KEY[case[0]], TODAY) == 0
    assert due.waiting(made) == ()


def test_what_is_archived_is_not_due() -> None:
    made = one(("actions", "due", {}), YESTERDAY)
    assert due.due_items(made, TODAY)
    assert not due.due_items(apply(made, [Archive("actions", 1, 1)])[0], TODAY)


def test_an_item_says_what_is_asked_for_and_of_whom() -> None:
    made = one(("risks", "review_date", {"owner": "Ann"}), TODAY)
    (item,) = due.due_items(made, TODAY)
    assert (item.reference, item.title, item.owner) == ("R-001", "Review: Thing", "Ann")
    made = one(("assumptions", "confirm_by", {"owner": "Bob"}), TODAY)
    (item,) = due.due_items(made, TODAY)
    assert (item.title, item.owner) == ("Confirm: Thing", "Bob")
    made = one(("decisions", "due", {"decided_by": "Board"}), TODAY)
    (item,) = due.due_items(made, TODAY)
    assert (item.title, item.owner) == ("Thing", "Board")


def actions(*late: int) -> tuple[due.DueItem, ...]:
    days = [TODAY - timedelta(days=n) for n in late]
    return due.due_items(
        project(actions=[Action(title="Act", due=day) for day in days]), TODAY
    )


@pytest.mark.parametrize(
    ("late", "expected"),
    [
        ([], "Nothing is overdue"),
        ([0, -3], "Nothing is overdue"),
        ([1], "One item is overdue, by one day"),
        ([13, -1], "One item is overdue, by 13 days"),
        ([2, 1], "Two items are overdue, the oldest by two days"),
        ([1, 2, 3] * 4 + [1300], "13 items are overdue, the oldest by 1,300 days"),
    ],
)
def test_the_title_says_how_many_are_overdue(late: list[int], expected: str) -> None:
    assert due.overdue_title(actions(*late)) == expected


@pytest.mark.parametrize(
    ("late", "expected"),
    [
        ([1, -15], "Nothing is due in the next 14 days"),
        ([0], "One item is due in the next 14 days"),
        ([-14, -1, 1], "Two items are due in the next 14 days"),
        ([-5] * 13, "13 items are due in the next 14 days"),
    ],
)
def test_the_title_says_how_many_are_due_soon(late: list[int], expected: str) -> None:
    assert due.upcoming_title(actions(*late)) == expected


@pytest.mark.parametrize(
    ("late", "expected"),
    [
        (1, "1 day late"),
        (2, "2 days late"),
        (1200, "1,200 days late"),
        (0, "20 Nov 2026"),
        (-1, "21 Nov 2026"),
    ],
)
def test_an_item_says_how_late_it_is_or_when_it_is_due(
    late: int, expected: str
) -> None:
    assert due.late_words(actions(late)[0]).replace(SPACE, " ") == expected


def test_decisions_and_change_requests_wait_the_earliest_first() -> None:
    made, _ = apply(
        Project("P"),
        [
            Add("decisions", {"title": "Some day"}),
            Add("decisions", {"title": "Later", "due": TODAY}),
            Add("decisions", {"title": "Taken", "status": "decided"}),
            Add("change_requests", {"title": "First", "due": YESTERDAY}),
            Add("change_requests", {"title": "Refused", "status": "rejected"}),
            Add("actions", {"title": "No decision", "due": YESTERDAY}),
        ],
    )
    found = due.waiting(made)
    assert [row[0] for row in found] == ["CR-001", "D-002", "D-001"]
    assert [due.waiting_title(found[:n]) for n in (0, 1, 2)] == [
        "No decision waits",
        "One decision waits",
        "Two decisions wait",
    ]


@given(any_project(), st.dates(date(1989, 1, 1), date(2100, 12, 31)))
def test_items_are_late_or_to_come_and_in_order(made: Project, today: date) -> None:
    items = due.due_items(made, today)
    late = due.overdue(items)
    everything = max((-item.days_late for item in items), default=0)
    assert late + due.upcoming(items, everything) == items
    assert [i.due for i in items] == sorted(i.due for i in items)
    assert is_title(due.overdue_title(items))
    assert is_title(due.upcoming_title(items))
    assert is_title(due.waiting_title(due.waiting(made)))
    for duty in due.DUTIES:
        counted = sum(item.register == duty.spec.key for item in late)
        assert due.late_entries(made, duty.spec, today) == counted
        assert is_title(title(made, duty.spec, today))


@given(any_project(), st.dates(date(1989, 1, 1), date(2100, 12, 31)))
def test_every_page_agrees_on_which_deliverables_are_late(
    made: Project, today: date
) -> None:
    late = due.late_entries(made, BY_KEY["deliverables"], today)
    assert len(Scope(made, today).late) == late
    (judged,) = (d for d in health(made, today) if d.name == "Scope")
    assert (judged.value or 0) == late


def test_what_is_in_the_registers_has_a_duty_of_its_own_at_most() -> None:
    assert len({duty.spec.key for duty in due.DUTIES}) == len(due.DUTIES)
    for duty in due.DUTIES:
        assert {duty.due, duty.owner} <= set(duty.spec.by_name)
