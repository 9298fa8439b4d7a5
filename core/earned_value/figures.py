"""The key figures of earned value, each with its formula, its inputs and its trend.

A trend goes over the status dates, the comparison is with the status date before.
"""

from collections.abc import Callable
from dataclasses import dataclass

from core.earned_value.period import Period
from core.earned_value.series import EarnedValue
from core.earned_value.words import days_late, overrun
from core.figure import Figure, Status, threshold
from core.registers.project import ProjectSettings
from core.trends import POINTS, span_words
from core.words import NARROW, day, money, number, percent, short_money, signed

STANDARD = "PMBOK Guide, 6th edition, table 7-1"
LIPKE = "W. Lipke, Schedule is Different, 2003"

Value = Callable[[Period], float | None]


def key_figures(found: EarnedValue, settings: ProjectSettings) -> tuple[Figure, ...]:
    """Return EV, CPI, SPI, SPI(t), forecast and TCPI on the newest status date.

    Empty before the first status date.
    """
    if found.last is None:
        return ()
    shown = _Shown(found, found.last, settings)
    makers = (_earned, _cpi, _spi, _spi_t, _forecast, _tcpi)
    return tuple(make(shown) for make in makers)


@dataclass(frozen=True)
class _Shown:
    """What the figures are made of."""

    found: EarnedValue
    last: Period
    settings: ProjectSettings

    def exact(self, value: object) -> str:
        """Write an amount to the cent."""
        known = None if value is None else float(str(value))
        return money(known, self.settings.currency)

    def trend(self, value: Value) -> tuple[float, ...]:
        first = max(0, len(self.found.ordinals) - POINTS)
        places = range(first, len(self.found.ordinals))
        known = (value(self.found.period(place)) for place in places)
        return tuple(one for one in known if one is not None)

    def change(self, value: Value) -> str:
        """Say how an index moved since the status date before: "−0.03 in 4 weeks"."""
        many = len(self.found.ordinals)
        if many <= 1:
            return ""
        before = self.found.period(many - 2)
        now, then = value(self.last), value(before)
        if now is None or then is None:
            return ""
        span = span_words(before.status_date, self.last.status_date)
        return f"{signed(now - then, 2)} {span}"

    def judged(self, ratio: float | None) -> Status:
        """Judge an overrun of the budget by the project's tolerances for cost."""
        rate = None if ratio is None else round(ratio * 100, 6)
        return threshold(rate, self.settings.cost_watch, self.settings.cost_off)


def _side(index: float | None) -> Status | None:
    """Colour an index that has no tolerance of its own: below 1 is to be watched."""
    if index is None:
        return None
    return Status.WATCH if index < 1 else Status.ON_TRACK


def _earned(shown: _Shown) -> Figure:
    last, currency = shown.last, shown.settings.currency
    return Figure(
        "Earned value (EV)",
        short_money(last.ev, currency),
        "EV = budget of the work that is done; SV = EV − PV, CV = EV − AC",
        (
            ("Planned value (PV)", shown.exact(last.pv)),
            ("Earned value (EV)", shown.exact(last.ev)),
            ("Actual cost (AC)", shown.exact(last.ac)),
            ("Schedule variance (SV)", shown.exact(last.sv)),
            ("Cost variance (CV)", shown.exact(last.cv)),
            ("Status date", day(last.status_date)),
        ),
        f"{shown.found.source}; {STANDARD}",
        f"{short_money(last.sv, currency, plus=True)} to plan",
        Status.WATCH if last.sv < 0 else Status.ON_TRACK,
        shown.trend(lambda period: float(period.ev)),
    )


def _cpi(shown: _Shown) -> Figure:
    last = shown.last
    return Figure(
        "Cost performance (CPI)",
        number(last.cpi, 2),
        "CPI = EV / AC: what each unit of money that was spent has earned",
        (
            ("Earned value (EV)", shown.exact(last.ev)),
            ("Actual cost (AC)", shown.exact(last.ac)),
        ),
        f"{shown.found.source}, and the costs by their own dates; {STANDARD}",
        shown.change(lambda period: period.cpi),
        shown.judged(overrun(last)) if last.cpi is not None else None,
        shown.trend(lambda period: period.cpi),
    )


def _spi(shown: _Shown) -> Figure:
    last = shown.last
    return Figure(
        "Schedule performance (SPI)",
        number(last.spi, 2),
        "SPI = EV / PV: what was earned of what was planned; at the end it is always 1",
        (
            ("Earned value (EV)", shown.exact(last.ev)),
            ("Planned value (PV)", shown.exact(last.pv)),
        ),
        f"{shown.found.source}; {STANDARD}",
        shown.change(lambda period: period.spi),
        _side(last.spi),
        shown.trend(lambda period: period.spi),
    )


def _spi_t(shown: _Shown) -> Figure:
    last, found = shown.last, shown.found
    late = days_late(found)
    words = "" if late is None else f"{signed(late)}{NARROW}d to planned end"
    return Figure(
        "Time performance (SPI(t))",
        number(last.spi_t, 2),
        "SPI(t) = ES / AT; ES = the day by which the plan earns what is earned now; "
        "planned duration / SPI(t) = how long it takes at this pace; calendar days",
        (
            ("Earned schedule (ES), days", number(last.es_days, 1)),
            ("Time gone by (AT), days", number(last.actual_days, 1)),
            ("Planned duration, days", number(last.planned_days, 1)),
            ("At this pace, days", number(last.ieac_t_days, 1)),
            ("Planned end", day(found.planned_finish)),
            ("End at this pace", day(found.forecast_finish)),
        ),
        f"{found.source}; {LIPKE}",
        words,
        _side(last.spi_t),
        shown.trend(lambda period: period.spi_t),
    )


def _forecast(shown: _Shown) -> Figure:
    last, eac = shown.last, shown.last.eac
    ratio = overrun(last)
    over = "" if ratio is None else f"{percent(ratio, 0, plus=True)} to budget"
    return Figure(
        "Forecast (EAC)",
        short_money(eac.cpi, shown.settings.currency),
        "EAC = BAC / CPI: the rest costs as much more than its budget as the work so "
        "far; VAC = BAC − EAC, ETC = EAC − AC",
        (
            ("Budget (BAC)", shown.exact(last.bac)),
            ("If the rest costs its budget", shown.exact(eac.remaining_at_budget)),
            ("If delays cost too, by CPI × SPI", shown.exact(eac.cpi_spi)),
            ("By the budget lines", shown.exact(eac.bottom_up)),
            ("Still to come (ETC)", shown.exact(last.etc)),
            ("Variance at completion (VAC)", shown.exact(last.vac)),
        ),
        f"{shown.found.source}; {STANDARD}",
        over,
        shown.judged(ratio) if ratio is not None else None,
        shown.trend(lambda period: period.eac.cpi),
    )


def _tcpi(shown: _Shown) -> Figure:
    last = shown.last
    is_spent = last.ac > last.bac
    return Figure(
        "Efficiency needed (TCPI)",
        number(last.tcpi_bac, 2),
        "TCPI = (BAC − EV) / (BAC − AC): the CPI that the rest needs to meet the "
        "budget; below 0 nothing meets it any more",
        (
            ("Budget (BAC)", shown.exact(last.bac)),
            ("Earned value (EV)", shown.exact(last.ev)),
            ("Actual cost (AC)", shown.exact(last.ac)),
            ("To meet the forecast (EAC)", number(last.tcpi_eac, 2)),
        ),
        f"{shown.found.source}; {STANDARD}",
        "the budget is spent" if is_spent else f"{number(last.cpi, 2)} so far",
        _needed(last),
        shown.trend(lambda period: period.tcpi_bac),
    )


def _needed(last: Period) -> Status | None:
    if last.tcpi_bac is None or last.cpi is None:
        return None
    is_more = last.tcpi_bac > max(last.cpi, 1) or last.ac > last.bac
    return Status.WATCH if is_more else Status.ON_TRACK
