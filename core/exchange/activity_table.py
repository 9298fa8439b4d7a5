"""A table of activities as users of planning tools write it, taken apart.

Its lines become entries of several registers: the activities with their outline, their
dependencies, the resources that they name, and who works on what.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from core.exchange.activity_dates import PlannedDates
from core.exchange.activity_links import Ties
from core.exchange.activity_rows import CODE, ActivityRows, Row
from core.exchange.cells import as_text
from core.exchange.importing import Part, Target
from core.exchange.mapping import ColumnMapping, FieldSource, PlanColumn
from core.exchange.shape import Cell, Line, Source, Table
from core.registers.catalog import ACTIVITIES, SETTINGS

# Columns that are made; no file has their names.
NUMBER, PARENT, KIND = "Number here", "Outline", "Kind here"
BOUND, BOUND_AT, LENGTH = "Held by", "Held to", "Computed duration"
MADE = (NUMBER, PARENT, KIND, BOUND, BOUND_AT, LENGTH)
SUMMED = {
    "duration",
    "effort",
    "percent_complete",
    "remaining",
    "actual_start",
    "actual_finish",
}
NO_TIME = re.compile(r"\s*0+(?:[.,]0+)?(?!\d)")
SEVERAL = "Predecessors and outline are read only where all lines go to one project."


def expanded(part: Part, target: Target) -> tuple[Part, ...]:
    """Take a table of activities apart; any other one stays as it is."""
    if part.spec is not ACTIVITIES or not part.mapping.plan:
        return (part,)
    if part.mapping.project is not None or target.key is None:
        source = part.table.source
        told = replace(source, notes=(*source.notes, SEVERAL))
        return (replace(part, table=replace(part.table, source=told)),)
    table = ActivityRows(part, target.project(target.key))
    return (*_Activities(table).parts(), *Ties(table).parts())


@dataclass(frozen=True)
class _Activities:
    """The activities of a table, and when the plan begins."""

    table: ActivityRows

    @property
    def part(self) -> Part:
        return self.table.part

    def parts(self) -> tuple[Part, ...]:
        return (self._activities(), *self._settings())

    @cached_property
    def dates(self) -> PlannedDates:
        return PlannedDates(self.part, self.table.project)

    def _activities(self) -> Part:
        mapping, table = self.part.mapping, self.part.table
        sources = {"parent": PARENT, "kind": KIND} | self._dated()
        fields = {n: FieldSource(columns=(c,)) for n, c in sources.items()}
        kept = {n: s for n, s in mapping.fields.items() if n not in self._replaced()}
        lines = tuple(
            Line(row.line.number, (*self._cells(row), *self._made(row)))
            for row in self.table.rows
        )
        read = mapping.model_copy(update={"key": NUMBER, "fields": {**fields, **kept}})
        headers = (*table.headers, *MADE)
        problems = (*table.problems, *self.dates.problems)
        notes = (*table.source.notes, *self._notes())
        source = replace(table.source, notes=notes)
        made = Table(headers, lines, source, problems)
        return replace(self.part, table=made, mapping=read)

    def _notes(self) -> Iterator[str]:
        known = sum(row.is_known for row in self.table.rows)
        if known and self.dates.is_given:
            yield (
                "The planned start and finish of activities that are there already are "
                f"computed, and not read ({known:,})."
            )

    def _settings(self) -> Iterator[Part]:
        """Let a plan without a beginning begin with its first line."""
        start = self.dates.earliest
        if start is None or self.table.project.settings.schedule_start is not None:
            return
        name = self.part.table.source.file_name
        line = Line(self.part.table.lines[0].number, (start,))
        mapping = ColumnMapping(
            register_key=SETTINGS.key,
            fields={"schedule_start": FieldSource(columns=(BOUND_AT,))},
        )
        table = Table((BOUND_AT,), (line,), Source(name, "csv"))
        yield Part(table, SETTINGS, mapping, SETTINGS.title)

    def _replaced(self) -> set[str]:
        """Return the fields whose columns say nothing but the outline."""
        lines = (row.line for row in self.table.rows)
        codes = (self.table.text(line, PlanColumn.OUTLINE) for line in lines)
        plain = all(CODE.fullmatch(code) for code in codes if code)
        return {"wbs"} if plain else set()

    def _dated(self) -> dict[str, str]:
        fields = self.part.mapping.fields
        found = {} if "duration" in fields else {"duration": LENGTH}
        if not {"constraint", "constraint_date", "manual"} & fields.keys():
            found |= {"constraint": BOUND, "constraint_date": BOUND_AT}
        return found if self.dates.is_given else {}

    def _cells(self, row: Row) -> tuple[Cell, ...]:
        """Return the cells of a line; a summary has only what its parts make of it."""
        if row.number not in self.table.summaries:
            return row.line.cells
        summed = {
            self.table.places[header]
            for name, source in self.part.mapping.fields.items()
            if name in SUMMED
            for header in source.columns
        }
        cells = enumerate(row.line.cells)
        return tuple(None if at in summed else cell for at, cell in cells)

    def _made(self, row: Row) -> Iterator[Cell]:
        yield ACTIVITIES.reference(row.number)
        parent = self.table.parents.get(row.number)
        yield None if parent is None else ACTIVITIES.reference(parent)
        yield self._kind(row)
        is_leaf = row.number not in self.table.summaries
        is_free = is_leaf and not self.table.text(row.line, PlanColumn.PREDECESSORS)
        bound, length = self.dates.of(row.line, is_free=is_free)
        if row.is_known:  # its dates are computed
            bound = length = None
        yield "start no earlier than" if bound else None
        yield bound
        yield length if is_leaf else None

    def _kind(self, row: Row) -> str | None:
        if row.number in self.table.summaries:
            return "summary"
        source = self.part.mapping.fields.get("duration")
        header = source.columns[0] if source and source.columns else None
        cell = row.line.cells[self.table.places[header]] if header else None
        text = "" if cell is None else as_text(cell)
        if NO_TIME.match(text):
            return "milestone"
        return None if row.is_known else "activity"
