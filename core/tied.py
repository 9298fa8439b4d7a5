"""Drafts of several registers that are saved as one: new rows may name one another.

A new row has a label, "new 1", until it is saved. An entry of another register may
point at it by that label; saved together, the label becomes the number of the row.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from core import draft as drafting
from core.draft import Draft
from core.edits import Add, Change, Edit, apply
from core.errors import InvalidEntryError, Problem
from core.project import Project
from core.registers.catalog import BY_KEY

Drafts = Mapping[str, Draft]
Labels = Mapping[tuple[str, str], int]


def numbers(draft: Draft, register: str, project: Project) -> dict[str, int]:
    """Return the number that each new row of a register gets, by its label."""
    labels = [
        label for label, values in draft.added.items() if drafting.is_filled(values)
    ]
    first = project[BY_KEY[register]].last_number + 1
    return {label: number for number, label in enumerate(labels, start=first)}


def edits(drafts: Drafts, project: Project) -> tuple[Edit, ...]:
    """Return the edits that save drafts as one.

    Raises
    ------
    StaleRecordError
        While a conflict waits for a choice.
    """
    found = [
        edit
        for key, draft in drafts.items()
        for edit in drafting.edits(draft, BY_KEY[key], project)
    ]
    return _joined(found, drafts, project)


def problems(drafts: Drafts, project: Project) -> tuple[Problem, ...]:
    """Return all that keeps drafts from being saved as one, but for conflicts.

    New rows of the first register go by their labels, those of others by "dependency
    new 1 of T-002": each register has a first new row, and who typed into T-002 may not
    know that this made one.
    """
    found = [
        edit
        for key, draft in drafts.items()
        for edit in drafting.settled_edits(draft, BY_KEY[key], project)
    ]
    try:
        apply(project, _joined(found, drafts, project))
    except InvalidEntryError as error:
        return error.problems
    return ()


def _joined(
    found: Iterable[Edit], drafts: Drafts, project: Project
) -> tuple[Edit, ...]:
    """Put numbers in place of labels.

    A row that is named has to get the very number that stands for it: where somebody
    else took it meanwhile the save is refused, and no link leads to another entry.
    """
    known: Labels = {
        (key, label): number
        for key, draft in drafts.items()
        for label, number in numbers(draft, key, project).items()
    }
    named: set[tuple[str, str]] = set()
    joined = [_pointing(edit, known, named) for edit in found]
    numbered = [
        replace(edit, number=known[edit.register, edit.label])
        if isinstance(edit, Add) and (edit.register, edit.label) in named
        else edit
        for edit in joined
    ]
    first = next(iter(drafts), "")
    return tuple(
        replace(edit, label=_told(edit, project))
        if isinstance(edit, Add) and edit.register != first
        else edit
        for edit in numbered
    )


def _told(edit: Add, project: Project) -> str:
    """Return what a new row is called: by what it ties, so far as that is there."""
    spec = BY_KEY[edit.register]
    columns = ((c.target, edit.values.get(c.name)) for c in spec.references)
    named = [
        BY_KEY[target.register].reference(value)
        for target, value in columns
        if target
        and isinstance(value, int)
        and value in project[BY_KEY[target.register]].records
    ]
    label = f"{spec.noun} {edit.label}"
    return f"{label} of {' and '.join(named)}" if named else label


def _pointing(edit: Edit, known: Labels, named: set[tuple[str, str]]) -> Edit:
    if not known or not isinstance(edit, Add | Change):
        return edit
    values: dict[str, Any] = {}
    for column in BY_KEY[edit.register].references:
        assert column.target
        place = (column.target.register, str(edit.values.get(column.name)))
        if place in known:
            named.add(place)
            values[column.name] = known[place]
    return replace(edit, values={**edit.values, **values}) if values else edit
