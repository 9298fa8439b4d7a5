"""Plan, actual and forecast by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from core.charts.base import (
    COST_HOVER,
    Unit,
    drawn,
    empty,
    ink,
    label,
    line_shape,
    unit,
)
from core.charts.template import (
    CLEAR,
    PALETTES,
    Mode,
    Palette,
    Spec,
    hatched,
    outlined,
    solid,
)
from core.cost_rows import MonthCost
from core.money import ZERO
from core.months import last_of
from core.words import capital, count, month, short_money

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

DAY = 86_400_000  # milliseconds: the unit of a bar's width on an axis of dates
MONTHS_SHOWN = 120  # more are drawn by year
LEAST_DAYS = 180  # of the axis: one month alone is no wall
UNREADABLE = 9  # px: smaller numbers are left out, the table has them
BEHIND, BEFORE = -0.14, 0.06  # the bar of the plan stands behind, to the left
WIDTH, NARROW_BAR, SLOT = 0.56, 0.34, 0.98  # of the time that a bar stands for


@dataclass(frozen=True, slots=True)
class _Slot:
    """The time of one bar: a month, or a year where there are too many months."""

    first: date
    days: int
    name: str
    cost: MonthCost

    def at(self, shift: float) -> date:
        return self.first + timedelta(days=round(self.days * (0.5 + shift)))


def months(
    costs: Sequence[MonthCost], status_date: date, currency: str, mode: Mode
) -> "Figure":
    """Draw plan, actual and forecast by month, and above them the differences.

    More than 120 months are drawn by year.
    """
    if not any(c.plan or c.actual or c.ahead for c in costs):
        return empty(mode, "No month has a plan or a cost yet.")
    p, slots = PALETTES[mode], _slots(costs)
    written = _unit(slots, currency)
    traces = [
        _bars(slots, [s.cost.plan for s in slots], written, BEHIND, outlined(p.ink)),
        _bars(slots, [s.cost.actual for s in slots], written, BEFORE, solid(p.ink)),
        _ahead(slots, written, p),
        _numbers(slots, written, p),
        _gaps(slots, written, mode),
        _gap_numbers(slots, written, mode),
    ]
    gaps = [written.of(slot.cost.difference) for slot in slots]
    layout = _month_axes(slots, gaps) | _status_line(slots, status_date, p)
    return drawn(mode, traces, layout)


def _slots(costs: Sequence[MonthCost]) -> list[_Slot]:
    if len(costs) <= MONTHS_SHOWN:
        return [_Slot(c.month, last_of(c.month).day, month(c.month), c) for c in costs]
    years: dict[int, list[MonthCost]] = {}
    for cost in costs:
        years.setdefault(cost.month.year, []).append(cost)
    return [
        _Slot(date(year, 1, 1), 365, str(year), _summed(date(year, 1, 1), some))
        for year, some in years.items()
    ]


def _summed(first: date, some: Sequence[MonthCost]) -> MonthCost:
    return MonthCost(
        first,
        sum((c.plan for c in some), ZERO),
        sum((c.committed for c in some), ZERO),
        sum((c.actual for c in some), ZERO),
        sum((c.ahead for c in some), ZERO),
    )


def _bars(
    slots: Sequence[_Slot],
    values: Sequence[Decimal],
    written: Unit,
    shift: float,
    marker: Spec,
) -> Spec:
    return {
        "type": "bar",
        "x": [slot.at(shift) for slot in slots],
        "y": [written.of(value) for value in values],
        "width": [slot.days * DAY * WIDTH for slot in slots],
        "marker": marker,
        "customdata": _about(slots, written),
        "hovertemplate": COST_HOVER.format(unit=written.name),
    }


def _about(slots: Sequence[_Slot], written: Unit) -> list[list[str]]:
    return [
        [
            slot.name,
            written.write(slot.cost.plan),
            written.write(slot.cost.actual),
            written.write(slot.cost.ahead),
            written.gap(slot.cost.difference),
        ]
        for slot in slots
    ]


def _ahead(slots: Sequence[_Slot], written: Unit, p: Palette) -> Spec:
    """Draw what is still to come, on top of what the month has cost so far."""
    some = [slot for slot in slots if slot.cost.ahead]
    bars = _bars(
        some, [s.cost.ahead for s in some], written, BEFORE, hatched(p.ink, p.paper)
    )
    return bars | {"base": [max(0.0, written.of(s.cost.actual)) for s in some]}


def _numbers(slots: Sequence[_Slot], written: Unit, p: Palette) -> Spec:
    """Write over each month what it costs; unseen bars give the numbers their width."""
    tops = [max(s.cost.plan, s.cost.expected, ZERO) for s in slots]
    texts = [written.write(s.cost.expected) for s in slots]
    return _texts(slots, [written.of(top) for top in tops], texts, p.ink)


def _texts(
    slots: Sequence[_Slot], tops: list[float], texts: list[str], colour: object
) -> Spec:
    return {
        "type": "bar",
        "x": [slot.at(BEFORE) for slot in slots],
        "y": tops,
        "width": [slot.days * DAY * SLOT for slot in slots],
        "marker": {"color": CLEAR},
        "text": texts,
        "textposition": "outside",
        "textfont": {"color": colour, "size": 12},
        "textangle": 0,
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _gaps(slots: Sequence[_Slot], written: Unit, mode: Mode) -> Spec:
    """Draw the difference of each month to its plan, hatched where it is forecast."""
    p = PALETTES[mode]
    tones = [ink(mode, slot.cost.difference) for slot in slots]
    marker = hatched(p.ink, p.paper)
    marker["color"] = tones
    marker["line"] = {"color": tones, "width": 1}
    marker["pattern"] |= {
        "shape": ["/" if slot.cost.ahead else "" for slot in slots],
        "fgcolor": tones,
        "solidity": 0.35,
    }
    bars = _bars(slots, [s.cost.difference for s in slots], written, BEFORE, marker)
    width = [slot.days * DAY * NARROW_BAR for slot in slots]
    return bars | {"width": width, "yaxis": "y2"}


def _gap_numbers(slots: Sequence[_Slot], written: Unit, mode: Mode) -> Spec:
    gaps = [slot.cost.difference for slot in slots]
    texts = [written.gap(gap) for gap in gaps]
    tones = [ink(mode, gap) for gap in gaps]
    return _texts(slots, [written.of(gap) for gap in gaps], texts, tones) | {
        "yaxis": "y2"
    }


def _month_axes(slots: Sequence[_Slot], gaps: Sequence[float]) -> Spec:
    low, high = min(0.0, *gaps, 0.0), max(0.0, *gaps, 0.0)
    room = (high - low) * 0.34 or 1.0
    first, last = slots[0].first, slots[-1].first + timedelta(days=slots[-1].days)
    beside = timedelta(days=max(0, LEAST_DAYS - (last - first).days) // 2 + 3)
    return {
        "barmode": "overlay",
        "uniformtext": {"minsize": UNREADABLE, "mode": "hide"},
        "xaxis": {
            "type": "date",
            "range": [first - beside, last + beside],
            "tickformat": "%b\n%Y",
            "ticklabelmode": "period",
            "anchor": "y",
        },
        "yaxis": {"domain": [0, 0.64], "visible": False, "rangemode": "tozero"},
        "yaxis2": {
            "domain": [0.7, 0.94],  # above it stand the names of the sides
            "visible": False,
            "range": [low - room * (low < 0), high + room],
            "anchor": "x",
        },
    }


def _status_line(slots: Sequence[_Slot], status_date: date, p: Palette) -> Spec:
    """Part what is known from what is forecast, and draw the line of no difference."""
    first, last = slots[0].first, slots[-1].first + timedelta(days=slots[-1].days)
    ends = {"x0": first, "x1": last, "y0": 0, "y1": 0, "yref": "y2"}
    shapes = [line_shape(p.line, **ends)]
    notes: list[Spec] = []
    if first <= status_date < last - timedelta(days=1):
        day = status_date + timedelta(days=1)
        shapes.append(
            line_shape(p.line, x0=day, x1=day, y0=0, y1=1, yref="paper", layer="below")
        )
        notes = [
            label(text, day, 1, yref="paper", yanchor="top", xanchor=side, xshift=shift)
            for side, text, shift in (("right", "actual", -6), ("left", "forecast", 6))
        ]
    return {"shapes": shapes, "annotations": notes}


def _unit(slots: Sequence[_Slot], currency: str) -> Unit:
    amounts = [v for s in slots for v in (s.cost.plan, s.cost.expected)]
    return unit(amounts, currency)


def months_unit(costs: Sequence[MonthCost], currency: str) -> str:
    """Name the unit of the chart of the months: "k €"."""
    return _unit(_slots(costs), currency).name


def months_words(costs: Sequence[MonthCost], currency: str) -> str:
    """Say in words what the chart of the months shows."""
    if not costs:
        return "Cost by month, without data."
    plan = sum((c.plan for c in costs), ZERO)
    expected = sum((c.expected for c in costs), ZERO)
    top = max(costs, key=lambda c: c.expected)
    return (
        f"{capital(count(len(costs), 'month'))} from {month(costs[0].month)} to "
        f"{month(costs[-1].month)}: planned {short_money(plan, currency)}, actual and "
        f"forecast {short_money(expected, currency)}. Most in {month(top.month)}, "
        f"{short_money(top.expected, currency)}."
    )
