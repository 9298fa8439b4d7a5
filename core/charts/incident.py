"""One incident as a strip of time: unseen, then seen, until it was resolved."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core import words
from core.charts.base import drawn, escaped, label
from core.charts.template import PALETTES, Mode, Palette, Spec, solid
from core.retrospective.incident import Happening, Incident, Step, minutes_between
from core.words import NARROW, elapsed

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HEIGHT = 132  # px
BAR = 0.34  # of the height of the row
BESIDE = 0.06  # of the incident's length, before it and after it
MOST_BEFORE = 0.5  # of that length: what came earlier is in the list alone
HOVER = "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>"

Span = tuple[datetime, datetime]


def can_draw(incident: Incident) -> bool:
    """Whether two moments are known with their times, so that there is a length."""
    return incident.to_resolve is not None or bool(incident.to_notice)


def incident_strip(incident: Incident, mode: Mode) -> "Figure":
    """Draw the time until it was noticed, then the time until it was resolved.

    Lines of the timeline are ticks below the strip, as far back as half its length.

    Parameters
    ----------
    incident
        One for which `can_draw` is true.
    """
    p = PALETTES[mode]
    unseen, seen = _spans(incident)
    steps = _ticks(incident, *_ends(incident))
    traces = [_bar(unseen, p.bad), _bar(seen, p.ink), _marks(steps, p)]
    layout = _axes(incident, steps, p)
    layout["annotations"] = [
        *_name(unseen, "unnoticed", p.bad),
        *_name(seen, "until resolved", p.ink),
    ]
    return drawn(mode, [trace for trace in traces if trace], layout, HEIGHT)


def _ends(incident: Incident) -> Span:
    entry = incident.entry
    assert entry.began_at
    return entry.began_at, entry.resolved_at or entry.detected_at or entry.began_at


def _spans(incident: Incident) -> tuple[Span | None, Span | None]:
    """Return the time before it was noticed and the time after it."""
    entry = incident.entry
    began, noticed, resolved = entry.began_at, entry.detected_at, entry.resolved_at
    assert began
    seen_from = began if incident.to_notice is None else noticed
    unseen = (began, noticed) if incident.to_notice and noticed else None
    if incident.to_resolve is None or resolved is None or seen_from is None:
        return unseen, None
    return unseen, (seen_from, resolved)


def _bar(span: Span | None, tone: str) -> Spec:
    if span is None:
        return {}
    return {
        "type": "bar",
        "orientation": "h",
        "base": [span[0]],
        "x": [(span[1] - span[0]).total_seconds() * 1000],
        "y": [0],
        "width": BAR,
        "marker": solid(tone),
        "hoverinfo": "skip",
    }


def _name(span: Span | None, what: str, tone: str) -> list[Spec]:
    """Name a span above its beginning, in its colour."""
    if span is None:
        return []
    length = elapsed(minutes_between(*span))
    text = f"<b>{length.replace(' ', NARROW)}</b> {what}"
    align = {"xanchor": "left", "yanchor": "bottom", "yshift": 2}
    high = BAR / 2 if what == "until resolved" else BAR / 2 + 0.28
    return [label(text, span[0], high, tone, **align)]


def _ticks(incident: Incident, began: datetime, end: datetime) -> Sequence[Step]:
    first = began - (end - began) * MOST_BEFORE
    last = end + (end - began) * MOST_BEFORE
    return [
        step
        for step in incident.timeline
        if step.minutes is not None
        and step.happening is Happening.CARD
        and first <= step.at <= last
    ]


def _marks(steps: Sequence[Step], p: Palette) -> Spec:
    if not steps:
        return {}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [step.at for step in steps],
        "y": [-BAR] * len(steps),
        "customdata": [[words.moment(s.at), escaped(s.text)] for s in steps],
        "hovertemplate": HOVER,
        "marker": {
            "symbol": "line-ns",
            "size": 9,
            "line": {"color": p.muted, "width": 2},
        },
    }


def _axes(incident: Incident, steps: Sequence[Step], p: Palette) -> Spec:
    began, end = _ends(incident)
    beside = max((end - began) * BESIDE, timedelta(minutes=1))
    times = [began, end, *(step.at for step in steps)]
    return {
        "margin": {"l": 8, "r": 8, "t": 8, "b": 28},
        "showlegend": False,
        "barmode": "overlay",
        "xaxis": {
            "type": "date",
            "range": [min(times) - beside, max(times) + beside],
            "nticks": 5,
            "tickformat": "%H:%M\n%-d %b",
            "fixedrange": True,
            "tickfont": {"color": p.muted},
        },
        "yaxis": {"visible": False, "range": [-0.55, 0.85], "fixedrange": True},
    }


def strip_words(incident: Incident) -> str:
    """Say in words what the strip shows."""
    unseen, seen = _spans(incident)
    parts = []
    if unseen:
        length = elapsed(minutes_between(*unseen))
        parts.append(f"from {words.moment(unseen[0])} nobody noticed for {length}")
    if seen:
        length = elapsed(minutes_between(*seen))
        parts.append(f"from {words.moment(seen[0])} it took {length} until resolved")
    many = words.count(len(_ticks(incident, *_ends(incident))), "tick")
    return f"{words.capital('; '.join(parts))}; {many} for lines of the timeline."
