import io
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UnreadableFileError
from core.exchange.tables import Cell, Table, read_table, sheet_names
from core.exchange.writing import Sheet, to_xlsx
from tests.broken_files import (
    BROKEN_FILES,
    HEADER_ROW,
    MAIN,
    SHEET,
    STRINGS,
    BrokenFile,
    inline,
    packed,
    sheet_xml,
    workbook_of,
    workbook_parts,
    workbook_with,
)

MOMENT = datetime(2026, 12, 4, 9, 30)  # noqa: DTZ001 - a sheet has no time zones
WHOLE = packed(workbook_parts())
ANSWER = ("id", "title"), ("1", "Crane, big")


def read(content: bytes | str, **options: Any) -> Table:
    data = content.encode() if isinstance(content, str) else content
    return read_table("a.csv", data, **options)


def cells(table: Table) -> list[tuple[Any, ...]]:
    return [line.cells for line in table.lines]


@pytest.mark.parametrize("broken", BROKEN_FILES.values(), ids=BROKEN_FILES)
def test_a_broken_file_gets_one_sentence_that_names_it(broken: BrokenFile) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_table(f"C:\\Users\\me\\{broken.file_name}", broken.content)

    message = str(caught.value)
    assert broken.says in message
    assert broken.file_name in message
    assert "Users" not in message
    assert message.endswith(".")
    assert "\n" not in message


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_whatever_its_form(
    delimiter: str, ending: str, encoding: str
) -> None:
    lines = [f"id{delimiter}title", f'1{delimiter}"Kran, groß"', f"2{delimiter}é"]

    table = read(ending.join(lines).encode(encoding))

    assert table.headers == ("id", "title")
    assert cells(table) == [("1", "Kran, groß"), ("2", "é")]
    assert table.source.delimiter == delimiter
    assert table.source.encoding == encoding.removesuffix("-sig")


def test_a_wrong_name_does_not_matter() -> None:
    assert read_table("a.xlsx", b"id,title\n1,x\n").source.format == "csv"
    assert read_table("a.csv", WHOLE).source.format == "xlsx"


def test_an_encoding_that_was_assumed_is_said() -> None:
    assert read(b"id,title\n1,\xe9\n").source.notes == (
        "The file is not in UTF-8; it was read as Windows-1252.",
    )
    assert read(b"id,title\n1,\x81\n").source.encoding == "latin-1"
    assert read("id,title\n1,é\n").source.notes == ()


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("name;cost\nCrane, big;1,5\nSteel;2,5\n", ";"),
        ("Cost, EUR;Date\n1,5;2026-01-01\n2,5;2026-01-02\n", ";"),
        ('a,b\n"x;y;z",1\n"p;q;r",2\n', ","),
        ('a;b\n"one,\ntwo,\nthree";1\n', ";"),
        ("a\tb\n1,5\t2;5\n", "\t"),
        ("a,b\n1|2,3\n", ","),
        ("My plan\nid,title\n1,x\n", ","),
        ("note\nhello, world\nbye\n", ""),
        ("note\n", ""),
        ("a,b", ","),
    ],
)
def test_the_delimiter_is_what_splits_most_lines_alike(
    text: str, delimiter: str
) -> None:
    assert read(text).source.delimiter == delimiter


def test_a_line_has_the_number_where_a_person_finds_it() -> None:
    table = read('My plan\n\nid,note\n1,"two\nlines"\n\n2,x\n')

    assert table.headers == ("id", "note")
    assert [(line.number, line.cells) for line in table.lines] == [
        (4, ("1", "two\nlines")),
        (7, ("2", "x")),
    ]


def test_one_column_is_a_table() -> None:
    table = read("title\nCrane, big\nSteel\n")

    assert table.headers == ("title",)
    assert cells(table) == [("Crane, big",), ("Steel",)]


def test_a_header_alone_is_a_table_without_lines() -> None:
    assert read("id,title\n").headers == ("id", "title")
    assert read("id,title\n").lines == ()


@pytest.mark.parametrize(
    "line",
    ["Total;;7", ";Grand total:;7,50", "Summe;;", "Subtotal (EUR);1 234.50;12 %"],
)
def test_a_line_of_totals_is_left_out_and_said(line: str) -> None:
    table = read(f"Risk;Owner;Cost\nIce;Ada;7\n{line}\nFire;Bo;8\n")

    assert cells(table) == [("Ice", "Ada", "7"), ("Fire", "Bo", "8")]
    assert table.source.notes == ("Line 3 is left out as a total.",)


@pytest.mark.parametrize(
    "line", ["Total;Ada;7", "Totally lost;;7", "E-7;Total;7", "Total;2026-01-05;7"]
)
def test_a_line_that_says_more_than_a_total_is_kept(line: str) -> None:
    table = read(f"Risk;Owner;Cost\nIce;Ada;7\n{line}\n")

    assert cells(table)[1] == tuple(cell or None for cell in line.split(";"))
    assert table.source.notes == ()


def test_a_table_of_one_column_has_no_totals() -> None:
    assert cells(read("Vendor\nTotal\nMeyer\n")) == [("Total",), ("Meyer",)]


@pytest.mark.parametrize(
    "facts", ["Project;Payments\nAs of;5 Jan\n\n", "Project:;Payments\nAs of:;5 Jan\n"]
)
def test_facts_above_the_header_are_not_taken_for_it(facts: str) -> None:
    table = read(f"Risk register\n{facts}Risk;Owner;Cost\nIce;Ada;7\nFire;Bo;8\n")

    assert table.headers == ("Risk", "Owner", "Cost")
    assert cells(table) == [("Ice", "Ada", "7"), ("Fire", "Bo", "8")]


def test_a_header_that_is_too_short_is_told_and_no_line_is_taken_for_it() -> None:
    with pytest.raises(UnreadableFileError, match="the header in line 1"):
        read("Risk;Owner\nIce;Ada;high\nFire;Bo;low\n")


def test_short_lines_are_filled_and_said() -> None:
    table = read("id,title,cost\n1\n2,x,3\n3,y\n")

    assert cells(table) == [("1", None, None), ("2", "x", "3"), ("3", "y", None)]
    assert table.source.notes == (
        "2 lines (2, 4) are shorter than the header; the missing cells are empty.",
    )


def test_a_long_line_is_left_out_and_is_a_problem() -> None:
    table = read("id,title\n1,x\n2,y,z\n3,w,,\n")

    assert cells(table) == [("1", "x"), ("3", "w")]
    (problem,) = table.problems
    assert (problem.line, problem.field, problem.value) == (3, "Column C", "z")
    assert problem.message == "The line has 3 cells, but the header has 2."
    assert "Line 3 is longer than the header and left out." in table.source.notes


def test_a_header_that_stands_twice_gets_a_number() -> None:
    table = read("a,b,a,a (2),a\n1,2,3,4,5\n")

    assert table.headers == ("a", "b", "a (3)", "a (2)", "a (4)")
    assert len(set(table.headers)) == 5
    assert "The header “a” stands more than once" in table.source.notes[0]


def test_a_column_without_header_is_kept_only_with_text() -> None:
    table = read("id,,title,\n1,,x,\n2,,y,z\n")

    assert table.headers == ("id", "title", "Column D")
    assert cells(table) == [("1", "x", None), ("2", "y", "z")]


def test_headers_have_no_line_breaks() -> None:
    assert read('"Planned\ncost ", id\n1,2\n').headers == ("Planned cost", "id")


def test_a_guarding_apostrophe_is_taken_off_and_others_stay() -> None:
    table = read("a,b,c\n'=1+1,'tis,''=2\n")

    assert cells(table) == [("=1+1", "'tis", "'=2")]


def test_a_workbook_keeps_its_types() -> None:
    row: list[Cell] = [
        "x",
        3,
        1.5,
        date(2026, 12, 4),
        MOMENT,
        True,
        None,
    ]
    content = to_xlsx({"A": Sheet(list("abcdefg"), [row, ["end", *[1] * 6]])})

    table = read_table("a.xlsx", content)

    assert cells(table)[0] == tuple(row)
    assert [line.number for line in table.lines] == [2, 3]


def test_a_sheet_is_chosen_by_name_or_the_first_with_text() -> None:
    sheets = {
        "Cover": Sheet([], []),
        "Risks": Sheet(["id"], [["R-1"]]),
        "Issues": Sheet(["id"], [["I-1"]]),
    }
    content = to_xlsx(sheets)

    assert sheet_names(content) == ("Cover", "Risks", "Issues")
    first = read_table("a.xlsx", content)
    assert first.source.sheet == "Risks"
    assert first.source.notes == ("Read from sheet “Risks”, one of 3.",)
    named = read_table("a.xlsx", content, sheet="Issues")
    assert cells(named) == [("I-1",)]
    assert named.source.notes == ()
    with pytest.raises(UnreadableFileError, match="no sheet “Costs”; choose one of"):
        read_table("a.xlsx", content, sheet="Costs")


def test_text_has_no_sheets() -> None:
    assert sheet_names(b"id,title\n") == ()


def test_names_of_sheets_of_a_broken_workbook_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="is damaged"):
        sheet_names(WHOLE[:2000], file_name="b.xlsx")


def test_a_hidden_sheet_is_not_offered_but_can_be_asked_for() -> None:
    book = openpyxl.Workbook()
    book["Sheet"].append(["id", "title"])
    book.create_sheet("Lists").append(["secret", "list"])
    book["Lists"].sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)

    assert sheet_names(content.getvalue()) == ("Sheet",)
    assert read_table("a.xlsx", content.getvalue()).headers == ("id", "title")
    hidden = read_table("a.xlsx", content.getvalue(), sheet="Lists")
    assert hidden.headers == ("secret", "list")


def test_a_far_row_is_read_without_walking_there() -> None:
    table = read(
        workbook_of(HEADER_ROW + f'<row r="1048576">{inline("A1048576", "x")}</row>')
    )

    assert table.lines[0].number == 1_048_576
    assert cells(table) == [("x", None)]


def test_an_error_cell_is_its_text() -> None:
    table = read(
        workbook_of(HEADER_ROW + '<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>')
    )

    assert cells(table) == [("#REF!", None)]


def test_a_formula_without_result_is_its_text_and_said() -> None:
    formulas = '<c r="A2"><f>1+1</f></c><c r="B2"><f>1+1</f><v>2</v></c>'
    table = read(workbook_of(HEADER_ROW + f'<row r="2">{formulas}</row>'))

    assert cells(table) == [("=1+1", 2)]
    assert "Formulas without a stored result: 1" in table.source.notes[0]


def test_a_formula_that_a_program_wrote_and_never_computed_is_its_text() -> None:
    """openpyxl writes an empty result; one of Excel is empty only where it is text."""
    never = '<c r="A2"><f>1+1</f><v></v></c><c r="B2"><f>1+1</f><v/></c>'
    empty = '<c r="C2" t="str"><f>""</f><v></v></c><c r="D2"><v>4</v></c>'
    header = HEADER_ROW.replace(
        "</row>", f"{inline('C1', 'c')}{inline('D1', 'd')}</row>"
    )
    table = read(workbook_of(header + f'<row r="2">{never}{empty}</row>'))

    assert cells(table) == [("=1+1", "=1+1", None, 4)]
    assert "Formulas without a stored result: 2" in table.source.notes[0]


def test_a_percentage_of_a_sheet_is_read_as_it_is_shown() -> None:
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    sheet.append(["done", "share"])
    sheet.append([0.125, 0.125])
    sheet["A2"].number_format = "0.0%"
    content = io.BytesIO()
    book.save(content)

    assert cells(read(content.getvalue())) == [("12.5 %", 0.125)]


def test_carriage_returns_of_excel_are_not_left_as_codes() -> None:
    items = (
        "<si><t>one_x000D_</t></si>"
        "<si><r><t>ti</t></r><r><t>tle</t></r><rPh sb='0' eb='1'><t>no</t></rPh></si>"
    )
    strings = f'<sst xmlns="{MAIN}">{items}</sst>'
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    both = row + f'<row r="2">{inline("A2", "a_x000D_b")}</row>'

    table = read(workbook_with({STRINGS: strings, SHEET: sheet_xml(both)}))

    assert table.headers == ("one", "title")
    assert cells(table) == [("a\rb", None)]


def test_what_stands_after_the_cells_cannot_refuse_them() -> None:
    parts = workbook_parts()
    bad = parts[SHEET].replace(b"</sheetData>", b'</sheetData><autoFilter ref="?"/>')

    assert cells(read(packed({**parts, SHEET: bad}))) == cells(read(WHOLE))


def test_a_number_beyond_reason_is_text() -> None:
    row = '<row r="2"><c r="A2"><v>1e308</v></c><c r="B2"><v>1e999</v></c></row>'

    assert cells(read(workbook_of(HEADER_ROW + row))) == [("1e+308", "inf")]


def test_openpyxl_parses_with_defusedxml() -> None:
    assert openpyxl.DEFUSEDXML


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    _read_or_refused(content)


@given(st.text(st.sampled_from("ab1,;\t|\"'=\r\n é\x00\x01"), max_size=80))
def test_any_text_is_a_table_or_refused(text: str) -> None:
    _read_or_refused(text.encode())


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=6))
def test_a_workbook_with_any_damage_is_a_table_or_refused(
    start: int, damage: bytes
) -> None:
    _read_or_refused(WHOLE[:start] + damage + WHOLE[start + len(damage) :])


@given(st.data())
def test_a_workbook_with_damage_in_any_part_is_a_table_or_refused(
    data: st.DataObject,
) -> None:
    parts = workbook_parts()
    name = data.draw(st.sampled_from(sorted(parts)))
    start = data.draw(st.integers(0, len(parts[name])))
    length = data.draw(st.integers(0, 30))
    damage = data.draw(
        st.binary(max_size=6) | st.sampled_from([b"<c/>", b"-1", b"9" * 30])
    )
    part = parts[name]
    _read_or_refused(
        packed({**parts, name: part[:start] + damage + part[start + length :]})
    )


def _read_or_refused(content: bytes) -> None:
    try:
        table = read(content)
    except UnreadableFileError:
        return
    width = len(table.headers)
    assert len(set(table.headers)) == width > 0
    assert all(len(line.cells) == width for line in table.lines)


def test_the_small_workbook_of_these_tests_is_whole() -> None:
    assert zipfile.ZipFile(io.BytesIO(WHOLE)).testzip() is None
    assert cells(read(WHOLE)) == [("R-1", "Crane late", 4), ("R-2", "Steel dearer", 3)]
