"""The project: one immutable value, and the one way to change it.

`apply` makes the changed copy and says what it changed; the store writes just that.
`rewind` undoes journal lines, so that any earlier revision can be shown.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, TypeVar

from core.errors import InvalidEntryError, Problem
from core.registers.catalog import BY_KEY, PROJECTS, REGISTERS, SETTINGS
from core.registers.entry import E, Entry, Record
from core.registers.project import ProjectFacts, ProjectSettings
from core.registers.spec import RegisterSpec

T = TypeVar("T")


class Verb(StrEnum):
    """What an edit did to an entry."""

    ADD = "add"
    CHANGE = "change"
    ARCHIVE = "archive"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One entry's part in a revision.

    `before` and `after` hold JSON values by field name: all fields of an added entry
    (after only), the fields that differ of a changed one, none of an archived one.
    """

    register: str
    number: int
    verb: Verb
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)

    @property
    def reference(self) -> str:
        """The entry's reference: "R-007"."""
        return BY_KEY[self.register].reference(self.number)


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit: who changed what, when, and why."""

    number: int
    at: datetime
    actor: str
    note: str
    lines: tuple[JournalLine, ...] = ()


@dataclass(frozen=True)
class Register(Generic[E]):
    """All entries of one register of a project, archived ones included."""

    spec: RegisterSpec[E]
    records: Mapping[int, Record[E]] = field(default_factory=dict)

    @cached_property
    def live(self) -> tuple[Record[E], ...]:
        """The entries that are not archived, in the order of their numbers."""
        numbers = sorted(self.records)
        return tuple(r for n in numbers if not (r := self.records[n]).archived)

    @cached_property
    def entries(self) -> tuple[E, ...]:
        """What the live records say, in the order of their numbers."""
        return tuple(record.entry for record in self.live)

    @cached_property
    def last_number(self) -> int:
        """The highest number ever given; 0 before the first."""
        return max(self.records, default=0)

    def __len__(self) -> int:
        return len(self.live)


@dataclass(frozen=True)
class Project:
    """Everything a project's people wrote, at one revision.

    `recorded_at` is when that revision was recorded, and `begun_at` the first one: None
    for a value that the store has not seen.
    """

    key: str
    revision: int = 0
    recorded_at: datetime | None = None
    registers: Mapping[str, Register[Any]] = field(
        default_factory=lambda: {spec.key: Register(spec) for spec in REGISTERS}
    )
    begun_at: datetime | None = field(default=None, compare=False)

    def __getitem__(self, spec: RegisterSpec[E]) -> Register[E]:
        return self.registers[spec.key]

    @property
    def facts(self) -> ProjectFacts:
        """What the list of projects says of this one."""
        entries = self[PROJECTS].entries
        return entries[0] if entries else ProjectFacts(title=self.key)

    @property
    def name(self) -> str:
        """The project's name."""
        return self.facts.title

    @cached_property
    def settings(self) -> ProjectSettings:
        """Tolerances and scales; the defaults until somebody sets others."""
        entries = self[SETTINGS].entries
        return entries[0] if entries else ProjectSettings()

    def status_date(self, today: date) -> date:
        """Return the day up to which figures count: as set, else `today`."""
        return self.settings.status_date or today

    @cached_property
    def _answers(self) -> dict[Hashable, Any]:
        return {}

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` gives, computed once for this very value.

        For small results of pure functions: an earlier state of a project is asked the
        same questions at each new revision, and its answers stay the same.
        """
        if key not in self._answers:
            self._answers[key] = make()
        answer: T = self._answers[key]
        return answer

    @cached_property
    def incoming(self) -> Mapping[tuple[str, int], tuple["Link", ...]]:
        """For each entry that others point at, who does."""
        found: dict[tuple[str, int], list[Link]] = {}
        for spec in REGISTERS:
            for record in self[spec].live if spec.references else ():
                for link in links_from(spec, record):
                    source = Link(spec.key, record.number, link.field)
                    found.setdefault((link.register, link.number), []).append(source)
        return {place: tuple(links) for place, links in found.items()}


@dataclass(frozen=True, slots=True)
class Link:
    """The other end of a reference, and the field that makes it."""

    register: str
    number: int
    field: str

    @property
    def reference(self) -> str:
        """The other entry's reference: "R-007"."""
        return BY_KEY[self.register].reference(self.number)


def links_from(spec: RegisterSpec[E], record: Record[E]) -> tuple[Link, ...]:
    """Return the entries that a record points at."""
    return tuple(
        Link(column.target.register, number, column.name)
        for column in spec.references
        if column.target and (number := getattr(record.entry, column.name)) is not None
    )


def trace(project: Project, register: str, number: int) -> tuple[Link, ...]:
    """Return the entries linked with one, in both directions: first those it names."""
    record = project[BY_KEY[register]].records[number]
    onward = links_from(BY_KEY[register], record)
    return onward + project.incoming.get((register, number), ())


def with_records(
    project: Project, changed: Mapping[str, Iterable[Record[Any]]]
) -> Project:
    """Return the project with these records in place of those of their numbers."""
    registers = dict(project.registers)
    for key, records in changed.items():
        merged = dict(project[BY_KEY[key]].records)
        merged.update((record.number, record) for record in records)
        registers[key] = Register(BY_KEY[key], merged)
    return replace(project, registers=registers)


def rewind(project: Project, lines: Iterable[JournalLine], revision: int) -> Project:
    """Undo journal lines, newest first, and return the project of an older revision.

    Parameters
    ----------
    project
        As it was just after the newest of `lines`.
    lines
        All lines of the revisions after `revision`, newest first.
    revision
        The number of the revision that remains.
    """
    records: dict[str, dict[int, Record[Any]]] = {}
    for line in lines:
        if line.register not in records:
            records[line.register] = dict(project[BY_KEY[line.register]].records)
        known = records[line.register]
        if line.verb is Verb.ADD:
            del known[line.number]
        else:
            known[line.number] = _undone(known[line.number], line)
    registers = dict(project.registers)
    registers.update((k, Register(BY_KEY[k], known)) for k, known in records.items())
    return Project(project.key, revision, None, registers, project.begun_at)


def _undone(record: Record[Entry], line: JournalLine) -> Record[Entry]:
    spec = BY_KEY[line.register]
    match line.verb:
        case Verb.ARCHIVE | Verb.RESTORE:
            archived = line.verb is Verb.RESTORE
            return replace(record, version=record.version - 1, archived=archived)
        case _:
            before = spec.revive(line.before)
            entry = record.entry.model_copy(update=before)
            return replace(record, version=record.version - 1, entry=entry)


def diff(old: Project, new: Project) -> tuple[JournalLine, ...]:
    """Say what differs between two states of a project, entry by entry."""
    lines: list[JournalLine] = []
    for spec in REGISTERS:
        before, after = old[spec].records, new[spec].records
        if before is after:
            continue
        for number in sorted(after):
            line = _difference(spec, before.get(number), after[number])
            if line is not None:
                lines.append(line)
    return tuple(lines)


def _difference(
    spec: RegisterSpec[Any], old: Record[Any] | None, new: Record[Any]
) -> JournalLine | None:
    if old is new or old == new:
        return None
    if old is None:
        return JournalLine(spec.key, new.number, Verb.ADD, {}, spec.to_plain(new.entry))
    if old.archived != new.archived:
        verb = Verb.ARCHIVE if new.archived else Verb.RESTORE
        return JournalLine(spec.key, new.number, verb)
    return changed_line(spec, old, new.entry)


def changed_line(
    spec: RegisterSpec[Any], old: Record[Any], entry: Entry
) -> JournalLine | None:
    """Return the journal line of a changed entry, or None where nothing differs."""
    before, after = spec.to_plain(old.entry), spec.to_plain(entry)
    differing = [name for name in after if before[name] != after[name]]
    if not differing:
        return None
    return JournalLine(
        spec.key,
        old.number,
        Verb.CHANGE,
        {name: before[name] for name in differing},
        {name: after[name] for name in differing},
    )


def missing_entry(register: str, number: int) -> InvalidEntryError:
    """Make the error for a reference that names nothing."""
    reference = BY_KEY[register].reference(number)
    return InvalidEntryError((Problem("", "does not exist", reference),))
