"""The arrows of a Gantt chart: one line for all of a kind, one set of heads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.charts.template import Spec
from core.gantt import GanttLink, GanttRow, Shape

BETWEEN = 0.5  # rows: half way to the next one
ABOVE = 0.34  # rows: where a head meets a bar from above or below
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a link: when, and in which row of the chart."""

    at: float
    y: float
    is_finish: bool
    is_point: bool


@dataclass
class _Drawing:
    """Lines with gaps between them, and the heads at their ends."""

    xs: list[float | None] = field(default_factory=list)
    ys: list[float | None] = field(default_factory=list)
    heads: list[tuple[float, float, str]] = field(default_factory=list)

    def add(self, points: list[Point], symbol: str) -> None:
        self.xs += [*(x for x, _ in points), None]
        self.ys += [*(y for _, y in points), None]
        self.heads.append((*points[-1], symbol))


def link_traces(
    rows: tuple[GanttRow, ...],
    links: Iterable[GanttLink],
    colour: str,
    width: float,
    stub: float,
) -> list[Spec]:
    """Return a trace of lines and one of heads for links of one kind.

    Parameters
    ----------
    stub
        Minutes that a line goes on before it turns; about 6 pixels.
    """
    places = {row.number: (at, row) for at, row in enumerate(rows)}
    drawing = _Drawing()
    for link in links:
        drawing.add(*_path(_start(link, places), _finish(link, places), stub))
    line = {"color": colour, "width": width}
    common: Spec = {"type": "scatter", "hoverinfo": "skip"}
    heads = {
        "symbol": [symbol for _, _, symbol in drawing.heads],
        "size": 6,
        "color": colour,
    }
    return [
        common
        | {"mode": "lines", "x": _times(drawing.xs), "y": drawing.ys, "line": line},
        common
        | {
            "mode": "markers",
            "x": _times(x for x, _, _ in drawing.heads),
            "y": [y for _, y, _ in drawing.heads],
            "marker": heads,
            "unselected": {"marker": {"opacity": 1}},
        },
    ]


def _times(instants: Iterable[float | None]) -> list[int | None]:
    """Return instants as the chart's axis counts: milliseconds."""
    return [None if at is None else round(at * 60_000) for at in instants]


Places = Mapping[int, tuple[int, GanttRow]]


def _start(link: GanttLink, places: Places) -> _End:
    y, row = places[link.predecessor]
    at = row.finish if link.from_finish else row.start
    return _End(at, y, link.from_finish, row.shape is Shape.MILESTONE)


def _finish(link: GanttLink, places: Places) -> _End:
    y, row = places[link.successor]
    at = row.finish if link.to_finish else row.start
    return _End(at, y, link.to_finish, row.shape is Shape.MILESTONE)


def _path(one: _End, other: _End, stub: float) -> tuple[list[Point], str]:
    """Return the corners of a link and the mark of its head.

    A line leaves a finish to the right and a start to the left, and comes to a start
    from the left and to a finish from the right. Where a successor begins at once, it
    falls onto its bar instead of turning back.
    """
    out = stub if one.is_finish else -stub
    tip = (2 if other.is_point else 1) * (stub if other.is_finish else -stub)
    symbol = "triangle-left" if other.is_finish else "triangle-right"
    if one.is_finish and not other.is_finish:
        gap = other.at - one.at
        if 0 <= gap < 3 * stub:
            return _fall(one, other, stub)
        if gap > 0:
            return _corner(one, other, one.at + out, tip), symbol
        return _detour(one, other, out, tip), symbol
    if one.is_finish is other.is_finish:
        turn = (max if one.is_finish else min)(one.at, other.at + tip) + out
        return _corner(one, other, turn, tip), symbol
    return _detour(one, other, out, tip), symbol


def _fall(one: _End, other: _End, stub: float) -> tuple[list[Point], str]:
    down = other.y > one.y
    x = other.at if other.is_point else other.at + 0.7 * stub
    tip = other.y - ABOVE if down else other.y + ABOVE
    symbol = "triangle-down" if down else "triangle-up"
    return [(one.at, one.y), (x, one.y), (x, tip)], symbol


def _corner(one: _End, other: _End, turn: float, tip: float) -> list[Point]:
    return [(one.at, one.y), (turn, one.y), (turn, other.y), (other.at + tip, other.y)]


def _detour(one: _End, other: _End, out: float, tip: float) -> list[Point]:
    """Go back between two rows, where the successor begins before."""
    between = other.y + (-BETWEEN if other.y > one.y else BETWEEN)
    turn, back = one.at + out, other.at + 1.5 * tip
    return [
        (one.at, one.y),
        (turn, one.y),
        (turn, between),
        (back, between),
        (back, other.y),
        (other.at + tip, other.y),
    ]
