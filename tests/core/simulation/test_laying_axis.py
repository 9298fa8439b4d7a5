"""Which networks may be laid out on one axis of working minutes."""

from typing import Any

import pytest

from core.schedule.laying import network_of
from core.schedule.network import schedule
from core.schedule.plan import PlanActivity
from core.simulation.distributions import Uniform
from core.simulation.laying_axis import fits
from core.simulation.model import Model
from tests.core.schedule.plans import DAY, activity, at
from tests.core.simulation.models import plan_of, ran

TYPED = (at("2026-01-05T08:00"), at("2026-01-09T17:00"))


@pytest.mark.parametrize(
    ("group", "inner", "is_plain"),
    [
        ({}, {}, True),
        ({"delay": DAY}, {}, True),
        ({"manual": TYPED}, {}, False),
        ({"constraint": "start no earlier than", "constraint_at": TYPED[1]}, {}, False),
        ({}, {"delay": DAY}, False),
        ({}, {"delay": DAY, "actual_start": TYPED[0]}, True),
    ],
)
def test_the_axis_takes_no_summary_of_its_own_dates_and_no_delay(
    group: dict[str, Any], inner: dict[str, Any], *, is_plain: bool
) -> None:
    rows = (activity(9, 0, **group), activity(1, 2, parent=9, **inner))
    network = network_of(plan_of(0, activities=rows), {9: 0, 1: 1})
    assert fits(network, has_percent_lags=False) is is_plain


@pytest.mark.slow
def test_what_follows_a_summary_with_typed_dates_waits_for_these_in_every_trial() -> (
    None
):
    rows = (PlanActivity(9, manual=TYPED), activity(1, 2, parent=9), activity(2))
    plan = plan_of(0, activities=rows)
    made = ran(Model(plan, {1: Uniform(DAY, 3 * DAY)}), trials=50)
    assert set(made.finish.tolist()) == {schedule(plan).finish} == {TYPED[1]}


@pytest.mark.slow
def test_a_delay_counts_in_every_trial_and_leaves_who_comes_before_critical() -> None:
    rows = (activity(1, 2), activity(2, 2, delay=3 * DAY))
    plan = plan_of(2, "1 FS 2", activities=rows)
    made = ran(Model(plan, {1: Uniform(DAY, 3 * DAY)}), trials=2000)
    assert made.minutes.mean() == pytest.approx(7 * DAY, rel=0.01)
    assert made.criticality == {1: 1, 2: 1}
    plain = ran(Model(plan_of(2, "1 FS 2", days=2)), trials=5)
    assert set(plain.minutes.tolist()) == {4 * DAY}
