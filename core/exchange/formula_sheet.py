"""Sheets for people who go on reckoning: numbers, dates, and formulas for totals.

Text is written as text: a spreadsheet runs no cell that begins with an equals sign,
and what is too long or no figure is refused as in `core.exchange.writing`. A formula
carries its value too, for readers that do not reckon.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from core.exchange.shape import Cell
from core.exchange.writing import (
    EXCEL_DAY_ONE,
    NARROWEST,
    UNDATED,
    legal_sheet_name,
    write_text,
)
from core.words import sign

TOTAL = "Total"
WIDEST = 46  # characters of a column


class Kind(StrEnum):
    """How the cells of a column are written."""

    TEXT = "text"
    DATE = "date"
    MONTH = "month"
    MONEY = "money"
    FOREIGN = "foreign"
    INDEX = "index"
    NUMBER = "number"


WIDTHS: Mapping[Kind, int] = {
    Kind.DATE: 12,
    Kind.MONTH: 12,
    Kind.MONEY: 17,
    Kind.FOREIGN: 15,
    Kind.INDEX: 9,
    Kind.NUMBER: 12,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes
    ----------
    formula
        What its cells are computed from, with the letters of other columns in braces:
        "={Actual}-{Plan}", each of the same row; empty where they are typed.
    total
        Whether the sum of the column stands below it.
    """

    header: str
    kind: Kind = Kind.TEXT
    formula: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class FormulaSheet:
    """Columns, and the values of each row, those of formulas too."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def formula_xlsx(
    sheets: Mapping[str, FormulaSheet],
    currency: str,
    *,
    created: datetime = UNDATED,
) -> bytes:
    """Write a workbook: a frozen header, widths that fit, sums below their columns.

    Parameters
    ----------
    currency
        ISO 4217 code of columns of money.

    Raises
    ------
    UnwritableFileError
        If a text is longer than a cell may be.
    """
    from xlsxwriter import Workbook

    content = io.BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": created.replace(tzinfo=None)})
        formats = _formats(book, currency)
        taken: list[str] = []
        for name, sheet in sheets.items():
            taken.append(legal_sheet_name(name, taken))
            _write(book.add_worksheet(taken[-1]), sheet, formats)
    return content.getvalue()


Formats = Mapping[tuple[str, bool], Any]


def _formats(book: Any, currency: str) -> Formats:
    money = f'#,##0.00\\ "{sign(currency)}"'
    shapes = {
        Kind.TEXT: "@",
        Kind.DATE: "yyyy-mm-dd",
        Kind.MONTH: "mmm yyyy",
        Kind.MONEY: f"{money};[Red]-{money}",
        Kind.FOREIGN: "#,##0.00",
        Kind.INDEX: "0.00",
        Kind.NUMBER: "#,##0.######",
    }
    total = {"bold": True, "top": 1}
    found = {
        (kind.value, is_total): book.add_format(
            {"num_format": shape, "valign": "top"} | (total if is_total else {})
        )
        for kind, shape in shapes.items()
        for is_total in (False, True)
    }
    head = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
    found["header", False] = book.add_format(head)
    return found


def _write(target: Any, sheet: FormulaSheet, formats: Formats) -> None:
    from xlsxwriter.utility import xl_col_to_name

    letters = {
        column.header: xl_col_to_name(place)
        for place, column in enumerate(sheet.columns)
    }
    for place, column in enumerate(sheet.columns):
        write_text(target, (0, place), column.header, formats["header", False])
        target.set_column(place, place, _width(sheet, place))
        for number, row in enumerate(sheet.rows, start=1):
            form = formats[_kind(column, row[place]).value, False]
            if column.formula:
                formula = _filled(column, letters, number)
                _write_formula(target, (number, place), formula, form, row[place])
            else:
                _write_cell(target, (number, place), row[place], form)
    target.freeze_panes(1, 1)
    if sheet.rows:
        target.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    if any(column.total for column in sheet.columns) and sheet.rows:
        _write_totals(target, sheet, letters, formats)


def _kind(column: Column, cell: Cell) -> Kind:
    """Return how a cell is written; a date or a figure among texts stays one."""
    if column.kind is not Kind.TEXT or cell is None or isinstance(cell, str):
        return column.kind
    return Kind.DATE if isinstance(cell, date) else Kind.NUMBER


def _write_totals(
    target: Any, sheet: FormulaSheet, letters: Mapping[str, str], formats: Formats
) -> None:
    """Write the sums of the columns below them."""
    last = len(sheet.rows) + 1  # as a spreadsheet counts: the header is row 1
    sums = {
        column.header: sum((_number(row[place]) for row in sheet.rows), Decimal(0))
        for place, column in enumerate(sheet.columns)
        if column.total
    }
    for place, column in enumerate(sheet.columns):
        form = formats[column.kind.value, True]
        if column.total:
            letter = letters[column.header]
            formula = f"=SUM({letter}2:{letter}{last})"
            total = sums[column.header]
            _write_formula(target, (last, place), formula, form, total)
        else:
            target.write_blank(last, place, None, form)
    write_text(target, (last, 0), TOTAL, formats[Kind.TEXT.value, True])


def _filled(column: Column, letters: Mapping[str, str], number: int) -> str:
    """Return a formula for a row, counted from 0 as the sheet does."""
    cells = {header: f"{letter}{number + 1}" for header, letter in letters.items()}
    cells |= {f"all {name}": f"{letters[name]}$2:{cells[name]}" for name in letters}
    return column.formula.format_map(cells)


def _write_formula(
    target: Any, place: tuple[int, int], formula: str, form: Any, value: Cell
) -> None:
    known = float(value) if isinstance(value, int | float | Decimal) else value
    target.write_formula(*place, formula, form, "" if known is None else known)


def _number(cell: Cell) -> Decimal:
    return Decimal(str(cell)) if isinstance(cell, int | float | Decimal) else Decimal(0)


def _write_cell(target: Any, place: tuple[int, int], cell: Cell, form: Any) -> None:
    match cell:
        case None | "":
            return
        case int() | float() | Decimal():
            target.write_number(*place, cell, form)
        case date() if cell >= EXCEL_DAY_ONE:
            target.write_datetime(*place, cell, form)
        case date():
            write_text(target, place, cell.isoformat(), form)
        case str():
            write_text(target, place, cell, form)


def _width(sheet: FormulaSheet, place: int) -> int:
    column = sheet.columns[place]
    longest_word = max((len(word) for word in column.header.split()), default=0)
    least = max(longest_word + 3, NARROWEST)
    if column.kind is not Kind.TEXT:
        return max(WIDTHS[column.kind], least)
    longest = max((len(str(row[place] or "")) for row in sheet.rows[:200]), default=0)
    return min(max(longest + 2, least), WIDEST)
