"""Benefits as a sheet: planned, due, realised, and what they come to."""

from collections.abc import Sequence
from datetime import date

from core.benefits import benefits_of
from core.exchange.formula_sheet import Column, FormulaSheet, Kind
from core.exchange.shape import Cell
from core.project import Project

NONE = "n/a"

COLUMNS = (
    Column("Ref"),
    Column("Benefit"),
    Column("Owner"),
    Column("Planned", Kind.MONEY, total=True),
    Column("Due by now", Kind.MONEY, total=True),
    Column("Realised", Kind.MONEY, total=True),
    Column("Realised on", Kind.DATE),
    Column("Next on", Kind.DATE),
    Column("Realised − due", Kind.MONEY, "={Realised}-{Due by now}", total=True),
)


def benefit_rows(project: Project, status_date: date) -> list[Sequence[Cell]]:
    """Return what all benefits come to, a name and a figure each; none without any."""
    found = benefits_of(project, status_date)
    if not found.rows:
        return []
    known = (
        ("Benefits planned", found.planned),
        ("Benefits realised", found.realised),
        ("ROI, 1 = 100 %", found.roi),
        ("ROI so far, 1 = 100 %", found.realised_roi),
        ("Discount rate a year, 1 = 100 %", found.rate),
        ("NPV on the first day of cost or benefit", found.npv),
        ("Payback", found.payback),
    )
    return [[name, NONE if value is None else value] for name, value in known]


def benefit_sheet(project: Project, status_date: date) -> FormulaSheet:
    """Return a row for each benefit."""
    rows = [
        [
            row.reference,
            row.title,
            row.owner,
            row.planned,
            row.due,
            row.realised,
            row.realised_on,
            row.next_on,
            (row.realised or 0) - row.due,
        ]
        for row in benefits_of(project, status_date).rows
    ]
    return FormulaSheet(COLUMNS, rows)
