"""What all charts share: one way to draw, one unit a chart, labels that keep apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from core.charts.template import PALETTES, Mode, Spec, template
from core.words import NARROW, number, sign, signed

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HEIGHT = 400  # px
APART = 16  # px between two labels at the end of lines
COST_HOVER = (
    "<b>%{{customdata[0]}}</b>, {unit}<br>plan %{{customdata[1]}}<br>"
    "actual %{{customdata[2]}}<br>still to come %{{customdata[3]}}<br>"
    "to plan %{{customdata[4]}}<extra></extra>"
)
MILLION, THOUSAND = 1_000_000, 1_000
SMALL_SUM = 10_000


def drawn(
    mode: Mode, traces: Sequence[Spec], layout: Spec, height: int = HEIGHT
) -> "Figure":
    """Return a figure in the look of a mode, of traces and layout as Plotly's own."""
    from plotly.graph_objects import Figure

    look = {"template": template(mode), "height": height}
    return Figure({"data": list(traces), "layout": look | layout})


def empty(mode: Mode, note: str, height: int = 160) -> "Figure":
    """Return a chart without data that calmly says why."""
    hidden = {"visible": False}
    text = label(note, 0.5, 0.5, xref="paper", yref="paper")
    layout: Spec = {"xaxis": hidden, "yaxis": hidden, "annotations": [text]}
    return drawn(mode, (), layout, height)


def label(text: str, x: object, y: object, colour: str = "", **more: object) -> Spec:
    """Return a text at a place in the chart; `colour` where it is not muted."""
    font: Spec = {"color": colour} if colour else {}
    return {"text": text, "x": x, "y": y, "font": font, "showarrow": False} | more


def line_shape(colour: str, **ends: object) -> Spec:
    """Return a thin straight line; `ends` as Plotly names them: x0, x1, y0, y1."""
    return {"type": "line", "line": {"color": colour, "width": 1}} | ends


def short(text: str, most: int) -> str:
    """Cut a name to a number of characters; the whole stands in the hover text.

    >>> short("Integration vendor", 12)
    'Integration…'
    """
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def escaped(text: str) -> str:
    """Return a text that Plotly shows as it is, not as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@dataclass(frozen=True, slots=True)
class Unit:
    """The one unit in which a chart writes its amounts."""

    size: int
    places: int
    name: str

    def of(self, amount: Decimal) -> float:
        """Return an amount in this unit."""
        return float(amount) / self.size

    def write(self, amount: Decimal) -> str:
        """Write an amount without its unit."""
        return number(self.of(amount), self.places)

    def gap(self, amount: Decimal) -> str:
        """Write a difference with its sign, without its unit."""
        return signed(self.of(amount), self.places)


def unit(amounts: Sequence[Decimal], currency: str) -> Unit:
    """Choose the unit that leaves the largest amount readable.

    >>> unit([Decimal(380_000)], "EUR").name, unit([Decimal(4_640_000)], "EUR").name
    ('k\\xa0€', 'M\\xa0€')
    """
    largest = max((abs(amount) for amount in amounts), default=Decimal(0))
    money = sign(currency)
    if largest >= MILLION:
        return Unit(MILLION, 2, f"M{NARROW}{money}")
    if largest >= SMALL_SUM:
        return Unit(THOUSAND, 0, f"k{NARROW}{money}")
    return Unit(1, 0, money)


def shifts(values: Sequence[float], pixels_a_unit: float) -> list[float]:
    """Return by how many pixels to move labels up so that none covers another.

    They keep their order; the moves are as small as walking upwards allows.

    >>> shifts([10.0, 11.0, 50.0], 1)
    [0.0, 15.0, 0.0]
    """
    moved = [0.0] * len(values)
    floor = float("-inf")
    for place in sorted(range(len(values)), key=values.__getitem__):
        wanted = values[place] * pixels_a_unit
        at = max(wanted, floor)
        moved[place], floor = at - wanted, at + APART
    return moved


def ink(mode: Mode, difference: Decimal) -> str:
    """Return the colour of a difference in cost: more is bad, less is good."""
    p = PALETTES[mode]
    if not difference:
        return p.muted
    return p.bad if difference > 0 else p.good
