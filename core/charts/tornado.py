"""What moves a result most: a bar for each risk and estimate, the longest on top."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from core.charts.base import drawn, empty, escaped, label, short, unit
from core.charts.template import PALETTES, Mode, Spec, solid
from core.simulated_causes import Cause
from core.words import listed, signed

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

MOST, NAME, ROW = 10, 34, 30  # bars, characters, px
RISK = "risk"


def tornado(found: Sequence[Cause], currency: str | None, mode: Mode) -> "Figure":
    """Draw by how much a percentile would fall if each cause were certain.

    Risks are in the colour of what stands against the plan, estimates in ink.

    Parameters
    ----------
    currency
        Of the amounts; None where they are working days.
    """
    shown = [cause for cause in found if cause.contribution][:MOST]
    if not shown:
        return empty(mode, "Nothing moves it: no estimate has a range.")
    p = PALETTES[mode]
    sizes = [abs(cause.contribution or 0.0) for cause in shown]
    values, texts = _written(shown, currency)
    trace: Spec = {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(shown))),
        "x": values,
        "marker": solid(p.ink)
        | {"color": [p.bad if cause.what == RISK else p.ink for cause in shown]},
        "width": 0.6,
        "customdata": [
            [escaped(f"{cause.reference} {cause.title}"), text]
            for cause, text in zip(shown, texts, strict=True)
        ],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
    }
    notes = [
        label(text, max(value, 0), at, p.ink, xanchor="left", xshift=6)
        for at, (value, text) in enumerate(zip(values, texts, strict=True))
    ]
    layout = _axes(shown, max(sizes), values) | {"annotations": notes}
    return drawn(mode, [trace], layout, max(140, 24 + ROW * len(shown)))


def tornado_words(found: Sequence[Cause]) -> str:
    """Say for a screen reader what stands where in the chart."""
    shown = [cause for cause in found if cause.contribution][:MOST]
    return "Largest first: " + listed([f"{c.reference} {c.title}" for c in shown])


def _written(
    shown: Sequence[Cause], currency: str | None
) -> tuple[list[float], list[str]]:
    values = [cause.contribution or 0.0 for cause in shown]
    if currency is None:
        return values, [f"{signed(-value, 1)} d" for value in values]
    amounts = [Decimal(repr(value)) for value in values]
    written = unit(amounts, currency)
    return [written.of(amount) for amount in amounts], [
        f"{written.gap(-amount)} {written.name}" for amount in amounts
    ]


def _axes(shown: Sequence[Cause], largest: float, values: Sequence[float]) -> Spec:
    top = max([*values, 0.0]) or largest
    return {
        "xaxis": {"visible": False, "range": [min([*values, 0.0]), top * 1.25]},
        "yaxis": {
            "tickvals": list(range(len(shown))),
            "ticktext": [
                escaped(short(f"{cause.reference} {cause.title}", NAME))
                for cause in shown
            ],
            "range": [len(shown) - 0.5, -0.5],
            "showgrid": False,
        },
    }
