"""One table of an import with its mapping checked, and the words for what is wrong."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from core.errors import Problem, UnreadableFileError, shorten
from core.exchange.cells import as_text, is_nothing
from core.exchange.guessing import completed
from core.exchange.importing import Part, Target
from core.exchange.mapping import ColumnMapping, FieldSource
from core.exchange.names import or_a_name
from core.exchange.shape import Cell, Line
from core.registers.catalog import ACTIVITIES, PROJECTS
from core.registers.spec import FieldSpec, RegisterSpec

CODE = re.compile(r"\d+(?:\.\d+)+")
CODE_HEADER = re.compile(r"\bwbs\b|\bpsp\b|work ?package|arbeitspaket", re.IGNORECASE)


def _names_activities(field: FieldSpec) -> bool:
    return field.target is not None and field.target.register == ACTIVITIES.key


@dataclass(frozen=True)
class PreparedPart:
    """A part whose mapping was checked, with the places of its columns."""

    part: Part
    sources: Mapping[str, FieldSource]
    empty: Counter[str] = field(default_factory=Counter)
    known: dict[str, dict[object, Any]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    @property
    def spec(self) -> RegisterSpec[Any]:
        """The register that the part is for."""
        return self.part.spec

    @property
    def mapping(self) -> ColumnMapping:
        """How its columns are read."""
        return self.part.mapping

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each column stands."""
        return {header: i for i, header in enumerate(self.part.table.headers)}

    @cached_property
    def coded(self) -> frozenset[str]:
        """The fields whose column names activities by WBS code, so that "2" is one.

        Its header says so, or some of its codes have several parts.
        """
        return frozenset(
            name
            for name, source in self.sources.items()
            if _names_activities(self.spec.by_name[name]) and self._has_codes(source)
        )

    def _has_codes(self, source: FieldSource) -> bool:
        if any(CODE_HEADER.search(column) for column in source.columns):
            return True
        places = [self.places[column] for column in source.columns]
        cells = (
            line.cells[place] for line in self.part.table.lines for place in places
        )
        return any(CODE.fullmatch(as_text(cell).strip()) for cell in cells)

    @cached_property
    def columns(self) -> tuple[tuple[FieldSpec, FieldSource, tuple[int, ...]], ...]:
        """Each field with its source and the places of its cells."""
        return tuple(
            (self.spec.by_name[n], s, tuple(self.places[c] for c in s.columns))
            for n, s in self.sources.items()
        )

    def cell(self, line: Line, header: str | None) -> Cell:
        """Return a cell, or None where it or its column is empty."""
        if header is None:
            return None
        cell = line.cells[self.places[header]]
        return None if is_nothing(cell, self.mapping.empty_words) else cell

    def raw(self, line: Line, name: str) -> str:
        """Return what the file says for a field, as far as it says anything."""
        source = self.sources.get(name)
        if source is None:
            return ""
        cells = (line.cells[self.places[c]] for c in source.columns)
        return " + ".join(as_text(cell) for cell in cells if not is_nothing(cell, ()))

    def problem(
        self, line: Line, header: str, message: str, value: str = "", allowed: str = ""
    ) -> Problem:
        """Say what is wrong with a line."""
        ways = or_a_name(allowed, value)
        return Problem(header, message, self.part.sheet, value, ways, line.number)

    def header(self, name: str) -> str:
        """Name a field as the file does; by its label where the file does not."""
        known, source = self.spec.by_name.get(name), self.sources.get(name)
        if source is not None and source.columns:
            return source.label
        return known.label if known else name


class BadLineError(Exception):
    """A line cannot be read further; carries why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def prepared(part: Part, target: Target) -> PreparedPart:
    """Check that a mapping fits its table, and put its fields in reading order.

    Raises
    ------
    UnreadableFileError
        If it does not fit.
    """
    _check(part, target)
    sources = {
        name: _decided(part, part.spec.by_name[name], source)
        for name, source in part.mapping.fields.items()
    }
    ordered = sorted(sources.items(), key=lambda item: _depth(sources, item[0]))
    return PreparedPart(part, dict(ordered))


def _decided(part: Part, field: FieldSpec, source: FieldSource) -> FieldSource:
    """Read what a column leaves open as it is said of the whole file."""
    found, said = completed(part.table, field, source), part.mapping
    return found.model_copy(
        update={
            name: getattr(said, name)
            for name in ("decimal_comma", "day_first")
            if getattr(found, name) is None
        }
    )


def _check(part: Part, target: Target) -> None:
    """Refuse a mapping that does not fit its table or register."""
    mapping, table = part.mapping, part.table
    headers = set(table.headers)
    strange = [name for name in mapping.fields if name not in part.spec.by_name]
    after = [s.after for s in mapping.fields.values() if s.after]
    if strange:
        raise UnreadableFileError(
            f"The mapping fills “{shorten(strange[0])}”, which {part.spec.title} do "
            f"not have; their fields are: {', '.join(part.spec.by_name)}."
        )
    if missing := [column for column in mapping.used if column not in headers]:
        raise UnreadableFileError(
            f"The mapping reads the column “{shorten(missing[0])}”, which "
            f"{table.source.file_name} does not have; its columns are: "
            f"{shorten(', '.join(table.headers), 400)}."
        )
    if lost := [name for name in after if name not in mapping.fields]:
        raise UnreadableFileError(
            f"The mapping counts days after “{shorten(lost[0])}”, which it does not "
            "fill; name a field that it fills with a date."
        )
    if part.spec is not PROJECTS and not (target.key or mapping.project):
        raise UnreadableFileError(
            f"{table.source.file_name} does not say which project its rows belong to: "
            "name the project, or map the column that holds its key or name."
        )


def _depth(sources: Mapping[str, FieldSource], name: str) -> int:
    """Count the fields whose dates must be known before this one's."""
    depth, seen = 0, {name}
    while after := sources[name].after:
        if after in seen:
            raise UnreadableFileError(
                f"The mapping counts the days of “{after}” after itself; count them "
                "after a field that has a date of its own."
            )
        depth, name = depth + 1, after
        seen.add(name)
    return depth
