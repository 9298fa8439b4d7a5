"""Axes of a Gantt chart: names at the left, dates on top, a window on the dates."""

from collections.abc import Sequence

from core.charts.base import escaped, label
from core.charts.template import SMALL, Palette, Spec
from core.gantt import Gantt, GanttRow, Shape, Zoom
from core.schedule.instants import from_instant
from core.words import day

ROW, TOP, LEFT = 21, 62, 200  # px
NAME = LEFT - 16  # px that a name may take
# Widths of Source Sans at 12 px; all other characters are as wide as a digit.
NARROW, WIDE = frozenset("iljtfrI.,:;'|()[]-/ "), frozenset("mwMWOQGDHNUK&%@—…")
Format = tuple[int | str | None, int | str | None, str]
MINUTE = 60_000  # milliseconds: what the axis counts
DAY = 1440  # minutes
OWNER = 0.12  # of the dates' length, for the owners' names at its end
WINDOWS = {Zoom.QUARTER: 540, Zoom.MONTH: 180, Zoom.WEEK: 56, Zoom.DAY: 14}  # days
BEFORE = 0.2  # of a window lies before the status date
DAYS = 86_400_000  # milliseconds
# Plotly reads from the letters what a label names: %e (not %-d) a day, %V a week, which
# then begins on a Monday. Of what it cannot read it labels only the firsts of months.
WEEKS: Format = (3 * DAYS + 1, 14 * DAYS, "%e %b\nW%V")
FORMATS: tuple[Format, ...] = (
    (None, DAYS // 2, "%H:%M\n%e %b"),
    (DAYS // 2, 3 * DAYS, "%a %e\n%b %Y"),
    (3 * DAYS + 1, 14 * DAYS, "%e %b\n%Y"),
    ("M1", "M2", "%b\n%Y"),
    ("M3", "M6", "Q%q\n%Y"),
    ("M12", None, "%Y"),
)
STEPS = {Zoom.QUARTER: "M3", Zoom.MONTH: "M1"}  # else as many as there is room for


def axes(shown: Gantt, zoom: Zoom, p: Palette) -> Spec:
    """Return margins and axes: x the dates, x2 the width of the chart from 0 to 1."""
    first, last = window(shown, zoom)
    rows = shown.rows
    return {
        "margin": {"l": LEFT, "r": 8, "t": TOP, "b": 8},
        "barmode": "overlay",
        "bargap": 0,
        "dragmode": "zoom" if zoom is Zoom.ALL else "pan",
        "clickmode": "event+select",
        "uirevision": zoom.value,  # a chart drawn anew keeps the dates in view
        "selectionrevision": shown.clicks,  # and forgets what was clicked
        "xaxis": {
            "type": "date",
            "side": "top",
            "range": [first * MINUTE, last * MINUTE],
            "showgrid": True,
            "showline": False,
            "ticklabelmode": "period",
            "tickformatstops": [
                {"dtickrange": [least, most], "value": text}
                for least, most, text in _formats(zoom)
            ],
            "fixedrange": False,
        }
        | ({"dtick": STEPS[zoom]} if zoom in STEPS else {}),
        "xaxis2": {"overlaying": "x", "range": [0, 1], "visible": False},
        "yaxis": _packages(rows, p),
        "yaxis2": _names(shown, p),
    }


def _rows(rows: tuple[GanttRow, ...]) -> list[float]:
    return [len(rows) - 0.5, -0.5]


def _formats(zoom: Zoom) -> Sequence[Format]:
    """Return how steps of each length are labelled: weeks by number where asked for."""
    return (WEEKS, *FORMATS) if zoom is Zoom.WEEK else FORMATS


def _packages(rows: tuple[GanttRow, ...], p: Palette) -> Spec:
    """Return the axis of the rows: a thin line above each package of the first level.

    As lines of the grid: each shape takes longer to make than a hundred bars.
    """
    tops = [at for at, row in enumerate(rows) if at and not row.depth and is_head(row)]
    return {
        "range": _rows(rows),
        "tickmode": "array",
        "tickvals": [at - 0.5 for at in tops],
        "showticklabels": False,
        "showgrid": True,
        "gridcolor": p.grid,
        "zeroline": False,
        "showline": False,
    }


def names(rows: tuple[GanttRow, ...]) -> Spec:
    """Return the unseen mark without which the axis of the names is not drawn."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [rows[0].start * MINUTE],
        "y": [0],
        "yaxis": "y2",
        "marker": {"opacity": 0},
        "unselected": {"marker": {"opacity": 0}},
        "hoverinfo": "skip",
    }


def _names(shown: Gantt, p: Palette) -> Spec:
    """Names as tick labels: 500 annotations would keep the browser busy.

    They have an axis of their own: one that stands free takes no clicks in its plot.
    """
    return {
        "overlaying": "y",
        "range": _rows(shown.rows),
        "tickmode": "array",
        "tickvals": list(range(len(shown.rows))),
        "ticktext": [_name(row, shown.opened, p) for row in shown.rows],
        "tickfont": {"size": SMALL, "color": p.muted},
        "ticklabelposition": "inside",
        "ticklabeloverflow": "allow",
        "ticklabelstandoff": 0,
        "anchor": "free",
        "position": 0,
        "shift": -LEFT,
        "automargin": False,
        "showgrid": False,
    }


def _name(row: GanttRow, opened: int, p: Palette) -> str:
    gap = "\u2002" if row.shape is not Shape.SUMMARY else ""
    text = escaped(fitted(f"{row.wbs}\u2002{gap}{row.title}", NAME))
    if row.number == opened:
        return f"<b><span style='color:{p.accent}'>{text}</span></b>"
    if row.shape is Shape.SUMMARY:
        return f"<b><span style='color:{p.ink}'>{text}</span></b>"
    return f"<span style='color:{p.bad}'>{text}</span>" if row.is_critical else text


def fitted(text: str, width: float) -> str:
    """Cut a text to a width in pixels; the whole stands in the hover text.

    >>> fitted("Integration vendor", 70), fitted("Vendor", 70)
    ('Integration v…', 'Vendor')
    """
    taken = 0.0
    for place, letter in enumerate(text):
        taken += 3.3 if letter in NARROW else 8.6 if letter in WIDE else 6.0
        if taken > width:
            return text[: place - 1].rstrip() + "…"
    return text


def window(shown: Gantt, zoom: Zoom) -> tuple[float, float]:
    """Return the first and the last instant in view."""
    start, finish = shown.span
    length = max(finish - start, 7 * DAY)
    whole = (start - 0.035 * length, start + (1 + OWNER) * length)
    if zoom is Zoom.ALL:
        return whole
    days = WINDOWS[zoom] * DAY
    now = start if shown.status_at is None else shown.status_at
    first = max(whole[0], min(now - BEFORE * days, whole[1] - days))
    return first, first + days


def status_line(shown: Gantt, p: Palette) -> tuple[list[Spec], list[Spec]]:
    """Return the line of the status date and its name above the dates."""
    if shown.status_at is None:
        return [], []
    at = shown.status_at * MINUTE
    line = {"color": p.accent, "width": 1.4}
    ends = {"x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper"}
    # A status date is the end of a day: 24:00 is not the next one.
    text = f"Status {day(from_instant(shown.status_at - 1).date())}"
    name = label(text, at, 1, p.accent, yref="paper", yshift=52)
    return [{"type": "line", "line": line} | ends], [name]


def likely_band(shown: Gantt, p: Palette) -> tuple[list[Spec], list[Spec]]:
    """Return the area in which most trials finish, and its name above the dates."""
    if shown.likely is None:
        return [], []
    first, last = (at * MINUTE for at in shown.likely)
    ends = {"x0": first, "x1": last, "y0": 0, "y1": 1, "yref": "paper"}
    look = {"fillcolor": p.band, "line": {"width": 0}, "layer": "below"}
    name = label("P10 to P90", first, 1, p.muted, yref="paper", yshift=52)
    return [{"type": "rect"} | look | ends], [name | {"xanchor": "left"}]


def is_head(row: GanttRow) -> bool:
    """Whether rows stand below a row, shown or folded away."""
    return row.shape is Shape.SUMMARY
