"""A table as a value: headers, lines, and what was noticed while it was read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import TypeAlias

from core.errors import Problem, UnreadableFileError, shorten

MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_TITLE_LINES = 100  # lines above the header

Cell: TypeAlias = str | int | float | Decimal | bool | datetime | date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file.

    Attributes
    ----------
    number
        Where a person finds it: line of the text file or row of the sheet, from 1.
    cells
        One value a header; None where nothing can be seen, as in blank text.
    """

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a table came from, and what its reader has to know.

    Attributes
    ----------
    file_name
        As it may be shown to a person.
    format
        "csv" or "xlsx".
    encoding, delimiter
        Of a text file; the delimiter is empty where there is one column.
    sheet
        Of a workbook.
    notes
        Sentences on what was assumed, renamed or left out.
    """

    file_name: str
    format: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Headers and lines of a file; every line has as many cells as there are headers.

    Attributes
    ----------
    problems
        Lines that are left out, because they have more cells than the header.
    """

    headers: tuple[str, ...]
    lines: tuple[Line, ...]
    source: Source
    problems: tuple[Problem, ...] = field(default=())


def build_table(lines: Iterable[Line], source: Source) -> Table:
    """Find the header among the lines of a file, and fit the other lines to it.

    Parameters
    ----------
    lines
        All lines of the file in order; no more are taken than a table may have.

    Raises
    ------
    UnreadableFileError
        If there is no header, or more rows or columns than a table may have.
    """
    written = _written_lines(lines, source)
    start = _header_index(written)
    header, body = written[start], written[start + 1 :]
    if len(body) > MAX_ROWS:
        raise _too_many_rows(source)
    if _is_outgrown(header, body):
        raise UnreadableFileError(
            f"Most lines of {source.file_name} have more cells than the header in line "
            f"{header.number}; delete the lines above the header, or name each column."
        )
    return _fit(header, body, source)


def shown_name(file_name: str) -> str:
    """Return a file's name as a message can show it: no folders, one short line."""
    bare = file_name.replace("\\", "/").rsplit("/", maxsplit=1)[-1]
    printable = "".join(c if c.isprintable() else " " for c in bare)
    return shorten(printable) or "The file"


def column_letters(index: int) -> str:
    """Name a column as a spreadsheet does.

    Examples
    --------
    >>> column_letters(0), column_letters(25), column_letters(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def is_empty(cell: Cell) -> bool:
    """Tell whether nothing can be seen in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _written_lines(lines: Iterable[Line], source: Source) -> list[Line]:
    most = MAX_ROWS + MAX_TITLE_LINES + 1
    lines_with_text = (line for line in lines if not all(map(is_empty, line.cells)))
    written = list(islice(lines_with_text, most + 1))
    if len(written) > most:
        raise _too_many_rows(source)
    if not written:
        raise UnreadableFileError(
            f"{source.file_name} is empty; choose a file with a header line."
        )
    return written


def _too_many_rows(source: Source) -> UnreadableFileError:
    return UnreadableFileError(
        f"At most {MAX_ROWS:,} rows can be read and {source.file_name} has more; "
        "split it into smaller files."
    )


def _header_index(lines: Sequence[Line]) -> int:
    """Return the first line with two or more cells; titles above it have one.

    A block of facts may stand there too, such as "Project: | Payments": each of its
    lines ends in fewer cells than the header, and an empty line or colons part it off.
    """
    wide = [i for i, line in enumerate(lines) if _filled(line) > 1]
    first = next(iter(wide), 0)
    for index in wide[:MAX_TITLE_LINES]:
        if not _is_outgrown(lines[index], lines[index + 1 :]):
            return index if _is_apart(lines[first:index], lines[index]) else first
    return first


def _is_outgrown(header: Line, body: Sequence[Line]) -> bool:
    width = _width(header)
    return sum(_width(line) > width for line in body) > len(body) / 2


def _filled(line: Line) -> int:
    return sum(not is_empty(cell) for cell in line.cells)


def _is_apart(facts: Sequence[Line], header: Line) -> bool:
    """Whether facts above a header are no lines of the table."""
    if not facts:
        return True
    gap = header.number > facts[-1].number + 1
    labels = (next(c for c in f.cells if not is_empty(c)) for f in facts)
    named = all(str(label).rstrip().endswith(":") for label in labels)
    texts = all(isinstance(cell, str) for cell in header.cells if not is_empty(cell))
    return texts and (gap or named)


def _width(line: Line) -> int:
    """Count the cells of a line up to its last one with text."""
    filled = (i for i, cell in enumerate(reversed(line.cells)) if not is_empty(cell))
    return len(line.cells) - next(filled, len(line.cells))


def _fit(header: Line, body: Sequence[Line], source: Source) -> Table:
    width = _table_width(header, body, source)
    if width > MAX_COLUMNS:
        raise too_many_columns(source.file_name)
    problems = tuple(_too_long(line, width) for line in body if _width(line) > width)
    fitting = [_padded(line, width) for line in body if _width(line) <= width]
    kept = _kept_columns(header, fitting, width)
    headers, renamed = _unique([_header_text(header, index) for index in kept])
    lines = (Line(n.number, tuple(n.cells[index] for index in kept)) for n in fitting)
    short = [] if source.format == "xlsx" else _shorter(body, width)
    notes = source.notes + renamed + _length_notes(short, problems)
    return Table(headers, tuple(lines), replace(source, notes=notes), problems)


def _table_width(header: Line, body: Sequence[Line], source: Source) -> int:
    """Count the columns: of a text file its header says so, of a sheet its cells."""
    if source.format == "xlsx":
        return max(map(_width, (header, *body)))
    # A header line may end in empty cells whose columns are filled all the same.
    return len(header.cells)


def too_many_columns(file_name: str) -> UnreadableFileError:
    """Return the error for a table that is too wide."""
    return UnreadableFileError(
        f"At most {MAX_COLUMNS} columns can be read and {file_name} has more; "
        "delete the columns that are not needed."
    )


def _too_long(line: Line, width: int) -> Problem:
    surplus = next(cell for cell in line.cells[width:] if not is_empty(cell))
    return Problem(
        field=f"Column {column_letters(width)}",
        message=f"The line has {_width(line)} cells, but the header has {width}.",
        value=str(surplus),
        allowed=f"at most {width} cells; text that holds the delimiter needs quotes",
        line=line.number,
    )


def _padded(line: Line, width: int) -> Line:
    missing = width - len(line.cells)
    return Line(line.number, line.cells[:width] + (None,) * missing)


def _kept_columns(header: Line, body: Sequence[Line], width: int) -> list[int]:
    """Return the columns that have a header or any text."""
    named = {i for i, cell in enumerate(header.cells) if not is_empty(cell)}
    unnamed = set(range(width)) - named
    filled = {i for i in unnamed if any(not is_empty(line.cells[i]) for line in body)}
    return sorted(named | filled)


def _header_text(header: Line, index: int) -> str:
    cell = header.cells[index] if index < len(header.cells) else None
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None else " ".join(str(cell).split())
    return text or f"Column {column_letters(index)}"


def _unique(headers: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Set apart the headers that stand twice, and say so."""
    unique: list[str] = []
    notes: list[str] = []
    seen: Counter[str] = Counter()
    for header in headers:
        seen[header] += 1
        name = header
        while name in unique or (name != header and name in headers):
            name = f"{header} ({seen[header]})"
            seen[header] += name in unique or name in headers
        if name != header:
            notes.append(
                f"The header “{shorten(header)}” stands more than once; "
                f"this one is called “{shorten(name)}”."
            )
        unique.append(name)
    return tuple(unique), tuple(notes)


def _shorter(body: Sequence[Line], width: int) -> list[int]:
    return [line.number for line in body if len(line.cells) < width]


def _length_notes(short: list[int], problems: Sequence[Problem]) -> tuple[str, ...]:
    long = [problem.line for problem in problems if problem.line is not None]
    return (
        *counted(short, "shorter than the header; the missing cells are empty"),
        *counted(long, "longer than the header and left out"),
    )


def counted(numbers: Sequence[int], what: str) -> tuple[str, ...]:
    """Name some lines in a sentence, the first five of them; nothing for none."""
    if not numbers:
        return ()
    first = ", ".join(map(str, numbers[:5])) + (" …" if numbers[5:] else "")
    if len(numbers) == 1:
        return (f"Line {first} is {what}.",)
    return (f"{len(numbers):,} lines ({first}) are {what}.",)
