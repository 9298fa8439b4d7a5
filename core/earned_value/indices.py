"""The formulas of earned value and earned schedule.

Amounts are cumulative and in one currency, times in one unit, indices dimensionless.
An index is None where its formula divides by zero, or needs one that is None.

Sources: PMBOK Guide, 6th edition, table 7-1; ANSI/PMI 19-006-2019, The Standard for
Earned Value Management; W. Lipke, Schedule is Different, The Measurable News, 2003.
"""


def ratio(part: float | None, whole: float | None) -> float | None:
    """Return part / whole; None where that is undefined.

    >>> ratio(1, 4), ratio(0, -3), ratio(1, 0), ratio(None, 2)
    (0.25, 0.0, None, None)
    """
    if part is None or not whole:
        return None
    return part / whole + 0.0  # never −0.0


def cv(ev: float, ac: float) -> float:
    """Return the cost variance, EV − AC: less than 0 when over cost."""
    return ev - ac


def sv(ev: float, pv: float) -> float:
    """Return the schedule variance, EV − PV, in money: less than 0 when behind."""
    return ev - pv


def cpi(ev: float, ac: float) -> float | None:
    """Return the cost performance index, EV / AC: what a spent unit of money earned."""
    return ratio(ev, ac)


def spi(ev: float, pv: float) -> float | None:
    """Return the schedule performance index, EV / PV."""
    return ratio(ev, pv)


def eac_at_cpi(bac: float, cpi: float | None) -> float | None:
    """Return the cost at completion if the cost efficiency stays: BAC / CPI."""
    return ratio(bac, cpi)


def eac_at_budget(bac: float, ev: float, ac: float) -> float:
    """Return the cost at completion if the rest costs its budget: AC + (BAC − EV)."""
    return ac + (bac - ev)


def eac_at_cpi_and_spi(
    bac: float, ev: float, ac: float, cpi: float | None, spi: float | None
) -> float | None:
    """Return the cost at completion if delays cost too.

    EAC = AC + (BAC − EV) / (CPI × SPI).
    """
    if cpi is None or spi is None:
        return None
    rest = ratio(bac - ev, cpi * spi)
    return None if rest is None else ac + rest


def eac_bottom_up(ac: float, etc: float | None) -> float | None:
    """Return the cost at completion by an estimate of the rest: AC + bottom-up ETC."""
    return None if etc is None else ac + etc


def etc(bac: float, ev: float, cpi: float | None) -> float | None:
    """Return the cost still to come if the cost efficiency stays: (BAC − EV) / CPI.

    This is EAC − AC for EAC = BAC / CPI, and exactly 0 once everything is earned.
    """
    return ratio(bac - ev, cpi)


def vac(bac: float, eac: float | None) -> float | None:
    """Return the variance at completion, BAC − EAC: less than 0 when over budget."""
    return None if eac is None else bac - eac


def tcpi_bac(bac: float, ev: float, ac: float) -> float | None:
    """Return the efficiency that the rest needs to meet the budget.

    TCPI = (BAC − EV) / (BAC − AC). It is less than 0 once more than the budget is
    spent: nothing meets it any more.
    """
    return ratio(bac - ev, bac - ac)


def tcpi_eac(bac: float, ev: float, etc: float | None) -> float | None:
    """Return the efficiency that the rest needs to meet the forecast.

    TCPI = (BAC − EV) / (EAC − AC), where ETC = EAC − AC.
    """
    return ratio(bac - ev, etc)


def sv_t(earned: float | None, actual: float | None) -> float | None:
    """Return the schedule variance in time, ES − AT: less than 0 when behind."""
    return None if earned is None or actual is None else earned - actual


def spi_t(earned: float | None, actual: float | None) -> float | None:
    """Return the schedule performance index in time, ES / AT."""
    return ratio(earned, actual)


def ieac_t(planned: float | None, spi_t: float | None) -> float | None:
    """Return how long it takes if the time efficiency stays: PD / SPI(t)."""
    return ratio(planned, spi_t)
