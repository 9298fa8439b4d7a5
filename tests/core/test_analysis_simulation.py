"""The simulation in an analysis, and as an entry that is kept."""

import json
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from core.analysis import analyse, schema
from core.analysis_simulation import section_of
from core.analysis_text import as_text
from core.edits import apply
from core.project import Project
from core.registers.catalog import SIMULATION_RUNS
from core.registers.quantified import SimulationRun
from core.registers.schedule import Dependency
from core.simulated_runs import MOST, kept, results
from core.simulated_sections import Wish, wished
from tests.core.test_simulated import (
    DAY,
    activity,
    line,
    made,
    planned,
    uncertain,
)
from tests.projects import project

WISH = Wish(2000, 7)


def document(one: Project, wish: Wish | None = WISH) -> dict[str, Any]:
    text = analyse(one, None, DAY, wish).model_dump_json()
    plain: dict[str, Any] = json.loads(text)
    return plain


@pytest.mark.parametrize("one", [uncertain(), Project("NEW")], ids=["full", "empty"])
def test_the_document_with_a_simulation_is_as_its_schema_says(one: Project) -> None:
    found = document(one)
    Draft202012Validator(schema()).validate(found)
    assert found["simulation"]["trials"] == 2000
    assert found["simulation_error"] is None


def test_nothing_is_simulated_that_nobody_asked_for() -> None:
    found = document(uncertain(), None)
    assert (found["simulation"], found["simulation_error"]) == (None, None)
    Draft202012Validator(schema()).validate(found)


@pytest.mark.parametrize(
    ("trials", "seed", "wish"),
    [
        (None, None, None),
        (500, None, Wish(500, 1)),
        (None, 0, Wish(10_000, 0)),
        (500, 9, Wish(500, 9)),
    ],
)
def test_one_of_trials_and_seed_is_enough_to_ask(
    trials: int | None, seed: int | None, wish: Wish | None
) -> None:
    assert wished(trials, seed) == wish


def test_the_figures_are_those_of_the_trials() -> None:
    found, known = document(uncertain())["simulation"], made(uncertain())
    finish = known.finish(80)
    assert finish is not None
    assert (found["seed"], found["confidence"]) == (7, 80)
    assert datetime.fromisoformat(found["finish"]) == finish
    assert found["cost"] == float(known.cost(80))
    assert found["joint_confidence"] == known.promise(80).together
    assert found["criticality"] == {"T-001": 1, "T-002": 1}
    assert found["schedule_contingency_days"] > 0
    assert [one["percent"] for one in found["percentiles"]] == list(range(5, 100, 5))
    assert {one["outcome"] for one in found["tornado"]} == {"finish", "cost"}
    assert [one["ref"] for one in found["mitigations"]] == ["M-001"]
    assert found["contingency_gap"] == pytest.approx(
        found["contingency_needed"] - found["contingency_left"]
    )
    names = [one["name"] for one in found["runs"]]
    assert names == [
        "without further mitigation",
        "with all mitigations",
        "estimates only",
    ]
    assert found["loss_exceedance"][-1]["share"] == 0
    assert found["convergence"][-1]["trials"] == 2000


def test_what_stands_against_a_simulation_is_told_and_the_rest_is_there() -> None:
    circle = [
        Dependency(predecessor=1, successor=2),
        Dependency(predecessor=2, successor=1),
    ]
    found = document(planned(dependencies=circle))
    assert found["simulation"] is None
    assert "circle" in found["simulation_error"]
    assert found["risk"]["open_threats"] == 0
    wrong = planned(activities=[activity(optimistic="9w", most_likely="2d")] * 2)
    text = as_text(analyse(wrong, None, DAY, WISH))
    assert "Simulation\n  T-001, optimistic: “9w” is above" in text


def test_a_simulation_is_written_as_people_read_it() -> None:
    text = as_text(analyse(uncertain(), None, DAY, WISH))
    assert "Simulation\n  Trials" in text
    assert "Planned finish" in text
    assert "Mitigations" in text
    assert "_" not in text.split("Entries")[0].split("Simulation")[1]


def test_a_kept_simulation_can_be_read_back_and_repeated() -> None:
    one = uncertain()
    section = section_of(made(one), 80)
    after, _ = apply(one, [kept(section, one, DAY)])
    (entry,) = after[SIMULATION_RUNS].entries
    assert entry.title == "P80 of 2 Mar 2026"
    assert (entry.seed, entry.trials, entry.confidence) == (7, 2000, 80)
    assert entry.cost == Decimal(str(section.cost))
    again = results(entry)
    assert again is not None
    assert again.percentiles == section.percentiles
    assert again.mitigations == section.mitigations
    assert again.sensitivities == []


def test_a_large_simulation_fits_into_an_entry() -> None:
    many = uncertain()
    one = planned(
        activities=[activity(title="x" * 200, kind="milestone") for _ in range(60)],
        budget_lines=[line()],
        dependencies=[],
    )
    assert len(made(one).run.milestones) > MOST
    section = section_of(made(one), 80).model_copy(
        update={
            "tornado": section_of(made(many), 80).tornado * 30,
            "mitigations": section_of(made(many), 80).mitigations * 30,
        }
    )
    after, _ = apply(one, [kept(section, one, DAY, "Large")])
    assert len(after[SIMULATION_RUNS].entries[0].results) < 20_000


def test_a_run_without_figures_has_no_results() -> None:
    assert results(SimulationRun(title="Old", run_on=DAY)) is None
    assert results(SimulationRun(title="Old", run_on=DAY, results="{}")) is None


def test_a_project_without_a_plan_is_kept_without_a_finish() -> None:
    one = project(budget_lines=[line()], risks=[])
    after, _ = apply(one, [kept(section_of(made(one), 80), one, DAY, "Cost")])
    assert after[SIMULATION_RUNS].entries[0].finish is None
