"""What holds for earned value of any plan with any progress and any cost."""

from datetime import date, timedelta
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.earned_value.branches import WHOLE, branches_above
from core.earned_value.series import EarnedValue
from core.registers.schedule import EarningMethod
from tests.core.earned_value.plans import Values, adding, performance, project

FIRST = date(2026, 1, 1)
PARENTS = (None, None, 1, 1, 2, 3)  # of six activities: 1.2.1 is the deepest

day = st.integers(0, 300).map(lambda after: FIRST + timedelta(days=after))
cents = st.integers(0, 10**8).map(lambda value: f"{value / 100:.2f}")
methods = st.sampled_from([method.value for method in EarningMethod])


@st.composite
def activities(draw: st.DrawFn, method: st.SearchStrategy[str]) -> list[Values]:
    return [
        {
            "parent": parent,
            "kind": "summary" if number in (1, 2, 3) else "activity",
            "earning": draw(method),
            "percent_complete": draw(st.integers(0, 100)),
            "units_total": draw(st.none() | st.integers(1, 9)),
        }
        for number, parent in enumerate(PARENTS, 1)
    ]


@st.composite
def baselines(draw: st.DrawFn) -> list[Values]:
    rows = []
    for number in range(1, len(PARENTS) + 1):
        start, finish = sorted((draw(day), draw(day)))
        row = {"baseline": 1, "activity": number, "cost": draw(cents)}
        dates = {"start": f"{start} 08:00", "finish": f"{finish} 17:00"}
        rows.append(row | draw(st.sampled_from([dates, dates, {}])))
    first = {"start": f"{FIRST} 08:00", "finish": f"{FIRST} 17:00", "cost": "1.00"}
    rows[-1] |= first
    return rows


@st.composite
def plans(draw: st.DrawFn, method: st.SearchStrategy[str] = methods) -> EarnedValue:
    """The performance of a plan with progress, costs and budget lines of any kind."""
    measured = st.fixed_dictionaries(
        {
            "activity": st.integers(4, 6),
            "measured_on": day,
            "percent_complete": st.integers(0, 100),
            "units_done": st.none() | st.integers(0, 9),
        }
    )
    lines: list[Values] = [
        {"title": "Line", "amount": 1, "wbs": wbs}
        for wbs in ("1", "1.2", "2.1", "7.3", "")
    ]
    spent = st.fixed_dictionaries(
        {
            "title": st.just("Bill"),
            "spent_on": day,
            "amount": cents,
            "budget_line": st.none() | st.integers(1, len(lines)),
        }
    )
    kept = st.fixed_dictionaries(
        {
            "baseline": st.just(1),
            "budget_line": st.integers(1, len(lines)),
            "first_day": st.none() | day,
            "amount": cents,
        }
    )
    made = project(
        draw(activities(method)),
        draw(baselines()),
        *adding("budget_lines", *lines),
        *adding("baseline_costs", *draw(st.lists(kept, max_size=4))),
        *adding("progress_measurements", *draw(st.lists(measured, max_size=6))),
        *adding("expenses", *draw(st.lists(spent, max_size=6))),
        status_date=draw(day),
    )
    return performance(made)


def level(found: EarnedValue, name: str) -> list[EarnedValue]:
    """The branches that lie right below another, or below the project."""
    return [
        one
        for code, one in found.branches.items()
        if branches_above(code)[1] == name and code != name
    ]


@given(plans())
@settings(max_examples=60)
def test_the_branches_add_up_to_the_project_to_the_cent(found: EarnedValue) -> None:
    for name in ("pv", "ev", "ac", "budget"):
        total = sum(getattr(one, name) for one in level(found, WHOLE))
        assert np.array_equal(total, getattr(found, name))


@given(plans())
@settings(max_examples=60)
def test_no_branch_holds_less_than_what_is_within_it(found: EarnedValue) -> None:
    for code, one in found.branches.items():
        for name in ("pv", "ev"):
            within = sum(getattr(inner, name) for inner in level(found, code))
            assert (getattr(one, name) >= within).all()
        assert (one.ev <= one.budget).all()
        assert (one.pv <= one.budget).all()


@given(plans())
@settings(max_examples=60)
def test_indices_go_with_their_variances(found: EarnedValue) -> None:
    for one in (found, *found.branches.values()):
        for period in one.periods:
            if period.cpi is not None:
                assert (period.cpi < 1) == (period.cv < 0) or period.ac < 0
            if period.spi is not None:
                assert (period.spi < 1) == (period.sv < 0)
            if period.spi_t is not None and period.sv_t_days is not None:
                assert (period.spi_t < 1) == (period.sv_t_days < 0)
            if period.es_days is not None and period.planned_days is not None:
                assert 0 <= period.es_days <= period.planned_days


@given(plans(st.just("level of effort")))
@settings(max_examples=30)
def test_level_of_effort_is_never_late(found: EarnedValue) -> None:
    assert found.ev.tolist() == found.pv.tolist()


@given(plans())
@settings(max_examples=30)
def test_planned_value_never_falls_and_ends_at_the_budget(found: EarnedValue) -> None:
    assert (found.pv[1:] >= found.pv[:-1]).all()
    assert found.curve is not None
    assert found.curve.cents[-1] == found.budget


discrete = [m.value for m in EarningMethod if m is not EarningMethod.LEVEL_OF_EFFORT]


@given(st.lists(st.sampled_from(discrete), min_size=6, max_size=6), baselines(), day)
@settings(max_examples=40)
def test_when_all_is_done_the_budget_is_earned(
    chosen: list[str], baseline: list[Values], status: date
) -> None:
    finish = {"actual_finish": f"{status} 12:00"}
    rows: list[Any] = [
        {"parent": parent, "earning": method} | finish
        for parent, method in zip(PARENTS, chosen, strict=True)
    ]
    found = performance(project(rows, baseline, status_date=status))
    assert found.ev[-1] == found.budget
    last = found.periods[-1]
    assert last.es_days == last.planned_days or last.es_days is None
