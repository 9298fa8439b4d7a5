"""Beta distributions of estimates, whose two shapes add up to six.

The distribution function is the series x^a / B · Σ (1 − b)_n x^n / (n! (a + n))
(Abramowitz and Stegun 26.5.4), which is quick up to one half; the other half is its
mirror. Its inverse is found by Newton's steps within a bracket.
"""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
PERT_WEIGHT = 4.0
SHAPES = 2 + PERT_WEIGHT  # what the two add up to
TERMS = 60
STEPS = 80
EXACT = 1e-15
TINY = 1e-300


def beta_share(alpha: float, values: ArrayLike) -> Floats:
    """Return the share of the cases below values between 0 and 1.

    >>> round(float(beta_share(3, 0.5)), 12)
    0.5
    """
    x = np.asarray(values, float)
    is_upper = x > 0.5  # noqa: PLR2004
    low = _series(alpha, np.where(is_upper, 0.0, x))
    high = _series(SHAPES - alpha, np.where(is_upper, 1 - x, 0.0))
    return np.where(is_upper, 1 - high, low)


def beta_quantile(alpha: float, shares: ArrayLike) -> Floats:
    """Return the values between 0 and 1 that shares of the cases do not exceed.

    Parameters
    ----------
    alpha
        The first shape, 1 to 5.
    shares
        0 to 1.
    """
    u = np.asarray(shares, float)
    is_upper = u > beta_share(alpha, 0.5)
    low = _lower_half(alpha, np.where(is_upper, 0.0, u))
    high = _lower_half(SHAPES - alpha, np.where(is_upper, 1 - u, 0.0))
    return np.where(is_upper, 1 - high, low)


def _series(alpha: float, x: Floats) -> Floats:
    total, weight, power = np.zeros_like(x), 1.0, np.ones_like(x)
    for n in range(TERMS):
        total += weight * power / (alpha + n)
        weight *= (n + 1 - (SHAPES - alpha)) / (n + 1)
        power = power * x
    found: Floats = x**alpha * total / _beta(alpha)
    return found


def _lower_half(alpha: float, u: Floats) -> Floats:
    """Invert the series where the value is at most one half.

    The first term alone is never below the share, so it gives the lowest guess.
    """
    low = np.minimum((u * alpha * _beta(alpha)) ** (1 / alpha), 0.5)
    high = np.full_like(u, 0.5)
    x = low
    for _ in range(STEPS):
        off = _series(alpha, x) - u
        low, high = np.where(off < 0, x, low), np.where(off > 0, x, high)
        slope = x ** (alpha - 1) * (1 - x) ** (SHAPES - alpha - 1) / _beta(alpha)
        step = x - off / np.maximum(slope, TINY)
        is_within = (step >= low) & (step <= high)
        then = np.where(is_within, step, (low + high) / 2)
        is_done = np.all(np.abs(then - x) <= EXACT * x)
        x = then
        if is_done:
            break
    return np.where(u > 0, x, 0.0)


def _beta(alpha: float) -> float:
    logs = math.lgamma(alpha) + math.lgamma(SHAPES - alpha) - math.lgamma(SHAPES)
    return math.exp(logs)
