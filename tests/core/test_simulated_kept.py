"""What pages quote of the newest simulation that was kept."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from core.analysis_simulation import section_of
from core.edits import apply
from core.exchange.importing import Target, edits, preview_parts
from core.exchange.project_xlsx import project_to_xlsx, read_parts
from core.project import Project
from core.registers.catalog import SIMULATION_RUNS
from core.registers.quantified import SimulationRun
from core.simulated_kept import cone, kept_words, newest_run
from core.simulated_runs import kept
from tests.core.test_simulated import DAY, made
from tests.core.test_simulated_words import risky
from tests.projects import project

RUN = SimulationRun(
    title="Steering",
    run_on=date(2026, 3, 2),
    finish=date(2026, 4, 1),
    cost=Decimal(1200),
)


def with_run(before: Project) -> Project:
    section = section_of(made(before, 300), 80)
    after, _ = apply(before, [kept(section, before, DAY)])
    return replace(after, revision=before.revision + 1)


def test_nothing_is_quoted_where_nothing_was_kept() -> None:
    assert kept_words(project()) == ""
    assert newest_run(project()) is None


def test_a_kept_simulation_is_quoted_with_its_range() -> None:
    after = with_run(risky())
    said = kept_words(after)
    record = newest_run(after)
    assert record
    assert record.entry.finish
    assert said.startswith("With 80 % confidence ")
    assert "P10 to P90: " in said
    assert said.endswith("the project has not changed since.")


def test_a_simulation_that_came_with_a_file_may_be_of_another_plan() -> None:
    before = with_run(replace(risky(), revision=7))
    assert kept_words(before).endswith("the project has not changed since.")
    sheets = read_parts("copy.xlsx", project_to_xlsx(before))
    found = edits(preview_parts(sheets, Target({}, "COPY")))["COPY"]
    copy, _ = apply(Project("COPY"), found)
    said = kept_words(replace(copy, revision=1))
    assert "has not changed" not in said
    assert said.endswith(
        "before it came in with an import: simulate again, the plan may differ."
    )


def test_the_newest_is_quoted_and_its_age_told() -> None:
    older = RUN.model_copy(update={"run_on": date(2026, 2, 1), "confidence": 50})
    one = project(simulation_runs=[RUN, older])
    assert len(one[SIMULATION_RUNS].live) == 2
    said = kept_words(one)
    assert said.startswith(
        "With 80 % confidence 1\u00a0Apr\u00a02026 and 1,200\u00a0€: "
    )
    assert "P10" not in said


def test_the_range_of_date_and_cost_is_a_cone() -> None:
    assert cone(project()) is None
    assert cone(project(simulation_runs=[RUN])) is None
    found = cone(with_run(risky()))
    assert found
    assert found.first < found.last
    assert found.least < found.most
