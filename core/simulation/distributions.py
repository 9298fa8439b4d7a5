"""Distributions of an estimate, each by its inverse: share of the cases to value.

Drawing through the inverse lets runs share their random numbers, and correlation act
on the shares alone. Sources: Johnson, Kotz and Balakrishnan, Continuous Univariate
Distributions, 2nd ed., 1994 (chapters 13, 14, 25, 26); Clark, The PERT model for the
distribution of an activity time, 1962; Vose, Risk Analysis, 3rd ed., 2008 (trigen).
"""

import math
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.simulation.beta import PERT_WEIGHT, beta_quantile
from core.simulation.stated import finite, percents, rising, root, three

Floats = NDArray[np.float64]
LEFT, RIGHT = 10.0, 90.0  # percentiles that stated ends stand for, where not their own


class Distribution(Protocol):
    """What an uncertain number may be."""

    @property
    def mean(self) -> float:
        """The expected value."""
        ...

    @property
    def variance(self) -> float:
        """The expected square of the distance from the mean."""
        ...

    def quantile(self, shares: ArrayLike) -> Floats:
        """Return the values that these shares of all cases do not exceed."""
        ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """A number that is certain."""

    value: float

    def __post_init__(self) -> None:
        finite(value=self.value)

    @property
    def mean(self) -> float:
        """The value itself."""
        return self.value

    @property
    def variance(self) -> float:
        """None at all."""
        return 0.0

    def quantile(self, shares: ArrayLike) -> Floats:
        """Return the value for each share."""
        return np.full(np.shape(shares), float(self.value))


@dataclass(frozen=True, slots=True)
class Uniform:
    """Every value between two is as likely as any other."""

    low: float
    high: float

    def __post_init__(self) -> None:
        finite(low=self.low, high=self.high)
        rising(low=self.low, high=self.high)

    @property
    def mean(self) -> float:
        """The middle."""
        return (self.low + self.high) / 2

    @property
    def variance(self) -> float:
        """A twelfth of the squared width."""
        return (self.high - self.low) ** 2 / 12

    def quantile(self, shares: ArrayLike) -> Floats:
        """Return the values that these shares of all cases do not exceed."""
        found: Floats = self.low + (self.high - self.low) * np.asarray(shares, float)
        return found


@dataclass(frozen=True, slots=True)
class Triangular:
    """Density rises in a line from the least to the most likely value, and falls."""

    optimistic: float
    most_likely: float
    pessimistic: float

    def __post_init__(self) -> None:
        three(self.optimistic, self.most_likely, self.pessimistic)

    @property
    def mean(self) -> float:
        """The mean of the three values."""
        return (self.optimistic + self.most_likely + self.pessimistic) / 3

    @property
    def variance(self) -> float:
        """(a² + m² + b² − am − ab − mb) / 18."""
        a, m, b = self.optimistic, self.most_likely, self.pessimistic
        return ((b - a) ** 2 - (b - m) * (m - a)) / 18

    def quantile(self, shares: ArrayLike) -> Floats:
        """Return the values that these shares of all cases do not exceed."""
        u = np.asarray(shares, float)
        a, m, b = self.optimistic, self.most_likely, self.pessimistic
        low = a + np.sqrt(u * (b - a) * (m - a))
        high = b - np.sqrt((1 - u) * (b - a) * (b - m))
        found: Floats = np.where(u * (b - a) < m - a, low, high)
        return found


@dataclass(frozen=True, slots=True)
class Pert:
    """A beta distribution between the least and the greatest value, weight 4.

    Its shapes are 1 + 4 (m − a) / (b − a) and 1 + 4 (b − m) / (b − a).
    """

    optimistic: float
    most_likely: float
    pessimistic: float

    def __post_init__(self) -> None:
        three(self.optimistic, self.most_likely, self.pessimistic)

    @property
    def mean(self) -> float:
        """(a + 4 m + b) / 6."""
        return (self.optimistic + 4 * self.most_likely + self.pessimistic) / 6

    @property
    def variance(self) -> float:
        """(mean − a) (b − mean) / 7: exact, not ((b − a) / 6)²."""
        return (self.mean - self.optimistic) * (self.pessimistic - self.mean) / 7

    @property
    def alpha(self) -> float:
        """The first shape of the beta distribution: 1 to 5."""
        width = self.pessimistic - self.optimistic
        place = (self.most_likely - self.optimistic) / width if width else 0.5
        return 1 + PERT_WEIGHT * place

    def quantile(self, shares: ArrayLike) -> Floats:
        """Return the values that these shares of all cases do not exceed."""
        width = self.pessimistic - self.optimistic
        return self.optimistic + width * beta_quantile(self.alpha, shares)


@dataclass(frozen=True, slots=True)
class Trigen:
    """A triangle whose stated ends are percentiles; the real ends lie outside.

    Parameters
    ----------
    low_percent, high_percent
        Percent of the cases below the optimistic and below the pessimistic value.
    """

    optimistic: float
    most_likely: float
    pessimistic: float
    low_percent: float = LEFT
    high_percent: float = RIGHT

    def __post_init__(self) -> None:
        three(self.optimistic, self.most_likely, self.pessimistic)
        percents(self.low_percent, self.high_percent)

    @property
    def triangle(self) -> Triangular:
        """The triangle with its real ends."""
        return _opened(self)

    @property
    def mean(self) -> float:
        """That of the triangle."""
        return self.triangle.mean

    @property
    def variance(self) -> float:
        """That of the triangle."""
        return self.triangle.variance

    def quantile(self, shares: ArrayLike) -> Floats:
        """Return the values that these shares of all cases do not exceed."""
        return self.triangle.quantile(shares)


@cache
def _opened(stated: Trigen) -> Triangular:
    """Find the real ends of a triangle.

    With s as the share below the mode and W as the whole width, the ends that are
    stated lie W (s − √(p s)) below the mode and W (1 − s − √(q (1 − s))) above it,
    p and q being the shares outside. Their ratio rises with s, so s can be halved in.
    """
    below = stated.most_likely - stated.optimistic
    above = stated.pessimistic - stated.most_likely
    p, q = stated.low_percent / 100, 1 - stated.high_percent / 100
    if below == above == 0:
        return Triangular(*(stated.most_likely,) * 3)

    def gap(s: float) -> float:
        left, right = s - math.sqrt(p * s), 1 - s - math.sqrt(q * (1 - s))
        return above * left - below * right

    s = root(gap, p, 1 - q)
    left, right = s - math.sqrt(p * s), 1 - s - math.sqrt(q * (1 - s))
    width = (below + above) / (left + right)
    mode = stated.most_likely
    return Triangular(mode - s * width, mode, mode + (1 - s) * width)
