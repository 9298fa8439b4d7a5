from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from core import risk_words
from core.figure import Figure, Status
from core.project import Project
from core.registers.budget import BudgetLine
from core.registers.project import ProjectSettings
from core.registers.risks import Risk, RiskKind, RiskStatus
from core.risk import over_time
from core.trends import States
from tests.projects import (
    SPACE,
    TODAY,
    any_project,
    few,
    is_sentence,
    is_title,
    project,
    reserve,
    threat,
)

D = Decimal
AGO = TODAY - timedelta(weeks=4)


def priced(cost: int, likelihood: int = 3, impact: int = 3, **more: Any) -> Risk:
    """Make a threat that is worth `cost` at the likelihood 3, of 40 %."""
    return threat(likelihood, impact, cost_impact=D(cost) * 5 / 2, **more)


def opportunity(**more: Any) -> Risk:
    return threat(kind=RiskKind.OPPORTUNITY, **more)


def closed(**more: Any) -> Risk:
    return threat(status=RiskStatus.CLOSED, **more)


def made(risks: Sequence[Risk], held: int = 0, **settings: Any) -> Project:
    lines: list[BudgetLine] = [reserve(held)] if held else []
    return project(
        risks=risks, budget_lines=lines, settings=[ProjectSettings(**settings)]
    )


def since(*costs: int) -> States:
    """Return a project each four weeks whose one threat is worth so much."""
    days = [TODAY - timedelta(weeks=4 * n) for n in range(len(costs))][::-1]
    return [(day, made([priced(c)])) for day, c in zip(days, costs, strict=True)]


def figure(states: States, label: str) -> Figure:
    return next(f for f in risk_words.key_figures(states) if f.label == label)


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


HEADLINES = {
    "nothing written": (
        made([]),
        "No risk is written down yet: start with what could delay the next step.",
    ),
    "only closed": (made([closed()]), "One risk is closed and none is open."),
    "only opportunities": (
        made([opportunity(), opportunity()]),
        "No threat is open; two opportunities may still be taken.",
    ),
    "one within": (made([threat()]), "One open threat stays within the appetite."),
    "three above, no cost": (
        made([threat(5, 5)] * 3 + [threat()]),
        "Three threats stay above the appetite.",
    ),
    "no reserve": (
        made([priced(312_000)]),
        (
            "One open threat stays within the appetite and no reserve covers the "
            "exposure of 312 k €."
        ),
    ),
    "covered": (
        made([priced(100_000)], held=280_000),
        (
            "One open threat stays within the appetite and the reserve of 280 k € "
            "covers the exposure of 100 k €."
        ),
    ),
    "just covered": (
        made([priced(100_000)], held=100_000),
        (
            "One open threat stays within the appetite and the reserve of 100 k € "
            "covers the exposure of 100 k €."
        ),
    ),
    "not covered": (
        made([priced(312_000, impact=5), priced(0)], held=280_000),
        (
            "One threat stays above the appetite and the reserve of 280 k € does not "
            "cover the exposure of 312 k €."
        ),
    ),
}


@pytest.mark.parametrize("name", list(HEADLINES))
def test_the_headline_says_what_the_risks_come_to(name: str) -> None:
    found, said = HEADLINES[name]
    assert plain(risk_words.headline(found, TODAY)) == said


MOVEMENTS = [
    ((420, 312), "Exposure fell by a quarter since 23 Oct 2026; "),
    ((100, 400, 200), "Exposure fell by half since 23 Oct 2026; "),
    ((100, 150), "Exposure rose by half since 23 Oct 2026; "),
    ((100, 133), "Exposure rose by 33 % since 23 Oct 2026; "),
    ((100, 320), "Exposure is 3.2 times what it was on 23 Oct 2026; "),
    ((100, 45_000), "Exposure is 450 times what it was on 23 Oct 2026; "),
    ((100, 101), "Exposure is as it was on 23 Oct 2026; "),
    ((100_000, 100), "Exposure fell by nearly all of it since 23 Oct 2026; "),
]


@pytest.mark.parametrize(("costs", "said"), MOVEMENTS)
def test_the_headline_says_how_exposure_moved(
    costs: tuple[int, ...], said: str
) -> None:
    states = since(*costs)
    headline = risk_words.headline(made([priced(costs[-1])]), TODAY, over_time(states))
    begins = plain(headline).replace(", but ", "; ")
    assert begins.startswith(said)


def test_good_and_bad_news_are_joined_by_but() -> None:
    falling, rising = over_time(since(400, 300)), over_time(since(200, 300))
    safe, bare = made([priced(300)], held=1000), made([priced(300)])
    assert ", but one" not in risk_words.headline(safe, TODAY, falling)
    assert ", but one" in risk_words.headline(bare, TODAY, falling)
    assert ", but one" in risk_words.headline(safe, TODAY, rising)
    assert ", but one" not in risk_words.headline(bare, TODAY, rising)


def test_nothing_is_said_of_a_movement_to_an_unknown_exposure() -> None:
    states = [*since(100, 200), (TODAY, made([threat()]))]
    said = risk_words.headline(made([threat()]), TODAY, over_time(states))
    assert said == "One open threat stays within the appetite."


@pytest.mark.parametrize(
    ("risks", "said"),
    [
        ([], "No threat is open"),
        ([opportunity()], "No threat is open"),
        ([threat()], "The one open threat lies within the appetite"),
        ([threat()] * 4, "All four open threats lie within the appetite"),
        ([threat(5, 5), threat()], "One threat lies above the appetite"),
        ([threat(5, 5)] * 13, "13 threats lie above the appetite"),
    ],
)
def test_the_matrix_is_titled_by_what_lies_above_the_appetite(
    risks: list[Risk], said: str
) -> None:
    assert risk_words.matrix_title(made(risks), TODAY) == said


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ([], "No threat is open, so nothing is exposed"),
        ([(TODAY, made([closed()]))], "No threat is open, so nothing is exposed"),
        (
            [(TODAY, made([threat()]))],
            "No open threat has a cost yet, so the exposure is not known",
        ),
        (since(500), "Exposure is 500 €"),
        (since(500, 500), "Exposure is 500 € since 23 Oct 2026"),
        (since(400, 500), "Exposure is 500 €, its highest so far"),
        (
            since(100, 700, 500),
            "Exposure is 500 €, down from 700 € on 23 Oct 2026",
        ),
        (since(12_400, 12_350), "Exposure is 12 k € since 23 Oct 2026"),
    ],
)
def test_exposure_is_titled_by_its_course(states: States, said: str) -> None:
    assert plain(risk_words.exposure_title(over_time(states), "EUR")) == said


@pytest.mark.parametrize(
    ("above", "status"),
    [(0, Status.ON_TRACK), (1, Status.WATCH), (4, Status.WATCH), (5, Status.OFF_TRACK)],
)
def test_the_status_follows_the_threats_above_appetite(
    above: int, status: Status
) -> None:
    risks = [threat(1, 1)] + [threat(5, 5)] * above
    assert risk_words.status(made(risks), TODAY) is status


def test_without_risks_there_is_no_status() -> None:
    assert risk_words.status(made([]), TODAY) is Status.NO_DATA


def test_key_figures_compare_with_four_weeks_ago_and_show_the_weeks() -> None:
    states = since(420, 376, 312)
    exposed = figure(states, "Exposure")
    assert plain(exposed.value) == "312 €"
    assert plain(exposed.change) == "−64 € in 4 weeks"
    assert exposed.status is Status.ON_TRACK
    assert list(exposed.trend) == [420, 376, 312]
    assert figure(states, "Open threats").change == "unchanged in 4 weeks"
    assert figure(states, "Open threats").status is None


def test_more_threats_above_appetite_are_worse() -> None:
    states = [(AGO, made([threat(5, 5)])), (TODAY, made([threat(5, 5)] * 3))]
    above = figure(states, "Above appetite")
    assert (above.value, above.change) == ("3", "+2 in 4 weeks")
    assert above.status is Status.WATCH
    assert "15 or more" in above.formula


@pytest.mark.parametrize(
    ("risks", "held", "value", "change", "status"),
    [
        ([], 0, "n/a", "no exposure to cover", None),
        ([priced(100)], 0, "0.00", "no reserve is held", Status.OFF_TRACK),
        ([priced(100)], 90, "0.90", "", Status.OFF_TRACK),
        ([priced(100)], 100, "1.00", "", None),
    ],
)
def test_the_reserve_is_adequate_when_it_covers_the_exposure(
    risks: list[Risk], held: int, value: str, change: str, status: Status | None
) -> None:
    found = figure([(TODAY, made(risks, held=held))], "Reserve adequacy")
    assert (found.value, found.change, found.status) == (value, change, status)


def test_adequacy_is_compared_and_weeks_without_exposure_are_left_out() -> None:
    states = [
        (AGO - timedelta(weeks=1), made([closed()], held=90)),
        (AGO, made([priced(100)], held=98)),
        (TODAY, made([priced(100)], held=90)),
    ]
    found = figure(states, "Reserve adequacy")
    assert (found.change, found.status) == ("−0.08 in 4 weeks", Status.WATCH)
    assert found.trend == (0.98, 0.9)


@pytest.mark.parametrize(
    ("risks", "value", "change", "status"),
    [
        (
            [threat(review_date=TODAY - timedelta(days=1)), threat()],
            "1",
            "R-001, one day late",
            Status.WATCH,
        ),
        ([threat(review_date=TODAY)], "0", "none", Status.ON_TRACK),
        ([threat()], "0", "no review is planned", None),
        ([closed()], "0", "none", None),
    ],
)
def test_reviews_are_only_fine_where_some_are_planned(
    risks: list[Risk], value: str, change: str, status: Status | None
) -> None:
    found = figure([(TODAY, made(risks))], "Reviews overdue")
    assert (found.value, found.change, found.status) == (value, change, status)


def test_without_the_project_there_are_no_figures() -> None:
    assert risk_words.key_figures([]) == ()
    assert risk_words.key_figures([(TODAY, None)]) == ()


@few
@given(any_project(), any_project())
def test_whatever_the_risks_the_page_reads_well(then: Project, now: Project) -> None:
    states: States = [(AGO, then), (TODAY, now)]
    past = over_time(states)
    assert is_sentence(risk_words.headline(now, TODAY, past))
    assert is_title(risk_words.matrix_title(now, TODAY))
    assert is_title(risk_words.exposure_title(past, now.settings.currency))
    for found in risk_words.key_figures(states):
        assert is_sentence(found.formula)
        assert found.change == found.change.strip()
        assert len(found.trend) <= len(states)


@pytest.mark.parametrize(
    ("risk", "named"),
    [
        (threat(cause="Age", effect="Flood", title="Pump fails"), "Cause Event Effect"),
        (threat(cause="Age", title="Pump fails"), "Cause Event"),
        (threat(effect="Flood", title="Pump fails"), "Event Effect"),
        (threat(title="Pump fails"), ""),
    ],
)
def test_what_leads_to_what_is_named_part_by_part(risk: Risk, named: str) -> None:
    told = risk_words.chain(risk)
    assert [name for name, _ in told] == named.split()
    assert all(text in {"Age", "Pump fails", "Flood"} for _, text in told)
