"""Tables of earned value: a row for each status date, or for each branch of the WBS."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from core.earned_value.branches import WHOLE
from core.earned_value.period import Period
from core.earned_value.series import EarnedValue
from core.words import capital, count, day, number, signed

Table = Mapping[str, Sequence[str]]
Cell = Callable[[Period], object]

INDENT = "\u2003"
SMALL_BUDGET = 10_000  # below it amounts are written to the cent
ABOUT = 0.005  # an index that reads as 1.00
UNNAMED = "Without a WBS code"

FORMULAS: Mapping[str, str] = {
    "PV": "Planned value: the budget of the work planned by then.",
    "EV": "Earned value: the budget of the work done by then.",
    "AC": "Actual cost up to then, by the dates of the costs.",
    "CV": "Cost variance = EV − AC; below 0 over cost.",
    "SV": "Schedule variance = EV − PV; below 0 behind plan.",
    "CPI": "Cost performance index = EV / AC.",
    "SPI": "Schedule performance index = EV / PV.",
    "ES d": "Earned schedule: calendar days after which the plan earns that much.",
    "SV(t) d": "ES − AT, the calendar days gone by; below 0 late.",
    "SPI(t)": "Schedule performance index in time = ES / AT.",
    "IEAC(t) d": "Planned duration / SPI(t): calendar days that the whole takes.",
    "EAC": "Estimate at completion = BAC / CPI.",
    "ETC": "Estimate to complete = EAC − AC.",
    "VAC": "Variance at completion = BAC − EAC; below 0 over the budget.",
    "TCPI": "(BAC − EV) / (BAC − AC): the CPI that the rest needs to meet the budget.",
    "EAC at budget": "AC + (BAC − EV): the rest costs just its budget.",
    "EAC CPI×SPI": "AC + (BAC − EV) / (CPI × SPI): delays cost too.",
    "BAC": "Budget at completion; reserves are kept apart.",
    "Status date": "Up to the end of this day.",
    "WBS": "What lies within a branch is summed up in it.",
    "Branch": "",
}
AMOUNTS: Mapping[str, Cell] = {
    "PV": lambda p: p.pv,
    "EV": lambda p: p.ev,
    "AC": lambda p: p.ac,
}
VARIANCES: Mapping[str, Cell] = {"CV": lambda p: p.cv, "SV": lambda p: p.sv}
INDICES: Mapping[str, Cell] = {"CPI": lambda p: p.cpi, "SPI": lambda p: p.spi}
TIMES: Mapping[str, Cell] = {
    "ES d": lambda p: p.es_days,
    "SV(t) d": lambda p: p.sv_t_days,
    "SPI(t)": lambda p: p.spi_t,
    "IEAC(t) d": lambda p: p.ieac_t_days,
}
FORECASTS: Mapping[str, Cell] = {
    "EAC": lambda p: p.eac.cpi,
    "EAC at budget": lambda p: p.eac.remaining_at_budget,
    "EAC CPI×SPI": lambda p: p.eac.cpi_spi,
    "ETC": lambda p: p.etc,
    "VAC": lambda p: p.vac,
    "TCPI": lambda p: p.tcpi_bac,
}
DAYS = ("ES d", "SV(t) d", "IEAC(t) d")
RATIOS = ("CPI", "SPI", "SPI(t)", "TCPI")
SIGNED = ("CV", "SV", "VAC")


def period_table(found: EarnedValue) -> Table:
    """Return a column of texts for each figure, the newest status date first."""
    periods = found.periods[::-1]
    columns = {**AMOUNTS, **VARIANCES, **INDICES, **TIMES, **FORECASTS}
    table: dict[str, Sequence[str]] = {
        "Status date": [day(period.status_date) for period in periods]
    }
    return table | _written(columns, periods, found.bac)


def branch_table(found: EarnedValue) -> Table:
    """Return a column of texts for each figure: the project, then its branches.

    The figures are those of the newest status date; branches are indented.
    """
    rows = list(_rows(found))
    periods = [last for _, _, last in rows]
    columns: dict[str, Cell] = {"BAC": lambda p: p.bac, **AMOUNTS, **VARIANCES}
    columns |= {**INDICES, "SPI(t)": TIMES["SPI(t)"]}
    columns |= {name: FORECASTS[name] for name in ("EAC", "VAC")}
    table: dict[str, Sequence[str]] = {
        "WBS": [_indented(code) for code, _, _ in rows],
        "Branch": [title for _, title, _ in rows],
    }
    return table | _written(columns, periods, found.bac)


def _rows(found: EarnedValue) -> Iterator[tuple[str, str, Period]]:
    if found.last is None:
        return
    yield "", "Whole project", found.last
    for code, branch in found.branches.items():
        if branch.last is not None and code != WHOLE:
            yield code, branch.title if code else UNNAMED, branch.last


def _indented(code: str) -> str:
    return INDENT * (code.count(".") + 1) + code if code else ""


def _written(
    columns: Mapping[str, Cell], periods: Sequence[Period], bac: Decimal
) -> dict[str, Sequence[str]]:
    places = 2 if bac < SMALL_BUDGET else 0
    return {
        name: [_text(name, cell(period), places) for period in periods]
        for name, cell in columns.items()
    }


def _text(name: str, value: object, places: int) -> str:
    """Write a figure: indices with two places, days with one, amounts as they fit."""
    known = None if value is None else Decimal(str(value))
    if name in RATIOS:
        return number(known, 2)
    if name in DAYS:
        return number(known, 1)
    return (signed if name in SIGNED else number)(known, places)


def branch_title(found: EarnedValue) -> str:
    """Return which branch costs most beyond what it earned, as a sentence."""
    known = [
        (code, branch.title, branch.last)
        for code, branch in found.branches.items()
        if code and branch.last is not None and branch.last.ac
    ]
    above = {code.rpartition(".")[0] for code in found.branches}
    leaves = [row for row in known if row[0] not in above]
    over = [row for row in leaves if (row[2].cpi or 0) < 1 - ABOUT]
    many = count(len(found.branches), "branch", "branches")
    if not leaves:
        return f"{capital(many)} of the WBS, none with a cost yet"
    if not over:
        return f"Every branch that cost anything earned as much, of {many}"
    code, title, last = min(over, key=lambda row: row[2].cv)
    name = f"{code} {title}".strip()
    return f"{name} costs most beyond what it earned: CPI {number(last.cpi, 2)}"


def period_title(found: EarnedValue) -> str:
    """Return how the cost efficiency moved over the status dates, as a sentence."""
    known = [period for period in found.periods if period.cpi is not None]
    if not known:
        return "No status date has both earned value and cost yet"
    last, best = known[-1], max(known, key=lambda period: period.cpi or 0)
    if len(known) == 1:
        return f"CPI is {number(last.cpi, 2)} on {day(last.status_date)}"
    if best.status_date == last.status_date:
        return f"CPI is at its best, {number(last.cpi, 2)}"
    return (
        f"CPI is {number(last.cpi, 2)}, {number(best.cpi, 2)} at its best "
        f"on {day(best.status_date)}"
    )
