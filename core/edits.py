"""Edits: the one way in which a project changes, in the store and in a what-if."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from core import book_rules, plan_rules
from core.errors import Conflict, InvalidEntryError, Problem, StaleRecordError
from core.project import (
    JournalLine,
    Project,
    Verb,
    changed_line,
    with_records,
)
from core.registers.catalog import BY_KEY
from core.registers.entry import Record
from core.registers.spec import RegisterSpec


@dataclass(frozen=True, slots=True)
class Add:
    """A new entry.

    `number` is for imports that carry references of their own; else the register
    gives the next one. `label` names the entry in problems: "line 12".
    """

    register: str
    values: Mapping[str, object]
    number: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Other values for some fields of an entry, made on the version that was seen."""

    register: str
    number: int
    version: int
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Archive:
    """Take an entry out of the register; its number stays its own for ever."""

    register: str
    number: int
    version: int


@dataclass(frozen=True, slots=True)
class Restore:
    """Put an archived entry back."""

    register: str
    number: int
    version: int


Edit = Add | Change | Archive | Restore


@dataclass
class _Work:
    """What one pass over the edits gathers."""

    project: Project
    records: dict[str, dict[int, Record[Any]]] = field(default_factory=dict)
    lines: list[JournalLine] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    labels: dict[tuple[str, int], str] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)

    def known(self, spec: RegisterSpec[Any], number: int) -> Record[Any] | None:
        changed = self.records.get(spec.key, {}).get(number)
        return changed or self.project[spec].records.get(number)

    def next_number(self, spec: RegisterSpec[Any]) -> int:
        return self.last.get(spec.key, self.project[spec].last_number) + 1

    def keep(self, record: Record[Any], line: JournalLine) -> None:
        if line.verb is Verb.ADD:
            spec = BY_KEY[line.register]
            self.last[spec.key] = max(self.next_number(spec) - 1, record.number)
        self.records.setdefault(line.register, {})[record.number] = record
        self.lines.append(line)


def apply(
    project: Project, edits: Sequence[Edit]
) -> tuple[Project, tuple[JournalLine, ...]]:
    """Return the edited copy of a project, and what the edits changed.

    All or nothing: one wrong edit refuses them all. The revision is the store's to
    count and stays as it was.

    Raises
    ------
    InvalidEntryError
        With every problem of every edit.
    StaleRecordError
        With each field that was edited on an older version, mine and theirs.
    """
    work = _Work(project)
    for edit in edits:
        _take(work, edit)
    after = with_records(project, {k: r.values() for k, r in work.records.items()})
    if not work.problems:
        work.problems += _broken_rules(after, work)
    if work.conflicts:
        raise StaleRecordError(tuple(work.conflicts))
    if work.problems:
        raise InvalidEntryError(tuple(work.problems))
    return after, tuple(work.lines)


def _take(work: _Work, edit: Edit) -> None:
    spec = BY_KEY.get(edit.register)
    if spec is None:
        work.problems.append(Problem(edit.register, "is not a register"))
    elif isinstance(edit, Add):
        _add(work, spec, edit)
    else:
        _alter(work, spec, edit)


def _add(work: _Work, spec: RegisterSpec[Any], edit: Add) -> None:
    number = edit.number or work.next_number(spec)
    reference = edit.label or spec.reference(number)
    if work.known(spec, number):
        work.problems.append(Problem("", "stands there already", reference))
        return
    try:
        entry = spec.parse(edit.values, reference)
    except InvalidEntryError as error:
        work.problems += error.problems
        return
    work.labels[spec.key, number] = reference
    work.keep(
        Record(number, 1, entry),
        JournalLine(spec.key, number, Verb.ADD, {}, spec.to_plain(entry)),
    )


def _alter(
    work: _Work, spec: RegisterSpec[Any], edit: Change | Archive | Restore
) -> None:
    reference = spec.reference(edit.number)
    record = work.known(spec, edit.number)
    if record is None:
        work.problems.append(Problem("", "does not exist", reference))
    elif record.version != edit.version:
        work.conflicts += _conflicts(spec, record, edit)
    elif isinstance(edit, Change):
        _change(work, spec, record, edit)
    else:
        _move(work, record, edit)


def _change(
    work: _Work, spec: RegisterSpec[Any], record: Record[Any], edit: Change
) -> None:
    if record.archived:
        problem = Problem(
            "", "is archived; restore it first", spec.reference(edit.number)
        )
        work.problems.append(problem)
        return
    values = spec.to_plain(record.entry) | dict(edit.values)
    try:
        entry = spec.parse(values, spec.reference(edit.number))
    except InvalidEntryError as error:
        work.problems += error.problems
        return
    line = changed_line(spec, record, entry)
    if line is not None:
        work.keep(replace(record, version=record.version + 1, entry=entry), line)


def _move(work: _Work, record: Record[Any], edit: Archive | Restore) -> None:
    archived = isinstance(edit, Archive)
    if record.archived is not archived:
        verb = Verb.ARCHIVE if archived else Verb.RESTORE
        work.keep(
            replace(record, version=record.version + 1, archived=archived),
            JournalLine(edit.register, edit.number, verb),
        )


def _conflicts(
    spec: RegisterSpec[Any], record: Record[Any], edit: Change | Archive | Restore
) -> Iterator[Conflict]:
    reference = spec.reference(edit.number)
    if not isinstance(edit, Change):
        yield Conflict(spec.key, edit.number, reference, "", "", "changed meanwhile")
        return
    theirs = spec.to_plain(record.entry)
    for name, mine in edit.values.items():
        other = "archived" if record.archived else theirs.get(name)
        yield Conflict(spec.key, edit.number, reference, name, mine, other)


def _broken_rules(project: Project, work: _Work) -> Iterator[Problem]:
    """Check what one entry alone cannot know: references, single registers, plans."""
    yield from plan_rules.broken(project, work.lines, work.labels)
    yield from book_rules.broken(work.project, project, work.lines, work.labels)
    for line in work.lines:
        if line.verb is Verb.ARCHIVE:
            continue
        spec = BY_KEY[line.register]
        label = work.labels.get((spec.key, line.number), spec.reference(line.number))
        yield from _broken_references(project, work.project, line, label)
        if spec.single and len(project[spec]) > 1:
            message = f"a project has one {spec.noun} at the most: change that one"
            yield Problem("", message, label)


def _broken_references(
    project: Project, before: Project, line: JournalLine, label: str
) -> Iterator[Problem]:
    """Refuse a reference to nothing, and to what was archived before these edits.

    An entry that is archived by the same edits was there when it was named: an import
    brings both at once.
    """
    for column in BY_KEY[line.register].references:
        number = line.after.get(column.name)
        if number is None or column.target is None:
            continue
        named = BY_KEY[column.target.register]
        target = project[named].records.get(number)
        old = before[named].records.get(number)
        if target is None or (target.archived and old is not None and old.archived):
            reason = "does not exist" if target is None else "is archived"
            yield Problem(
                column.name,
                reason,
                label,
                value=f"{column.target.prefix}-{number:03d}",
                allowed=column.allowed,
            )
