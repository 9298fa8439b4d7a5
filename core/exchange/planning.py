"""Compare what lines say with what stands there, and check what would come of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.edits import Add, Archive, Change, Edit, Restore, apply
from core.errors import InvalidEntryError, Problem, shorten
from core.exchange.cells import as_text
from core.exchange.double_bookings import double_bookings
from core.exchange.importing import ImportRow, RowVerb, Target
from core.exchange.names import numbers_by_name
from core.exchange.reading_lines import ReadLine
from core.project import Project
from core.registers.catalog import BY_KEY, PROJECTS
from core.registers.entry import FieldKind, Record
from core.registers.spec import RegisterSpec
from core.registers.values import REFERENCE, read_value, to_plain

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class _Planned:
    """A line and the row it becomes."""

    line: ReadLine
    row: ImportRow

    def said(self, problem: Problem) -> Problem:
        """Return a problem in the words of the file: its line, its column."""
        part, line = self.line.part, self.line.line
        header = part.header(problem.field) if problem.field else ""
        value = part.raw(line, problem.field) or problem.value
        return part.problem(line, header, problem.message, value, problem.allowed)


def planned(
    lines: Sequence[ReadLine], target: Target
) -> tuple[tuple[ImportRow, ...], list[Problem], dict[str, str]]:
    """Turn lines into rows with edits that hold together.

    Returns
    -------
    The rows that can be committed, the problems of the others, and the new projects
    with their names.
    """
    by_project: dict[str, list[ReadLine]] = defaultdict(list)
    for line in lines:
        by_project[line.project].append(line)
    good: list[ImportRow] = []
    problems: list[Problem] = []
    new: dict[str, str] = {}
    for key, some in by_project.items():
        rows, refused = _of_project(target.project(key), some)
        good += rows
        problems += refused
        if key not in target.projects and rows:
            new[key] = some[0].project_name[:LONGEST_TITLE]
    order = {(x.part.part.sheet, x.line.number): i for i, x in enumerate(lines)}
    good.sort(key=lambda row: order[row.sheet, row.line])
    return tuple(good), problems, new


def edits_by_project(
    rows: Sequence[ImportRow], new: Mapping[str, str]
) -> dict[str, tuple[Edit, ...]]:
    """Gather the edits of each project; a new project begins with its name."""
    gathered: dict[str, list[ImportRow]] = {key: [] for key in new}
    for row in rows:
        gathered.setdefault(row.project, []).append(row)
    found = {key: _in_order(key, some, new) for key, some in gathered.items()}
    return {key: edits for key, edits in found.items() if edits}


def _in_order(
    key: str, rows: Sequence[ImportRow], new: Mapping[str, str]
) -> tuple[Edit, ...]:
    """Put entries with a number of their own first: none of them is taken then."""
    edits: list[Edit] = []
    if key in new and not any(row.register == PROJECTS.key for row in rows):
        edits.append(Add(PROJECTS.key, {"title": new[key]}))
    for row in sorted(rows, key=lambda row: row.number is None):
        edits += row.edits
    return tuple(edits)


# One project --------------------------------------------------------------------------


def _of_project(
    project: Project, lines: Sequence[ReadLine]
) -> tuple[list[ImportRow], list[Problem]]:
    problems: list[Problem] = []
    some: list[_Planned] = []
    seen: dict[tuple[str, int], ReadLine] = {}
    for line in lines:
        one = _planned(project, line)
        if one.row.number is not None:
            place = (one.row.register, one.row.number)
            first = seen.setdefault(place, line)
            if first is not line:
                problems.append(_twice(one, first))
                continue
        some.append(one)
    some, missing = _without_required(some)
    some, double = _booked_once(project, some)
    checked, refused = _checked(project, some)
    return [one.row for one in checked], problems + missing + double + refused


def _booked_once(
    project: Project, some: list[_Planned]
) -> tuple[list[_Planned], list[Problem]]:
    found = double_bookings(project, [one.row for one in some])
    once = [one for place, one in enumerate(some) if place not in found]
    return once, [some[place].said(problem) for place, problem in found.items()]


def _twice(one: _Planned, first: ReadLine) -> Problem:
    part, spec = one.line.part, one.line.part.spec
    name = one.row.project if spec is PROJECTS else spec.reference(one.row.number or 0)
    header = part.mapping.key or part.header("title")
    message = f"stands in line {first.line.number} already"
    return part.problem(one.line.line, header, message, name, "each entry once")


def _planned(project: Project, line: ReadLine) -> _Planned:
    spec = line.part.spec
    values = {
        name: _resolved(project, line, name, value)
        for name, value in line.values.items()
    }
    record = _existing(project, spec, line.number)
    if record is None:
        return _Planned(line, _addition(line, spec, values))
    return _Planned(line, _alteration(line, spec, values, record))


def _existing(
    project: Project, spec: RegisterSpec[Any], number: int | None
) -> Record[Any] | None:
    """Return the entry that a line is about; of a charter there is only one."""
    if number is None and spec.single:
        return next(iter(project[spec].live), None)
    return project[spec].records.get(number) if number is not None else None


def _resolved(project: Project, line: ReadLine, name: str, value: Any) -> Any:
    """Find the entry that a reference means, where the file names it by its title.

    A number is that of the entry, save among WBS codes: there "2" is a code too.
    """
    column, is_coded = line.part.spec.by_name[name], name in line.part.coded
    if column.kind is not FieldKind.REFERENCE or value is None:
        return value
    assert column.target
    text = as_text(value).strip().casefold()
    if REFERENCE.match(text) or not text or (text.isdigit() and not is_coded):
        return value
    named = numbers_by_name(project, column.target.register).get(text, ())
    unknown = f"WBS {text}" if is_coded else value
    return named[0] if len(named) == 1 else unknown


def _addition(
    line: ReadLine, spec: RegisterSpec[Any], values: Mapping[str, Any]
) -> ImportRow:
    filled = {name: value for name, value in values.items() if value is not None}
    if spec is PROJECTS:
        filled.setdefault("title", line.project)
    number = line.number or (1 if spec.single else None)
    row = _row(line, number, RowVerb.ADD, filled)
    edits: list[Edit] = [Add(spec.key, filled, number, row.label)]
    if line.archived and number is not None:
        edits.append(Archive(spec.key, number, 1))
    return replace(row, edits=tuple(edits))


def _alteration(
    line: ReadLine,
    spec: RegisterSpec[Any],
    values: Mapping[str, Any],
    record: Record[Any],
) -> ImportRow:
    kept = {
        name: value
        for name, value in values.items()
        if value is not None or line.part.mapping.blank_clears
    }
    differing = {
        name: value
        for name, value in kept.items()
        if not _same(spec, name, value, record)
    }
    plain = spec.to_plain(record.entry)
    before = {name: plain[name] for name in differing}
    edits = tuple(_steps(spec, record, differing, line.archived))
    verb = RowVerb.CHANGE if edits else RowVerb.UNCHANGED
    return replace(_row(line, record.number, verb, kept), before=before, edits=edits)


def _same(spec: RegisterSpec[Any], name: str, value: Any, record: Record[Any]) -> bool:
    read = read_value(spec.by_name[name], value)
    return not isinstance(read, Problem) and bool(read == getattr(record.entry, name))


def _steps(
    spec: RegisterSpec[Any],
    record: Record[Any],
    differing: Mapping[str, Any],
    archived: bool | None,  # noqa: FBT001 - None: the file does not say
) -> Iterator[Edit]:
    place, version = (spec.key, record.number), record.version
    if archived is False and record.archived:
        yield Restore(*place, version)
        version += 1
    if differing:
        yield Change(*place, version, differing)
        version += 1
    if archived and not record.archived:
        yield Archive(*place, version)


def _row(
    line: ReadLine, number: int | None, verb: RowVerb, values: Mapping[str, Any]
) -> ImportRow:
    part = line.part
    plain = {name: to_plain(value) for name, value in values.items()}
    return ImportRow(
        part.spec.key,
        line.project,
        line.line.number,
        part.part.sheet,
        number,
        verb,
        plain,
    )


# Checking -----------------------------------------------------------------------------


def _without_required(some: list[_Planned]) -> tuple[list[_Planned], list[Problem]]:
    """Refuse new entries whose file has no column for what each of them needs.

    Said once for the file, not once for each line.
    """
    problems: dict[Problem, None] = {}
    good: list[_Planned] = []
    for one in some:
        missing = list(_missing_columns(one)) if one.row.verb is RowVerb.ADD else []
        problems.update(dict.fromkeys(missing))
        if not missing:
            good.append(one)
    return good, list(problems)


def _missing_columns(one: _Planned) -> Iterator[Problem]:
    part = one.line.part
    for column in part.spec.fields:
        if not column.required or column.name in part.sources:
            continue
        if part.spec is not PROJECTS:
            allowed = f"a column for it; new {part.spec.title.lower()} need one"
            yield Problem(
                column.label, "has no column", part.part.sheet, allowed=allowed
            )


def _checked(
    project: Project, some: list[_Planned]
) -> tuple[list[_Planned], list[Problem]]:
    """Take out the lines that break a rule, until the rest can be committed whole."""
    problems: list[Problem] = []
    new = {project.key: shorten(project.key)} if not project.revision else {}
    while True:
        edits = _in_order(project.key, [one.row for one in some], new)
        try:
            apply(project, edits)
        except InvalidEntryError as error:
            found = _by_line(some, error.problems)
            problems += [one.said(problem) for one, problem in found]
            bad = {id(one) for one, _ in found}
            some = [one for one in some if id(one) not in bad]
        else:
            return some, problems


def _by_line(
    some: list[_Planned], problems: Sequence[Problem]
) -> list[tuple[_Planned, Problem]]:
    """Find the line that each problem speaks of."""
    by_name = {one.row.label: one for one in some}
    for one in some:
        if one.row.number is not None:
            spec = BY_KEY[one.row.register]
            by_name[spec.reference(one.row.number)] = one
    return [(by_name[problem.reference], problem) for problem in problems]
