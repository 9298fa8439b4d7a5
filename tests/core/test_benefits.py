"""What the project is worth, against what it costs."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import benefit_words, cash_flow
from core.benefits import Benefits, benefits_of, occurrences
from core.edits import Add, apply
from core.project import Project
from core.registers.performance import Benefit
from tests.projects import is_sentence

ON = date(2026, 6, 30)


def benefit(amount: int, due: str, **more: Any) -> Add:
    values = {"title": "Fewer calls", "planned_amount": amount, "due": due}
    return Add("benefits", values | more)


def built(*edits: Add) -> Benefits:
    spent = {"title": "Bill", "amount": 1000, "spent_on": "2026-01-01"}
    made, _ = apply(Project("PAY"), [Add("expenses", spent), *edits])
    return benefits_of(made, ON)


@pytest.mark.parametrize(
    ("more", "days"),
    [
        ({}, ["2026-01-31"]),
        (
            {"recurs": "monthly", "until": "2026-04-30"},
            ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"],
        ),
        (
            {"recurs": "yearly", "until": "2028-01-30"},
            ["2026-01-31", "2027-01-31"],
        ),
    ],
)
def test_a_benefit_recurs_on_its_day_until_the_last(
    more: dict[str, str], days: list[str]
) -> None:
    entry = Benefit(
        title="B",
        planned_amount=Decimal(1),
        due=date(2026, 1, 31),
        **more,  # type: ignore[arg-type]
    )
    assert [day.isoformat() for day in occurrences(entry)] == days


def test_planned_due_and_realised_are_summed_up() -> None:
    monthly = {"recurs": "monthly", "until": "2026-12-31"}
    found = built(
        benefit(100, "2026-05-15", **monthly, realised_amount=150, owner="Ada"),
        benefit(500, "2027-01-01"),
    )
    assert [found.planned, found.due, found.realised] == [1300, 200, 150]
    assert found.realised_share == 0.75
    first, second = found.rows
    assert (first.owner, first.next_on) == ("Ada", date(2026, 7, 15))
    assert first.is_overdue
    assert not second.is_overdue


def test_what_was_measured_later_is_not_known_yet() -> None:
    late = {"realised_amount": 9, "realised_on": "2026-07-01"}
    assert built(benefit(100, "2026-01-01", **late)).realised is None
    known = late | {"realised_on": "2026-06-30"}
    assert built(benefit(100, "2026-01-01", **known)).realised == 9


def test_roi_npv_and_payback_are_those_of_the_books() -> None:
    found = built(
        Add("settings", {"discount_rate": 10}),
        benefit(1100, "2027-01-01"),
        benefit(1210, "2028-01-01"),
    )
    assert found.roi == pytest.approx(1.31)
    assert found.npv == 1000
    assert found.payback == date(2027, 1, 1)
    assert found.realised_roi is None


def test_without_benefits_or_costs_nothing_is_invented() -> None:
    none = built()
    assert (none.roi, none.npv, none.payback, none.realised_share) == (None,) * 4
    assert benefit_words.figures(none) == ()
    free, _ = apply(Project("NEW"), [benefit(5, "2027-01-01")])
    assert benefits_of(free, ON).roi is None
    assert built(benefit(5, "2027-01-01")).payback is None


@given(st.lists(st.tuples(st.dates(), st.integers(-1000, 1000)), min_size=1))
def test_without_interest_the_present_value_is_the_sum(
    flows: list[tuple[date, int]],
) -> None:
    assert cash_flow.npv(flows, 0) == Decimal(sum(c for _, c in flows)).scaleb(-2)
    day = cash_flow.payback(flows)
    if day is not None:
        assert sum(cents for _, cents in flows) >= 0
        assert sum(cents for on, cents in flows if on <= day) >= 0


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        ((), "No benefit is planned yet: add what the project is worth, and to whom."),
        (
            (benefit(5, "2027-01-01"),),
            (
                "One benefit of 5 € is planned, which does not cover what the project "
                "costs."
            ),
        ),
        (
            (benefit(5, "2026-01-01"), benefit(1000, "2027-01-01")),
            (
                "Two benefits of 1,005 € are planned; from 1 Jan 2027 on they "
                "cover the cost."
            ),
        ),
    ],
)
def test_the_benefits_open_with_their_point(edits: tuple[Add, ...], said: str) -> None:
    assert benefit_words.headline(built(*edits)).replace("\u00a0", " ") == said
    assert is_sentence(said)


def test_each_figure_says_how_it_is_made() -> None:
    figures = benefit_words.figures(built(benefit(2000, "2026-03-01")))
    shown = [(f.label, f.value.replace("\u00a0", " ")) for f in figures]
    assert shown == [
        ("Benefits planned", "2,000 €"),
        ("ROI", "100 %"),
        ("NPV", "984 €"),
        ("Payback", "1 Mar 2026"),
    ]
    assert all(f.formula and f.inputs and f.source for f in figures)
