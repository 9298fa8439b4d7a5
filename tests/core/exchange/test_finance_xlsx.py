"""The workbook for finance: real numbers and dates, and formulas that are right."""

import io
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.costs import Costs
from core.edits import Add, Edit, apply
from core.exchange.finance_xlsx import finance_sheets, finance_xlsx
from core.project import Project
from tests.core.test_pivot import expenses, lines, turned
from tests.entries import everything
from tests.projects import few

ON = date(2026, 6, 30)
SHEETS = [
    "About",
    "Lines",
    "Expenses",
    "By month",
    "By category",
    "By WBS",
    "Plan by category",
    "Forecast by category",
    "By vendor",
    "Earned value",
    "Earned value by WBS",
    "Benefits",
]
PART = re.compile(r"SUM\(([A-Z]+)\$?(\d+):([A-Z]+)(\d+)\)|([A-Z]+)(\d+)")
EDITS: list[Edit] = [
    Add("exchange_rates", {"currency": "USD", "valid_from": "2026-01-01", "rate": 0.9}),
    Add(
        "budget_lines",
        {
            "title": "=1+1",
            "category": "@SUM(A1)",
            "amount": 1000,
            "start": "2026-05-01",
            "finish": "2026-08-31",
        },
    ),
    Add(
        "expenses",
        {
            "title": "=HYPERLINK(1)",
            "vendor": "+Acme",
            "amount": 100,
            "currency": "USD",
            "spent_on": "2026-05-05",
            "budget_line": "B-001",
        },
    ),
    Add(
        "expenses",
        {"title": "Late", "amount": 7, "spent_on": "2026-07-05"},
    ),
    Add(
        "performance",
        {
            "title": "May",
            "status_date": "2026-05-31",
            "planned_value": 500,
            "earned_value": 0,
            "actual_cost": 480,
        },
    ),
    Add("benefits", {"title": "Calls", "planned_amount": 50, "due": "2026-05-05"}),
]


def opened(content: bytes, *, values: bool = False) -> Any:
    return load_workbook(io.BytesIO(content), data_only=values)


@pytest.fixture(scope="module")
def content() -> bytes:
    project, _ = apply(Project("PAY"), EDITS)
    return finance_xlsx(project, ON)


def reckoned(formula: str, sheet: Any) -> float:
    """Reckon a formula of sums and differences from the values of a sheet."""

    def number(cell: Any) -> float:
        return float(cell.value or 0)

    def part(match: re.Match[str]) -> str:
        if match[1]:
            area = sheet[f"{match[1]}{match[2]}:{match[3]}{match[4]}"]
            return repr(sum(number(cell) for row in area for cell in row))
        return repr(number(sheet[f"{match[5]}{match[6]}"]))

    terms = re.findall(r"([+-]?)(SUM\([^)]*\)|[A-Z]+\d+)", formula.removeprefix("="))
    return sum(
        (-1 if sign == "-" else 1) * float(PART.sub(part, term)) for sign, term in terms
    )


def right(content: bytes) -> int:
    """Return how many formulas say what they carry; fail for one that does not."""
    checked = 0
    formulas, values = opened(content), opened(content, values=True)
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f" or "IF(" in cell.value:
                    continue
                known = values[sheet.title]
                carried = float(known[cell.coordinate].value or 0)
                made = reckoned(cell.value, known)
                assert abs(made - carried) < 0.005, (sheet.title, cell.coordinate)
                checked += 1
    return checked


def test_there_is_a_sheet_for_each_view(content: bytes) -> None:
    assert opened(content).sheetnames == SHEETS


def test_every_formula_says_what_it_carries(content: bytes) -> None:
    assert right(content) > 40


@few
@given(st.lists(lines, max_size=4), st.lists(expenses, max_size=8))
def test_the_formulas_of_any_project_are_right(some: Any, bills: Any) -> None:
    project = turned(some, bills).project
    right(finance_xlsx(project, ON))


def test_totals_are_sums_over_the_whole_column(content: bytes) -> None:
    sheet = opened(content)["Lines"]
    headers = [cell.value for cell in sheet[1]]
    last = sheet[sheet.max_row]
    assert last[0].value == "Total"
    assert last[headers.index("Plan")].value == "=SUM(L2:L2)"
    assert last[headers.index("Category")].value is None
    values = opened(content, values=True)["Lines"]
    assert values[values.max_row][headers.index("Actual")].value == 90


def test_dates_are_dates_and_money_has_its_currency(content: bytes) -> None:
    sheet = opened(content)["Expenses"]
    headers = [cell.value for cell in sheet[1]]
    row = sheet[2]
    assert row[headers.index("Date")].value == datetime(2026, 5, 5)  # noqa: DTZ001
    cost = row[headers.index("Cost")]
    assert cost.value == 90
    assert "€" in cost.number_format
    assert row[headers.index("Rate")].value == 0.9
    later = [cell.value for cell in sheet[3]]
    assert later[headers.index("Counts")] == "no"
    assert later[headers.index("Cost")] is None


def test_text_that_looks_like_a_formula_stays_text(content: bytes) -> None:
    book = opened(content)
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    typed = {"=1+1", "@SUM(A1)", "=HYPERLINK(1)", "+Acme"}
    found = [cell for cell in cells if cell.value in typed]
    assert {cell.value for cell in found} == typed
    assert {cell.data_type for cell in found} == {"s"}


def test_headers_are_frozen_and_columns_are_wide_enough(content: bytes) -> None:
    for sheet in opened(content):
        assert sheet.freeze_panes == "B2"
        assert all(column.width >= 8 for column in sheet.column_dimensions.values())


def test_an_index_without_a_divisor_is_written_as_such(content: bytes) -> None:
    sheet = opened(content, values=True)["Earned value"]
    headers = [cell.value for cell in sheet[1]]
    row = {name: cell.value for name, cell in zip(headers, sheet[2], strict=True)}
    assert row["CPI"] == 0
    assert row["EAC = BAC / CPI"] == "n/a"


def test_an_empty_project_is_a_workbook_of_headers() -> None:
    book = opened(finance_xlsx(Project("PAY"), ON))
    assert book.sheetnames == SHEETS
    assert book["Lines"].max_row == 1


@settings(deadline=None)
@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_a_project_with_an_entry_of_everything_is_written_on_any_day(day: date) -> None:
    project, _ = apply(Project("PAY"), everything())
    assert right(finance_xlsx(project, day))


def test_what_the_workbook_is_about_has_real_numbers_and_dates(content: bytes) -> None:
    told = dict(opened(content)["About"].iter_rows(values_only=True))
    assert told["Status date"] == datetime(2026, 6, 30)  # noqa: DTZ001
    assert told["Revision"] == 0
    assert told["1 USD in EUR from 2026-01-01"] == 0.9
    assert told["Benefits planned"] == 50
    assert told["Benefits realised"] == "n/a"
    assert isinstance(told["Payback"], str)


@pytest.mark.parametrize("sheet", ["By category", "By WBS"])
def test_every_measure_is_summed_up_by_category_and_by_code(
    content: bytes, sheet: str
) -> None:
    lines, rows = opened(content, values=True)["Lines"], opened(content)[sheet]
    totals = opened(content, values=True)[sheet]
    heads = [cell.value for cell in totals[1]]
    assert heads[1:] == [
        "Plan",
        "Committed",
        "Actual",
        "Forecast",
        "Remaining",
        "Difference",
    ]
    assert all(cell.value.startswith("=") for cell in rows[rows.max_row][1:])
    of_lines = {cell.value: cell.column for cell in lines[1]}
    for place, name in enumerate(heads[1:], start=2):
        total = lines.cell(lines.max_row, of_lines[name]).value
        assert totals.cell(totals.max_row, place).value == pytest.approx(total)


def test_forecasts_of_earned_value_are_formulas_that_carry_their_value() -> None:
    names = ("status_date", "planned_value", "earned_value", "actual_cost", "title")
    reports = [
        ("2026-05-31", 25_000, 20_000, 30_000, "May"),
        ("2026-07-31", 50_000, 0, 0, "July"),
    ]
    edits = [
        Add("performance", dict(zip(names, report, strict=True))) for report in reports
    ]
    written = finance_xlsx(apply(Project("PAY"), edits)[0], ON)
    carried = opened(written, values=True)["Earned value"]
    row = dict(zip([c.value for c in carried[1]], carried[2], strict=True))
    assert row["EAC = BAC / CPI"].value == pytest.approx(75_000)
    assert row["EAC, CPI × SPI"].value == pytest.approx(86_250)
    assert row["VAC"].value == pytest.approx(-25_000)
    assert row["TCPI"].value == pytest.approx(1.5)
    sheet = opened(written)["Earned value"]
    formulas = {sheet.cell(1, c.column).value: c.value for c in sheet[2]}
    assert formulas["VAC"] == '=IF(D2*E2=0,"n/a",B2-B2/(D2/E2))'
    assert formulas["TCPI"] == '=IF(B2=E2,"n/a",(B2-D2)/(B2-E2))'
    assert formulas["EAC, CPI × SPI"].endswith("E2+(B2-D2)/((D2/E2)*(D2/C2)))")


def test_the_totals_are_those_of_the_page(content: bytes) -> None:
    project, _ = apply(Project("PAY"), EDITS)
    costs = Costs(project, ON)
    sheets: Mapping[str, Any] = finance_sheets(project, ON)
    months = sheets["By month"]
    place = [column.header for column in months.columns].index("Forecast")
    assert sum(row[place] for row in months.rows) == costs.forecast
    assert content
