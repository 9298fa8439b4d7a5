"""Tables in Excel workbooks, read cell by cell.

Rows are taken one at a time, and only the cells that are there are looked at: a
workbook of a few kilobytes can claim a billion, and the gaps are never filled.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element

from core.errors import UnreadableFileError, shorten
from core.exchange.shape import (
    MAX_COLUMNS,
    Cell,
    Line,
    Source,
    Table,
    build_table,
    is_empty,
    too_many_columns,
)
from core.exchange.workbook import Workbook, open_workbook, unescaped

NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DATA_TAG, ROW_TAG, FORMULA_TAG, VALUE_TAG = (
    f"{NAMESPACE}{tag}" for tag in ("sheetData", "row", "f", "v")
)
LARGEST = 1e300  # no figure; kept as text, which each field refuses in its own words


@dataclass(slots=True)
class _Counts:
    """What is noticed on the way through a sheet."""

    formulas: int = 0

    def notes(self) -> tuple[str, ...]:
        """Say what a person should know."""
        if not self.formulas:
            return ()
        note = (
            f"Formulas without a stored result: {self.formulas:,}; open the workbook "
            "in your spreadsheet program and save it, so that results are stored."
        )
        return (note,)


def read_workbook_table(file_name: str, content: bytes, sheet: str | None) -> Table:
    """Read the table on one sheet.

    Parameters
    ----------
    file_name
        As messages show it.
    sheet
        Name of the sheet; None takes the first one that can be seen and has text.

    Raises
    ------
    UnreadableFileError
        If the workbook is damaged, protected or too big, or has no such sheet.
    """
    with open_workbook(file_name, content) as workbook:
        names = workbook.visible_names()
        if sheet is not None and sheet not in workbook.paths:
            raise UnreadableFileError(
                f"{file_name} has no sheet “{shorten(sheet)}”; "
                f"choose one of: {', '.join(map(shorten, names))}."
            )
        candidates = [sheet] if sheet is not None else names
        for name in candidates:
            table = _table(workbook, file_name, name, candidates)
            if table:
                return table
    raise UnreadableFileError(
        f"{file_name} has no sheet with text; choose a file with a header line."
    )


def workbook_sheets(file_name: str, content: bytes) -> tuple[str, ...]:
    """Return the names of the sheets that can be seen, in their order.

    Raises
    ------
    UnreadableFileError
        If the workbook is damaged, protected or too big.
    """
    with open_workbook(file_name, content) as workbook:
        return tuple(workbook.visible_names())


def first_lines(file_name: str, content: bytes) -> Mapping[str, tuple[Cell, ...]]:
    """Return the first line with text of each sheet that can be seen, by its name.

    Raises
    ------
    UnreadableFileError
        If the workbook is damaged, protected or too big.
    """
    with open_workbook(file_name, content) as workbook:
        found = {
            name: next(_lines(workbook, file_name, name, _Counts()), None)
            for name in workbook.visible_names()
        }
    return {name: line.cells for name, line in found.items() if line is not None}


def _table(
    workbook: Workbook, file_name: str, sheet: str, candidates: list[str]
) -> Table | None:
    """Read the table of one of some sheets; None where the sheet has no text."""
    counts = _Counts()
    lines = _lines(workbook, file_name, sheet, counts)
    first = next(lines, None)
    if first is None:
        return None
    table = build_table(chain([first], lines), Source(file_name, "xlsx", sheet=sheet))
    notes = (*_sheet_notes(sheet, candidates), *table.source.notes, *counts.notes())
    return replace(table, source=replace(table.source, notes=notes))


def _sheet_notes(sheet: str, candidates: list[str]) -> tuple[str, ...]:
    """Name the sheet that was taken, where nobody named it."""
    if len(candidates) == 1:
        return ()
    return (f"Read from sheet “{shorten(sheet)}”, one of {len(candidates)}.",)


def _lines(
    workbook: Workbook, file_name: str, sheet: str, counts: _Counts
) -> Iterator[Line]:
    """Yield the rows that have text."""
    for number, pairs in _rows(workbook, workbook.paths[sheet]):
        filled: dict[int, Cell] = {}
        for element, parsed in pairs:
            cell = _cell(element, parsed, workbook, counts)
            if not is_empty(cell):
                filled[parsed["column"]] = cell
        if not filled:
            continue
        width = max(filled)
        if width > MAX_COLUMNS:
            raise too_many_columns(file_name)
        yield Line(number, tuple(filled.get(i) for i in range(1, width + 1)))


def _rows(
    workbook: Workbook, path: str
) -> Iterator[tuple[int, list[tuple[Element, dict[str, Any]]]]]:
    """Yield the rows of a sheet one by one, and nothing for the gaps between them.

    openpyxl's own iteration fills every gap, which never ends where the last cell
    is XFD1048576, and fails over what stands after the cells, such as a bad filter.
    """
    from defusedxml.ElementTree import iterparse
    from openpyxl.worksheet._reader import WorkSheetParser

    inner = workbook.inner
    with workbook.archive.open(path) as source:
        parser = WorkSheetParser(
            source,
            workbook.strings,
            data_only=True,
            epoch=inner.epoch,
            date_formats=inner._date_formats,  # noqa: SLF001
            timedelta_formats=inner._timedelta_formats,  # noqa: SLF001
        )
        for _, element in iterparse(source, forbid_dtd=True):
            if element.tag == ROW_TAG:
                number, cells = parser.parse_row(element)
                yield number, list(zip(element, cells, strict=True))
                element.clear()
            elif element.tag == DATA_TAG:
                return


def _cell(
    element: Element, parsed: Mapping[str, Any], workbook: Workbook, counts: _Counts
) -> Cell:
    value = parsed["value"]
    if value is None:
        formula = element.find(FORMULA_TAG)
        if formula is None or _has_result(element):
            return None
        counts.formulas += 1
        return f"={formula.text or ''}"
    if isinstance(value, str):
        return value if element.get("t") == "s" else unescaped(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _number(value, is_percent=parsed["style_id"] in workbook.percent_styles)
    return _moment(value)


def _has_result(element: Element) -> bool:
    """Whether a formula's result is stored: a text may be empty, a number may not."""
    stored = element.find(VALUE_TAG)
    return stored is not None and (bool(stored.text) or element.get("t") == "str")


def _number(value: float, *, is_percent: bool) -> Cell:
    """Return a number as it is, unless the sheet shows a percentage.

    0.12 that is shown as 12 % becomes "12 %": who reads 12 there means 12.
    """
    if not abs(value) < LARGEST:  # also true of what is no number
        return str(value)
    if is_percent:
        return f"{Decimal(f'{value * 100:.12g}'):f} %"
    return value


def _moment(value: object) -> Cell:
    """Return a day where no time of day is meant; a duration as text."""
    if isinstance(value, datetime):
        return value.date() if value.time() == time.min else value
    return value if isinstance(value, date) else str(value)
