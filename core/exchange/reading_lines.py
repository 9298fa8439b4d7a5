"""The lines of a table as values of a register's fields, with the project of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.errors import Problem, UnreadableValueError, shorten
from core.exchange.cells import (
    DATES,
    DOTS,
    Base,
    as_text,
    is_nothing,
    read_cells,
    without_nothing,
)
from core.exchange.importing import Part, Target
from core.exchange.mapping import FieldSource
from core.exchange.prepared import BadLineError, PreparedPart, prepared
from core.exchange.shape import Cell, Line
from core.exchange.signs import remarks, signed
from core.exchange.spreading import Keys
from core.reading import read_flag
from core.registers.catalog import PROJECTS
from core.registers.spec import FieldSpec
from core.registers.values import REFERENCE

MOST_KNOWN = 10_000  # values of a column that are kept while a file is read
MOST_REFERENCE = 9_999_999  # a higher one is a slip, and the next would follow it


@dataclass(frozen=True, slots=True)
class ReadLine:
    """What one line says, before it is compared with what stands there."""

    part: PreparedPart
    line: Line
    project: str
    project_name: str
    number: int | None
    values: Mapping[str, Any]
    archived: bool | None


def read_lines(
    parts: Sequence[Part], target: Target
) -> tuple[list[ReadLine], list[Problem], list[str]]:
    """Read every line of every part.

    Returns
    -------
    The lines that can be read, the problems of the others, and notes.
    """
    good: list[ReadLine] = []
    problems: list[Problem] = []
    notes: list[str] = []
    keys = Keys(target)
    for part in parts:
        ready = prepared(part, target)
        problems += part.table.problems
        wanted = [line for line in part.table.lines if not _is_skipped(ready, line)]
        for line in wanted:
            try:
                good.append(_read_line(ready, line, keys, problems))
            except BadLineError as error:
                problems.append(error.problem)
        notes += part.table.source.notes
        notes += _notes(ready, len(part.table.lines) - len(wanted))
        notes += remarks(ready, [one.values for one in good if one.part is ready])
    return good, problems, notes


def _is_skipped(part: PreparedPart, line: Line) -> bool:
    return any(part.cell(line, header) is None for header in part.mapping.skip_blank)


def _notes(part: PreparedPart, skipped: int) -> Iterator[str]:
    for header, count in part.empty.items():
        lines = "one line" if count == 1 else f"{count:,} lines"
        name = shorten(header)
        yield f"“{name}” holds a word for “nothing” in {lines}; read as empty."
    if skipped:
        columns = ", ".join(f"“{shorten(c)}”" for c in part.mapping.skip_blank)
        yield f"{skipped:,} lines are left out, because {columns} is empty there."


# One line -----------------------------------------------------------------------------


def _read_line(
    part: PreparedPart, line: Line, keys: Keys, problems: list[Problem]
) -> ReadLine:
    values, found = _values(part, line)
    problems += found[:-1]
    if found:
        raise BadLineError(found[-1])
    values = signed(part, line, values)
    number, archived = None, _archived(part, line)
    if part.spec is PROJECTS:
        key = keys.of_project(part, line, values)
        name = str(values.get("title") or key)
    else:
        key, name = keys.of_entry(part, line)
        number = _number(part, line)
    return ReadLine(part, line, key, name, number, values, archived)


def _values(part: PreparedPart, line: Line) -> tuple[dict[str, Any], list[Problem]]:
    """Return what a line gives each mapped field; None where it gives nothing."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []

    def base(name: str) -> date | None:
        found = values.get(name)
        return found if isinstance(found, date) else None

    for column, source, places in part.columns:
        cells = tuple(line.cells[place] for place in places)
        try:
            values[column.name] = _value(part, column, source, cells, base)
        except UnreadableValueError as error:
            value = part.raw(line, column.name)
            problem = part.problem(
                line, source.label, "is not allowed", value, _allowed(column, error)
            )
            problems.append(problem)
    return values, problems


def _value(
    part: PreparedPart,
    column: FieldSpec,
    source: FieldSource,
    cells: tuple[Cell, ...],
    base: Base,
) -> Any:
    """Read a value once, however many lines repeat it."""
    known = part.known[column.name]
    place = tuple((type(cell), cell) for cell in cells)
    if place in known:
        return known[place]
    filled = without_nothing(cells, source, part.mapping.empty_words)
    _count_words(part, source, cells, filled)
    value = read_cells(column, source, filled, base)
    if cells == filled and not source.after and len(known) < MOST_KNOWN:
        known[place] = value
    return value


def _count_words(
    part: PreparedPart,
    source: FieldSource,
    cells: Sequence[Cell],
    filled: Sequence[Cell],
) -> None:
    if cells != filled:
        for header, old, new in zip(source.columns, cells, filled, strict=True):
            if new is None and not is_nothing(old, ()):
                part.empty[header] += 1


def _allowed(column: FieldSpec, error: UnreadableValueError) -> str:
    """Say what a field allows, and what the error knows beyond that."""
    if column.kind in DATES or error.allowed == DOTS or column.allowed in error.allowed:
        return error.allowed
    return column.allowed


def _number(part: PreparedPart, line: Line) -> int | None:
    cell = part.cell(line, part.mapping.key)
    if cell is None:
        return None
    text = as_text(cell).strip()
    match = REFERENCE.fullmatch(text)
    if (
        not match
        or match[1].upper() != part.spec.prefix
        or not 0 < int(match[2]) <= MOST_REFERENCE
    ):
        allowed = f"a reference such as {part.spec.reference(1)}, or nothing to add one"
        raise BadLineError(
            part.problem(
                line, part.mapping.key or "", "is not a reference here", text, allowed
            )
        )
    return int(match[2])


def _archived(part: PreparedPart, line: Line) -> bool | None:
    cell = part.cell(line, part.mapping.archived)
    if cell is None:
        return None
    try:
        return read_flag(cell)
    except UnreadableValueError as error:
        header = part.mapping.archived or ""
        raise BadLineError(
            part.problem(line, header, "is not allowed", as_text(cell), error.allowed)
        ) from None
