"""The section of an analysis that tells earned value."""

from datetime import date

from core.earned_value.period import Period
from core.earned_value.project import earned_value, what_is_missing
from core.earned_value.sections import (
    BranchSection,
    EarnedValueSection,
    ForecastSection,
    PeriodItem,
)
from core.earned_value.series import EarnedValue
from core.project import Project


def earned_value_section(project: Project, status_date: date) -> EarnedValueSection:
    """Compute a project's earned value; empty, with a note, where nothing is known.

    `status_date` is the project's own, or the day of a project that sets none.
    """
    found = earned_value(project, status_date)
    if found is None:
        return EarnedValueSection(
            title=project.name,
            bac=None,
            planned_days=None,
            periods=[],
            source="",
            note=what_is_missing(project),
            by_wbs={},
        )
    whole = _branch(found)
    return EarnedValueSection(
        title=project.name,
        bac=whole.bac,
        planned_days=whole.planned_days,
        periods=whole.periods,
        source=found.source,
        note=None,
        by_wbs={code: _branch(one) for code, one in found.branches.items()},
    )


def _branch(found: EarnedValue) -> BranchSection:
    return BranchSection(
        title=found.title,
        bac=float(found.bac),
        planned_days=found.planned_days,
        periods=[_period(period) for period in found.periods],
    )


def _period(period: Period) -> PeriodItem:
    return PeriodItem(
        status_date=period.status_date,
        pv=float(period.pv),
        ev=float(period.ev),
        ac=float(period.ac),
        cv=float(period.cv),
        sv=float(period.sv),
        cpi=period.cpi,
        spi=period.spi,
        es_days=period.es_days,
        sv_t_days=period.sv_t_days,
        spi_t=period.spi_t,
        ieac_t_days=period.ieac_t_days,
        eac=ForecastSection.model_validate(period.eac._asdict()),
        etc=period.etc,
        vac=period.vac,
        tcpi_bac=period.tcpi_bac,
        tcpi_eac=period.tcpi_eac,
    )
