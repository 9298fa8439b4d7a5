"""How well probabilities and ranges foretold what happened.

Brier (1950), Verification of forecasts expressed in terms of probability; its parts
after Murphy (1973), A new vector partition of the probability score.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

ENOUGH = 10  # closed forecasts; below, a score says nothing

Term = Callable[[float, float], float]  # of a stated probability and its rate


@dataclass(frozen=True)
class Forecast:
    """One event that was given a probability, 0 to 1, and whether it happened."""

    probability: float
    happened: bool


@dataclass(frozen=True)
class Calibration:
    """What the forecasts of events were worth; each figure None where undefined."""

    forecasts: tuple[Forecast, ...]

    @property
    def is_enough(self) -> bool:
        """Whether there are as many forecasts as a score needs."""
        return len(self.forecasts) >= ENOUGH

    @cached_property
    def brier(self) -> float | None:
        """Brier score, 0 (perfect) to 1: mean of (probability − outcome)²."""
        return _mean((f.probability - f.happened) ** 2 for f in self.forecasts)

    @cached_property
    def base_rate(self) -> float | None:
        """Return the share of the events that happened."""
        return _mean(float(f.happened) for f in self.forecasts)

    @cached_property
    def reliability(self) -> float | None:
        """How far each stated probability was from what then happened; 0 is best."""
        return self._over_bins(lambda stated, rate: (stated - rate) ** 2)

    @cached_property
    def resolution(self) -> float | None:
        """How far the stated probabilities told events apart; more is better."""
        base = self.base_rate
        return self._over_bins(lambda _, rate: (rate - (base or 0.0)) ** 2)

    @cached_property
    def uncertainty(self) -> float | None:
        """How hard the events were to foretell: base rate × (1 − base rate)."""
        base = self.base_rate
        return None if base is None else base * (1 - base)

    @cached_property
    def skill(self) -> float | None:
        """1 − Brier / uncertainty: above 0, better than always saying the base rate."""
        if self.brier is None or not self.uncertainty:
            return None
        return 1 - self.brier / self.uncertainty

    @cached_property
    def too_few(self) -> float | None:
        """Standard score of how many more events happened than were foretold.

        (Σ outcome − Σ probability) / √Σ probability (1 − probability); above 1.96 the
        probabilities were too low, below −1.96 too high, at 95 % confidence.
        """
        spread = sum(f.probability * (1 - f.probability) for f in self.forecasts)
        if not spread:
            return None
        happened = sum(f.happened for f in self.forecasts)
        return (happened - sum(f.probability for f in self.forecasts)) / sqrt(spread)

    @cached_property
    def bins(self) -> tuple[tuple[float, int, float], ...]:
        """Each stated probability, how often it was stated, how often it came true."""
        found: dict[float, list[bool]] = {}
        for forecast in self.forecasts:
            found.setdefault(forecast.probability, []).append(forecast.happened)
        return tuple(
            (stated, len(came), sum(came) / len(came))
            for stated, came in sorted(found.items())
        )

    def _over_bins(self, term: Term) -> float | None:
        if not self.forecasts:
            return None
        total = sum(many * term(stated, rate) for stated, many, rate in self.bins)
        return total / len(self.forecasts)


@dataclass(frozen=True)
class Range:
    """A value that was said to lie between its P10 and P90, and what it became."""

    low: float
    high: float
    actual: float

    @property
    def holds(self) -> bool:
        """Whether it came to lie there."""
        return self.low <= self.actual <= self.high


def hit_rate(ranges: Sequence[Range]) -> float | None:
    """Return the share of ranges that held: 0.8 for well judged P10 to P90.

    >>> hit_rate([Range(1, 3, 2), Range(1, 3, 4)])
    0.5
    """
    return _mean(float(one.holds) for one in ranges)


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return sum(found) / len(found) if found else None
