"""What the page of promises says, held against the figures behind it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from core import simulated_words as words
from core.figure import Status
from core.project import Project
from core.registers.risks import Mitigation
from core.simulated_answer import Answer, Question, answer
from core.simulated_causes import causes, worth
from core.simulated_figures import key_figures
from core.simulation.sensitivity import Outcome
from tests.core.test_simulated import (
    DAY,
    WIDE,
    activity,
    certain,
    delay,
    extra,
    halved,
    line,
    planned,
)
from tests.projects import project, reserve, threat

ASKED = Question(80, trials=400, seed=7)


def asked(one: Project, question: Question = ASKED) -> Answer:
    return answer(one, question, DAY)


def risky(**more: Any) -> Project:
    """Return ten days of work with a range, and a risk that costs and delays."""
    known: dict[str, list[Any]] = {
        "activities": [activity(**WIDE), activity(title="Hand over", duration="0d")],
        "budget_lines": [line(), reserve(D100)],
        "risks": [threat(exact_probability=50)],
        "risk_delays": [delay()],
        "risk_costs": [extra()],
        "mitigations": [halved()],
    }
    return planned(**(known | more))


D100 = 100


def test_the_answer_names_date_cost_and_how_often_both_hold() -> None:
    found = asked(risky())
    promise = found.made.promise(80)
    assert promise.finish
    said = words.headline(found)
    assert said.startswith("With 80 % confidence it is finished by ")
    assert words.day_words(promise.finish) in said
    assert f"{promise.together:.0%}".replace("%", "\u00a0%") in said
    assert words.day_words(promise.joint_finish) in words.together_words(found)


def test_without_a_plan_only_a_cost_is_promised() -> None:
    found = asked(
        project(
            budget_lines=[line()],
            risks=[threat(exact_probability=50)],
            risk_costs=[extra()],
        )
    )
    assert "it costs at most 1,100\u00a0€" in words.headline(found)
    assert words.together_words(found) == ""
    assert words.finish_title(found.made) == ""
    assert [f.label for f in key_figures(found)] == ["Cost, P80", "Contingency needed"]


def test_key_figures_tell_their_making_and_what_they_mean() -> None:
    finish, cost, both, needed = key_figures(asked(risky()))
    assert [f.label for f in (finish, cost, both, needed)] == [
        "Finish, P80",
        "Cost, P80",
        "Both together",
        "Contingency needed",
    ]
    assert finish.status is Status.WATCH
    assert finish.change.endswith(" d to the plan")
    assert dict(cost.inputs)["Budget"] == "1,000.00\u00a0€"
    assert cost.change == "+100\u00a0€ to the budget"
    assert needed.value == "100\u00a0€"
    assert all(f.formula and f.source and f.inputs for f in (finish, cost, both))


@pytest.mark.parametrize(
    ("held", "status"), [(99, Status.OFF_TRACK), (100, Status.ON_TRACK)]
)
def test_a_reserve_is_judged_by_what_is_needed(held: int, status: Status) -> None:
    found = asked(risky(budget_lines=[line(), reserve(held)], risks=[certain()]))
    assert key_figures(found)[-1].status is status


def test_certainty_keeps_the_plan_in_every_trial() -> None:
    found = asked(planned(budget_lines=[line()]))
    assert "holds in all of the trials" in words.finish_title(found.made)
    assert "holds in all of the trials" in words.cost_title(found.made, "EUR")
    assert words.loss_title(found.made, "EUR") == "Nine times in ten the budget holds"
    nothing = causes(found.made, Outcome.FINISH)
    assert words.cause_title(nothing, "finish").startswith("Nothing moves the finish")
    assert words.worth_title(worth(found.made)).startswith("No open mitigation says")


def test_the_largest_cause_is_named_first() -> None:
    found = asked(risky(activities=[activity(), activity(title="Hand over")]))
    title = words.cause_title(causes(found.made, Outcome.FINISH), "finish")
    assert title.startswith("R-001 “")
    assert title.endswith("” moves the finish most")


def test_mitigations_are_worth_what_they_take_off_less_their_price() -> None:
    whole = {"probability_cut": 100, "cost": Decimal(30)}
    found = asked(risky(risks=[certain()], mitigations=[halved(**whole)]))
    worths = worth(found.made)
    assert words.worth_title(worths) == (
        "One of one open mitigations earns its price, in money or in time"
    )
    ((reference, _, days, off, price, net),) = words.worth_rows(worths, "EUR")
    assert (reference, days) == ("M-001", "5.0")
    assert (off, price, net) == ("100\u00a0€", "30\u00a0€", "+70\u00a0€")
    assert words.cases_title(found) == (
        "All open mitigations together take 5.0 working days and 70\u00a0€ off"
    )


def test_a_mitigation_that_takes_nothing_off_does_not_earn_its_price() -> None:
    useless = Mitigation(title="Meet", risk=1, probability_cut=1, cost=Decimal(500))
    found = asked(risky(risks=[certain()], risk_delays=[], mitigations=[useless]))
    title = words.worth_title(worth(found.made))
    assert title == "None of one open mitigations earns its price"
    assert words.cases_title(found).startswith("The open mitigations take nothing off")


def test_the_three_runs_stand_beside_one_another() -> None:
    now, mitigated, estimates = words.case_rows(asked(risky(risks=[certain()])))
    assert now[2] == now[4] == ""
    assert mitigated[0] == "With all mitigations"
    assert estimates[4] == "−100\u00a0€"
    assert estimates[2].startswith("−")


def test_activities_that_drive_the_finish_come_first() -> None:
    found = asked(risky())
    rows = words.activity_rows(found.made)
    assert rows[0][0] == "T-001"
    assert rows[0][2] == "100\u00a0%"
    assert "drives the finish in all" in words.activity_title(found.made)
    costs_only = asked(project(budget_lines=[line()]))
    assert words.activity_rows(costs_only.made) == ()
    assert words.activity_title(costs_only.made) == "No open activity drives the finish"


def test_how_exact_the_figures_are_is_said_with_trials_and_seed() -> None:
    said = words.settled_words(asked(risky()))
    assert said.startswith("400 trials, seed 7; another seed moves the P80 by about ")
    assert said.endswith("€")


def test_one_set_of_trials_answers_every_confidence() -> None:
    found = asked(risky())
    surer = replace(found, question=replace(ASKED, percent=95))
    assert "With 95 % confidence" in words.headline(surer)
    assert surer.made is found.made


def test_trials_may_go_on_until_the_answer_is_stable() -> None:
    found = asked(risky(), Question(80, trials=None, seed=7))
    assert found.made.trials >= 1000
    assert words.settled_title(found).startswith(f"After {found.made.trials:,} trials")


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0, "none"),
        (0.005, "fewer than 1 %"),
        (0.0051, "1 %"),
        (0.5, "50 %"),
        (0.9949, "99 %"),
        (0.995, "more than 99 %"),
        (1, "all"),
        (None, "n/a"),
    ],
)
def test_a_share_of_the_trials_is_none_or_all_only_where_it_is(
    share: float | None, said: str
) -> None:
    assert words.trials_words(share).replace("\xa0", " ") == f"{said} of the trials"
