"""Planned dates of a table of activities, as what holds an activity to them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import cached_property

from core.errors import Problem, UnreadableValueError
from core.exchange.cells import as_text
from core.exchange.importing import Part
from core.exchange.mapping import PlanColumn
from core.exchange.mspdi_units import plain
from core.exchange.shape import Cell, Line
from core.project import Project
from core.reading import guess_day_first
from core.reading_moments import read_moment
from core.schedule.calendar import STANDARD
from core.schedule.instants import to_instant

# "Mo 12.01.26" and "Mon 12/01/26": the day of the week says nothing more.
WEEKDAY = re.compile(r"^[^\W\d_]{2,3}\.?,?\s+(?=\d)")
NO_DATE = ("NA", "NV", "n/a", "-", "")  # what Microsoft Project writes for none


DATED = (PlanColumn.START, PlanColumn.FINISH)


def without_weekday(cell: Cell) -> Cell:
    """Return a written date without the day of the week before it."""
    return WEEKDAY.sub("", cell.strip()) if isinstance(cell, str) else cell


@dataclass(frozen=True)
class PlannedDates:
    """Reads the columns Start and Finish of a table."""

    part: Part
    project: Project

    @property
    def is_given(self) -> bool:
        """Whether the table has planned dates."""
        return PlanColumn.START in self.part.mapping.plan

    def of(self, line: Line, *, is_free: bool) -> tuple[datetime | None, str | None]:
        """Return what holds the start of an activity, and how long it takes.

        Parameters
        ----------
        is_free
            Whether nothing else says when the activity begins.
        """
        start = self._read(line, PlanColumn.START)
        finish = self._read(line, PlanColumn.FINISH)
        length = None
        if start and finish and not _is_backward(start, finish):
            length = _days(start, finish)
        later = start if is_free and start and self._is_later(start) else None
        return later, length

    def _is_later(self, start: datetime) -> bool:
        """Whether an activity begins after all that could begin with the project."""
        return self.earliest is None or start.date() > self.earliest.date()

    @cached_property
    def earliest(self) -> datetime | None:
        """When the project begins: as set, else with the first line."""
        chosen = self.project.settings.schedule_start
        starts = [self._read(n, PlanColumn.START) for n in self.part.table.lines]
        return chosen or min((s for s in starts if s), default=None)

    @cached_property
    def problems(self) -> list[Problem]:
        """The dates that cannot be read, and those that lie the wrong way round."""
        found = [*self._backward()]
        for column in DATED:
            for line in self.part.table.lines:
                try:
                    self._parse(line, column)
                except UnreadableValueError as error:
                    found.append(self._problem(line, column, error.allowed))
        return found

    def _backward(self) -> Iterator[Problem]:
        for line in self.part.table.lines:
            start = self._read(line, PlanColumn.START)
            finish = self._read(line, PlanColumn.FINISH)
            if start and finish and _is_backward(start, finish):
                said = as_text(self._cell(line, PlanColumn.START))
                allowed = f"a moment that is not before the start, {said}"
                yield self._problem(line, PlanColumn.FINISH, allowed)

    def _problem(self, line: Line, column: PlanColumn, allowed: str) -> Problem:
        header, sheet = self.part.mapping.plan[column], self.part.sheet
        value = as_text(self._cell(line, column))
        return Problem(header, "is not allowed", sheet, value, allowed, line.number)

    def _read(self, line: Line, column: PlanColumn) -> datetime | None:
        try:
            return self._parse(line, column)
        except UnreadableValueError:
            return None  # told by `problems`

    def _parse(self, line: Line, column: PlanColumn) -> datetime | None:
        cell = self._cell(line, column)
        if cell is None or cell in NO_DATE:
            return None
        if isinstance(cell, str):
            return read_moment(without_weekday(cell), day_first=self._day_first)
        return read_moment(cell, serial=True)

    def _cell(self, line: Line, column: PlanColumn) -> Cell:
        header = self.part.mapping.plan.get(column)
        if header is None:
            return None
        return line.cells[self.part.table.headers.index(header)]

    @cached_property
    def _day_first(self) -> bool | None:
        cells = (self._cell(n, c) for n in self.part.table.lines for c in DATED)
        found = guess_day_first(map(without_weekday, cells))
        return self.part.mapping.day_first if found is None else found


def _is_backward(start: datetime, finish: datetime) -> bool:
    """Whether a finish lies before its start; without a time it ends its day."""
    return finish.date() < start.date() or _ended(finish) < start


def _days(start: datetime, finish: datetime) -> str:
    """Return working days between two moments; a finish without a time ends its day."""
    minutes = STANDARD.between(to_instant(start), to_instant(_ended(finish)))
    return f"{plain(Decimal(minutes) / STANDARD.minutes_per_day)}d"


def _ended(finish: datetime) -> datetime:
    return finish + timedelta(days=1) if finish.time() == time.min else finish
