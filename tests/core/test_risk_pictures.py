from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.project import Project
from core.registers.risks import Mitigation
from core.risk_burn_down import (
    BurnDown,
    Steps,
    at,
    burn_down,
    burn_down_title,
    planned_exposure,
)
from core.risk_pictures import (
    MOST,
    NO_CATEGORY,
    NO_OWNER,
    OTHERS,
    bubble_title,
    heat,
    heat_title,
    risk_points,
    unplaced,
)
from core.risk_timeline import mitigation_rows, on_time, timeline_title
from tests.projects import TODAY, any_project, few, is_title, project, threat

D = Decimal
SPACE = "\xa0"


def day(later: int) -> date:
    return TODAY + timedelta(days=later)


def mitigation(risk: int = 1, due: int | None = None, **more: Any) -> Mitigation:
    values = {"title": "Act", "risk": risk, "due": None if due is None else day(due)}
    return Mitigation.model_validate(values | more)


def done(due: int | None, on: int | None, **more: Any) -> Mitigation:
    known: dict[str, Any] = {
        "status": "done",
        "progress": 100,
        "done_on": None if on is None else day(on),
    }
    return mitigation(due=due, **(known | more))


def soon(later: int, cost: int, **more: Any) -> Any:
    return threat(5, 4, proximity=day(later), cost_impact=D(cost), **more)


# --- bubbles ------------------------------------------------------------------------


def test_bubbles_are_the_open_risks_with_a_date_and_a_cost() -> None:
    made = project(
        risks=[
            soon(10, 1000, owner="Ann"),
            threat(proximity=day(5)),
            threat(cost_impact=D(10)),
            soon(10, 10, status="closed"),
            soon(20, 100, kind="opportunity"),
        ]
    )
    first, second = risk_points(made)
    assert (first.number, first.emv, first.level, first.owner) == (1, D(850), 20, "Ann")
    assert (first.is_threat, first.is_above) == (True, True)
    assert (second.number, second.is_threat, second.is_above) == (5, False, False)
    assert unplaced(made, risk_points(made)) == 2


@pytest.mark.parametrize(
    ("risks", "said"),
    [
        ([], "No open threat has both a date and a cost"),
        (
            [soon(5, 100, kind="opportunity")],
            "No open threat has both a date and a cost",
        ),
        (
            [soon(5, 20_000)],
            "All of the exposure of 17\xa0k\xa0€ may come within 90 days",
        ),
        (
            [soon(90, 20_000), soon(91, 20_000)],
            "17\xa0k\xa0€ of the exposure of 34\xa0k\xa0€ may come within 90 days",
        ),
        (
            [soon(400, 20_000)],
            "Nothing of the exposure of 17\xa0k\xa0€ is expected within 90 days",
        ),
    ],
)
def test_the_title_of_the_bubbles_says_how_much_is_near(
    risks: list[Any], said: str
) -> None:
    points = risk_points(project(risks=risks))
    assert bubble_title(points, TODAY, "EUR") == said
    assert is_title(said)


# --- burn-down ----------------------------------------------------------------------


def exposed(*mitigations: Mitigation, cost: int = 1000) -> Project:
    return project(risks=[threat(5, 4, cost_impact=D(cost))], mitigations=mitigations)


def test_exposure_falls_at_each_due_date_by_the_cuts_of_what_is_open() -> None:
    made = exposed(
        mitigation(due=20, impact_cut=50),
        mitigation(due=10, probability_cut=20),
        mitigation(due=-5, probability_cut=90),
        mitigation(probability_cut=90),
        done(5, 3, probability_cut=90),
    )
    assert planned_exposure(made, TODAY) == (
        (TODAY, D(850)),
        (day(10), D(680)),
        (day(20), D(340)),
    )
    assert burn_down([(TODAY, made)]).left_out == 2


def test_the_burn_down_holds_exposure_against_the_plan_of_three_states_before() -> None:
    planned, late = mitigation(due=-10, probability_cut=50), exposed(cost=2000)
    before = exposed(planned, mitigation(due=30, impact_cut=50), cost=2000)
    days = [day(-90), day(-60), day(-30), TODAY]
    found = burn_down([*((d, before) for d in days[:3]), (TODAY, late)])
    assert [value for _, value in found.actual] == [1700] * 4
    assert found.plan == ((days[0], D(1700)), (day(-10), D(850)), (day(30), D(425)))
    assert found.gap == 850
    assert found.ahead == ()
    assert burn_down_title(found, "EUR") == (
        "Exposure of 1,700\xa0€ is 850\xa0€ above the plan of 22\xa0Aug\xa02026"
    )


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            BurnDown((), (), (), 0),
            "No open threat has a cost, so there is nothing to burn down",
        ),
        (
            BurnDown(((TODAY, D(500)),), (), (), 0),
            (
                "Exposure is 500\xa0€; no open mitigation has an effect in numbers and "
                "a date ahead"
            ),
        ),
        (
            BurnDown(((TODAY, D(500)),), (), ((TODAY, D(500)), (day(14), D(90))), 0),
            (
                "Exposure is 500\xa0€; mitigations bring it to 90\xa0€ by "
                "4\xa0Dec\xa02026"
            ),
        ),
        (
            BurnDown(((TODAY, D(500)),), ((day(-80), D(500)),), (), 0),
            "Exposure of 500\xa0€ is as planned on 1\xa0Sep\xa02026",
        ),
        (
            BurnDown(
                ((TODAY, D(5)),),
                ((day(-80), D(9)),),
                ((TODAY, D(5)), (day(14), D(1))),
                0,
            ),
            (
                "Exposure of 5\xa0€ is 4\xa0€ below the plan of 1\xa0Sep\xa02026; "
                "mitigations bring it to 1\xa0€ by 4\xa0Dec\xa02026"
            ),
        ),
    ],
)
def test_the_title_of_the_burn_down_is_made_of_its_figures(
    found: BurnDown, said: str
) -> None:
    assert burn_down_title(found, "EUR") == said
    assert is_title(said)


def test_without_states_there_is_no_burn_down() -> None:
    assert burn_down([]) == burn_down([(TODAY, None)]) == BurnDown((), (), (), 0)


def test_a_step_holds_until_the_next() -> None:
    steps: Steps = ((day(0), D(3)), (day(5), D(2)), (day(9), D(1)))
    values = [at(steps, day(d)) for d in (0, 4, 5, 8, 9, 99)]
    assert values == [3, 3, 2, 2, 1, 1]


@given(
    st.lists(
        st.tuples(st.integers(-5, 40), st.integers(0, 100), st.integers(0, 100)),
        max_size=6,
    )
)
def test_planned_exposure_never_rises(some: list[tuple[int, int, int]]) -> None:
    made = exposed(
        *(
            mitigation(due=due, probability_cut=less, impact_cut=weaker)
            for due, less, weaker in some
        )
    )
    values = [value for _, value in planned_exposure(made, TODAY)]
    assert values == sorted(values, reverse=True)
    assert values[0] == 850


# --- heat ---------------------------------------------------------------------------


def test_threats_are_counted_and_summed_by_owner_and_category() -> None:
    made = project(
        risks=[
            soon(1, 1000, owner="Ann", category="Data"),
            soon(1, 100, owner="Ann", category="Data"),
            soon(1, 100, owner="Bo", category="Law"),
            threat(owner="Bo"),
            soon(1, 9999, owner="Cy", status="closed"),
        ]
    )
    found = heat(made)
    assert found.owners == ("Ann", "Bo")
    assert found.categories == ("Data", "Law", NO_CATEGORY)
    assert found.counts == ((2, 0, 0), (0, 1, 1))
    assert found.exposures == ((D(935), D(0), D(0)), (D(0), D(85), D(0)))
    assert heat_title(found, "EUR") == (
        "92\xa0% of the exposure of 1,020\xa0€ lies with Ann, mainly Data"
    )


def test_many_owners_become_others_and_lose_nothing() -> None:
    risks = [soon(1, 100 + i, owner=f"P{i:02d}", category="Data") for i in range(20)]
    found = heat(project(risks=risks))
    assert len(found.owners) == MOST + 1
    assert (found.owners[0], found.owners[-1]) == ("P19", OTHERS)
    assert sum(map(sum, found.counts)) == 20
    assert found.whole == sum((D(100 + i) * 85 / 100 for i in range(20)), D(0))
    assert "Others" not in heat_title(found, "EUR")


@pytest.mark.parametrize(
    ("risks", "said"),
    [
        ([], "No threat is open"),
        ([threat(), threat()], "Two open threats, none with a cost"),
        (
            [soon(1, 100)],
            "100\xa0% of the exposure of 85\xa0€ lies with nobody",
        ),
    ],
)
def test_the_title_of_the_heat_says_who_owns_most(risks: list[Any], said: str) -> None:
    assert heat_title(heat(project(risks=risks)), "EUR") == said
    assert NO_OWNER not in said


# --- timeline -----------------------------------------------------------------------


def test_mitigations_stand_in_the_order_of_their_dates_with_how_late_they_are() -> None:
    made = exposed(
        mitigation(due=5),
        mitigation(due=-3, progress=40),
        done(-10, -6),
        done(-20, None),
        done(None, -30),
        mitigation(),
        mitigation(due=1, status="cancelled"),
    )
    rows = mitigation_rows(made, TODAY)
    assert [row.number for row in rows] == [5, 4, 3, 2, 1]
    assert [row.days_late for row in rows] == [0, 0, 4, 3, 0]
    assert [row.is_overdue for row in rows] == [False, False, False, True, False]
    assert on_time(rows) == 1 / 3
    assert timeline_title(rows, TODAY) == (
        "One mitigation is overdue; one due in the next 30 days"
    )


@pytest.mark.parametrize(
    ("mitigations", "said"),
    [
        ([], "No mitigation yet"),
        ([done(-1, -1)], "Every mitigation with a date is done"),
        ([mitigation(due=31)], "No mitigations due in the next 30 days"),
        (
            [mitigation(due=30), mitigation(due=0)],
            "Two mitigations due in the next 30 days",
        ),
    ],
)
def test_the_title_of_the_timeline_says_what_is_late_and_what_comes(
    mitigations: list[Mitigation], said: str
) -> None:
    assert timeline_title(mitigation_rows(exposed(*mitigations), TODAY), TODAY) == said


def test_on_time_is_undefined_before_the_first_date() -> None:
    assert on_time(mitigation_rows(exposed(mitigation(due=5)), TODAY)) is None


@few
@given(any_project())
def test_every_title_of_a_picture_reads_as_one(made: Project) -> None:
    rows = mitigation_rows(made, TODAY)
    states = [(day(-30), made), (TODAY, made)]
    titles = [
        bubble_title(risk_points(made), TODAY, "EUR"),
        burn_down_title(burn_down(states), "EUR"),
        heat_title(heat(made), "EUR"),
        timeline_title(rows, TODAY),
    ]
    assert [title for title in titles if not is_title(title)] == []
