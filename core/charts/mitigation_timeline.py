"""Mitigations in time: when each is due, when it was done, how late it is."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.charts.base import drawn, empty, escaped, label, short
from core.charts.template import CLEAR, PALETTES, Mode, Palette, Spec
from core.figure import Status
from core.registers.catalog import MITIGATIONS, RISKS
from core.risk_timeline import MitigationRow
from core.words import NARROW, capital, count, day

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

MOST, ROW, NAME = 24, 24, 26  # rows; px a row; characters
ABOVE, BELOW = 40, 24  # px
BESIDE = 10  # days that the axis goes on to both sides
HOVER = (
    "<b>%{customdata[0]}</b> %{customdata[1]}<br>against %{customdata[2]}<br>"
    "%{customdata[3]}<br>%{customdata[4]}<extra></extra>"
)


def mitigation_timeline(
    rows: Sequence[MitigationRow], today: date, mode: Mode
) -> "Figure":
    """Draw a row a mitigation: a ring when it is due, a dot when it was done.

    A line joins the due date with the day it was done, or with the status date while
    it is late. More than 24: what is open and what was done last.
    """
    shown = shown_rows(rows)
    if not shown:
        return empty(mode, "No mitigation has a due date yet.")
    p = PALETTES[mode]
    traces = [_delays(shown, today, p), _rings(shown, p), _dots(shown, p)]
    layout = _axes(shown, today, p) | _status_line(today, p)
    return drawn(mode, traces, layout, ABOVE + BELOW + ROW * len(shown))


def shown_rows(rows: Sequence[MitigationRow]) -> list[MitigationRow]:
    """Return the rows that are drawn, in their order: open ones go before done ones."""
    if len(rows) <= MOST:
        return list(rows)
    waiting = [row for row in rows if not row.is_done][:MOST]
    done = sorted(
        (row for row in rows if row.is_done),
        key=lambda row: (row.done_on or date.min, row.number),
        reverse=True,
    )
    kept = {row.number for row in [*waiting, *done[: MOST - len(waiting)]]}
    return [row for row in rows if row.number in kept]


def _delays(rows: Sequence[MitigationRow], today: date, p: Palette) -> Spec:
    x: list[date | None] = []
    y: list[int | None] = []
    for at, row in enumerate(rows):
        if row.due and row.days_late:
            x += [row.due, row.done_on or today, None]
            y += [at, at, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": p.bad, "width": 2},
        "hoverinfo": "skip",
    }


def _rings(rows: Sequence[MitigationRow], p: Palette) -> Spec:
    places = [(at, row) for at, row in enumerate(rows) if row.due]
    tones = [p.bad if row.is_overdue else p.ink for _, row in places]
    return _marks(places, [row.due for _, row in places]) | {
        "marker": {
            "symbol": "circle",
            "size": 11,
            "color": [p.previous if row.is_done else p.paper for _, row in places],
            "line": {
                "color": [
                    CLEAR if row.is_done else tone
                    for tone, (_, row) in zip(tones, places, strict=True)
                ],
                "width": 1.6,
            },
        }
    }


def _dots(rows: Sequence[MitigationRow], p: Palette) -> Spec:
    places = [(at, row) for at, row in enumerate(rows) if row.is_done]
    return _marks(places, [row.done_on for _, row in places]) | {
        "marker": {"symbol": "circle", "size": 11, "color": p.ink}
    }


def _marks(
    places: Sequence[tuple[int, MitigationRow]], days: Sequence[date | None]
) -> Spec:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(days),
        "y": [at for at, _ in places],
        "customdata": [_about(row) for _, row in places],
        "hovertemplate": HOVER,
    }


def _about(row: MitigationRow) -> list[str]:
    late = f", {count(row.days_late, 'day')} late" if row.days_late else ""
    when = f"due {day(row.due)}" if row.due else "no due date"
    if row.done_on:
        when += f", done {day(row.done_on)}"
    else:
        when += f", {row.progress}{NARROW}% complete"
    return [
        MITIGATIONS.reference(row.number),
        escaped(row.title),
        RISKS.reference(row.risk),
        when + late,
        escaped(row.owner or "no owner"),
    ]


def _axes(rows: Sequence[MitigationRow], today: date, p: Palette) -> Spec:
    days = [today, *(d for row in rows for d in (row.due, row.done_on) if d)]
    beside = timedelta(days=BESIDE)
    return {
        "margin": {"l": 8, "r": 16, "t": ABOVE, "b": BELOW},
        "xaxis": {
            "type": "date",
            "side": "top",
            "nticks": 6,
            "tickformat": "%b\n%Y",
            "range": [min(days) - beside, max(days) + beside],
        },
        "yaxis": {
            "tickvals": list(range(len(rows))),
            "ticktext": [_name(row) for row in rows],
            "tickfont": {"color": p.ink},
            "range": [len(rows) - 0.5, -0.5],
            "gridcolor": p.grid,
        },
    }


def _name(row: MitigationRow) -> str:
    """Name a row; the glyph says that its risk is above the appetite."""
    glyph = f"{Status.OFF_TRACK.glyph} " if row.status is Status.OFF_TRACK else ""
    return f"{glyph}{RISKS.reference(row.risk)} {escaped(short(row.title, NAME))}"


def _status_line(today: date, p: Palette) -> Spec:
    line = {"color": p.accent, "width": 1.2}
    ends = {"x0": today, "x1": today, "y0": 0, "y1": 1, "yref": "paper"}
    where = {"yref": "paper", "yanchor": "top"}
    return {
        "shapes": [{"type": "line", "line": line, "layer": "below"} | ends],
        "annotations": [label("status date", today, 0, p.accent, **where)],
    }


def timeline_words(rows: Sequence[MitigationRow]) -> str:
    """Say in words what the timeline shows."""
    if not rows:
        return "Mitigations in time, without data."
    done = sum(row.is_done for row in rows)
    late = [row for row in rows if row.is_overdue]
    listed = "; ".join(
        f"{MITIGATIONS.reference(r.number)} by {count(r.days_late, 'day')}"
        for r in late
    )
    said = f"{capital(count(len(rows), 'mitigation'))}, {done or 'none'} done"
    return f"{said}. Overdue: {listed}." if listed else f"{said}, none overdue."
