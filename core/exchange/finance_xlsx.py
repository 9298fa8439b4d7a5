"""The money of a project as a workbook that finance goes on reckoning with.

One sheet a view; every total is a formula over its column, and carries its value.
Amounts are in the project's currency; what was written in another one stands beside.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

from core.bookings import amount
from core.costs import Costs
from core.exchange.finance_benefits import benefit_rows, benefit_sheet
from core.exchange.finance_expenses import expense_sheet
from core.exchange.finance_value import branch_sheet, period_sheet
from core.exchange.formula_sheet import Column, FormulaSheet, Kind, formula_xlsx
from core.exchange.shape import Cell
from core.pivot import Dimension, Pivot, pivot
from core.pivot_words import OF, Measure
from core.project import Project
from core.rates import rates_of
from core.registers.catalog import BUDGET_LINES
from core.words import capital
from core.work_packages import line_code

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
MONEY = Kind.MONEY
DEEPEST = 99  # parts of a WBS code: each code in a row of its own
DIFFERENCE = Column("Difference", MONEY, "={Forecast}-{Plan}", total=True)
REMAINING = Column("Remaining", MONEY, "={Forecast}-{Actual}", total=True)


def finance_xlsx(
    project: Project, status_date: date, *, created: datetime = UNDATED
) -> bytes:
    """Write lines, expenses, months, vendors, earned value and benefits, a sheet each.

    Parameters
    ----------
    status_date
        What is booked and planned up to the end of this day counts.
    created
        When, for the properties of the workbook.

    Raises
    ------
    UnwritableFileError
        If a text is longer than a cell may be.
    """
    sheets = finance_sheets(project, status_date)
    return formula_xlsx(sheets, project.settings.currency, created=created)


def finance_sheets(project: Project, status_date: date) -> Mapping[str, FormulaSheet]:
    """Return the sheets of the workbook by name, in order."""
    costs = Costs(project, status_date)
    by_month = pivot(costs, Dimension.CATEGORY, Dimension.MONTH)
    return {
        "About": _about(costs),
        "Lines": _lines(costs),
        "Expenses": expense_sheet(costs),
        "By month": _months(costs),
        "By category": _rows(costs, Dimension.CATEGORY),
        "By WBS": _rows(costs, Dimension.WBS),
        "Plan by category": _category_months(by_month, Measure.PLAN),
        "Forecast by category": _category_months(by_month, Measure.FORECAST),
        "By vendor": _vendors(costs),
        "Earned value": period_sheet(project, status_date),
        "Earned value by WBS": branch_sheet(project, status_date),
        "Benefits": benefit_sheet(project, status_date),
    }


def _about(costs: Costs) -> FormulaSheet:
    project = costs.project
    rows: list[Sequence[Cell]] = [
        ["Project", f"{project.key} {project.name}"],
        ["Revision", project.revision],
        ["Status date", costs.status_date],
        ["Currency", costs.currency],
        ["Actual", "Invoices + accruals + worked hours − credits, rejected ones apart"],
        ["Forecast", "Actual + what is still to be spent after the status date"],
    ]
    rows += [
        [
            f"1 {rate.currency} in {costs.currency} from {rate.valid_from.isoformat()}",
            float(rate.rate),
        ]
        for rates in rates_of(project).known.values()
        for rate in rates
    ]
    rows += benefit_rows(project, costs.status_date)
    return FormulaSheet((Column("What"), Column("Value")), rows)


# Lines --------------------------------------------------------------------------------


LINES = (
    Column("Ref"),
    Column("Budget line"),
    Column("Kind"),
    Column("Category"),
    Column("WBS code"),
    Column("Cost type"),
    Column("Owner"),
    Column("Start", Kind.DATE),
    Column("Finish", Kind.DATE),
    Column("Amount as written", Kind.FOREIGN),
    Column("In"),
    Column("Plan", MONEY, total=True),
    Column("Plan to date", MONEY, total=True),
    Column("Committed", MONEY, total=True),
    Column("Actual", MONEY, total=True),
    Column("Forecast", MONEY, total=True),
    REMAINING,
    DIFFERENCE,
)


def _lines(costs: Costs) -> FormulaSheet:
    return FormulaSheet(LINES, list(_line_rows(costs)))


def _line_rows(costs: Costs) -> Iterator[Sequence[Cell]]:
    records = costs.project[BUDGET_LINES].records
    for row in costs.lines:
        entry = records[row.number].entry if row.number else None
        first, last = row.span or (None, None)
        yield [
            row.reference,
            row.name,
            entry.kind.value if entry else "",
            row.category,
            line_code(costs.project, row.number) if row.number else "",
            entry.cost_type.value if entry else "",
            entry.owner if entry else "",
            first,
            last,
            entry.amount if entry else None,
            (entry.currency or costs.currency) if entry else "",
            row.plan,
            row.planned if row.is_work else None,
            row.committed,
            row.actual,
            row.forecast,
            row.remaining,
            row.difference,
        ]


# Months, categories, vendors ----------------------------------------------------------


MONTHS = (
    Column("Month", Kind.MONTH),
    Column("Plan", MONEY, total=True),
    Column("Committed", MONEY, total=True),
    Column("Actual", MONEY, total=True),
    Column("To come", MONEY, total=True),
    Column("Forecast", MONEY, "={Actual}+{To come}", total=True),
    DIFFERENCE,
    Column("Plan, running", MONEY, "=SUM({all Plan})"),
    Column("Forecast, running", MONEY, "=SUM({all Forecast})"),
)


def _months(costs: Costs) -> FormulaSheet:
    rows: list[Sequence[Cell]] = []
    plan = forecast = amount(0)
    for one in costs.months:
        plan, forecast = plan + one.plan, forecast + one.expected
        rows.append(
            [
                one.month,
                one.plan,
                one.committed,
                one.actual,
                one.ahead,
                one.expected,
                one.difference,
                plan,
                forecast,
            ]
        )
    return FormulaSheet(MONTHS, rows)


FIGURES = (
    Column("Plan", MONEY, total=True),
    Column("Committed", MONEY, total=True),
    Column("Actual", MONEY, total=True),
    Column("Forecast", MONEY, total=True),
    REMAINING,
    DIFFERENCE,
)


def _rows(costs: Costs, by: Dimension) -> FormulaSheet:
    """Return every measure of what the lines and bookings are sorted by."""
    found = pivot(costs, by, level=DEEPEST)
    rows: list[Sequence[Cell]] = [
        [name, *(value(found.row_totals[name]) for value in OF.values())]
        for name in found.rows
    ]
    return FormulaSheet((Column(capital(by.value)), *FIGURES), rows)


def _category_months(found: Pivot, measure: Measure) -> FormulaSheet:
    """Return one measure of every category in every month, with sums both ways."""
    value = OF[measure]
    names = list(found.columns)
    total = f"=SUM({{{names[0]}}}:{{{names[-1]}}})" if names else ""
    columns = (
        Column("Category"),
        *(Column(name, MONEY, total=True) for name in names),
        *([Column("Total", MONEY, total, total=True)] if names else ()),
    )
    rows: list[Sequence[Cell]] = [
        [
            row,
            *(
                value(found.cells[row, name]) if (row, name) in found.cells else None
                for name in names
            ),
            value(found.row_totals[row]),
        ]
        for row in found.rows
    ]
    return FormulaSheet(columns, rows)


VENDORS = (
    Column("Vendor"),
    Column("Committed", MONEY, total=True),
    Column("Actual", MONEY, total=True),
    Column("Paid", MONEY, total=True),
    Column("Not paid yet", MONEY, "={Actual}-{Paid}", total=True),
)


def _vendors(costs: Costs) -> FormulaSheet:
    rows: list[Sequence[Cell]] = [
        [one.name, one.committed, one.actual, one.paid, one.actual - one.paid]
        for one in costs.vendors
    ]
    return FormulaSheet(VENDORS, rows)
