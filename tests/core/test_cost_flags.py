"""What goes over its tolerance is named with its reason, and nothing else is."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import baselines, budget_words
from core.cost_bridge import bridge, bridge_title
from core.cost_flags import cost_flags, no_flags
from core.costs import Costs
from core.edits import Add, Change, apply
from core.figure import Status
from core.project import Project, with_records
from core.registers.cost_plan import ExchangeRate
from core.registers.entry import Record
from core.scheduled import scheduled
from tests.core.test_pivot import expenses, lines, turned
from tests.plan_projects import house
from tests.projects import is_sentence, is_title

ON = date(2026, 6, 30)
REFERENCE = re.compile(r"B-\d{3}")


def line(amount: int = 100, **more: Any) -> Add:
    return Add("budget_lines", {"title": "Stone", "amount": amount} | more)


def bill(amount: int, line: int | None = 1, **more: Any) -> Add:
    values = {"title": "Bill", "amount": amount, "spent_on": "2026-05-05"}
    return Add("expenses", values | {"budget_line": line, "state": "approved"} | more)


def built(*edits: Add) -> Costs:
    return Costs(apply(house(), edits)[0], ON)


def said(costs: Costs) -> list[tuple[Status, str]]:
    return [(f.status, f.reason.replace("\u00a0", " ")) for f in cost_flags(costs)]


def reads_well(text: str) -> bool:
    return is_sentence(REFERENCE.sub("It", text))


def test_a_line_over_its_tolerance_says_by_how_much_and_why() -> None:
    found = said(built(line(100), line(900), bill(106)))
    assert found == [
        (
            Status.WATCH,
            (
                "B-001 Stone is forecast at 106 €, 6 % over its plan of 100 €; the "
                "tolerance is 5 %. 106 € is spent already."
            ),
        )
    ]
    assert not said(built(line(100), line(900), bill(104)))
    assert no_flags(built()).replace("\u00a0", " ") == (
        "No line and no category is forecast 5 % or more over its plan."
    )


def test_the_whole_and_a_category_of_several_lines_are_judged_too() -> None:
    staff: dict[str, Any] = {"category": "Staff"}
    order = bill(150, kind="commitment")
    found = cost_flags(built(line(**staff), line(50, **staff), order))
    assert [f.subject for f in found] == ["The project", "Staff", "B-001 Stone"]
    assert found[-1].reference == "B-001"
    assert "is ordered." in found[-1].reason


@pytest.mark.parametrize(
    ("edits", "reason"),
    [
        ((line(0), bill(5)), "B-001 Stone plans nothing and is forecast at 5 €."),
        (
            (line(10, kind="contingency reserve"), bill(15)),
            (
                "5.00 € more was drawn from B-001 Stone than the 10.00 € that it "
                "holds: raise the reserve, or draw less."
            ),
        ),
        (
            (
                line(10, spread="by hand per month"),
                Add("budget_months", {"budget_line": 1, "month": ON, "amount": 9}),
            ),
            (
                "The months of B-001 Stone make 9.00 €, its amount is 10.00 €: "
                "change one of them."
            ),
        ),
        (
            (
                Add("resources", {"title": "Bo"}),
                Add("assignments", {"activity": 2, "resource": 1}),
                line(10, from_assignments=True),
            ),
            "The assigned work of Bo costs nothing yet: enter hourly rates.",
        ),
    ],
)
def test_what_makes_a_plan_unsure_is_flagged(
    edits: tuple[Add, ...], reason: str
) -> None:
    assert reason in [sentence for _, sentence in said(built(*edits))]
    assert reads_well(reason)


def without_rates(costs: Costs) -> Costs:
    """Take the exchange rates away that the entries needed."""
    rate = ExchangeRate(currency="USD", valid_from=date(2026, 1, 1), rate=2)
    gone = {"exchange_rates": [Record(1, 2, rate, archived=True)]}
    return Costs(with_records(costs.project, gone), ON)


def test_an_amount_that_lost_its_rate_counts_as_nothing_and_is_named() -> None:
    dollars = {"currency": "USD", "valid_from": "2026-01-01", "rate": 2}
    known = built(
        Add("exchange_rates", dollars),
        line(10, currency="USD", start="2026-02-01"),
        bill(3, currency="USD"),
    )
    assert [known.bac, known.actual] == [20, 6]
    lost = without_rates(known)
    assert [lost.bac, lost.actual] == [0, 0]
    assert said(lost)[0][1] == (
        "B-001 Stone counts as nothing: USD has no exchange rate on 1 Feb 2026. Add "
        "it to Exchange rates."
    )
    listed = [one.replace("\u00a0", " ") for one in budget_words.to_check(lost)]
    assert listed == [
        (
            "No exchange rate for USD on 5 May 2026: E-001 counts for nothing "
            "until you enter it."
        )
    ]


def test_a_booking_that_is_there_twice_is_listed() -> None:
    (sentence,) = budget_words.to_check(
        built(line(100, start="2026-01-01", finish="2026-12-31"), bill(5), bill(5))
    )
    assert sentence == (
        "One booking seems to be there twice, E-002 as E-001: reject or archive what "
        "is, and give what is not a document number of its own."
    )


# --- from budget to forecast --------------------------------------------------------


@given(st.lists(lines, max_size=4), st.lists(expenses, max_size=9))
def test_the_steps_add_up_to_each_total(some: list[Any], bills: list[Any]) -> None:
    costs = turned(some, bills)
    steps, running = bridge(costs), Decimal(0)
    for step in steps:
        if step.is_total and running:
            assert running == step.amount
        running = step.amount if step.is_total else running + step.amount
    assert not steps or steps[-1].amount == costs.forecast
    assert is_title(bridge_title(costs))
    assert all(reads_well(flag.reason) for flag in cost_flags(costs))


def test_what_changed_since_the_baseline_is_told_apart() -> None:
    made, _ = apply(
        house(),
        [
            Add("risks", {"title": "Rock"}),
            line(100, kind="contingency reserve"),
            line(1000, category="Stone"),
        ],
    )
    made, _ = apply(made, baselines.take(scheduled(made), "March", date(2026, 3, 1)))
    draw = {"title": "Rock", "reserve": 1, "amount": 40, "drawn_on": "2026-04-01"}
    change = {"title": "More", "cost_effect": 60, "status": "approved"}
    made, _ = apply(
        made,
        [
            Add("drawdowns", draw | {"risk": 1, "budget_line": 2}),
            Add("change_requests", change | {"decided_on": "2026-04-02"}),
            Add("change_requests", change | {"decided_on": "2026-04-02"}),
            Add("drawdowns", draw | {"change_request": 2, "amount": 1}),
            Change("budget_lines", 2, 1, {"amount": 1075}),
            bill(1200, 2),
        ],
    )
    costs = Costs(made, ON)
    assert [(step.name, int(step.amount)) for step in bridge(costs)] == [
        ("Baseline March", 1000),
        ("Approved changes", 60),
        ("Other edits of lines", 15),
        ("Draw-downs", 40),
        ("Budget", 1115),
        ("Stone", 85),
        ("Forecast", 1200),
    ]
    assert bridge_title(costs).replace("\u00a0", " ") == (
        "The forecast is 200 € above what was agreed; most is Stone, 85 €"
    )
    assert bridge(Costs(Project("NEW"), ON)) == ()
