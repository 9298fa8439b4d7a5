"""One look for all charts: colours, marks and the Plotly template of each mode.

The colours are those of the theme in .streamlit/config.toml; contrast was computed by
WCAG 2.2. Status and categories use Okabe and Ito's palette, which colour-blind people
can tell apart. The marks are those of the IBCS: actual solid, plan outlined, forecast
hatched, previous grey.
"""

from dataclasses import dataclass
from typing import Any, Literal

Mode = Literal["light", "dark"]
Spec = dict[str, Any]

FONT = "Source Sans, sans-serif"
TEXT, SMALL = 13, 12  # px
CLEAR = "rgba(0,0,0,0)"


@dataclass(frozen=True, slots=True)
class Palette:
    """What each colour of a mode is for.

    Parameters
    ----------
    paper, panel
        The page, and a surface one step off it.
    ink, muted
        Text and actual figures; axis labels and notes.
    line, grid
        Axis and grid lines, which only decorate.
    previous
        The same figure a period or a baseline ago.
    accent
        What is selected or can be clicked, and nothing else.
    good, watch, bad
        A difference in favour, one to watch, one against.
    band
        A soft area: a range, a tolerance.
    levels
        Tints of the cells of a risk matrix: green, yellow, red.
    series
        Categories without an order.
    """

    paper: str
    panel: str
    ink: str
    muted: str
    line: str
    grid: str
    previous: str
    accent: str
    good: str
    watch: str
    bad: str
    band: str
    levels: tuple[str, str, str]
    series: tuple[str, ...]


LIGHT = Palette(
    paper="#FFFFFF",
    panel="#F4F6F8",
    ink="#1B222C",
    muted="#525D6B",
    line="#B4BDC8",
    grid="#E9EDF1",
    previous="#8793A1",
    accent="#0A5FA3",
    good="#00805F",
    watch="#946200",
    bad="#C84A00",
    band="rgba(82,93,107,0.14)",
    levels=("#EAF4F0", "#FBF3E0", "#FAE3D6"),
    series=(
        "#2B333F",
        "#0072B2",
        "#D55E00",
        "#009E73",
        "#B85F92",
        "#B97A00",
        "#3A8FC4",
        "#7D8895",
    ),
)
DARK = Palette(
    paper="#11151B",
    panel="#1B212A",
    ink="#E3E8EE",
    muted="#A9B3C0",
    line="#4A5563",
    grid="#222A34",
    previous="#66717F",
    accent="#6DB0E6",
    good="#3DBE96",
    watch="#E6AE3A",
    bad="#F08345",
    band="rgba(169,179,192,0.16)",
    levels=("#15251F", "#2A2314", "#3A2217"),
    series=(
        "#D5DBE3",
        "#5AB1E8",
        "#F08345",
        "#3DBE96",
        "#D993BC",
        "#E6AE3A",
        "#9CCBEE",
        "#7B8694",
    ),
)
PALETTES: dict[Mode, Palette] = {"light": LIGHT, "dark": DARK}
# Quantities, from little to much: the theme's sequential colours.
STEPS: dict[Mode, tuple[str, ...]] = {
    "light": (
        "#F4F6F8",
        "#E3E9EF",
        "#CCD8E4",
        "#AFC4D8",
        "#8EADCB",
        "#6B94BC",
        "#4A7BAA",
        "#2F6394",
        "#1B4C79",
        "#0C365B",
    ),
    "dark": (
        "#171D25",
        "#1B2A3A",
        "#1F384F",
        "#264866",
        "#2F5A7F",
        "#3D6F99",
        "#5286B2",
        "#6F9FC9",
        "#94BADD",
        "#BFD7EE",
    ),
}


def solid(colour: str) -> Spec:
    """Return the mark of a fact: a filled bar."""
    return {"color": colour, "line": {"width": 0}}


def outlined(colour: str) -> Spec:
    """Return the mark of a plan: an empty bar."""
    return {"color": CLEAR, "line": {"color": colour, "width": 1.2}}


def hatched(colour: str, paper: str) -> Spec:
    """Return the mark of a forecast: a hatched bar."""
    return {
        "color": paper,
        "line": {"color": colour, "width": 1.2},
        "pattern": {
            "shape": "/",
            "fgcolor": colour,
            "bgcolor": paper,
            "size": 6,
            "solidity": 0.28,
        },
    }


def template(mode: Mode) -> Spec:
    """Return the Plotly template: quiet axes, no box, no legend, real minus signs."""
    p = PALETTES[mode]
    note: Spec = {"family": FONT, "size": SMALL, "color": p.muted}
    return {
        "layout": {
            "font": {"family": FONT, "size": TEXT, "color": p.muted},
            "paper_bgcolor": CLEAR,
            "plot_bgcolor": CLEAR,
            "colorway": list(p.series),
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            "showlegend": False,
            "bargap": 0.35,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": p.panel,
                "bordercolor": p.line,
                "font": {"family": FONT, "size": TEXT, "color": p.ink},
            },
            "separators": ".,",
            "xaxis": _axis(p) | {"showgrid": False, "showline": True},
            "yaxis": _axis(p) | {"ticklabelstandoff": 8},
            "annotationdefaults": {"font": note, "showarrow": False},
        }
    }


def _axis(p: Palette) -> Spec:
    return {
        "gridcolor": p.grid,
        "linecolor": p.line,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickangle": 0,
        "automargin": True,
        "tickfont": {"color": p.muted, "size": SMALL},
        "title": {"font": {"color": p.muted, "size": SMALL}, "standoff": 6},
        "fixedrange": True,  # a thumb that scrolls the page must not zoom the chart
    }
