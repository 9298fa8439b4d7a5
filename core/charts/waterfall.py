"""The way from the budget to the forecast: sums as ticks, what moved them as bars.

The axis begins near the sums, not at zero, or the steps could not be seen; so a sum is
a tick at its place and no bar, and the note says where the axis begins.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from core.charts.base import Unit, drawn, empty, escaped, ink, label, short, unit
from core.charts.template import PALETTES, Mode, Palette, Spec
from core.cost_bridge import Step
from core.money import ZERO
from core.words import short_money

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ROW, EDGE = 40, 40  # px
NAME = 26  # characters
WIDTH = 0.62  # of a row
ROOM = 0.22  # of the axis, beside the steps for their numbers

Span = tuple[Decimal, Decimal]


def waterfall(steps: Sequence[Step], currency: str, mode: Mode) -> "Figure":
    """Draw each step from where the one before ended."""
    if not steps:
        return empty(mode, "No budget and no cost yet.")
    p, written, spans = PALETTES[mode], _unit(steps, currency), _spans(steps)
    low, high = _range(spans)
    layout: Spec = {
        "barmode": "overlay",
        "margin": {"l": 8, "r": 8, "t": 4, "b": 4},
        "xaxis": {"visible": False, "range": [written.of(low), written.of(high)]},
        "yaxis": {
            "tickvals": list(range(len(steps))),
            "ticktext": [escaped(short(step.name, NAME)) for step in steps],
            "tickfont": {"color": p.ink},
            "range": [len(steps) - 0.5, -0.5],
            "showgrid": False,
        },
        "shapes": [*_ticks(steps, spans, written, p), *_joints(spans, written, p)],
        "annotations": list(_numbers(steps, spans, written, mode)),
    }
    return drawn(
        mode, [_bars(steps, spans, written, mode)], layout, EDGE + ROW * len(steps)
    )


def _spans(steps: Sequence[Step]) -> list[Span]:
    """Return from where to where each step goes; a sum stands at one place."""
    found: list[Span] = []
    at = ZERO
    for step in steps:
        after = step.amount if step.is_total else at + step.amount
        found.append((after if step.is_total else at, after))
        at = after
    return found


def _range(spans: Sequence[Span]) -> Span:
    ends = [end for span in spans for end in span]
    low, high = min(ends), max(ends)
    beside = (high - low) * Decimal(str(ROOM)) or abs(high) / 10 or Decimal(1)
    return low - beside / 4, high + beside


def _unit(steps: Sequence[Step], currency: str) -> Unit:
    """Choose the unit for the steps: the sums are then written as finely."""
    moved = [step.amount for step in steps if not step.is_total]
    return unit(moved or [step.amount for step in steps], currency)


def _bars(
    steps: Sequence[Step], spans: Sequence[Span], written: Unit, mode: Mode
) -> Spec:
    places = [at for at, step in enumerate(steps) if not step.is_total]
    return {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "base": [written.of(spans[at][0]) for at in places],
        "x": [written.of(steps[at].amount) for at in places],
        "width": WIDTH,
        "marker": {
            "color": [ink(mode, steps[at].amount) for at in places],
            "line": {"width": 0},
        },
        "customdata": [
            [
                escaped(steps[at].name),
                written.gap(steps[at].amount),
                escaped(steps[at].note),
            ]
            for at in places
        ],
        "hovertemplate": "<b>%{customdata[0]}</b> %{customdata[1]} "
        f"{written.name}<br>%{{customdata[2]}}<extra></extra>",
    }


def _ticks(
    steps: Sequence[Step], spans: Sequence[Span], written: Unit, p: Palette
) -> Iterator[Spec]:
    """Draw the sums; the last one is a forecast, and dotted."""
    for at, step in enumerate(steps):
        if step.is_total:
            x = written.of(spans[at][1])
            dash = "dot" if at == len(steps) - 1 else "solid"
            yield {
                "type": "line",
                "x0": x,
                "x1": x,
                "y0": at - WIDTH / 2,
                "y1": at + WIDTH / 2,
                "line": {"color": p.ink, "width": 4, "dash": dash},
            }


def _joints(spans: Sequence[Span], written: Unit, p: Palette) -> Iterator[Spec]:
    """Join the end of each step with the beginning of the next."""
    for at, (_, end) in enumerate(spans[:-1]):
        x = written.of(end)
        yield {
            "type": "line",
            "x0": x,
            "x1": x,
            "y0": at + WIDTH / 2,
            "y1": at + 1 - WIDTH / 2,
            "line": {"color": p.line, "width": 1},
        }


def _numbers(
    steps: Sequence[Step], spans: Sequence[Span], written: Unit, mode: Mode
) -> Iterator[Spec]:
    """Write each amount at the right of its mark."""
    p = PALETTES[mode]
    for at, step in enumerate(steps):
        tone = p.ink if step.is_total else ink(mode, step.amount)
        text = written.write(step.amount) if step.is_total else written.gap(step.amount)
        bold = f"<b>{text}</b>" if step.is_total else text
        x = written.of(max(spans[at]))
        yield label(bold, x, at, tone, xanchor="left", xshift=8)


def waterfall_note(steps: Sequence[Step], currency: str) -> str:
    """Return the unit, and where the axis begins."""
    if not steps:
        return ""
    written, (low, _) = _unit(steps, currency), _range(_spans(steps))
    return (
        f"{written.name}. The axis begins at {written.write(low)}, so sums are ticks, "
        "not bars."
    )


def waterfall_words(steps: Sequence[Step], currency: str) -> str:
    """Say in words what the steps show."""
    said = "; ".join(
        f"{step.name} {short_money(step.amount, currency, plus=not step.is_total)}"
        for step in steps
    )
    return f"{said}." if said else "From budget to forecast, without data."
