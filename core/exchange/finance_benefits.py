"""Benefits as a sheet: planned, due, realised, and what they come to."""

from datetime import date

from core.benefits import benefits_of
from core.exchange.formula_sheet import Column, FormulaSheet, Kind
from core.project import Project

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
