"""From tables to edits: what an import would do, shown before it does anything.

`preview` reads every line and finds every problem, and writes nothing; `edits` gives
what one commit a project then takes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Self

from core.edits import Edit
from core.errors import InvalidEntryError, Problem
from core.exchange.mapping import ColumnMapping
from core.exchange.shape import Table
from core.project import Project
from core.registers.spec import RegisterSpec


class RowVerb(StrEnum):
    """What a line of a file does to a register."""

    ADD = "add"
    CHANGE = "change"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Target:
    """Where an import goes.

    Parameters
    ----------
    projects
        The projects that a line may belong to, by key, as they are now.
    key
        The project of lines that name none; None where every line must name one. It
        need not exist: the import then makes it.
    """

    projects: Mapping[str, Project]
    key: str | None = None

    @classmethod
    def of(cls, project: Project) -> Self:
        """Return the target that is one project."""
        return cls({project.key: project}, project.key)

    @cached_property
    def keys_by_name(self) -> Mapping[str, str]:
        """Keys by the name of the project, in small letters, where only one has it."""
        names = [project.name.casefold() for project in self.projects.values()]
        return {
            name: key
            for name, key in zip(names, self.projects, strict=True)
            if names.count(name) == 1
        }

    def project(self, key: str) -> Project:
        """Return a project as it is now; an empty one where it is to be made."""
        return self.projects.get(key) or Project(key)


@dataclass(frozen=True, slots=True)
class Part:
    """One table of an import, and how it is read.

    Attributes
    ----------
    sheet
        Name of the sheet, where a workbook brings several; problems name it.
    """

    table: Table
    spec: RegisterSpec[Any]
    mapping: ColumnMapping
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """What one line does.

    Attributes
    ----------
    register, project
        Keys.
    line, sheet
        Where the file says it.
    number
        Of the entry that is changed, or that the file gives a new one; else None.
    values
        What was read, by field name; fields that were left blank are not there.
    before
        Of an entry that is changed: what stood in the fields that differ.
    edits
        What is committed; empty where nothing differs.
    """

    register: str
    project: str
    line: int
    sheet: str
    number: int | None
    verb: RowVerb
    values: Mapping[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()

    @property
    def label(self) -> str:
        """Where it stands, for people: "line 12", or "Task 7" of a plan."""
        line = f"line {self.line}" if self.line else ""
        return f"{self.sheet} {line}".strip()


@dataclass(frozen=True)
class ImportPreview:
    """What an import would do.

    Attributes
    ----------
    rows
        The lines that can be imported, in the order of the file.
    problems
        Everything that is wrong, by line; such lines are not among `rows`.
    unknown
        Columns that nothing is read from.
    notes
        Sentences on what was assumed or left out.
    new_projects
        Keys and names of the projects that the import makes.
    """

    rows: tuple[ImportRow, ...]
    problems: tuple[Problem, ...] = ()
    unknown: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    new_projects: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def added(self) -> tuple[ImportRow, ...]:
        """The lines that add an entry."""
        return self._by_verb(RowVerb.ADD)

    @cached_property
    def changed(self) -> tuple[ImportRow, ...]:
        """The lines that change an entry."""
        return self._by_verb(RowVerb.CHANGE)

    @cached_property
    def unchanged(self) -> tuple[ImportRow, ...]:
        """The lines that say what stands there already."""
        return self._by_verb(RowVerb.UNCHANGED)

    @property
    def projects(self) -> tuple[str, ...]:
        """Keys of the projects that would be made or changed, in the file's order."""
        written = (row.project for row in self.rows if row.edits)
        return tuple(dict.fromkeys([*self.new_projects, *written]))

    def _by_verb(self, verb: RowVerb) -> tuple[ImportRow, ...]:
        return tuple(row for row in self.rows if row.verb is verb)


def preview(
    table: Table, spec: RegisterSpec[Any], mapping: ColumnMapping, target: Target
) -> ImportPreview:
    """Read a table as entries of one register, and say what importing it would do.

    Nothing is written. Lines with a reference ("R-007") change that entry, or add it
    under its own reference where the project has none such; others add an entry. In
    the list of projects each line is a project, found by its key or else its name.

    Raises
    ------
    UnreadableFileError
        If the mapping does not fit the table, or lines name no project where
        `target` has none.
    """
    return preview_parts((Part(table, spec, mapping),), target)


def preview_parts(parts: Sequence[Part], target: Target) -> ImportPreview:
    """Do what `preview` does for the sheets of a workbook, as one import.

    Entries may point at entries of another sheet that are new as well.
    """
    from core.exchange.activity_table import expanded
    from core.exchange.planning import planned
    from core.exchange.reading_lines import read_lines

    tables = [table for part in parts for table in expanded(part, target)]
    lines, problems, notes = read_lines(tables, target)
    rows, refused, new = planned(lines, target)
    unknown = (
        header for part in parts for header in _unknown(part.table, part.mapping)
    )
    found = sorted(problems + refused, key=lambda p: (p.reference, p.line or 0))
    return ImportPreview(
        rows, tuple(found), tuple(dict.fromkeys(unknown)), tuple(notes), new
    )


def edits(
    preview: ImportPreview, *, skip_bad: bool = False
) -> dict[str, tuple[Edit, ...]]:
    """Return what to commit, by project: all of it, or none, is to be written.

    Parameters
    ----------
    skip_bad
        Whether to leave out the lines that have a problem.

    Raises
    ------
    InvalidEntryError
        If a line has a problem, unless `skip_bad` is set.
    """
    if preview.problems and not skip_bad:
        raise InvalidEntryError(preview.problems)
    from core.exchange.planning import edits_by_project

    return edits_by_project(preview.rows, preview.new_projects)


def _unknown(table: Table, mapping: ColumnMapping) -> list[str]:
    used = set(mapping.used)
    return [
        header
        for place, header in enumerate(table.headers)
        if header not in used and any(line.cells[place] for line in table.lines)
    ]
