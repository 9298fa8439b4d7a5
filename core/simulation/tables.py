"""Inverse distribution functions as tables, for those that have no short formula.

The nodes are shares 2^-21 to 1/2 of either tail, so many to each halving: the same
relative step everywhere, so that a tail is followed as closely as the middle. A share
finds its node in the bits of the number itself. Between nodes values follow a line, no
further than 2e-5 of the range from the exact value (held by a test); two draws in a
million lie beyond the outermost nodes and are put on them.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.simulation.bell import scores
from core.simulation.beta import PERT_WEIGHT, SHAPES, beta_quantile

Floats = NDArray[np.float64]
Table = NDArray[np.float32]
HALVINGS, STEPS = 20, 32
SIDE = HALVINGS * STEPS + 1  # nodes of one tail
MASTERS = 14


@cache
def nodes() -> Floats:
    """Return the shares of one tail that a table has values for, rising to 1/2."""
    rows = np.arange(HALVINGS)[:, None], np.arange(STEPS)[None, :]
    found = np.ldexp(1 + rows[1] / STEPS, rows[0] - HALVINGS - 1)
    return np.append(found.ravel(), 0.5)


@cache
def normal_table() -> Floats:
    """Return the standard normal values of the nodes: the lower tail, then the upper.

    The upper one has the values of one less each share, so it falls.
    """
    low = scores(nodes())
    return np.concatenate([low, -low])


def lognormal_table(mu: Floats, sigma: Floats, out: Table) -> None:
    """Fill in a row of values for each pair of parameters; a sigma below 0 mirrors."""
    slopes = sigma.astype(np.float32)[:, None]
    np.multiply(slopes, normal_table().astype(np.float32), out=out)
    np.add(out, mu.astype(np.float32)[:, None], out=out)
    np.exp(out, out=out)


class Blend(NamedTuple):
    """PERT tables as sums: the weights of a few exact rows, for either tail.

    Interpolated between Chebyshev's points (Berrut and Trefethen, Barycentric Lagrange
    interpolation, 2004), which is exact to 1e-6.
    """

    low: Table
    high: Table
    rows: Table


def pert_blend(alpha: Floats) -> Blend:
    """Return what makes a row of values between 0 and 1 for each first shape."""
    return Blend(_weights(alpha), _weights(SHAPES - alpha), _masters())


@cache
def _points() -> Floats:
    angles = np.arange(MASTERS) * np.pi / (MASTERS - 1)
    points: Floats = 1 + PERT_WEIGHT * (1 - np.cos(angles)) / 2
    return points


@cache
def _masters() -> Table:
    rows = [beta_quantile(float(point), nodes()) for point in _points()]
    return np.array(rows, np.float32)


def _weights(alpha: Floats) -> Table:
    signs = np.where(np.arange(MASTERS) % 2, -1.0, 1.0)
    signs[[0, -1]] /= 2
    away = alpha[:, None] - _points()
    is_point = away == 0
    shares = signs / np.where(is_point, 1.0, away)
    shares /= shares.sum(axis=1, keepdims=True)
    found = np.where(is_point.any(axis=1, keepdims=True), is_point, shares)
    return found.astype(np.float32)
