import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UnwritableFileError
from core.exchange.guard import guarded, unguarded
from core.exchange.tables import Cell, read_table, sheet_names
from core.exchange.writing import Sheet, legal_sheet_name, to_csv, to_xlsx
from core.reading import read_date, read_flag, read_number

RUNS = "=+-@\t\r\n"
tricky = st.text(st.sampled_from("='+-@\t\r\n,;|\"ax_0D<>r/&é \u2028😀"), max_size=12)
texts = (
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")) | tricky
)
escapes = st.sampled_from(
    ["_x000D_", "_x005F_x000D_", "<r>&</r>", "<r>", "_x000D_x000D_", "\0", "\ufffe"]
)
moments = st.datetimes(datetime(1901, 1, 1), datetime(2199, 1, 1))  # noqa: DTZ001
amounts = st.decimals(-(10**12), 10**12, places=2, allow_nan=False)


def seen(text: str) -> str | None:
    """Return a text as it is read back; a cell that looks empty is empty."""
    return text if text.strip() else None


@given(texts)
def test_a_guarded_text_never_runs_and_comes_back(text: str) -> None:
    assert guarded(text)[:1] not in set(RUNS)
    assert unguarded(guarded(text)) == text


@given(
    st.lists(st.tuples(texts, texts), max_size=6),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["title", "cost; EUR", "a, b", "c|d"]),
)
def test_text_written_as_csv_comes_back(
    rows: list[tuple[str, str]], delimiter: str, header: str
) -> None:
    numbered = [(str(n), *row) for n, row in enumerate(rows)]

    table = read_table("a", to_csv(["id", header, "x"], numbered, delimiter=delimiter))

    assert table.headers == ("id", header, "x")
    assert [line.cells for line in table.lines] == [
        (number, seen(one), seen(two)) for number, one, two in numbered
    ]


@given(st.lists(texts.filter(str.strip), max_size=5))
def test_one_column_written_as_csv_comes_back(rows: list[str]) -> None:
    table = read_table("a", to_csv(["note"], [[row] for row in rows]))

    assert [line.cells for line in table.lines] == [(row,) for row in rows]


@given(
    amounts,
    st.integers(-(10**13), 10**13),
    st.dates(date(1900, 1, 1), date(2200, 1, 1)),
)
def test_values_written_as_csv_are_read_again(
    amount: Decimal, number: int, day: date
) -> None:
    content = to_csv(["a", "b", "c", "d"], [[amount, number, day, True]])

    (line,) = read_table("a", content).lines
    first, second, third, fourth = line.cells
    assert read_number(first, decimal_comma=False) == amount
    assert read_number(second) == number
    assert read_date(third) == day
    assert read_flag(fourth)


def test_csv_opens_in_a_spreadsheet_and_runs_nothing() -> None:
    content = to_csv(["title", "cost"], [["=1+1", -5], ["-5", Decimal("-1E+3")]])

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == [
        "title,cost",
        "'=1+1,-5",
        "'-5,-1000",
    ]


def test_a_header_that_would_run_is_guarded_too() -> None:
    assert to_csv(["=cmd", "b"], []).decode("utf-8-sig") == "'=cmd,b\r\n"


def test_what_no_text_file_holds_is_replaced_where_all_can_see_it() -> None:
    content = to_csv(["a", "b"], [["x\0y", "\ud800"]])

    assert read_table("a", content).lines[0].cells == ("x�y", "�")


@given(st.lists(st.tuples(texts | escapes, texts | escapes), max_size=5))
def test_text_written_as_workbook_comes_back(rows: list[tuple[str, str]]) -> None:
    numbered = [(n, *row) for n, row in enumerate(rows)]

    table = read_table("a", to_xlsx({"A": Sheet(["id", "b", "c"], numbered)}))

    assert [line.cells for line in table.lines] == [
        (number, seen(one), seen(two)) for number, one, two in numbered
    ]


@given(
    amount=amounts,
    number=st.integers(-(10**18), 10**18),
    moment=moments,
    flag=st.booleans(),
)
def test_values_written_as_workbook_come_back(
    amount: Decimal, number: int, moment: datetime, *, flag: bool
) -> None:
    moment = moment.replace(microsecond=0)
    row: list[Cell] = [amount, number, moment.date(), moment, flag]

    (line,) = read_table("a", to_xlsx({"A": Sheet(list("abcde"), [row])})).lines
    assert Decimal(str(line.cells[0])) == amount
    assert int(str(line.cells[1])) == number
    assert line.cells[2] == moment.date()
    assert str(line.cells[3]) == str(moment).removesuffix(" 00:00:00")
    assert line.cells[4] is flag


def test_a_workbook_has_no_formula_and_no_link() -> None:
    texts = ["=1+1", "{=1+1}", "http://example.org", "mailto:a@example.org", "12"]
    book = _opened(to_xlsx({"A": Sheet(["a"], [[text] for text in texts])}))

    cells = [row[0] for row in book["A"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == texts
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_a_workbook_is_ready_to_read() -> None:
    row: list[Cell] = [date(2026, 12, 4), Decimal("1234.50"), "long " * 40]
    sheet = _opened(to_xlsx({"A": Sheet(["day", "cost", "note"], [row])}))["A"]

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:C2"
    assert sheet["A1"].font.b
    assert sheet["A2"].number_format == "yyyy-mm-dd"
    assert sheet["B2"].number_format == "#,##0.00"
    assert sheet["C2"].alignment.wrap_text
    assert sheet.column_dimensions["C"].width > sheet.column_dimensions["A"].width


def test_the_same_sheets_make_the_same_bytes() -> None:
    sheets = {"A": Sheet(["a"], [["x"]])}

    assert to_xlsx(sheets) == to_xlsx(sheets)
    assert to_xlsx(sheets) != to_xlsx(sheets, created=datetime(2026, 12, 4, tzinfo=UTC))


def test_what_a_cell_cannot_hold_is_refused_not_cut() -> None:
    assert to_xlsx({"A": Sheet(["a"], [["x" * 32_767]])})
    for text in ("x" * 32_768, "😀" * 16_384):
        with pytest.raises(UnwritableFileError, match="export this table as CSV"):
            to_xlsx({"A": Sheet(["a"], [[text]])})


@pytest.mark.parametrize("number", [float("nan"), float("inf"), Decimal("NaN")])
def test_a_number_that_is_none_is_refused(number: Any) -> None:
    with pytest.raises(UnwritableFileError, match="is no figure"):
        to_csv(["a"], [[number]])
    with pytest.raises(UnwritableFileError, match="is no figure"):
        to_xlsx({"A": Sheet(["a"], [[number]])})


@pytest.mark.parametrize(
    ("name", "legal"),
    [
        ("Risks", "Risks"),
        ("a[b]c:d*e?f/g\\h", "a b c d e f g h"),
        ("'quoted'", "quoted"),
        ("", "Sheet"),
        ("History", "History (2)"),
        ("x" * 40, "x" * 31),
    ],
)
def test_a_sheet_name_is_made_legal(name: str, legal: str) -> None:
    assert legal_sheet_name(name) == legal


@given(st.lists(st.text(max_size=40), min_size=1, max_size=4, unique=True))
def test_sheets_of_any_names_can_be_written_and_found(names: list[str]) -> None:
    content = to_xlsx({name: Sheet(["a"], [["x"]]) for name in names})

    assert len(set(sheet_names(content))) == len(names)


def _opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))
