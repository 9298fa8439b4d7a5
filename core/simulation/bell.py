"""The bell curve, and values whose logarithm has its shape."""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.simulation.stated import finite, percents, rising, root, three

Floats = NDArray[np.float64]
NORMAL = NormalDist()
MANY = 40.0  # standard deviations that stand for any number of them


@dataclass(frozen=True, slots=True)
class Normal:
    """The bell curve."""

    mean: float
    sd: float

    def __post_init__(self) -> None:
        finite(mean=self.mean, sd=self.sd)
        rising(zero=0.0, sd=self.sd)

    @property
    def variance(self) -> float:
        """The squared standard deviation."""
        return self.sd**2

    def quantile(self, shares: ArrayLike) -> Floats:
        """Return the values that these shares of all cases do not exceed."""
        return self.mean + self.sd * scores(shares)


@dataclass(frozen=True, slots=True)
class Lognormal:
    """A value whose logarithm is normal, moved by a shift.

    Parameters
    ----------
    mu, sigma
        Mean and standard deviation of the logarithm.
    shift
        Added to each value.
    is_mirrored
        Taken from the shift in place of added: the long tail is on the left.
    """

    mu: float
    sigma: float
    shift: float = 0.0
    is_mirrored: bool = False

    def __post_init__(self) -> None:
        finite(mu=self.mu, sigma=self.sigma, shift=self.shift)
        rising(zero=0.0, sigma=self.sigma)

    @property
    def mean(self) -> float:
        """The shift and exp(mu + sigma² / 2)."""
        return self.shift + self._sign * math.exp(self.mu + self.sigma**2 / 2)

    @property
    def variance(self) -> float:
        """(exp(sigma²) − 1) exp(2 mu + sigma²)."""
        return math.expm1(self.sigma**2) * math.exp(2 * self.mu + self.sigma**2)

    @property
    def _sign(self) -> int:
        return -1 if self.is_mirrored else 1

    def quantile(self, shares: ArrayLike) -> Floats:
        """Return the values that these shares of all cases do not exceed."""
        spread = self._sign * self.sigma * scores(shares)
        found: Floats = self.shift + self._sign * np.exp(self.mu + spread)
        return found


def scores(shares: ArrayLike) -> Floats:
    """Return the standard normal values of shares (Wichura's AS 241)."""
    flat = np.ravel(np.asarray(shares, float))
    limits = {0.0: -math.inf, 1.0: math.inf}
    found = [limits[u] if u in limits else NORMAL.inv_cdf(u) for u in flat.tolist()]
    return np.array(found).reshape(np.shape(shares))


def lognormal_of_moments(mean: float, sd: float) -> Lognormal:
    """Return the lognormal with a mean above 0 and a standard deviation.

    >>> found = lognormal_of_moments(100, 30)
    >>> round(found.mu, 4), round(found.sigma, 4)
    (4.5621, 0.2936)
    """
    finite(mean=mean, sd=sd)
    rising(nothing=math.ulp(0.0), mean=mean)
    square = math.log1p((sd / mean) ** 2)
    return Lognormal(math.log(mean) - square / 2, math.sqrt(square))


def lognormal_of_points(
    optimistic: float,
    most_likely: float,
    pessimistic: float,
    low_percent: float = 10.0,
    high_percent: float = 90.0,
) -> Lognormal | Normal:
    """Return the lognormal whose mode is the most likely value.

    The shift and both parameters are those with which the optimistic and the
    pessimistic value are at their percentiles (three-parameter lognormal: Johnson,
    Kotz and Balakrishnan, 1994, chapter 14). Mirrored where the longer tail is on the
    left, and normal where neither is longer.
    """
    three_values = optimistic, most_likely, pessimistic
    three(*three_values)
    percents(low_percent, high_percent)
    low, high = (NORMAL.inv_cdf(share / 100) for share in (low_percent, high_percent))
    below, above = most_likely - optimistic, pessimistic - most_likely
    if math.isclose(below * high, -above * low, abs_tol=1e-12):
        return Normal(most_likely, above / high)
    if above * -low > below * high:
        return _skewed(most_likely, (below, above), (low, high), sign=1)
    return _skewed(most_likely, (above, below), (-high, -low), sign=-1)


def _skewed(
    mode: float, ends: tuple[float, float], points: tuple[float, float], *, sign: int
) -> Lognormal:
    """Fit with the longer tail above; `ends` are distances of the stated ends."""
    (near, far), (low, high) = ends, points

    def sides(sigma: float) -> tuple[float, float]:
        middle = -sigma * sigma
        short = math.exp(middle) - math.exp(low * sigma)
        return short, math.exp(high * sigma) - math.exp(middle)

    def gap(sigma: float) -> float:
        short, long = sides(sigma)
        return near * long - far * short

    sigma = root(gap, 0.0, -low)
    scale = far / sides(sigma)[1]
    mu = math.log(scale)
    shift = mode - sign * math.exp(mu - sigma * sigma)
    return Lognormal(mu, sigma, shift, is_mirrored=sign < 0)
