"""Exposure against its plan: what mitigations take off by their due dates."""

from typing import TYPE_CHECKING

from core.charts.base import HEIGHT, drawn, empty
from core.charts.lines import Line, line_axes, line_names, line_trace, unit_of
from core.charts.template import PALETTES, Mode, Palette, Spec
from core.risk_burn_down import BurnDown
from core.words import count, day, short_money

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


def risk_burndown(found: BurnDown, currency: str, mode: Mode) -> "Figure":
    """Draw exposure as it was, as it was planned, and dotted as it is planned now."""
    if not found.actual or not (found.actual[-1][1] or found.plan):
        return empty(mode, "No open threat has a cost yet.", HEIGHT)
    lines = _lines(found, PALETTES[mode])
    written = unit_of(lines, currency)
    layout = line_axes(lines, written) | {"annotations": line_names(lines, written)}
    return drawn(mode, [line_trace(line, written) for line in lines], layout)


def _lines(found: BurnDown, p: Palette) -> list[Line]:
    lines = []
    if found.plan:
        last = max(found.actual[-1][0], found.plan[-1][0])
        plan = (*found.plan, (last, found.plan[-1][1]))
        stroke: Spec = {"color": p.previous, "width": 1.4, "shape": "hv"}
        name = f"plan of {found.plan[0][0]:%-d\u00a0%b}"
        lines.append(Line(name, plan, stroke, p.muted))
    stroke = {"color": p.ink, "width": 2.6}
    below = -12 if found.ahead else None
    lines.append(Line("current", found.actual, stroke, p.ink, bold=True, inside=below))
    if found.ahead:
        stroke = {"color": p.ink, "width": 2, "dash": "dot", "shape": "hv"}
        lines.append(Line("planned now", found.ahead, stroke, p.ink))
    return lines


def burn_down_words(found: BurnDown, currency: str) -> str:
    """Say in words what the chart shows."""
    if not found.actual:
        return "Burn-down of exposure, without data."
    on, value = found.actual[-1]
    parts = [f"Exposure is {short_money(value, currency)} on {day(on)}."]
    if found.gap is not None:
        planned = short_money(value - found.gap, currency)
        parts.append(f"Planned for then on {day(found.plan[0][0])}: {planned}.")
    parts += [
        f"From {day(then)}: {short_money(left, currency)}."
        for then, left in found.ahead[1:]
    ]
    if found.left_out:
        thing = count(found.left_out, "mitigation")
        parts.append(f"Not counted: {thing} without a date ahead.")
    return " ".join(parts)
