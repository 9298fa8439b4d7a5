"""Plain and compiled passes are the same lines: they have to say the same."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.registers.schedule import Constraint
from core.schedule import passes
from core.schedule.laying import Layout, as_rows, layout_of
from core.schedule.plan import Plan, PlanActivity, PlanLink, Work
from tests.core.schedule.test_laws import plans


def layout(plan: Plan) -> Layout:
    places = {one.number: place for place, one in enumerate(plan.activities)}
    return layout_of(plan, places)


@st.composite
def mixed(draw: st.DrawFn) -> Plan:
    """Draw a plan that has some of everything."""
    plan = draw(plans())
    rows = [
        replace(
            one,
            constraint=draw(st.sampled_from(Constraint)),
            constraint_at=plan.start + draw(st.integers(-3000, 9000)),
            deadline=draw(st.none() | st.integers(plan.start, plan.start + 9000)),
            actual_start=draw(st.none() | st.just(plan.start - 1440)),
            percent_complete=draw(st.sampled_from((0, 50, 100))),
            work=draw(st.sampled_from(((), (Work(1, 1, 600), Work(2, 2, 300))))),
            parent=draw(st.sampled_from((None, 99))),
            delay=draw(st.sampled_from((0, 0, 700, 2000))),
            delay_is_elapsed=draw(st.booleans()),
        )
        for one in plan.activities
    ]
    spans = st.none() | st.just((plan.start + 500, plan.start + 4000))
    outer = (
        PlanActivity(99, manual=draw(spans)),
        PlanActivity(98, minutes=480, parent=99),
        PlanActivity(97, minutes=480),
    )
    onto = (PlanLink(900, 1, 98), PlanLink(901, 99, 97))
    return replace(
        plan,
        activities=(*rows, *outer),
        links=(*plan.links, *onto),
        status_at=plan.start + 2000,
        moves_unstarted=draw(st.booleans()),
        has_own_finish=draw(st.booleans()),
    )


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(mixed())
def test_compiled_passes_say_what_plain_ones_say(plan: Plan) -> None:
    rows = layout(plan)
    plain = passes.run_with(passes.PLAIN, as_rows(rows))
    made = passes.run_with(passes.compiled(), passes.as_arrays(rows))
    for place, dates in enumerate(plain):
        for name in ("start", "finish", "late_start", "late_finish", "total", "free"):
            assert getattr(dates, name) == made[place][name]  # type: ignore[index]


def test_a_small_network_asks_for_no_compiler(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passes, "_done", [])
    assert passes.choose(passes.LARGE - 1) is passes.PLAIN
    ready = passes.Passes(*passes.PLAIN)
    monkeypatch.setattr(passes, "_done", [ready])
    assert passes.choose(passes.SMALL) is ready
    assert passes.choose(passes.SMALL - 1) is passes.PLAIN
