"""What seems to be booked twice is named with the one that was there first."""

from typing import Any

import pytest

from core.duplicates import duplicates
from core.edits import Add, apply
from core.project import Project

BILL = {
    "title": "Cloud",
    "amount": 10,
    "spent_on": "2026-05-04",
    "vendor": "Acme",
    "document": "4711",
}
HOURS = {"resource": 1, "worked_on": "2026-05-04", "hours": 4}


def booked(register: str, *entries: dict[str, Any]) -> list[tuple[str, str]]:
    edits = [
        Add("resources", {"title": "Bo"}),
        *(Add(register, values) for values in entries),
    ]
    made, _ = apply(Project("PAY"), edits)
    return [(one.reference, one.of) for one in duplicates(made)]


@pytest.mark.parametrize(
    "other",
    [{}, {"title": "Another name"}, {"vendor": "ACME"}, {"currency": "EUR"}],
)
def test_the_same_bill_has_vendor_amount_date_and_number(other: dict[str, Any]) -> None:
    assert booked("expenses", BILL, BILL | other) == [("E-002", "E-001")]


@pytest.mark.parametrize(
    "other",
    [
        {"amount": 11},
        {"spent_on": "2026-05-05"},
        {"document": "4712"},
        {"vendor": "Globex"},
        {"kind": "payment"},
        {"state": "rejected"},
        {"corrects": 1},
    ],
)
def test_another_bill_differs_in_one_of_these(other: dict[str, Any]) -> None:
    assert booked("expenses", BILL, BILL | other) == []


def test_without_vendor_and_number_the_name_says_it() -> None:
    bare = BILL | {"vendor": "", "document": ""}
    assert booked("expenses", bare, bare, bare | {"title": "Train"}) == [
        ("E-002", "E-001")
    ]


def test_the_same_hours_are_found_too() -> None:
    assert booked("timesheets", HOURS, HOURS, HOURS | {"hours": 3}) == [
        ("TS-002", "TS-001")
    ]
    back = HOURS | {"hours": -4, "corrects": 1}
    assert booked("timesheets", HOURS, back) == []
