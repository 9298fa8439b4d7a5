"""Whatever goes out comes in again, for every register and every format."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.edits import Add, Archive, Change, Edit, apply
from core.exchange.guessing import guess_mapping, guess_register
from core.exchange.importing import Target, edits, preview, preview_parts
from core.exchange.project_json import project_to_json, read_stories
from core.exchange.project_xlsx import (
    key_in,
    project_to_xlsx,
    read_parts,
    register_to_csv,
    register_to_xlsx,
    workspace_to_xlsx,
)
from core.exchange.tables import read_table
from core.project import Project, Revision
from core.registers.catalog import PROJECTS, REGISTERS, RISKS
from core.registers.spec import RegisterSpec
from tests.entries import everything, example, values

NAMES = [spec.key for spec in REGISTERS]
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def full() -> Project:
    """A project with one entry in every register, and one of the risks archived."""
    project, _ = made()
    return project


def made() -> tuple[Project, list[Revision]]:
    steps: list[list[Edit]] = [
        [Add(PROJECTS.key, example(PROJECTS))],
        [*everything()],
        [Add("risks", example(RISKS, 2)), Change("risks", 1, 1, {"title": "Ice"})],
        [Archive("risks", 2, 1)],
    ]
    project, revisions = Project("PAY"), []
    for number, step in enumerate(steps, start=1):
        project, lines = apply(project, step)
        at = NOON + timedelta(days=number)
        project = replace(project, revision=number, recorded_at=at)
        revisions.append(Revision(number, at, "Ada", f"step {number}", lines))
    return project, revisions


def state(project: Project) -> dict[str, Any]:
    return {
        spec.key: {n: (r.entry, r.archived) for n, r in project[spec].records.items()}
        for spec in REGISTERS
    }


@pytest.mark.parametrize("spec", REGISTERS, ids=NAMES)
@pytest.mark.parametrize("write", [register_to_csv, register_to_xlsx])
def test_a_register_reads_back_as_it_was_written(
    spec: RegisterSpec[Any], write: Any
) -> None:
    project = full()
    name = "a.csv" if write is register_to_csv else "a.xlsx"
    table = read_table(name, write([project], spec))
    mapping = guess_mapping(table, spec)
    others = {k: v for k, v in project.registers.items() if k != spec.key}
    empty = replace(project, registers={**Project("PAY").registers, **others})

    again = preview(table, spec, mapping, Target.of(project))
    anew = preview(table, spec, mapping, Target.of(empty))
    found, _ = apply(empty, edits(anew).get("PAY", ()))

    assert guess_register(table) is spec
    assert again.problems == anew.problems == ()
    assert (again.added, again.changed) == ((), ())
    assert len(again.unchanged) == len(project[spec].records)
    assert state(found)[spec.key] == state(project)[spec.key]
    assert again.unknown == ()


def test_a_workbook_reads_back_every_register_of_a_project() -> None:
    project = full()
    parts = read_parts("pay.xlsx", project_to_xlsx(project))

    shown = preview_parts(parts, Target({}, key_in(parts)))
    (key,), (changes,) = edits(shown).keys(), edits(shown).values()
    found, _ = apply(Project("PAY"), changes)

    assert key == "PAY"
    assert shown.new_projects == {"PAY": project.name}
    assert state(found) == state(project)
    assert state(found)["risks"][2][1] is True


def test_a_workbook_of_the_workspace_brings_every_project_back() -> None:
    one = full()
    other, _ = apply(Project("IDP"), [Add(PROJECTS.key, {"title": "Identity"})])
    other, _ = apply(other, [Add("risks", {"title": "Late"})])
    parts = read_parts("all.xlsx", workspace_to_xlsx([one, other]))

    found = edits(preview_parts(parts, Target({})))

    assert found.keys() == {"PAY", "IDP"}
    for project in (one, other):
        again, _ = apply(Project(project.key), found[project.key])
        assert state(again) == state(project)


def test_json_brings_back_every_revision_with_author_and_moment() -> None:
    project, history = made()
    (story,) = read_stories("pay.json", project_to_json(project, history))

    assert story.key == "PAY"
    assert state(story.project) == state(project)
    assert [(s.at, s.actor, s.note) for s in story.steps] == [
        (r.at, r.actor, r.note) for r in history
    ]
    again = Project("PAY")
    for step, revision in zip(story.steps, history, strict=True):
        again, lines = apply(again, step.edits)
        assert lines == revision.lines


@pytest.mark.parametrize("spec", [s for s in REGISTERS if not s.references], ids=str)
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_a_register_holds_survives_csv_and_excel(
    spec: RegisterSpec[Any], data: st.DataObject
) -> None:
    entry = data.draw(values(spec))
    project, _ = apply(Project("PAY"), [Add(spec.key, entry, 1)])
    for name, write in (("a.csv", register_to_csv), ("a.xlsx", register_to_xlsx)):
        table = read_table(name, write([project], spec))
        found = preview(table, spec, guess_mapping(table, spec), Target.of(project))
        assert (found.problems, found.changed) == ((), ())
        assert len(found.unchanged) == 1
