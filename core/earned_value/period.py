"""The performance on one status date: three sums, and all that follows from them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from core.earned_value import indices


class Forecasts(NamedTuple):
    """The cost at completion (EAC), by what each method takes the rest to cost.

    Attributes
    ----------
    cpi
        BAC / CPI: as much more than its budget as the work so far.
    remaining_at_budget
        AC + (BAC − EV): just its budget.
    cpi_spi
        AC + (BAC − EV) / (CPI × SPI): more by both efficiencies.
    bottom_up
        AC + what the budget lines are forecast to need.
    """

    cpi: float | None
    remaining_at_budget: float
    cpi_spi: float | None
    bottom_up: float | None

    @property
    def known(self) -> tuple[float, ...]:
        """Those that are defined, the least first."""
        return tuple(sorted(value for value in self if value is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Cumulative performance on one status date, by the formulas of `indices`.

    Parameters
    ----------
    bac, pv, ev, ac
        In the project's currency.
    bottom_up
        Bottom-up estimate of the cost still to come; None where nobody made one.
    es_days, actual_days, planned_days
        Earned schedule, time gone by and planned duration, in calendar days from the
        start; None before it, and where nothing is planned.
    """

    status_date: date
    bac: Decimal
    pv: Decimal
    ev: Decimal
    ac: Decimal
    bottom_up: Decimal | None = None
    es_days: float | None = None
    actual_days: float | None = None
    planned_days: float | None = None

    @property
    def cv(self) -> Decimal:
        """The cost variance."""
        return self.ev - self.ac

    @property
    def sv(self) -> Decimal:
        """The schedule variance, in money."""
        return self.ev - self.pv

    @property
    def cpi(self) -> float | None:
        """The cost performance index."""
        return indices.cpi(float(self.ev), float(self.ac))

    @property
    def spi(self) -> float | None:
        """The schedule performance index."""
        return indices.spi(float(self.ev), float(self.pv))

    @property
    def eac(self) -> Forecasts:
        """The cost at completion, by each method."""
        bac, ev, ac = self._amounts
        etc = None if self.bottom_up is None else float(self.bottom_up)
        return Forecasts(
            indices.eac_at_cpi(bac, self.cpi),
            indices.eac_at_budget(bac, ev, ac),
            indices.eac_at_cpi_and_spi(bac, ev, ac, self.cpi, self.spi),
            indices.eac_bottom_up(ac, etc),
        )

    @property
    def etc(self) -> float | None:
        """The cost still to come, if the cost efficiency stays."""
        return indices.etc(float(self.bac), float(self.ev), self.cpi)

    @property
    def vac(self) -> float | None:
        """The variance at completion, if the cost efficiency stays."""
        return indices.vac(float(self.bac), self.eac.cpi)

    @property
    def tcpi_bac(self) -> float | None:
        """The efficiency that the rest needs to meet the budget."""
        return indices.tcpi_bac(*self._amounts)

    @property
    def tcpi_eac(self) -> float | None:
        """The efficiency that the rest needs to meet the forecast BAC / CPI."""
        return indices.tcpi_eac(float(self.bac), float(self.ev), self.etc)

    @property
    def sv_t_days(self) -> float | None:
        """The schedule variance in calendar days."""
        return indices.sv_t(self.es_days, self.actual_days)

    @property
    def spi_t(self) -> float | None:
        """The schedule performance index in time."""
        return indices.spi_t(self.es_days, self.actual_days)

    @property
    def ieac_t_days(self) -> float | None:
        """How long the whole takes if the time efficiency stays, in calendar days."""
        return indices.ieac_t(self.planned_days, self.spi_t)

    @property
    def is_complete(self) -> bool:
        """Whether everything is earned."""
        return self.ev >= self.bac > 0

    @property
    def _amounts(self) -> tuple[float, float, float]:
        return float(self.bac), float(self.ev), float(self.ac)
