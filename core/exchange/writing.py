"""Tables into files that people open in a spreadsheet, safe and without loss.

What `core.exchange.tables` reads back is what was written: text that looks like a
formula stays text, and a number keeps its digits.
"""

import csv
import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from html import escape
from typing import Any

from core.errors import UnwritableFileError, shorten
from core.exchange.csv_table import DELIMITERS
from core.exchange.guard import guarded
from core.exchange.shape import Cell

LONGEST_NAME = 31  # of a sheet
LONGEST_CELL = 32_767  # characters, in UTF-16 units
MOST_LINES = 1_048_575  # below the header
EXACT_DIGITS = 15  # of a number in a workbook
CENTS = -2  # the exponent of money
WIDEST, NARROWEST = 60, 8  # columns, in characters
SAMPLE_LINES = 200  # that decide how wide a column is
EXCEL_DAY_ONE = date(1900, 3, 1)  # before it Excel's days are off by one
RESERVED_NAMES = frozenset({"history"})
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)

UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")
HALF_PAIR = re.compile("[\ud800-\udfff]")
# A mark of Excel's codes, as in _x000D_, that the text itself has.
CODE_START = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
# xlsxwriter takes the first for markup, and of the second guards only each other code.
MISREAD = re.compile(r"\A<r>.*</r>\Z|(?:_x[0-9A-Fa-f]{4}){2}_", re.DOTALL)
SUBSTITUTE = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Headers and rows of one sheet of a workbook."""

    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def to_csv(
    headers: Sequence[str], rows: Iterable[Sequence[Cell]], *, delimiter: str = ","
) -> bytes:
    r"""Write a table as CSV in UTF-8, as spreadsheets open it with a double click.

    Text that a spreadsheet would run gets a leading apostrophe, which `read_table`
    takes away again. A zero character, which no text file holds, becomes the
    replacement character.

    Parameters
    ----------
    delimiter
        Comma, semicolon or tab.

    Raises
    ------
    UnwritableFileError
        If a number is not finite.

    Examples
    --------
    >>> to_csv(["title", "cost"], [["=1+1", -5]]).decode("utf-8-sig")
    "title,cost\r\n'=1+1,-5\r\n"
    """
    text = io.StringIO(newline="")
    # Where a header holds a delimiter, or there is none between them, only quotes show
    # a reader which character is meant.
    is_clear = len(headers) > 1 and not set(DELIMITERS) & set("".join(headers))
    writer = csv.writer(
        text,
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if is_clear else csv.QUOTE_ALL,
    )
    writer.writerow([_csv_text(header) for header in headers])
    writer.writerows([_csv_text(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def to_xlsx(sheets: Mapping[str, Sheet], *, created: datetime = UNDATED) -> bytes:
    """Write a workbook whose numbers and dates are numbers and dates.

    Parameters
    ----------
    sheets
        By name, in order; a name that Excel refuses is made legal, see
        `legal_sheet_name`.
    created
        When, for the properties of the workbook.

    Raises
    ------
    UnwritableFileError
        If a text is longer than a cell may be, a sheet has more lines than Excel
        takes, or a number is not finite.
    """
    from xlsxwriter import Workbook

    content = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with Workbook(content, options) as workbook:
        workbook.set_properties({"created": created.replace(tzinfo=None)})
        formats = _formats(workbook)
        taken: list[str] = []
        for name, sheet in sheets.items():
            taken.append(legal_sheet_name(name, taken))
            _write_sheet(workbook.add_worksheet(taken[-1]), sheet, formats)
    return content.getvalue()


def legal_sheet_name(name: str, taken: Iterable[str] = ()) -> str:
    """Return a name that Excel accepts for a sheet and that none has yet.

    Examples
    --------
    >>> legal_sheet_name("Risks: open/closed"), legal_sheet_name("Risks", ["risks"])
    ('Risks open closed', 'Risks (2)')
    """
    legal = " ".join(NOT_IN_NAMES.sub(" ", name).split())
    base = _clipped(legal, LONGEST_NAME).strip("' ") or "Sheet"
    used = {other.casefold() for other in taken} | RESERVED_NAMES
    candidate, number = base, 1
    while candidate.casefold() in used:
        number += 1
        ending = f" ({number})"
        candidate = _clipped(base, LONGEST_NAME - len(ending)) + ending
    return candidate


def _clipped(text: str, units: int) -> str:
    """Return the start of a text, in as many UTF-16 units as Excel counts."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


def _csv_text(cell: Cell) -> str:
    if isinstance(cell, str):
        return guarded(UNWRITABLE.sub(SUBSTITUTE, cell))
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Decimal | float):
        return f"{cell:f}" if isinstance(_finite(cell), Decimal) else repr(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _finite(number: float | Decimal) -> float | Decimal:
    if not math.isfinite(number):
        raise UnwritableFileError(f"{number} is no figure; it cannot be written.")
    return number


def _formats(workbook: Any) -> Mapping[str, Any]:
    top = {"valign": "top"}
    return {
        "header": workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        "text": workbook.add_format(top | {"text_wrap": True}),
        "number": workbook.add_format(top),
        "money": workbook.add_format(top | {"num_format": "#,##0.00"}),
        "date": workbook.add_format(top | {"num_format": "yyyy-mm-dd"}),
        "moment": workbook.add_format(top | {"num_format": "yyyy-mm-dd hh:mm:ss"}),
    }


def _write_sheet(target: Any, sheet: Sheet, formats: Mapping[str, Any]) -> None:
    if len(sheet.rows) > MOST_LINES:
        raise UnwritableFileError(
            f"A sheet holds at most {MOST_LINES:,} lines; export this table as CSV."
        )
    for column, header in enumerate(sheet.headers):
        write_text(target, (0, column), header, formats["header"])
        target.set_column(column, column, _column_width(sheet, column))
    for number, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            _write_cell(target, (number, column), cell, formats)
    target.freeze_panes(1, 0)
    if sheet.headers:
        target.autofilter(0, 0, len(sheet.rows), len(sheet.headers) - 1)


def _column_width(sheet: Sheet, column: int) -> int:
    cells = (row[column] for row in sheet.rows[:SAMPLE_LINES] if column < len(row))
    texts = (
        sheet.headers[column],
        *("" if cell is None else str(cell) for cell in cells),
    )
    longest = max(max(map(len, text.splitlines()), default=0) for text in texts)
    return min(max(longest + 2, NARROWEST), WIDEST)


def _write_cell(
    target: Any, place: tuple[int, int], cell: Cell, formats: Mapping[str, Any]
) -> None:
    match cell:
        case None | "":
            return
        case bool():
            target.write_boolean(*place, cell, formats["number"])
        case int() | float() | Decimal():
            _write_number(target, place, cell, formats)
        case date():
            _write_date(target, place, cell, formats)
        case str():
            write_text(target, place, cell, formats["text"])


def _write_number(
    target: Any,
    place: tuple[int, int],
    cell: float | Decimal,
    formats: Mapping[str, Any],
) -> None:
    if isinstance(_finite(cell), int | Decimal) and not _is_exact(Decimal(cell)):
        # A workbook would round it; as text nothing is lost.
        write_text(target, place, f"{Decimal(cell):f}", formats["text"])
        return
    is_money = isinstance(cell, Decimal) and cell.as_tuple().exponent == CENTS
    target.write_number(*place, cell, formats["money" if is_money else "number"])


def _is_exact(number: Decimal) -> bool:
    """Tell whether a workbook keeps a number to its last digit."""
    rounded = Decimal(f"{number:.{EXACT_DIGITS}g}")
    return rounded == number and abs(number) < 10**EXACT_DIGITS


def _write_date(
    target: Any, place: tuple[int, int], cell: date, formats: Mapping[str, Any]
) -> None:
    if isinstance(cell, datetime) and cell.tzinfo:
        cell = cell.astimezone(UTC).replace(tzinfo=None)  # Excel knows no time zones
    day = cell.date() if isinstance(cell, datetime) else cell
    if day < EXCEL_DAY_ONE:
        write_text(target, place, cell.isoformat(), formats["text"])
        return
    form = formats["moment" if isinstance(cell, datetime) else "date"]
    target.write_datetime(*place, cell, form)


def write_text(target: Any, place: tuple[int, int], text: str, form: Any) -> None:
    """Write a text into a cell of a worksheet as text, whatever it looks like.

    Raises
    ------
    UnwritableFileError
        If it is longer than a cell may be.
    """
    clean = HALF_PAIR.sub(SUBSTITUTE, text)
    written = _as_markup(clean) if MISREAD.search(clean) else clean
    if max(len(clean.encode("utf-16-le")) // 2, len(written)) > LONGEST_CELL:
        raise UnwritableFileError(
            f"The text “{shorten(clean, 40)}” is longer than the {LONGEST_CELL:,} "
            "characters that a workbook's cell holds; export this table as CSV."
        )
    target.write_string(*place, written, form)


def _as_markup(text: str) -> str:
    """Return text as markup that xlsxwriter takes over as it is."""
    markup = CODE_START.sub("&#95;x005F&#95;", escape(text, quote=False))
    return f'<r><t xml:space="preserve">{markup}</t></r>'
