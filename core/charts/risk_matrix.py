"""The risk matrix: where risks stand now, where they came from or are going."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.charts.base import drawn, escaped, label
from core.charts.risk_cells import (
    CELLS,
    IN_A_CELL,
    SCORES,
    WITH_TAILS,
    Cell,
    Cells,
    Placed,
    Tail,
    appetite_line,
    by_cell,
    is_above,
    placed_marks,
    tails_of,
)
from core.charts.template import PALETTES, Mode, Palette, Spec
from core.registers.catalog import RISKS
from core.registers.entry import Record
from core.registers.project import ProjectSettings
from core.registers.risks import Risk, RiskKind
from core.words import count

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


HEIGHT = 430  # px
LONG_NUMBER = 1000  # needs a smaller font
HOVER = (
    "<b>%{customdata[2]}</b> %{customdata[3]}<br>level %{customdata[4]}, "
    "%{customdata[5]} once all is done<br>%{customdata[6]}<extra></extra>"
)


@dataclass(frozen=True)
class _Sheet:
    """What every part of the drawing needs to know."""

    settings: ProjectSettings
    palette: Palette
    to_residual: bool

    def above(self, risk: Risk) -> bool:
        return is_above(risk, self.settings)

    def other(self, risk: Risk) -> Cell:
        return risk.residual if self.to_residual else risk.inherent


def risk_matrix(
    records: Sequence[Record[Risk]],
    settings: ProjectSettings,
    mode: Mode,
    *,
    to_residual: bool = False,
) -> "Figure":
    """Draw risks by likelihood and impact, with tails from inherent or to residual.

    Parameters
    ----------
    records
        The risks to show. A cell with more than four shows how many; tails are drawn
        for up to 40 risks.
    settings
        Their levels colour the cells and draw the appetite line.
    to_residual
        Rings where each risk will be once all is done, instead of dots where it began.

    Returns
    -------
    A figure whose points, also the unseen one that fills each cell, carry likelihood
    and impact first in their customdata: a click anywhere selects the cell.
    """
    sheet, cells = _Sheet(settings, PALETTES[mode], to_residual), by_cell(records)
    places = placed_marks(cells)
    tails = tails_of(places, sheet.other) if len(records) <= WITH_TAILS else []
    traces = [
        _tints(sheet),
        _appetite(sheet),
        _cell_targets(sheet, cells),
        _tail_ends(sheet, tails),
        _marks(sheet, places, above=False),
        _marks(sheet, places, above=True),
        _counts(sheet, cells),
    ]
    notes = [_appetite_label(sheet), *(_arrow(sheet, tail) for tail in tails)]
    return drawn(mode, traces, _axes(settings) | {"annotations": notes}, HEIGHT)


def _tints(sheet: _Sheet) -> Spec:
    settings, tints = sheet.settings, sheet.palette.levels

    def step(level: int) -> int:
        return (level >= settings.yellow_from) + (level >= settings.red_from)

    thirds = [(0, 0), (1 / 3, 0), (1 / 3, 1), (2 / 3, 1), (2 / 3, 2), (1, 2)]
    return {
        "type": "heatmap",
        "x": list(SCORES),
        "y": list(SCORES),
        "z": [[step(x * y) for x in SCORES] for y in SCORES],
        "zmin": 0,
        "zmax": 2,
        "colorscale": [[at, tints[i]] for at, i in thirds],
        "showscale": False,
        "xgap": 3,
        "ygap": 3,
        "hoverinfo": "skip",
    }


def _appetite(sheet: _Sheet) -> Spec:
    corners = appetite_line(sheet.settings.red_from)
    return {
        "type": "scatter",
        "x": [x for x, _ in corners],
        "y": [y for _, y in corners],
        "mode": "lines",
        "line": {"color": sheet.palette.bad, "width": 1.6},
        "hoverinfo": "skip",
    }


def _appetite_label(sheet: _Sheet) -> Spec:
    red_from = sheet.settings.red_from
    x, y = appetite_line(red_from)[-1]
    below = y > SCORES[0]
    text = f"appetite: below {red_from}"
    side = {"xanchor": "right", "yanchor": "top" if below else "bottom"}
    return label(text, x - 0.04, y, sheet.palette.bad, **side)


def _cell_targets(sheet: _Sheet, cells: Cells) -> Spec:
    return {
        "type": "scatter",
        "x": [x for x, _ in CELLS],
        "y": [y for _, y in CELLS],
        "mode": "markers",
        "marker": {
            "symbol": "square",
            "size": 62,
            "color": sheet.palette.accent,
            "opacity": 0,
        },
        "selected": {"marker": {"opacity": 0.2}},
        "unselected": {"marker": {"opacity": 0}},
        "customdata": [
            [x, y, x * y, count(len(cells.get((x, y), ())), "risk")] for x, y in CELLS
        ],
        "hovertemplate": (
            "Likelihood %{customdata[0]} × impact %{customdata[1]} = level "
            "%{customdata[2]}<br>%{customdata[3]}<extra></extra>"
        ),
    }


def _arrow(sheet: _Sheet, tail: Tail) -> Spec:
    head, start = (tail.end, tail.mark) if sheet.to_residual else (tail.mark, tail.end)
    return {
        "x": head[0],
        "y": head[1],
        "ax": start[0],
        "ay": start[1],
        "xref": "x",
        "yref": "y",
        "axref": "x",
        "ayref": "y",
        "text": "",
        "showarrow": True,
        "arrowhead": 2,
        "arrowsize": 0.9,
        "arrowwidth": 1.2,
        "arrowcolor": sheet.palette.muted,
        "standoff": 4 if sheet.to_residual else 14,
        "startstandoff": 14 if sheet.to_residual else 0,
    }


def _tail_ends(sheet: _Sheet, tails: Sequence[Tail]) -> Spec:
    ring = sheet.to_residual
    return {
        "type": "scatter",
        "x": [tail.end[0] for tail in tails],
        "y": [tail.end[1] for tail in tails],
        "mode": "markers",
        "marker": {
            "size": 8 if ring else 6,
            "symbol": "circle-open" if ring else "circle",
            "color": sheet.palette.muted,
            "line": {"width": 1.6 if ring else 0},
        },
        "hoverinfo": "skip",
        "unselected": {"marker": {"opacity": 1}},
    }


def _marks(sheet: _Sheet, every: Sequence[Placed], *, above: bool) -> Spec:
    """Draw the risks above the appetite, or those within it.

    Each has a trace of its own: once a cell is selected, Plotly writes all others of
    a trace in one colour.
    """
    p = sheet.palette
    places = [placed for placed in every if sheet.above(placed.record.entry) is above]
    numbers = [placed.record.number for placed in places]
    written, edge = (p.paper, p.bad) if above else (p.ink, p.ink)
    return {
        "type": "scatter",
        "x": [placed.x for placed in places],
        "y": [placed.y for placed in places],
        "mode": "markers+text",
        "text": [f"<b>{number:02d}</b>" for number in numbers],
        "textfont": {
            "size": [9.5 if number >= LONG_NUMBER else 12 for number in numbers],
            "color": written,
        },
        "marker": {
            "size": 24,
            "opacity": 1,
            "symbol": [_symbol(sheet, placed.record.entry) for placed in places],
            "color": p.bad if above else p.paper,
            "line": {"color": edge, "width": 1.3},
        },
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": written}},
        "customdata": [_about(placed.record) for placed in places],
        "hovertemplate": HOVER,
    }


def _symbol(sheet: _Sheet, risk: Risk) -> str:
    if risk.kind is RiskKind.OPPORTUNITY:
        return "diamond"
    return "square" if sheet.above(risk) else "circle"


def _about(record: Record[Risk]) -> list[object]:
    risk = record.entry
    likelihood, impact = risk.residual
    return [
        risk.likelihood,
        risk.impact,
        RISKS.reference(record.number),
        escaped(risk.title),
        risk.level,
        likelihood * impact,
        escaped(risk.owner or "no owner"),
    ]


def _counts(sheet: _Sheet, cells: Cells) -> Spec:
    """Write in each cell that holds too many marks how many there are."""
    p, crowded = sheet.palette, [c for c in cells if len(cells[c]) > IN_A_CELL]
    above = [any(sheet.above(r.entry) for r in cells[cell]) for cell in crowded]
    return {
        "type": "scatter",
        "x": [x for x, _ in crowded],
        "y": [y for _, y in crowded],
        "mode": "text",
        "text": [
            f"<b>{'■ ' if a else ''}{len(cells[cell]):,}</b>"
            for cell, a in zip(crowded, above, strict=True)
        ],
        "textfont": {"size": 17, "color": [p.bad if a else p.ink for a in above]},
        "unselected": {"textfont": {"color": p.ink}},
        "hoverinfo": "skip",
    }


def _axes(settings: ProjectSettings) -> Spec:
    shared: Spec = {
        "tickvals": list(SCORES),
        "range": [0.48, 5.52],
        "showgrid": False,
        "showline": False,
    }
    names = ["1 rare", "2", "3", "4", "5 certain"]
    meaning = f"Likelihood, from {settings.likelihood_1} to {settings.likelihood_5} %"
    return {
        "xaxis": shared | {"ticktext": names, "title": {"text": meaning}},
        "yaxis": shared | {"title": {"text": "Impact"}},
    }
