"""Drafts of several registers saved as one: new rows name one another."""

from typing import Any

import pytest

from core import draft as drafting
from core import tied
from core.draft import Draft
from core.edits import Add, apply
from core.errors import InvalidEntryError
from core.predecessor_edits import text, typed
from core.project import Project
from core.registers.catalog import ACTIVITIES, DEPENDENCIES
from tests.plan_projects import house

TWO: tuple[dict[str, Any], ...] = (
    {"title": "Scaffold", "duration": "2d"},
    {"title": "Paint", "duration": "3d"},
)


@pytest.fixture(scope="module")
def plan() -> Project:
    return house()


def with_links(plan: Project, *written: str) -> dict[str, Draft]:
    """Two new activities, with what was typed as their predecessors."""
    activities = drafting.add_rows(Draft(), TWO)
    new = tied.numbers(activities, ACTIVITIES.key, plan)
    links = Draft()
    for label, said in zip(new, written, strict=False):
        links = typed(plan, links, label, said, new)
    return {ACTIVITIES.key: activities, DEPENDENCIES.key: links}


@pytest.mark.parametrize(
    "second", ["new 1FS+2d", "New 1 FS+2d", "new1FS+2d", "{}FS+2d"]
)
def test_new_rows_and_their_predecessors_are_saved_in_one_go(
    plan: Project, second: str
) -> None:
    first = plan[ACTIVITIES].last_number + 1
    drafts = with_links(plan, "3;5SS", second.format(first))
    assert text(plan, drafts[DEPENDENCIES.key], "new 1") == "3;5SS"
    assert text(plan, drafts[DEPENDENCIES.key], "new 2") == "new 1FS+2d"
    assert tied.problems(drafts, plan) == ()
    after = apply(plan, tied.edits(drafts, plan))[0]
    assert after[ACTIVITIES].records[first].entry.title == "Scaffold"
    assert text(after, Draft(), first) == "3;5SS"
    assert text(after, Draft(), first + 1) == f"{first}FS+2d"


def test_a_number_taken_meanwhile_is_refused_and_links_to_nobody_else(
    plan: Project,
) -> None:
    edits = tied.edits(with_links(plan, "3"), plan)
    other = apply(plan, [Add(ACTIVITIES.key, {"title": "Theirs", "duration": "1d"})])[0]
    with pytest.raises(InvalidEntryError, match="stands there already"):
        apply(other, edits)


def test_rows_that_nobody_names_take_whatever_number_is_next(plan: Project) -> None:
    edits = tied.edits(with_links(plan), plan)
    other = apply(plan, [Add(ACTIVITIES.key, {"title": "Theirs", "duration": "1d"})])[0]
    assert len(apply(other, edits)[0][ACTIVITIES]) == len(other[ACTIVITIES]) + 2


def test_a_predecessor_that_does_not_exist_is_named_with_its_dependency(
    plan: Project,
) -> None:
    found = tied.problems(with_links(plan, "new 7"), plan)
    assert [(p.reference, p.value) for p in found] == [("dependency new 1", "new 7")]


def test_a_predecessor_that_is_not_there_is_named_with_the_activity_it_was_typed_into(
    plan: Project,
) -> None:
    links = typed(plan, Draft(), 2, "99FS")
    drafts = {ACTIVITIES.key: Draft(), DEPENDENCIES.key: links}
    found = tied.problems(drafts, plan)
    assert [(p.reference, p.value) for p in found] == [
        ("dependency new 1 of T-002", "T-099")
    ]
    with pytest.raises(InvalidEntryError, match="dependency new 1 of T-002"):
        apply(plan, tied.edits(drafts, plan))


def test_other_predecessors_of_a_new_row_take_the_place_of_those_before(
    plan: Project,
) -> None:
    drafts = with_links(plan, "3;5SS")
    new = tied.numbers(drafts[ACTIVITIES.key], ACTIVITIES.key, plan)
    links = typed(plan, drafts[DEPENDENCIES.key], "new 1", "4", new)
    assert text(plan, links, "new 1") == "4"
    assert typed(plan, links, "new 1", "", new).pending == 0
