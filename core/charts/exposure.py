"""What the risks may cost, over time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from core.charts.base import HEIGHT, drawn, empty
from core.charts.lines import Line, line_axes, line_names, line_trace, unit_of
from core.charts.template import PALETTES, Mode, Palette, Spec
from core.risk import Moment
from core.words import day, short_money

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

NAMES = ("inherent", "current", "reserve")


@dataclass(frozen=True, slots=True)
class ExposurePoint:
    """Sums of probability × cost on one day; None where it is not known.

    Parameters
    ----------
    inherent, current
        Of all open threats, before anything was done and as they are.
    reserve
        Contingency reserve left.
    """

    day: date
    current: Decimal
    inherent: Decimal | None = None
    reserve: Decimal | None = None


def points(past: Iterable[Moment]) -> tuple[ExposurePoint, ...]:
    """Return the exposure of some days as the chart draws it."""
    return tuple(
        ExposurePoint(
            moment.day,
            moment.state.current,
            moment.state.inherent,
            moment.state.reserve or None,
        )
        for moment in past
    )


Target = Sequence[tuple[date, Decimal]]


def burn_down(last: ExposurePoint, residual: Decimal, finish: date | None) -> Target:
    """Return where exposure goes by the finish if all mitigations are done.

    Empty where nothing is planned to fall, or the finish is not ahead.
    """
    if finish is None or finish <= last.day or residual >= last.current:
        return ()
    return (last.day, last.current), (finish, residual)


def exposure(
    points: Sequence[ExposurePoint], currency: str, mode: Mode, target: Target = ()
) -> "Figure":
    """Draw exposure over time, its names and last values at the ends of the lines.

    Parameters
    ----------
    points
        Oldest first.
    target
        Where exposure shall go once all mitigations are done, from the last point on.
    """
    if not points:
        return empty(mode, "No exposure yet: give threats a cost.", HEIGHT)
    p = PALETTES[mode]
    lines = _lines(points, target, p)
    written = unit_of(lines, currency)
    layout = line_axes(lines, written) | {"annotations": line_names(lines, written)}
    return drawn(mode, [line_trace(line, written) for line in lines], layout)


def _lines(points: Sequence[ExposurePoint], target: Target, p: Palette) -> list[Line]:
    strokes: dict[str, tuple[Spec, str]] = {
        "inherent": ({"color": p.previous, "width": 1.6}, p.muted),
        "current": ({"color": p.ink, "width": 2.6}, p.ink),
        "reserve": ({"color": p.good, "width": 1.4, "shape": "hv"}, p.good),
    }
    lines = [
        Line(
            name,
            known,
            *strokes[name],
            bold=name == "current",
            inside=-12 if target and name == "reserve" else None,
        )
        for name in NAMES
        if (known := _known(points, name))
    ]
    if target:
        dotted = {"color": p.ink, "width": 1.6, "dash": "dot"}
        lines.append(Line("target", target, dotted, p.ink))
    return lines


def _known(points: Sequence[ExposurePoint], name: str) -> list[tuple[date, Decimal]]:
    pairs = ((point.day, getattr(point, name)) for point in points)
    return [(on, value) for on, value in pairs if value is not None]


def exposure_words(points: Sequence[ExposurePoint], currency: str) -> str:
    """Say in words what the chart shows."""
    if not points:
        return "Exposure over time, without data."
    first, last = points[0], points[-1]
    return (
        f"Exposure went from {short_money(first.current, currency)} on "
        f"{day(first.day)} to {short_money(last.current, currency)} on "
        f"{day(last.day)}."
    )
