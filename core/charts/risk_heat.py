"""Open threats by owner and category: the darker, the larger the exposure."""

from typing import TYPE_CHECKING

from core.charts.base import drawn, empty, escaped, short, unit
from core.charts.template import PALETTES, STEPS, Mode, Spec
from core.risk_pictures import Heat
from core.words import count, short_money

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ROW, TOP, NAME = 40, 48, 20  # px a row, px of the heads, characters
TEXT = 12  # px: Plotly shrinks what it may to the cell, down to nothing on a phone
READABLE = 4  # steps of the scale on which ink can be read


def risk_heat(found: Heat, currency: str, mode: Mode) -> "Figure":
    """Draw a row an owner and a column a category; in each cell how many and how much.

    A cell without a threat is empty.
    """
    if not found.owners:
        return empty(mode, "No threat is open.")
    amounts = [amount for row in found.exposures for amount in row]
    written = unit(amounts, currency)
    largest = max(map(written.of, amounts)) or 1.0
    values = [[written.of(amount) for amount in row] for row in found.exposures]
    trace: Spec = {
        "type": "heatmap",
        "x": list(range(len(found.categories))),
        "y": list(range(len(found.owners))),
        "z": _shown(found, values),
        "zmin": 0,
        "zmax": largest,
        "colorscale": _scale(mode),
        "showscale": False,
        "xgap": 3,
        "ygap": 3,
        "text": _texts(found, values, written.places),
        "texttemplate": "%{text}",
        "textfont": {"color": PALETTES[mode].ink, "size": TEXT},
        "customdata": _about(found, currency),
        "hovertemplate": "%{customdata}<extra></extra>",
        "hoverongaps": False,
    }
    figure = drawn(mode, [trace], _axes(found, mode), TOP + ROW * len(found.owners))
    # Our template keeps names level; here they stand upright where they would meet.
    figure.layout.template.layout.xaxis.tickangle = None
    return figure


def heat_unit(found: Heat, currency: str) -> str:
    """Name the unit of the cells: "k €"."""
    return unit([amount for row in found.exposures for amount in row], currency).name


def _shown(found: Heat, values: list[list[float]]) -> list[list[float | None]]:
    return [
        [value if many else None for value, many in zip(row, counts, strict=True)]
        for row, counts in zip(values, found.counts, strict=True)
    ]


def _scale(mode: Mode) -> list[list[object]]:
    steps = STEPS[mode][1 : READABLE + 1]
    return [[at / (len(steps) - 1), colour] for at, colour in enumerate(steps)]


def _texts(found: Heat, values: list[list[float]], places: int) -> list[list[str]]:
    return [
        [
            f"{value:,.{places}f}<br>({many})" if many else ""
            for value, many in zip(row, counts, strict=True)
        ]
        for row, counts in zip(values, found.counts, strict=True)
    ]


def _about(found: Heat, currency: str) -> list[list[str]]:
    return [
        [
            f"<b>{escaped(owner)}</b>, {escaped(category)}<br>"
            f"{count(found.counts[y][x], 'open threat')}, "
            f"{short_money(found.exposures[y][x], currency)}"
            for x, category in enumerate(found.categories)
        ]
        for y, owner in enumerate(found.owners)
    ]


def _axes(found: Heat, mode: Mode) -> Spec:
    p = PALETTES[mode]
    bare: Spec = {"showgrid": False, "showline": False, "tickfont": {"color": p.ink}}
    return {
        "xaxis": bare
        | {
            "side": "top",
            "autotickangles": [0, -90],
            "tickvals": list(range(len(found.categories))),
            "ticktext": [escaped(short(name, NAME)) for name in found.categories],
        },
        "yaxis": bare
        | {
            "tickvals": list(range(len(found.owners))),
            "ticktext": [escaped(short(name, NAME)) for name in found.owners],
            "range": [len(found.owners) - 0.5, -0.5],
        },
    }


def heat_words(found: Heat, currency: str) -> str:
    """Say in words what the chart shows: each owner with count and exposure."""
    if not found.owners:
        return "Open threats by owner and category, without data."
    listed = "; ".join(
        f"{owner}: {count(sum(found.counts[at]), 'threat')}, "
        f"{short_money(sum(found.exposures[at]), currency)}"
        for at, owner in enumerate(found.owners)
    )
    return f"Open threats by owner. {listed}."
