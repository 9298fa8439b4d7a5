"""How an answer settled while trials were added."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.charts.base import drawn, empty, unit
from core.charts.template import CLEAR, PALETTES, Mode, Spec
from core.simulated_values import Settled
from core.words import NARROW, number

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

TALL = 240  # px


def settling(steps: Sequence[Settled], currency: str, mode: Mode) -> "Figure":
    """Draw a percentile of the cost after more and more trials, with its error."""
    if not steps:
        return empty(mode, "No trials yet.")
    p = PALETTES[mode]
    written = unit([step.cost for step in steps], currency)
    trials = [step.trials for step in steps]
    low = [written.of(step.cost - step.cost_error) for step in steps]
    high = [written.of(step.cost + step.cost_error) for step in steps]
    edge: Spec = {
        "type": "scatter",
        "x": trials,
        "mode": "lines",
        "line": {"color": CLEAR},
        "hoverinfo": "skip",
    }
    line: Spec = {
        "type": "scatter",
        "x": trials,
        "y": [written.of(step.cost) for step in steps],
        "mode": "lines",
        "line": {"color": p.ink, "width": 2.4},
        "text": [number(many) for many in trials],
        "hovertemplate": f"%{{text}}: %{{y:,.3~f}} {written.name}<extra></extra>",
    }
    band = edge | {"y": high, "fill": "tonexty", "fillcolor": p.band}
    layout: Spec = {
        "xaxis": {"tickformat": ",d", "nticks": 6, "ticksuffix": " trials"},
        "yaxis": {
            "nticks": 4,
            "tickformat": ",.4~f",
            "ticksuffix": f"{NARROW}{written.name}",
        },
    }
    return drawn(mode, [edge | {"y": low}, band, line], layout, TALL)
