"""The Gantt chart: bars by activity, baseline, progress, links, deadlines, owners.

Solid is done, outline is to come, thin and grey below is what it is compared with;
vermilion is the chain that drives the finish.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.charts.base import drawn, empty, escaped
from core.charts.gantt_axes import (
    MINUTE,
    ROW,
    TOP,
    axes,
    likely_band,
    names,
    status_line,
    window,
)
from core.charts.gantt_links import link_traces
from core.charts.template import PALETTES, Mode, Palette, Spec
from core.gantt import Gantt, GanttLink, GanttRow, Shape, Zoom
from core.schedule.instants import from_instant
from core.words import count, day, percent
from core.workdays import working_days

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

UP, DOWN = (
    -0.06,
    0.34,
)  # rows: a bar stands a little above the middle, its baseline below
BAR, THIN, BASELINE = 0.44, 0.2, 0.16  # rows
STUB = 0.006  # of the dates in view: where a link turns
FOLD = "fold"  # first in the customdata of a mark that folds
HOVER = (
    "<b>%{customdata[1]}</b><br>%{customdata[2]}, %{customdata[3]} done"
    "%{customdata[4]}<extra></extra>"
)
Rows = Sequence[tuple[int, GanttRow]]
KEEP: Spec = {"unselected": {"marker": {"opacity": 1}}}


def gantt(shown: Gantt, mode: Mode, zoom: Zoom = Zoom.ALL) -> "Figure":
    """Draw rows of activities along the dates.

    Returns
    -------
    A figure whose bars and milestones carry the activity's number first in their
    customdata; the marks that fold carry "fold" and the number.
    """
    if not shown.rows:
        return empty(mode, "No activity is part of this choice.")
    p = PALETTES[mode]
    rows = list(enumerate(shown.rows))
    bars = [(y, row) for y, row in rows if row.shape is not Shape.MILESTONE]
    points = [(y, row) for y, row in rows if row.shape is Shape.MILESTONE]
    line, name = status_line(shown, p)
    band, called = likely_band(shown, p)
    traces = [
        *_links(shown, zoom, p),
        _baseline_bars(bars, p),
        _bars(bars, p, shown),
        _progress(bars, p),
        _baseline_points(points, p),
        _points(points, p, shown),
        _deadlines(rows, p),
        _owners(rows, p),
        _folds(rows, p, shown.clicks),
        names(shown.rows),
    ]
    layout = axes(shown, zoom, p) | {
        "shapes": [*band, *line],
        "annotations": [*called, *name],
    }
    return drawn(mode, traces, layout, len(rows) * ROW + TOP + 8)


def gantt_words(shown: Gantt) -> str:
    """Say in words what the chart shows."""
    if not shown.rows:
        return "Gantt chart without activities."
    start, finish = (day(from_instant(at).date()) for at in shown.span)
    critical = sum(row.is_critical for row in shown.rows)
    beside = f", compared with {shown.compared}" if shown.compared else ""
    return (
        f"Gantt chart of {count(len(shown.rows), 'row')} from {start} to {finish}"
        f"{beside}: {count(critical, 'critical activity', 'critical activities')}."
    )


def _links(shown: Gantt, zoom: Zoom, p: Palette) -> list[Spec]:
    """Draw arrows into work that is not done: what is done needs none."""
    first, last = window(shown, zoom)
    stub = STUB * (last - first)
    open_rows = {row.number for row in shown.rows if not row.is_done}
    wanted = [link for link in shown.links if link.successor in open_rows]

    def of(*, critical: bool) -> list[GanttLink]:
        return [link for link in wanted if link.is_critical is critical]

    return [
        *link_traces(shown.rows, of(critical=False), p.line, 0.9, stub),
        *link_traces(shown.rows, of(critical=True), p.bad, 1.3, stub),
    ]


def _tone(row: GanttRow, p: Palette) -> str:
    if row.shape is Shape.SUMMARY:
        return p.muted
    return p.bad if row.is_critical else p.ink


def _lying(rows: Rows, shift: float, ends: Sequence[tuple[float, float]]) -> Spec:
    return {
        "type": "bar",
        "orientation": "h",
        "y": [y + shift for y, _ in rows],
        "base": [round(start * MINUTE) for start, _ in ends],
        "x": [round((finish - start) * MINUTE) for start, finish in ends],
    } | KEEP


def _baseline_bars(rows: Rows, p: Palette) -> Spec:
    known = [(y, row, row.before) for y, row in rows if row.before]
    ends = [before for _, _, before in known]
    return _lying([(y, row) for y, row, _ in known], DOWN, ends) | {
        "width": BASELINE,
        "marker": {"color": p.previous, "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _bars(rows: Rows, p: Palette, shown: Gantt) -> Spec:
    tones = [_tone(row, p) for _, row in rows]
    summaries = [row.shape is Shape.SUMMARY for _, row in rows]
    return _lying(rows, UP, [(row.start, row.finish) for _, row in rows]) | {
        "width": [THIN if summary else BAR for summary in summaries],
        "marker": {
            "color": [p.muted if summary else p.paper for summary in summaries],
            "line": {"color": tones, "width": 1.2},
        },
        "customdata": [_about(row, shown) for _, row in rows],
        "hovertemplate": HOVER,
    }


def _progress(rows: Rows, p: Palette) -> Spec:
    begun = [(y, r) for y, r in rows if r.done and r.shape is not Shape.SUMMARY]
    ends = [(r.start, r.start + r.done * (r.finish - r.start)) for _, r in begun]
    return _lying(begun, UP, ends) | {
        "width": BAR,
        "marker": {"color": [_tone(r, p) for _, r in begun], "line": {"width": 0}},
        "hoverinfo": "skip",  # a click goes through to the bar
    }


def _marks(xs: Sequence[float], ys: Sequence[float], marker: Spec) -> Spec:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(x * MINUTE) for x in xs],
        "y": list(ys),
        "marker": marker,
    } | KEEP


def _baseline_points(rows: Rows, p: Palette) -> Spec:
    known = [(y, row.before[1]) for y, row in rows if row.before]
    marker = {"symbol": "diamond-open", "size": 9, "color": p.previous}
    skip = {"hoverinfo": "skip"}
    return _marks([x for _, x in known], [y for y, _ in known], marker) | skip


def _points(rows: Rows, p: Palette, shown: Gantt) -> Spec:
    tones = [_tone(row, p) for _, row in rows]
    filled = [row.is_done or row.is_critical for _, row in rows]
    marker = {
        "symbol": "diamond",
        "size": 11,
        "color": [
            tone if full else p.paper for tone, full in zip(tones, filled, strict=True)
        ],
        "line": {"color": tones, "width": 1.3},
    }
    return _marks([row.finish for _, row in rows], [y for y, _ in rows], marker) | {
        "customdata": [_about(row, shown) for _, row in rows],
        "hovertemplate": HOVER,
    }


def _deadlines(rows: Rows, p: Palette) -> Spec:
    dated = [
        (y, row, row.deadline)
        for y, row in rows
        if row.deadline is not None and not row.is_done
    ]
    marker = {
        "symbol": "triangle-down-open",
        "size": 9,
        "color": [p.bad if row.is_late else p.muted for _, row, _ in dated],
        "line": {"width": 1.6},
    }
    return _marks([at for *_, at in dated], [y - 0.18 for y, *_ in dated], marker) | {
        "customdata": [
            [row.number, day(from_instant(at - 1).date())] for _, row, at in dated
        ],
        "hovertemplate": "Deadline %{customdata[1]}<extra></extra>",
    }


def _owners(rows: Rows, p: Palette) -> Spec:
    """Write who does what is still to be done, at the end of its bar."""
    owned = [
        (y, row)
        for y, row in rows
        if row.owner and not row.is_done and row.shape is not Shape.SUMMARY
    ]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [max(row.finish, row.deadline or 0) * MINUTE for _, row in owned],
        "y": [y + UP for y, _ in owned],
        "text": [f"\u2002\u2002{escaped(row.owner)}" for _, row in owned],
        "textposition": "middle right",
        "textfont": {"size": 10.5, "color": p.muted},
        "unselected": {"textfont": {"color": p.muted}},
        "hoverinfo": "skip",
    }


def _folds(rows: Rows, p: Palette, clicks: int) -> Spec:
    heads = [(y, row) for y, row in rows if row.is_folded is not None]
    symbols = ["triangle-right" if r.is_folded else "triangle-down" for _, r in heads]
    return {
        "type": "scatter",
        "mode": "markers",
        "xaxis": "x2",
        "cliponaxis": False,
        "x": [0.006] * len(heads),
        "y": [y for y, _ in heads],
        "marker": {  # set off from a bar that began before the dates in view
            "symbol": symbols,
            "size": 10,
            "color": p.accent,
            "line": {"color": p.paper, "width": 2},
        },
        "customdata": [[FOLD, row.number, clicks] for _, row in heads],
        "hovertemplate": [
            f"{'Show' if row.is_folded else 'Fold'} what is below<extra></extra>"
            for _, row in heads
        ],
    } | KEEP


def _about(row: GanttRow, shown: Gantt) -> list[object]:
    start, finish = (day(from_instant(at).date()) for at in (row.start, row.finish))
    dates = finish if row.shape is Shape.MILESTONE else f"{start} to {finish}"
    more = []
    if row.slip is not None:
        more.append(f"{working_days(row.slip, plus=True)} to {shown.compared}")
    if row.total_float is not None:
        more.append(f"float {working_days(row.total_float)}")
    if row.owner:
        more.append(escaped(row.owner))
    beside = f"<br>{' · '.join(more)}" if more else ""
    name = f"{row.wbs} {escaped(row.title)}"
    about = [row.number, name, dates, percent(row.done), beside]
    return [*about, shown.clicks] if row.number == shown.opened else about
