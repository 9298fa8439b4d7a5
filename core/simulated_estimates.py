"""Three-point estimates of a project as distributions.

Of a triangle, a PERT and a uniform estimate the stated ends are the least and the
greatest value; of a lognormal and a trigen one they are the percentiles that the
project's settings name.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from core.durations import Span, parse_span
from core.errors import Problem
from core.registers.catalog import ACTIVITIES
from core.registers.entry import Record
from core.registers.project import ProjectSettings
from core.registers.schedule import Activity, Shape
from core.simulation.bell import lognormal_of_points
from core.simulation.distributions import (
    Distribution,
    Fixed,
    Pert,
    Triangular,
    Trigen,
    Uniform,
)

POINTS = ("optimistic", "most_likely", "pessimistic")
_span = lru_cache(maxsize=4096)(parse_span)


@dataclass(slots=True)
class Gathered:
    """What one pass over the registers finds: what is wrong, and what is left out."""

    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Least, most likely and greatest value, and the shape between them."""

    optimistic: float
    most_likely: float
    pessimistic: float
    shape: Shape

    @property
    def is_certain(self) -> bool:
        """Whether there is one value only."""
        return self.optimistic == self.pessimistic

    def around(self, middle: float, factor: float) -> "Estimate":
        """Return the estimate with its most likely value moved, and its width scaled.

        >>> Estimate(8, 10, 16, Shape.PERT).around(100, 0.5).pessimistic
        103.0
        """
        low, mode, high = self.optimistic, self.most_likely, self.pessimistic
        return Estimate(
            middle + (low - mode) * factor,
            middle,
            middle + (high - mode) * factor,
            self.shape,
        )

    def times(self, factor: float) -> "Estimate":
        """Return the estimate in another unit."""
        return self.around(self.most_likely * factor, factor)


def distribution(estimate: Estimate, settings: ProjectSettings) -> Distribution:
    """Return what an estimate is drawn from.

    Raises
    ------
    SimulationError
        Where its values do not rise.
    """
    if estimate.is_certain:
        return Fixed(estimate.most_likely)
    low, mode, high = estimate.optimistic, estimate.most_likely, estimate.pessimistic
    ends = settings.trigen_low, settings.trigen_high
    makers: Mapping[Shape, Callable[[], Distribution]] = {
        Shape.UNIFORM: lambda: Uniform(low, high),
        Shape.TRIANGULAR: lambda: Triangular(low, mode, high),
        Shape.TRIGEN: lambda: Trigen(low, mode, high, *ends),
        Shape.LOGNORMAL: lambda: lognormal_of_points(low, mode, high, *ends),
    }
    return makers.get(estimate.shape, lambda: Pert(low, mode, high))()


def duration_estimate(
    record: Record[Activity], settings: ProjectSettings
) -> Estimate | Problem | None:
    """Return the estimate of an activity's duration in minutes.

    Working minutes, or minutes of the clock of an activity round the clock. The most
    likely value is the duration where there is none of its own; an end that is missing
    is the most likely value.

    Returns
    -------
    None where the duration is certain; what is wrong where its values do not rise, or
    mix working time and time round the clock.
    """
    entry = record.entry
    if entry.optimistic is None and entry.pessimistic is None:
        return None
    middle = entry.most_likely or entry.duration
    texts = (entry.optimistic or middle, middle, entry.pessimistic or middle)
    if middle is None:
        return _problem(
            record, "most_likely", "is missing; give the likeliest duration"
        )
    spans = [_span(text) for text in texts if text is not None]
    if len({span.is_elapsed for span in spans} | {_is_elapsed(entry)}) > 1:
        wrong = "mixes working time and time round the clock; give all in one of them"
        return _problem(record, "estimate", wrong)
    low, mode, high = values = [_minutes(span, settings) for span in spans]
    wrong_order = _not_rising(record, spans, values)
    return wrong_order or Estimate(low, mode, high, entry.shape)


def is_planned_otherwise(record: Record[Activity], settings: ProjectSettings) -> bool:
    """Whether the plan takes another duration than the most likely one."""
    texts = record.entry.duration, record.entry.most_likely
    lengths = {_minutes(_span(text), settings) for text in texts if text is not None}
    return len(lengths) > 1


def amount_estimate(
    points: tuple[float | None, float, float | None], shape: Shape
) -> Estimate | None:
    """Return the estimate of an amount; None where it is certain."""
    low, middle, high = points
    if low is None and high is None:
        return None
    ends = (middle if low is None else low, middle if high is None else high)
    return Estimate(ends[0], middle, ends[1], shape)


def effect_estimate(
    points: tuple[float | None, float, float | None], shape: Shape
) -> Estimate:
    """Return the estimate of what a risk does; one value alone is certain."""
    certain = points[1]
    return amount_estimate(points, shape) or Estimate(certain, certain, certain, shape)


def _is_elapsed(entry: Activity) -> bool:
    written = entry.duration or entry.most_likely
    return written is not None and _span(written).is_elapsed


def _minutes(span: Span, settings: ProjectSettings) -> float:
    return float(span.minutes(settings.hours_per_day, settings.hours_per_week))


def _not_rising(
    record: Record[Activity], spans: Sequence[Span], values: Sequence[float]
) -> Problem | None:
    """Return what is wrong with values in other units that the entry let pass."""
    for place, (less, more) in enumerate(pairwise(values)):
        if less > more:
            name, other = POINTS[place], POINTS[place + 1].replace("_", " ")
            wrong = (
                f"is above the {other} duration {spans[place + 1].text}; correct one"
            )
            return _problem(record, name, wrong, spans[place].text)
    return None


def _problem(
    record: Record[Activity], field: str, message: str, value: str = ""
) -> Problem:
    return Problem(field, message, ACTIVITIES.reference(record.number), value)
