"""The milestone trend: when each milestone was expected, from month to month."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.charts.base import drawn, empty, escaped, label, shifts, short
from core.charts.template import PALETTES, Mode, Palette, Spec
from core.milestones import MilestoneTrend
from core.words import count, day

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HEIGHT = 400  # px
NAME = 22  # characters
EDGE = 0.06  # of the dates, above the last and below the first


def milestone_trend(trends: Sequence[MilestoneTrend], mode: Mode) -> "Figure":
    """Draw a line for each milestone: level is steady, rising is slipping.

    Parameters
    ----------
    trends
        At most some ten; each has a point.
    """
    if not any(len(trend.points) > 1 for trend in trends):
        note = "The trend begins with the second month in which the plan is kept."
        return empty(mode, note)
    p = PALETTES[mode]
    first, last = _range(trends)
    scale = (HEIGHT - 48) / (last - first).days
    layout: Spec = {
        "margin": {"l": 8, "r": 8, "t": 12, "b": 8},
        "xaxis": {"type": "date", "nticks": 6, "tickformat": "%b\n%Y"},
        "yaxis": {
            "type": "date",
            "range": [first, last],
            "nticks": 5,
            "tickformat": "%b %Y",
        },
        "annotations": _names(trends, scale, p),
    }
    return drawn(mode, [_line(trend, p) for trend in trends], layout, HEIGHT)


def _range(trends: Sequence[MilestoneTrend]) -> tuple[date, date]:
    dates = [expected for trend in trends for _, expected in trend.points]
    beside = timedelta(days=max(10, round(EDGE * (max(dates) - min(dates)).days)))
    return min(dates) - beside, max(dates) + beside


def _tone(trend: MilestoneTrend, p: Palette) -> str:
    if not trend.slip:
        return p.ink
    return p.bad if trend.slip > 0 else p.good


def _line(trend: MilestoneTrend, p: Palette) -> Spec:
    tone = _tone(trend, p)
    sizes = [0] * (len(trend.points) - 1) + [9]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [on for on, _ in trend.points],
        "y": [expected for _, expected in trend.points],
        "line": {"color": tone, "width": 1.8},
        "marker": {"symbol": "diamond", "size": sizes, "color": tone},
        "text": [day(expected) for _, expected in trend.points],
        "hovertemplate": f"%{{text}}<extra>{escaped(trend.name)}</extra>",
    }


def _names(trends: Sequence[MilestoneTrend], scale: float, p: Palette) -> list[Spec]:
    """Name each line at its end, with its date and its slip, kept apart."""
    ends = [trend.points[-1] for trend in trends]
    moved = shifts([float(expected.toordinal()) for _, expected in ends], scale)
    return [
        label(
            _text(trend),
            on,
            expected,
            _tone(trend, p),
            xanchor="left",
            xshift=10,
            yshift=shift,
        )
        for trend, (on, expected), shift in zip(trends, ends, moved, strict=True)
    ]


def _text(trend: MilestoneTrend) -> str:
    moved = f", {trend.slip:+d}\u00a0d".replace("-", "−") if trend.slip else ""
    expected = f"{trend.points[-1][1]:%-d\u00a0%b}"
    return f"{escaped(short(trend.name, NAME))} {expected}{moved}"


def milestones_words(trends: Sequence[MilestoneTrend]) -> str:
    """Say in words what the milestone trend shows."""
    late = [trend for trend in trends if trend.slip > 0]
    listed = "; ".join(
        f"{t.name}: {day(t.points[-1][1])}, {t.slip} days later" for t in late
    )
    said = f"Milestone trend of {count(len(trends), 'milestone')}"
    return f"{said}: {listed}." if listed else f"{said}: none slipped."
