"""What past projects overran, and what that means for a new estimate.

Reference class forecasting (Kahneman and Tversky 1979; Flyvbjerg 2006): the ratios
actual / estimate of finished projects, blended with a published distribution while they
are few. Forecast at p = estimate × (1 + Qp(overrun)).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, log
from statistics import NormalDist, fmean, stdev

CONFIDENCE = 0.95
PRIOR_WEIGHT = 10  # projects that a published prior counts for
FEWEST = 2  # ratios from which a spread can be told
EMPIRICAL = 30  # ratios from which their own percentiles are used
NORMAL = NormalDist()


@dataclass(frozen=True)
class Prior:
    """A published distribution of actual / estimate, as a lognormal one.

    Parameters
    ----------
    mu, sigma
        Mean and standard deviation of ln(actual / estimate).
    """

    name: str
    source: str
    mu: float
    sigma: float

    def ratio(self, share: float) -> float:
        """Return the ratio that a share of projects, 0 to 1, does not exceed."""
        return exp(self.mu + NORMAL.inv_cdf(share) * self.sigma)


def from_mean_and_tail(mean: float, share: float, tail: float) -> tuple[float, float]:
    """Return mu and sigma of the lognormal with a mean, and one of its upper share.

    E[X | X in the upper share q] = E[X] Φ(sigma − z) / q with z = Φ⁻¹(1 − q).

    >>> mu, sigma = from_mean_and_tail(1.27, 1 / 6, 3.0)
    >>> round(mu, 3), round(sigma, 3)
    (-0.004, 0.698)
    """
    cut = NORMAL.inv_cdf(1 - share)
    sigma = cut + NORMAL.inv_cdf(tail * share / mean)
    return log(mean) - sigma**2 / 2, sigma


def from_range(low: float, high: float) -> tuple[float, float]:
    """Return mu and sigma of the lognormal whose P10 and P90 are given."""
    mu = (log(low) + log(high)) / 2
    return mu, (log(high) - log(low)) / (2 * NORMAL.inv_cdf(0.9))


IT_COST = Prior(
    "IT projects, cost",
    "1,471 IT projects: mean overrun 27 %, one in six averages +200 % "
    "(Flyvbjerg and Budzier, Harvard Business Review, September 2011)",
    *from_mean_and_tail(1.27, 1 / 6, 3.0),
)
EQUIPMENT_DURATION = Prior(
    "Equipment and development, duration",
    "HM Treasury, Green Book supplementary guidance on optimism bias, after Mott "
    "MacDonald 2002: 10 to 54 %, read here as P10 and P90",
    *from_range(1.10, 1.54),
)
EQUIPMENT_CAPITAL = Prior(
    "Equipment and development, capital",
    "HM Treasury, Green Book supplementary guidance on optimism bias, after Mott "
    "MacDonald 2002: 10 to 200 %, read here as P10 and P90",
    *from_range(1.10, 3.00),
)
PRIORS = (IT_COST, EQUIPMENT_DURATION, EQUIPMENT_CAPITAL)


@dataclass(frozen=True)
class ReferenceClass:
    """Ratios actual / estimate of finished projects of a kind; each above 0."""

    ratios: tuple[float, ...]

    @cached_property
    def geometric_mean(self) -> float | None:
        """Exp of the mean of ln(ratio); None without projects."""
        return exp(fmean(map(log, self.ratios))) if self.ratios else None

    def own(self, share: float) -> float | None:
        """Return the ratio that a share of such projects does not exceed.

        From 30 projects on their own percentile (linear between ranks); below that
        exp(mean + Φ⁻¹(share) · standard deviation) of ln(ratio), n − 1 in the latter.
        None below two projects.
        """
        if len(self.ratios) < FEWEST:
            return None
        if len(self.ratios) >= EMPIRICAL:
            return _percentile(sorted(self.ratios), share)
        logs = [log(ratio) for ratio in self.ratios]
        return exp(fmean(logs) + NORMAL.inv_cdf(share) * stdev(logs))

    def blended(self, share: float, prior: Prior) -> float:
        """Return the ratio, with a prior in place of the projects that are not there.

        The projects weigh n / (n + 10), on the scale of ln(ratio).
        """
        own = self.own(share)
        if own is None:
            return prior.ratio(share)
        weight = len(self.ratios) / (len(self.ratios) + PRIOR_WEIGHT)
        return exp(weight * log(own) + (1 - weight) * log(prior.ratio(share)))

    def is_enough(self, share: float) -> bool:
        """Whether the largest ratio covers a percentile with 95 % confidence."""
        return len(self.ratios) >= needed(share)


def needed(share: float) -> int:
    """Return how many past values it takes for the largest to cover a percentile.

    1 − shareⁿ ≥ 0.95 (distribution-free, Wilks 1941).

    >>> [needed(share) for share in (0.5, 0.8, 0.9)]
    [5, 14, 29]
    """
    many = 1
    while 1 - share**many < CONFIDENCE:
        many += 1
    return many


def _percentile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
