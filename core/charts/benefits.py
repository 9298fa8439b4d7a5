"""Benefits: planned against realised, and when they cover what the project costs."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from core.benefits import BenefitRow, Benefits
from core.charts.base import Unit, drawn, empty, escaped, label, short, unit
from core.charts.lines import Line, line_axes, line_names, line_trace, unit_of
from core.charts.template import PALETTES, Mode, Palette, Spec, outlined, solid
from core.money import ZERO
from core.words import UNDEFINED, count, day, short_money

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ROWS_SHOWN = 12
ROW_HEIGHT, NAME = 36, 34  # px, characters
HOVER = (
    "<b>%{customdata[0]}</b><br>planned %{customdata[1]}<br>due by now "
    "%{customdata[2]}<br>realised %{customdata[3]}<extra></extra>"
)


def realised(rows: Sequence[BenefitRow], currency: str, mode: Mode) -> "Figure":
    """Draw what is planned, due by now and realised, a bar a benefit.

    More than twelve: the largest of them.
    """
    shown = _largest(rows)
    if not shown:
        return empty(mode, "No benefit is planned yet.")
    p, written = PALETTES[mode], _unit(shown, currency)
    known = [row.realised or ZERO for row in shown]
    layout: Spec = {
        "barmode": "overlay",
        "xaxis": {"visible": False, "rangemode": "tozero"},
        "yaxis": {
            "tickvals": list(range(len(shown))),
            "ticktext": [escaped(short(row.title, NAME)) for row in shown],
            "tickfont": {"color": p.ink},
            "range": [len(shown) - 0.5, -0.5],
            "showgrid": False,
        },
        "annotations": [_end(at, row, written, p) for at, row in enumerate(shown)],
    }
    grey: Spec = {"color": p.previous, "line": {"width": 0}}
    traces = [
        _bars(shown, [row.planned for row in shown], written, -0.12, outlined(p.ink)),
        _bars(shown, [row.due for row in shown], written, 0.24, grey) | {"width": 0.1},
        _bars(shown, known, written, 0.02, solid(p.ink)) | {"width": 0.32},
    ]
    return drawn(mode, traces, layout, max(160, 24 + ROW_HEIGHT * len(shown)))


def _largest(rows: Sequence[BenefitRow]) -> list[BenefitRow]:
    return sorted(rows, key=lambda row: -row.planned)[:ROWS_SHOWN]


def _unit(rows: Sequence[BenefitRow], currency: str) -> Unit:
    return unit(
        [v for row in rows for v in (row.planned, row.realised or ZERO)], currency
    )


def _bars(
    rows: Sequence[BenefitRow],
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
                escaped(row.title),
                written.write(row.planned),
                written.write(row.due),
                UNDEFINED if row.realised is None else written.write(row.realised),
            ]
            for row in rows
        ],
        "hovertemplate": HOVER,
    }


def _end(at: int, row: BenefitRow, written: Unit, p: Palette) -> Spec:
    """Write what was realised of what is planned, in colour where less than is due."""
    end = written.of(max(row.planned, row.realised or ZERO))
    known = UNDEFINED if row.realised is None else written.write(row.realised)
    tone = p.bad if row.is_overdue else p.ink
    text = f"<b>{known}</b> of {written.write(row.planned)}"
    return label(text, end, at, tone, xanchor="left", xshift=7)


def realised_note(rows: Sequence[BenefitRow], currency: str) -> str:
    """Return the unit and how to read the bars."""
    written = _unit(_largest(rows), currency)
    return f"{written.name}. Outline = planned, grey = due by now, solid = realised."


def realised_words(rows: Sequence[BenefitRow], currency: str) -> str:
    """Say in words what the bars show."""
    said = "; ".join(
        f"{row.title}: planned {short_money(row.planned, currency)}, "
        f"realised {short_money(row.realised, currency)}"
        for row in _largest(rows)
    )
    return f"{said}." if said else "Benefits, without data."


def coverage(found: Benefits, mode: Mode) -> "Figure":
    """Draw benefits − costs so far over time, and the day on which they are even."""
    if len(found.curve) < 2:  # noqa: PLR2004 - a line has two ends
        return empty(mode, "The curve begins with a second day of benefits or costs.")
    p, currency = PALETTES[mode], found.costs.currency
    line = Line("net", found.curve, {"color": p.ink, "width": 2.2}, p.ink)
    written = unit_of([line], currency)
    layout = line_axes([line], written)
    layout["yaxis"] |= {
        "rangemode": "normal",
        "zeroline": True,
        "zerolinecolor": p.line,
    }
    layout |= {
        "annotations": [*line_names([line], written), *_payback(found.payback, p)],
        "shapes": _marks(found, p),
    }
    return drawn(mode, [line_trace(line, written)], layout)


def _payback(on: date | None, p: Palette) -> list[Spec]:
    if on is None:
        return []
    text = f"even on {day(on)}"
    return [
        label(
            text, on, 1, p.good, yref="paper", yanchor="top", xanchor="right", xshift=-6
        )
    ]


def _marks(found: Benefits, p: Palette) -> list[Spec]:
    """Mark the status date, and the day on which benefits have covered the costs."""
    first, last = found.curve[0][0], found.curve[-1][0]
    lines = [(found.status_date, p.accent)]
    if found.payback:
        lines.append((found.payback, p.good))
    return [
        {
            "type": "line",
            "x0": on,
            "x1": on,
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "line": {"color": tone, "width": 1},
        }
        for on, tone in lines
        if first <= on <= last
    ]


def coverage_words(found: Benefits) -> str:
    """Say in words what the curve shows."""
    many = count(len(found.curve), "day")
    if found.payback is None:
        return f"Benefits − costs over {many}: they never cover the cost."
    return f"Benefits − costs over {many}: even on {day(found.payback)}."
