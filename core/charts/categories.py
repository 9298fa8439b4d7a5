"""Plan against actual and forecast by category."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from core.charts.base import (
    COST_HOVER,
    Unit,
    drawn,
    empty,
    escaped,
    ink,
    label,
    short,
    unit,
)
from core.charts.template import PALETTES, Mode, Palette, Spec, hatched, outlined, solid
from core.cost_rows import CostRow
from core.money import ZERO
from core.words import short_money

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ROWS_SHOWN = 12
ROW_HEIGHT, NAME = 36, 26  # px, characters


def categories(rows: Sequence[CostRow], currency: str, mode: Mode) -> "Figure":
    """Draw plan behind actual and what is still to come, a bar a category.

    More than twelve: the last ones, in the order given, are one bar.
    """
    if not rows:
        return empty(mode, "No budget line has a category yet.")
    p, shown = PALETTES[mode], _most(rows)
    written = _unit(shown, currency)
    remaining = [row.remaining for row in shown]
    traces = [
        _lying(shown, [r.plan for r in shown], written, -0.12, outlined(p.ink)),
        _lying(shown, [r.actual for r in shown], written, 0.06, solid(p.ink)),
        _lying(shown, remaining, written, 0.06, hatched(p.ink, p.paper))
        | {"base": [max(0.0, written.of(row.actual)) for row in shown]},
    ]
    notes = [t for at, row in enumerate(shown) for t in _ends(at, row, written, mode)]
    layout = _axes(shown, p) | {"annotations": notes}
    return drawn(mode, traces, layout, max(160, 24 + ROW_HEIGHT * len(shown)))


def _axes(shown: Sequence[CostRow], p: Palette) -> Spec:
    return {
        "barmode": "overlay",
        "xaxis": {"visible": False, "rangemode": "tozero"},
        "yaxis": {
            "tickvals": list(range(len(shown))),
            "ticktext": [escaped(short(row.name, NAME)) for row in shown],
            "tickfont": {"color": p.ink},
            "range": [len(shown) - 0.5, -0.5],
            "showgrid": False,
        },
    }


def _most(rows: Sequence[CostRow]) -> list[CostRow]:
    if len(rows) <= ROWS_SHOWN:
        return list(rows)
    rest = CostRow(f"{len(rows) - ROWS_SHOWN + 1} others")
    for row in rows[ROWS_SHOWN - 1 :]:
        rest = rest.plus(row)
    return [*rows[: ROWS_SHOWN - 1], rest]


def _lying(
    rows: Sequence[CostRow],
    values: Sequence[Decimal],
    written: Unit,
    shift: float,
    marker: Spec,
) -> Spec:
    return {
        "type": "bar",
        "orientation": "h",
        "y": [at + shift for at in range(len(rows))],
        "x": [written.of(value) for value in values],
        "width": 0.5,
        "marker": marker,
        "customdata": [
            [
                escaped(row.name),
                written.write(row.plan),
                written.write(row.actual),
                written.write(row.remaining),
                written.gap(row.difference),
            ]
            for row in rows
        ],
        "hovertemplate": COST_HOVER.format(unit=written.name),
    }


def _ends(at: int, row: CostRow, written: Unit, mode: Mode) -> list[Spec]:
    """Write the forecast after each bar, and the difference to the plan in colour."""
    end = written.of(max(row.plan, row.forecast, ZERO))
    tone = ink(mode, row.difference)
    gap = f"  <span style='color:{tone}'>{written.gap(row.difference)}</span>"
    is_seen = written.gap(row.difference) != written.write(ZERO)
    text = f"<b>{written.write(row.forecast)}</b>" + (gap if is_seen else "")
    colour = PALETTES[mode].ink
    return [label(text, end, at, colour, xanchor="left", xshift=7)]


def categories_unit(rows: Sequence[CostRow], currency: str) -> str:
    """Name the unit of the chart of the categories: "M €"."""
    return _unit(_most(rows), currency).name


def _unit(shown: Sequence[CostRow], currency: str) -> Unit:
    return unit([v for row in shown for v in (row.plan, row.forecast)], currency)


def categories_words(rows: Sequence[CostRow], currency: str) -> str:
    """Say in words what the chart of the categories shows."""
    listed = "; ".join(
        f"{row.name}: plan {short_money(row.plan, currency)}, "
        f"forecast {short_money(row.forecast, currency)}"
        for row in _most(rows)
    )
    return f"{listed}." if listed else "Cost by category, without data."
