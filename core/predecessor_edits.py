"""Predecessors of one activity as text, and that text as edits of the dependencies."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from core import draft as drafting
from core.draft import Draft
from core.errors import Problem
from core.exchange.predecessors import (
    WrittenLink,
    parse_predecessors,
    write_predecessors,
)
from core.project import Project
from core.registers.catalog import ACTIVITIES, DEPENDENCIES
from core.registers.entry import Record
from core.registers.schedule import Dependency
from core.registers.values import read_value

PREDECESSOR = DEPENDENCIES.by_name["predecessor"]
SUCCESSOR = DEPENDENCIES.by_name["successor"]
LABEL = re.compile(r"new\s*(\d+)", re.IGNORECASE)  # of a row that is not saved yet
NONE: Mapping[str, int] = {}
Values = Mapping[str, Any]
Row = int | str


def text(project: Project, draft: Draft, row: Row) -> str:
    """Return an activity's predecessors, as "3FS+2d;5SS", unsaved edits included.

    Parameters
    ----------
    row
        The activity's number, or the label of a new row: "new 1".
    """
    kept = [values for _, values in _saved(project, draft, row)]
    kept += [values for _, values in _added(draft, row)]
    return write_predecessors(_link(values) for values in kept)


def typed(
    project: Project,
    draft: Draft,
    row: Row,
    written: str,
    new: Mapping[str, int] = NONE,
) -> Draft:
    """Return the draft of the dependencies with other predecessors of an activity.

    A dependency on an activity that is still named is changed, one on an activity that
    is not is archived, and a new name becomes a new row. What cannot be read becomes a
    new row as well: its problem is listed before anything is saved.

    Parameters
    ----------
    row
        The activity's number, or the label of a new row.
    new
        The number that each new row of the activities gets, by its label. Such a row is
        named "new 1", or by that number.
    """
    links, problems = parse_predecessors(LABEL.sub(r"new\1", written))
    wanted = {_named(link.name, new): link for link in links}
    for record, _ in _records(project, draft, row):
        link = wanted.pop(record.entry.predecessor, None)
        draft = drafting.mark_archived(draft, record.number, archive=link is None)
        if link is not None:
            values = {"kind": link.kind, "lag": link.lag}
            draft = drafting.type_into(draft, DEPENDENCIES, record, values)
    for label, _ in list(_added(draft, row)):
        draft = drafting.drop_new(draft, label)
    rows = [_link_row(row, key, link) for key, link in wanted.items()]
    rows += [_unread(row, problem) for problem in problems]
    return drafting.add_rows(draft, rows)


def _link_row(successor: Row, predecessor: Row, link: WrittenLink) -> Values:
    values: dict[str, Any] = {"predecessor": predecessor, "successor": successor}
    return values | {"kind": link.kind, "lag": link.lag}


def _unread(successor: Row, problem: Problem) -> Values:
    return {"predecessor": problem.value, "successor": successor}


def _named(name: str, new: Mapping[str, int]) -> Row:
    """Return the number of an activity named "3" or "T-003"; else a label, the name."""
    if match := LABEL.fullmatch(name):
        return f"new {match[1]}"
    found = read_value(PREDECESSOR, name)
    if isinstance(found, Problem):
        return name
    labels = {number: label for label, number in new.items()}
    return labels.get(int(found), int(found))


def _link(values: Values) -> WrittenLink:
    name = read_value(PREDECESSOR, values.get("predecessor"))
    if isinstance(name, Problem) or name is None:
        name = str(values.get("predecessor") or "")
        if not LABEL.fullmatch(name):
            return WrittenLink(name)
    link = WrittenLink(str(name), values.get("kind") or "FS")
    lag = read_value(DEPENDENCIES.by_name["lag"], values.get("lag"))
    if isinstance(lag, Problem):
        return link
    return WrittenLink(link.name, link.kind, lag)


Held = tuple[Record[Dependency], Values]


def _records(project: Project, draft: Draft, row: Row) -> Iterator[Held]:
    """Return the saved dependencies of an activity with what was typed over them."""
    number = row if isinstance(row, int) else 0
    for link in project.incoming.get((ACTIVITIES.key, number), ()):
        if link.register == DEPENDENCIES.key and link.field == SUCCESSOR.name:
            record = project[DEPENDENCIES].records[link.number]
            yield record, drafting.overlay(draft, DEPENDENCIES, record)


def _saved(project: Project, draft: Draft, row: Row) -> Iterator[Held]:
    for record, values in _records(project, draft, row):
        touched = draft.changed.get(record.number)
        if not (touched and touched.archive):
            yield record, values


def _added(draft: Draft, row: Row) -> Iterator[tuple[str, Values]]:
    for label, values in draft.added.items():
        successor = values.get("successor")
        if successor == row or read_value(SUCCESSOR, successor) == row:
            yield label, values
