"""Large networks are dated in an order of their own, which nobody may see."""

from typing import Any

import numpy as np
import pytest

from core.registers.schedule import Constraint, LinkKind
from core.schedule import passes, renumbering
from core.schedule.laying import layout_of
from core.schedule.network import schedule
from core.schedule.plan import Plan, PlanActivity, PlanLink

MANY = 300


def scattered() -> Plan:
    """Return a plan whose rows and links stand in no order, in two summaries."""
    rng = np.random.default_rng(4)
    numbers = [int(n) for n in rng.permutation(np.arange(1, MANY + 1))]
    rows = [
        PlanActivity(
            number,
            minutes=int(rng.integers(1, 5)) * 240,
            parent=(900, 901, None)[number % 3],
            constraint=Constraint.AS_LATE_AS_POSSIBLE
            if number % 50 == 0
            else Constraint.AS_SOON_AS_POSSIBLE,
        )
        for number in numbers
    ]
    groups = (PlanActivity(900), PlanActivity(901, manual=(480, 9000)))
    ends = rng.integers(1, MANY, (2 * MANY, 2))
    links = [
        PlanLink(place, int(min(pair)), int(max(pair)), tuple(LinkKind)[place % 4], 60)
        for place, pair in enumerate(ends, 1)
        if pair[0] != pair[1] and max(pair) % 3 != 1
    ]
    onto = PlanLink(5000, 3, 901)
    activities = (*rows, *groups)
    return Plan(480, activities=activities, links=(*links, onto))


@pytest.mark.slow
def test_rows_in_any_order_get_the_dates_and_drivers_that_they_have_in_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan = scattered()
    places = {one.number: place for place, one in enumerate(plan.activities)}
    rows = passes.as_arrays(layout_of(plan, places))
    apart: Any = passes.run_with(passes.compiled(), rows)
    monkeypatch.setattr(renumbering, "FITS", 10)
    monkeypatch.setattr(renumbering, "NEAR", 1)
    moved: Any = passes.run_with(passes.compiled(), rows)
    assert moved.dtype == apart.dtype
    for name in apart.dtype.names:
        assert moved[name].tolist() == apart[name].tolist(), name
    plain = schedule(plan)
    assert [d.start for d in plain.dates.values()] == moved["start"].tolist()


def test_rows_that_lie_near_each_other_stay_where_they_are() -> None:
    count = renumbering.FITS
    assert not renumbering.is_scattered(np.arange(count), count)
    mixed = np.random.default_rng(1).permutation(count)
    assert renumbering.is_scattered(mixed, count)
    assert not renumbering.is_scattered(mixed, count - 1)
