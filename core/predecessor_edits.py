"""Predecessors of one activity as text, and that text as edits of the dependencies."""

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
Values = Mapping[str, Any]


def text(project: Project, draft: Draft, number: int) -> str:
    """Return an activity's predecessors, as "3FS+2d;5SS", unsaved edits included."""
    kept = [values for _, values in _saved(project, draft, number)]
    kept += [values for _, values in _added(draft, number)]
    return write_predecessors(_link(values) for values in kept)


def typed(project: Project, draft: Draft, number: int, written: str) -> Draft:
    """Return the draft of the dependencies with other predecessors of an activity.

    A dependency on an activity that is still named is changed, one on an activity that
    is not is archived, and a new name becomes a new row. What cannot be read becomes a
    new row as well: its problem is listed before anything is saved.
    """
    links, problems = parse_predecessors(written)
    wanted = {_number(link.name): link for link in links}
    for record, _ in _records(project, draft, number):
        link = wanted.pop(record.entry.predecessor, None)
        draft = drafting.mark_archived(draft, record.number, archive=link is None)
        if link is not None:
            values = {"kind": link.kind, "lag": link.lag}
            draft = drafting.type_into(draft, DEPENDENCIES, record, values)
    for label, _ in list(_added(draft, number)):
        draft = drafting.drop_new(draft, label)
    rows = [_row(number, key, link) for key, link in wanted.items()]
    rows += [_unread(number, problem) for problem in problems]
    return drafting.add_rows(draft, rows)


def _row(successor: int, predecessor: int | str, link: WrittenLink) -> Values:
    values: dict[str, Any] = {"predecessor": predecessor, "successor": successor}
    return values | {"kind": link.kind, "lag": link.lag}


def _unread(successor: int, problem: Problem) -> Values:
    return {"predecessor": problem.value, "successor": successor}


def _number(name: str) -> int | str:
    """Return the number of an activity named "3" or "T-003"; else the name."""
    found = read_value(PREDECESSOR, name)
    return name if isinstance(found, Problem) else int(found)


def _link(values: Values) -> WrittenLink:
    name = read_value(PREDECESSOR, values.get("predecessor"))
    if isinstance(name, Problem) or name is None:
        return WrittenLink(str(values.get("predecessor") or ""))
    link = WrittenLink(str(name), values.get("kind") or "FS")
    lag = read_value(DEPENDENCIES.by_name["lag"], values.get("lag"))
    if isinstance(lag, Problem):
        return link
    return WrittenLink(link.name, link.kind, lag)


Held = tuple[Record[Dependency], Values]


def _records(project: Project, draft: Draft, number: int) -> Iterator[Held]:
    """Return the saved dependencies of an activity with what was typed over them."""
    for link in project.incoming.get((ACTIVITIES.key, number), ()):
        if link.register == DEPENDENCIES.key and link.field == SUCCESSOR.name:
            record = project[DEPENDENCIES].records[link.number]
            yield record, drafting.overlay(draft, DEPENDENCIES, record)


def _saved(project: Project, draft: Draft, number: int) -> Iterator[Held]:
    for record, values in _records(project, draft, number):
        touched = draft.changed.get(record.number)
        if not (touched and touched.archive):
            yield record, values


def _added(draft: Draft, number: int) -> Iterator[tuple[str, Values]]:
    for label, values in draft.added.items():
        if read_value(SUCCESSOR, values.get("successor")) == number:
            yield label, values
