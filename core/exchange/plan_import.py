"""What importing a plan from another tool would do to a project."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from core.edits import Add, Archive, Change, Edit, Restore, apply
from core.errors import InvalidEntryError, Problem, UnreadableFileError
from core.exchange.importing import ImportPreview, ImportRow, RowVerb
from core.exchange.plan_dates import dates_told
from core.exchange.plan_file import PlanEntry, PlanFile
from core.project import Project
from core.project_keys import free_key
from core.registers.catalog import ACTIVITIES, BY_KEY, PROJECTS, SETTINGS
from core.registers.entry import Record
from core.registers.spec import RegisterSpec
from core.registers.values import read_value, to_plain
from core.words import count

# What tells one entry from another where files have no number for it.
OWN: Mapping[str, tuple[str, ...]] = {
    "dependencies": ("predecessor", "successor"),
    "assignments": ("activity", "resource"),
    "calendar_exceptions": ("calendar", "first_day", "last_day"),
    "baseline_activities": ("baseline", "activity"),
}
LIKENESS = 0.5  # of the activities with the same number; else it is another plan


def plan_preview(
    plan: PlanFile, projects: Mapping[str, Project], key: str | None
) -> ImportPreview:
    """Say what importing a plan would do; nothing is written.

    A plan that was imported before is brought up to date: its entries are found by
    their numbers, links and the like by their ends. What the file no longer links is
    archived; activities that it does not have stay.

    Parameters
    ----------
    key
        The project it goes to, made where it is new; None makes one of its title.

    Raises
    ------
    UnreadableFileError
        If the project has a plan that is not this one.
    """
    place = key or free_key(plan.title, projects)
    project = projects.get(place) or Project(place)
    _refuse_other_plan(plan, project)
    work = _Work(project)
    rows = [row for entry in _all(plan, project) for row in _rows(work, entry)]
    rows, problems, after = _checked(project, rows + _gone(work))
    new = {} if place in projects else {place: plan.title}
    stay = sum(
        r.number not in work.seen["activities"] for r in project[ACTIVITIES].live
    )
    notes = (*plan.notes, *_stays(stay), *dates_told(after, plan.dates))
    return ImportPreview(tuple(rows), (*plan.problems, *problems), (), notes, new)


def _all(plan: PlanFile, project: Project) -> Iterator[PlanEntry]:
    """Yield every entry, the project's own ones first."""
    if not project.revision:
        facts = {"title": plan.title, **plan.facts}
        yield PlanEntry(PROJECTS.key, "Project", facts)
    if plan.settings:
        yield PlanEntry(SETTINGS.key, "Project", plan.settings)
    yield from plan.entries


def _refuse_other_plan(plan: PlanFile, project: Project) -> None:
    titles = {r.number: r.entry.title for r in project[ACTIVITIES].live}
    said = {
        e.number: e.values.get("title")
        for e in plan.entries
        if e.register == ACTIVITIES.key
    }
    both = titles.keys() & said.keys()
    alike = sum(titles[number] == said[number] for number in both)
    if titles and alike < LIKENESS * max(len(both), 1):
        raise UnreadableFileError(
            f"{project.key} has a plan of its own with {len(titles):,} activities, and "
            "this is another one; import it as a new project, or archive those first."
        )


@dataclass
class _Work:
    """The project before the import, and which of its entries the file has."""

    project: Project
    seen: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    last: Counter[str] = field(default_factory=Counter)
    ends: dict[str, Mapping[tuple[Any, ...], list[Record[Any]]]] = field(
        default_factory=dict
    )

    def find(self, spec: RegisterSpec[Any], entry: PlanEntry) -> Record[Any] | None:
        """Return the record that an entry of the file is about."""
        register = self.project[spec]
        if spec.single:
            return next(iter(register.live), None)
        if entry.number is not None:
            return register.records.get(entry.number)
        same = self.by_ends(spec).get(tuple(entry.values[n] for n in OWN[spec.key]), [])
        return next((r for r in same if r.number not in self.seen[spec.key]), None)

    def by_ends(
        self, spec: RegisterSpec[Any]
    ) -> Mapping[tuple[Any, ...], list[Record[Any]]]:
        """Return the records that have no number in a file, by what they tie."""
        if spec.key not in self.ends:
            found: dict[tuple[Any, ...], list[Record[Any]]] = defaultdict(list)
            for record in self.project[spec].live:
                own = tuple(getattr(record.entry, name) for name in OWN[spec.key])
                found[own].append(record)
            self.ends[spec.key] = found
        return self.ends[spec.key]

    def number(self, spec: RegisterSpec[Any], entry: PlanEntry) -> int:
        """Return the number of a new entry."""
        if entry.number is not None:
            return entry.number
        start = max(self.last[spec.key], self.project[spec].last_number)
        self.last[spec.key] = start + 1
        return start + 1


def _rows(work: _Work, entry: PlanEntry) -> Iterator[ImportRow]:
    spec = BY_KEY[entry.register]
    record = work.find(spec, entry)
    if record is None:
        number = work.number(spec, entry)
        work.seen[spec.key].add(number)
        filled = {n: v for n, v in entry.values.items() if v is not None}
        edit = Add(spec.key, filled, number, entry.what)
        yield _row(work, entry, number, (edit,), filled)
        return
    work.seen[spec.key].add(record.number)
    differing = {
        name: value
        for name, value in entry.values.items()
        if _differs(spec, name, value, record)
    }
    edits = tuple(_steps(spec, record, differing))
    yield _row(work, entry, record.number, edits, differing)


def _differs(
    spec: RegisterSpec[Any], name: str, value: Any, record: Record[Any]
) -> bool:
    column = spec.by_name[name]
    read = read_value(column, value)
    said = column.default if read is None and not column.optional else read
    return isinstance(read, Problem) or bool(said != getattr(record.entry, name))


def _steps(
    spec: RegisterSpec[Any], record: Record[Any], differing: Mapping[str, Any]
) -> Iterator[Edit]:
    version = record.version
    if record.archived:
        yield Restore(spec.key, record.number, version)
        version += 1
    if differing:
        yield Change(spec.key, record.number, version, differing)


def _row(
    work: _Work,
    entry: PlanEntry,
    number: int,
    edits: tuple[Edit, ...],
    values: Mapping[str, Any] = MappingProxyType({}),
) -> ImportRow:
    verb = RowVerb.CHANGE if edits else RowVerb.UNCHANGED
    if any(isinstance(edit, Add) for edit in edits):
        verb = RowVerb.ADD
    plain = {name: to_plain(value) for name, value in values.items()}
    key = work.project.key
    return ImportRow(entry.register, key, 0, entry.what, number, verb, plain, {}, edits)


def _gone(work: _Work) -> list[ImportRow]:
    """Archive links and the like between entries of the file that it has no more."""
    return [
        _row(
            work,
            PlanEntry(register, BY_KEY[register].reference(record.number), {}),
            record.number,
            (Archive(register, record.number, record.version),),
        )
        for register in OWN
        for record in work.project[BY_KEY[register]].live
        if record.number not in work.seen[register]
        and _are_known(work, register, record)
    ]


def _are_known(work: _Work, register: str, record: Record[Any]) -> bool:
    """Whether the file has every entry that a record ties."""
    return all(
        getattr(record.entry, column.name) in work.seen[column.target.register]
        for column in BY_KEY[register].references
        if column.target
    )


def _checked(
    project: Project, rows: list[ImportRow]
) -> tuple[list[ImportRow], list[Problem], Project]:
    """Take out the entries that break a rule, until the rest can be committed whole."""
    found: list[Problem] = []
    while True:
        try:
            after, _ = apply(project, [edit for row in rows for edit in row.edits])
        except InvalidEntryError as error:
            found += error.problems
            bad = {problem.reference for problem in error.problems}
            good = [row for row in rows if not _names(row) & bad]
            rows = good if len(good) < len(rows) else []
        else:
            return rows, found, after


def _names(row: ImportRow) -> set[str]:
    """Return how a problem may call a row."""
    spec = BY_KEY[row.register]
    return {row.sheet, spec.reference(row.number or 0)}


def entries_told(shown: ImportPreview) -> str:
    """Count what a plan brings, register by register: "12 activities, 9 links"."""
    many = Counter(row.register for row in shown.rows if row.edits)
    return ", ".join(
        count(n, BY_KEY[key].noun, BY_KEY[key].title.lower())
        for key, n in many.items()
        if not BY_KEY[key].single
    )


def _stays(many: int) -> Iterator[str]:
    if many > 0:
        are = (
            "activity of the project is"
            if many == 1
            else "activities of the project are"
        )
        yield f"{many:,} {are} not in the file; they stay as they are."
