"""The lines of a table of activities: their numbers, outline and names."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from core.exchange.cells import as_text
from core.exchange.importing import Part
from core.exchange.mapping import PlanColumn
from core.exchange.shape import Cell, Line
from core.project import Project
from core.registers.catalog import ACTIVITIES
from core.registers.values import REFERENCE

CODE = re.compile(r"\d+(?:\.\d+)*\.?")
DIGITS = 9  # of an outline level; a file may hold any text
OWN_ID = re.compile(r"[1-9]\d{0,6}")


@dataclass(frozen=True)
class Row:
    """One line with the number that its activity has or gets."""

    line: Line
    number: int
    is_known: bool


@dataclass(frozen=True)
class ActivityRows:
    """A table of activities and the project that it goes to."""

    part: Part
    project: Project

    def cell(self, line: Line, column: PlanColumn) -> Cell:
        """Return what a line says in a column; None where there is no such column."""
        header = self.part.mapping.plan.get(column)
        return None if header is None else line.cells[self.places[header]]

    def text(self, line: Line, column: PlanColumn) -> str:
        """Return it as text; empty where it says nothing."""
        cell = self.cell(line, column)
        return "" if cell is None else as_text(cell).strip()

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each header stands."""
        return {header: at for at, header in enumerate(self.part.table.headers)}

    @cached_property
    def rows(self) -> list[Row]:
        """Number the lines: by their reference, else by their ID in an empty plan."""
        lines = self.part.table.lines
        known = self.project[ACTIVITIES]
        ids = [self.text(line, PlanColumn.NUMBER) for line in lines]
        free = not known.records and len(set(ids)) == len(ids)
        is_own = free and all(OWN_ID.fullmatch(text) for text in ids)
        following = max([known.last_number, *self._references()])
        rows = []
        for line, said in zip(lines, ids, strict=True):
            number = self._reference(line)
            is_known = number is not None
            if number is None and is_own:
                number = int(said)
            if number is None:
                following += 1
                number = following
            rows.append(Row(line, number, is_known and number in known.records))
        return rows

    def _references(self) -> Iterator[int]:
        for line in self.part.table.lines:
            yield self._reference(line) or 0

    def _reference(self, line: Line) -> int | None:
        header = self.part.mapping.key
        cell = line.cells[self.places[header]] if header else None
        match = REFERENCE.fullmatch(as_text(cell)) if cell is not None else None
        return int(match[2]) if match else None

    @cached_property
    def parents(self) -> dict[int, int]:
        """The summary that each activity belongs to, by number."""
        by_code = {self.code(row): row.number for row in self.rows if self.code(row)}
        if by_code and PlanColumn.LEVEL not in self.part.mapping.plan:
            return {
                row.number: by_code[above]
                for row in self.rows
                if (above := self.code(row).rpartition(".")[0]) in by_code
            }
        found: dict[int, int] = {}
        above_all: list[tuple[int, int]] = []
        for row in self.rows:
            depth = self._depth(row.line)
            above_all = [pair for pair in above_all if pair[0] < depth]
            if above_all:
                found[row.number] = above_all[-1][1]
            above_all.append((depth, row.number))
        return found

    def code(self, row: Row) -> str:
        """Return where a line says that it stands: "1.2"."""
        text = self.text(row.line, PlanColumn.OUTLINE)
        return text.rstrip(".") if CODE.fullmatch(text) else ""

    def _depth(self, line: Line) -> int:
        """Return the outline level, else how far the name is indented."""
        level = self.text(line, PlanColumn.LEVEL)
        if level.isdecimal():
            return int(level[:DIGITS])
        source = self.part.mapping.fields.get("title")
        if source is None or not source.columns or level:
            return 0
        name = line.cells[self.places[source.columns[0]]]
        return len(name) - len(name.lstrip()) if isinstance(name, str) else 0

    @cached_property
    def summaries(self) -> set[int]:
        """Numbers of the activities that others belong to."""
        return set(self.parents.values())

    @cached_property
    def by_name(self) -> Mapping[str, int]:
        """Numbers by what predecessors may call an activity; an ID goes before."""
        named: dict[str, int] = {}
        for place, row in enumerate(self.rows, start=1):
            own = self.text(row.line, PlanColumn.NUMBER)
            if PlanColumn.NUMBER not in self.part.mapping.plan:
                own = str(row.number if self.part.mapping.key else place)
            named.setdefault(own.casefold(), row.number)
        for row in self.rows:
            named.setdefault(self.code(row), row.number)
            named[ACTIVITIES.reference(row.number).casefold()] = row.number
        for number in self.project[ACTIVITIES].records:
            named.setdefault(ACTIVITIES.reference(number).casefold(), number)
            if self.part.mapping.key:
                named.setdefault(str(number), number)
        return named

    @cached_property
    def _ids(self) -> Counter[str]:
        lines = self.part.table.lines
        return Counter(self.text(line, PlanColumn.NUMBER).casefold() for line in lines)

    def is_shared(self, name: str) -> bool:
        """Whether several lines have the ID that a predecessor names."""
        return self._ids[name.casefold()] > 1

    def named(self, name: str) -> int | None:
        """Return the number of the activity that a predecessor names."""
        match = REFERENCE.fullmatch(name)
        text = ACTIVITIES.reference(int(match[2])) if match else name
        return self.by_name.get(text.casefold())
