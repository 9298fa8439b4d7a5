"""The running sums of plan, actual and forecast."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING

from core.charts.base import Unit, drawn, empty
from core.charts.lines import Line, line_axes, line_names, line_trace, unit_of
from core.charts.template import CLEAR, PALETTES, Mode, Palette, Spec
from core.cost_rows import MonthCost
from core.money import ZERO
from core.months import last_of
from core.simulated_kept import Cone

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


def cumulative(
    costs: Sequence[MonthCost],
    status_date: date,
    currency: str,
    mode: Mode,
    cone: Cone | None = None,
) -> "Figure":
    """Draw the running sums of plan, actual and forecast, named at their ends.

    Parameters
    ----------
    cone
        Where most trials of a simulation end, as an area from the status date on.
    """
    if not any(c.plan or c.actual or c.ahead for c in costs):
        return empty(mode, "No month has a plan or a cost yet.")
    lines = [line for line in _lines(costs, status_date, PALETTES[mode]) if line.points]
    written = unit_of(lines, currency)
    layout = line_axes(lines, written) | {"annotations": line_names(lines, written)}
    traces = [line_trace(line, written) for line in lines]
    if cone and (spent := [line for line in lines if line.name == "actual"]):
        traces.append(_cone(cone, spent[0].points[-1], written, PALETTES[mode]))
    return drawn(mode, traces, layout)


def _cone(cone: Cone, begin: tuple[date, Decimal], written: Unit, p: Palette) -> Spec:
    """Draw the area between the P10 and the P90 of date and cost."""
    on, spent = begin
    low, high = written.of(cone.least), written.of(cone.most)
    days = [on, cone.first.date(), cone.last.date(), cone.last.date(), on]
    said = f"{written.write(cone.least)} to {written.write(cone.most)} {written.name}"
    return {
        "type": "scatter",
        "x": days,
        "y": [written.of(spent), low, low, high, written.of(spent)],
        "mode": "lines",
        "line": {"color": CLEAR},
        "fill": "toself",
        "fillcolor": p.band,
        "hoveron": "fills",
        "text": f"P10 to P90: {said}",
        "hoverinfo": "text",
    }


def _lines(
    costs: Sequence[MonthCost], status_date: date, p: Palette
) -> tuple[Line, ...]:
    ends = [last_of(cost.month) for cost in costs]
    plan = list(zip(ends, accumulate(c.plan for c in costs), strict=True))
    spent = list(zip(ends, accumulate(c.actual for c in costs), strict=True))
    actual = [point for point in spent if point[0] <= status_date]
    if status_date < ends[-1]:
        now = max(status_date, costs[0].month)
        actual.append((now, sum((c.actual for c in costs), ZERO)))
    ahead = _ahead(costs, actual, status_date)
    return (
        Line("plan", plan, {"color": p.muted, "width": 1.4}, p.muted),
        Line("forecast", ahead, {"color": p.ink, "width": 2, "dash": "dot"}, p.ink),
        Line(
            "actual",
            actual,
            {"color": p.ink, "width": 3},
            p.ink,
            bold=True,
            inside=12 if ahead else None,
        ),
    )


def _ahead(
    costs: Sequence[MonthCost],
    actual: Sequence[tuple[date, Decimal]],
    status_date: date,
) -> list[tuple[date, Decimal]]:
    """Continue the actual cost with what is still to come."""
    coming = [c for c in costs if last_of(c.month) > status_date]
    if not actual or not any(c.ahead for c in coming):
        return []
    at, total = actual[-1]
    points = [(at, total)]
    for cost in coming:
        total += cost.ahead
        points.append((last_of(cost.month), total))
    return points
