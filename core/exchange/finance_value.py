"""Earned value as sheets: a row for each status date, or for each branch of the WBS."""

from collections.abc import Sequence
from datetime import date

from core.earned_value.branches import WHOLE
from core.earned_value.period import Period
from core.earned_value.project import earned_value
from core.exchange.formula_sheet import Column, FormulaSheet, Kind
from core.exchange.shape import Cell
from core.pivot import NO_CODE
from core.project import Project

MONEY, INDEX = Kind.MONEY, Kind.INDEX
AMOUNTS = (Column("BAC", MONEY), Column("PV", MONEY), Column("EV", MONEY))
FIGURES = (
    *AMOUNTS,
    Column("AC", MONEY),
    Column("CV", MONEY, "={EV}-{AC}"),
    Column("SV", MONEY, "={EV}-{PV}"),
    Column("CPI", INDEX, '=IF({AC}=0,"n/a",{EV}/{AC})'),
    Column("SPI", INDEX, '=IF({PV}=0,"n/a",{EV}/{PV})'),
    Column("EAC = BAC / CPI", MONEY, '=IF({EV}*{AC}=0,"n/a",{BAC}/({EV}/{AC}))'),
    Column("EAC, rest at budget", MONEY, "={AC}+{BAC}-{EV}"),
    Column(
        "EAC, CPI × SPI",
        MONEY,
        '=IF({EV}*{AC}*{PV}=0,"n/a",{AC}+({BAC}-{EV})/(({EV}/{AC})*({EV}/{PV})))',
    ),
    Column("VAC", MONEY, '=IF({EV}*{AC}=0,"n/a",{BAC}-{BAC}/({EV}/{AC}))'),
    Column("TCPI", INDEX, '=IF({BAC}={AC},"n/a",({BAC}-{EV})/({BAC}-{AC}))'),
    Column("ES (days)", INDEX),
    Column("SPI(t)", INDEX),
    Column("IEAC(t) (days)", INDEX),
)
NONE = "n/a"


def period_sheet(project: Project, status_date: date) -> FormulaSheet:
    """Return the performance on every status date, oldest first."""
    found = earned_value(project, status_date)
    rows = [
        [period.status_date, *_figures(period)]
        for period in (found.periods if found else ())
    ]
    return FormulaSheet((Column("Status date", Kind.DATE), *FIGURES), rows)


def branch_sheet(project: Project, status_date: date) -> FormulaSheet:
    """Return the performance of every branch on the newest status date.

    What lies within a branch is summed up in it, so the rows do not add up.
    """
    found = earned_value(project, status_date)
    rows: list[Sequence[Cell]] = []
    if found and found.last:
        rows.append(["", project.name, *_figures(found.last)])
        rows += [
            [code or NO_CODE, branch.title, *_figures(branch.last)]
            for code, branch in found.branches.items()
            if branch.last and code != WHOLE
        ]
    return FormulaSheet((Column("WBS"), Column("Branch"), *FIGURES), rows)


def _figures(period: Period) -> Sequence[Cell]:
    eac = period.eac
    optional = (eac.cpi_spi, period.vac, period.tcpi_bac)
    times = (period.es_days, period.spi_t, period.ieac_t_days)
    return [
        period.bac,
        period.pv,
        period.ev,
        period.ac,
        period.cv,
        period.sv,
        _known(period.cpi),
        _known(period.spi),
        _known(eac.cpi),
        eac.remaining_at_budget,
        *map(_known, optional),
        *map(_known, times),
    ]


def _known(value: float | None) -> Cell:
    return NONE if value is None else value
