"""How the trials spread: a histogram, and how often each value is kept to."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.charts.base import HEIGHT, Unit, drawn, empty, label, line_shape, unit
from core.charts.lines import SHORT_SPAN
from core.charts.template import PALETTES, Mode, Palette, Spec, hatched
from core.schedule.instants import from_instant
from core.simulated import Simulated
from core.simulation.results import Loss
from core.words import NARROW, day, number, percent

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

BINS = 40
A_DAY = 24 * 60  # minutes
CURVE = 101  # points of the curve: a percent each
ROOM = 1.14  # of the height, for the names of the marks

Values = NDArray[np.float64]


class Mark(NamedTuple):
    """A line across the chart, and what stands above it."""

    at: datetime | float
    text: str
    colour: str


def finish_chart(made: Simulated, at: int, mode: Mode) -> "Figure":
    """Draw how the finish spreads, with the plan's own and what can be promised."""
    planned, promised = made.planned_finish, made.finish(at)
    if planned is None or promised is None:
        return empty(mode, "No date: the project has no plan with activities.", HEIGHT)
    p = PALETTES[mode]
    marks = [
        Mark(planned, f"plan {day(planned.date())}", p.muted),
        Mark(promised, f"<b>P{at} {day(promised.date())}</b>", p.ink),
    ]
    edges = _day_edges(made.run.finish)
    dates = [from_instant(int(value)) for value in edges]
    middles = [one + (other - one) / 2 for one, other in pairwise(dates)]
    curve = [from_instant(int(value)) for value in _quantiles(made.run.finish)]
    texts = [day(moment.date()) for moment in curve]
    axis: Spec = {"type": "date", "nticks": 6, "tickformat": "%b\n%Y"}
    if (dates[-1] - dates[0]).days < SHORT_SPAN:
        axis["tickformat"] = "%-d %b\n%Y"
    share = _shares(made.run.finish.astype(float), edges)
    traces = _traces(share, middles, curve, texts, p)
    return _spread(mode, traces, marks, axis)


def cost_chart(made: Simulated, at: int, currency: str, mode: Mode) -> "Figure":
    """Draw how the cost spreads, with the budget and what can be promised."""
    p, budget, promised = PALETTES[mode], made.budget, made.cost(at)
    written = unit([budget, promised], currency)
    marks = [
        Mark(written.of(budget), f"budget {written.write(budget)}", p.muted),
        Mark(written.of(promised), f"<b>P{at} {written.write(promised)}</b>", p.ink),
    ]
    values = made.run.cost / written.size
    edges = _edges(values)
    curve = _quantiles(values)
    texts = [f"{number(value, written.places)} {written.name}" for value in curve]
    axis: Spec = {
        "nticks": 6,
        "tickformat": ",.6~f",
        "ticksuffix": f"{NARROW}{written.name}",
    }
    middles = ((edges[:-1] + edges[1:]) / 2).tolist()
    traces = _traces(_shares(values, edges), middles, curve.tolist(), texts, p)
    return _spread(mode, traces, marks, axis)


def loss_chart(losses: Sequence[Loss], currency: str, mode: Mode) -> "Figure":
    """Draw how often the budget is exceeded by at least so much."""
    over = [loss for loss in losses if loss.value >= 0]
    if not over:
        return empty(mode, "No trial exceeds the budget.", HEIGHT)
    p = PALETTES[mode]
    written = _loss_unit(over, currency)
    trace: Spec = {
        "type": "scatter",
        "x": [loss.value / written.size for loss in over],
        "y": [loss.share for loss in over],
        "mode": "lines",
        "line": {"color": p.ink, "width": 2.4},
        "fill": "tozeroy",
        "fillcolor": p.band,
        "text": [percent(loss.share) for loss in over],
        "hovertemplate": f"%{{text}} exceed the budget by %{{x:,.2~f}} {written.name}"
        "<extra></extra>",
    }
    layout: Spec = {
        "xaxis": {
            "nticks": 6,
            "tickformat": ",.6~f",
            "tickprefix": "+",
            "ticksuffix": f"{NARROW}{written.name}",
        },
        "yaxis": {"tickformat": ".0%", "range": [0, 1.02], "nticks": 6},
    }
    return drawn(mode, [trace], layout)


def _loss_unit(over: Sequence[Loss], currency: str) -> Unit:
    return unit([Decimal(repr(over[-1].value))], currency)


def _edges(values: NDArray[np.generic]) -> Values:
    low, high = float(values.min()), float(values.max())
    return np.linspace(low, max(high, low + 1), BINS + 1)


def _day_edges(instants: NDArray[np.int64]) -> Values:
    """Return edges whole days or weeks apart: others would show the weekends."""
    low, high = int(instants.min()) // A_DAY, int(instants.max()) // A_DAY + 1
    step = 1 if high - low < BINS else 7 * -(-(high - low) // (7 * BINS))
    return A_DAY * np.arange(low, high + step, step, dtype=float)


def _shares(values: Values, edges: Values) -> Values:
    """Return how many trials fall between the edges, 1 for the most."""
    found = np.histogram(values, edges)[0]
    share: Values = found / found.max()
    return share


def _quantiles(values: NDArray[np.generic]) -> Values:
    shares = np.linspace(0, 1, CURVE)
    found: Values = np.quantile(values.astype(float), shares, method="inverted_cdf")
    return found


def _traces(
    share: Values,
    middles: Sequence[object],
    curve: Sequence[object],
    texts: Sequence[str],
    p: Palette,
) -> list[Spec]:
    """Draw bars of the trials' share in each bin, and the curve of those kept to."""
    kept = np.linspace(0, 1, CURVE).tolist()
    bars: Spec = {
        "type": "bar",
        "x": list(middles),
        "y": share.tolist(),
        "marker": hatched(p.previous, p.paper),
        "hoverinfo": "skip",
    }
    line: Spec = {
        "type": "scatter",
        "x": list(curve),
        "y": kept,
        "mode": "lines",
        "line": {"color": p.ink, "width": 2.4},
        "text": [f"P{at}: {text}" for at, text in enumerate(texts)],
        "hovertemplate": "%{text}<extra></extra>",
    }
    return [bars, line]


def _spread(
    mode: Mode, traces: list[Spec], marks: Sequence[Mark], axis: Spec
) -> "Figure":
    lines = [
        line_shape(mark.colour, x0=mark.at, x1=mark.at, y0=0, y1=1) for mark in marks
    ]
    is_later = _number(marks[1].at) >= _number(marks[0].at)
    sides = ("right", "left") if is_later else ("left", "right")
    names = [
        label(mark.text, mark.at, 1.03 + 0.07 * place, mark.colour, xanchor=side)
        for place, (mark, side) in enumerate(zip(marks, sides, strict=True))
    ]
    layout: Spec = {
        "bargap": 0.06,
        "shapes": lines,
        "annotations": names,
        "xaxis": axis,
        "yaxis": {
            "tickformat": ".0%",
            "range": [0, ROOM],
            "tickvals": [0, 0.2, 0.5, 0.8, 1],
        },
    }
    return drawn(mode, traces, layout)


def _number(at: datetime | float) -> float:
    return at.timestamp() if isinstance(at, datetime) else at


def chart_words(made: Simulated, at: int) -> str:
    """Say for a screen reader what the two charts show."""
    finish = made.finish(at)
    dated = f"finish {day(finish.date())}, " if finish else ""
    cost = number(float(made.cost(at)), 0)
    return f"Spread of {number(made.trials)} trials; P{at}: {dated}cost {cost}"
