"""Predecessors typed as text become edits of the dependencies."""

from typing import Any

import pytest

from core import draft as drafting
from core.draft import Draft
from core.edits import Add, apply
from core.predecessor_edits import text, typed
from core.project import Project
from core.registers.catalog import DEPENDENCIES


@pytest.fixture(scope="module")
def project() -> Project:
    def activity(title: str) -> Add:
        return Add("activities", {"title": title, "duration": "5d"})

    def link(**values: Any) -> Add:
        return Add("dependencies", values)

    edits = [
        *(activity(f"Activity {n}") for n in range(1, 6)),
        link(predecessor=1, successor=3, lag="2d"),
        link(predecessor=2, successor=3, kind="SS"),
        link(predecessor=3, successor=4),
    ]
    return apply(Project("TRY"), edits)[0]


def saved(project: Project, draft: Draft) -> Project:
    return apply(project, drafting.edits(draft, DEPENDENCIES, project))[0]


def test_predecessors_are_written_as_in_microsoft_project(project: Project) -> None:
    found = [text(project, Draft(), number) for number in (1, 3, 4)]
    assert found == ["", "1FS+2d;2SS", "3"]


@pytest.mark.parametrize(
    ("written", "reads"),
    [
        ("1FS+2d;2SS", "1FS+2d;2SS"),
        ("1", "1"),
        ("T-001; 5FF-50%", "1;5FF-50%"),
        ("", ""),
        ("5SS+1w", "5SS+1w"),
    ],
)
def test_what_is_typed_is_what_stands_there_before_and_after_the_save(
    project: Project, written: str, reads: str
) -> None:
    draft = typed(project, Draft(), 3, written)
    assert text(project, draft, 3) == reads
    after = saved(project, draft)
    assert text(after, Draft(), 3) == reads
    assert text(after, Draft(), 4) == "3"


def test_what_is_typed_as_it_was_leaves_nothing_to_save(project: Project) -> None:
    draft = typed(project, Draft(), 3, "1;5")
    assert draft.pending == 3
    assert typed(project, draft, 3, "1FS+2d;2SS").pending == 0


def test_a_dependency_that_stays_keeps_its_reference(project: Project) -> None:
    after = saved(project, typed(project, Draft(), 3, "1FF;4"))
    live = {r.number: r.entry.kind.value for r in after[DEPENDENCIES].live}
    assert live == {1: "FF", 3: "FS", 4: "FS"}


@pytest.mark.parametrize("written", ["nobody", "1FS+2d;x y z", "3ZZ"])
def test_what_cannot_be_read_is_kept_and_is_a_problem(
    project: Project, written: str
) -> None:
    draft = typed(project, Draft(), 4, written)
    assert drafting.problems(draft, DEPENDENCIES, project)
