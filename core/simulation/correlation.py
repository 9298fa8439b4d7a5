"""Rank correlation between estimates, and matrices made valid.

Shares are joined by a Gaussian copula: a stated rank correlation r (Spearman) becomes
the correlation 2 sin(pi r / 6) of normal values (Pearson, 1907), and each estimate
keeps its own distribution. A matrix that no values can have is replaced by the nearest
one that they can (Higham, Computing the nearest correlation matrix, 2002).
"""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.errors import Problem
from core.simulation.errors import SimulationError

Matrix = NDArray[np.float64]
LEAST = 1e-8  # no eigenvalue of a valid matrix is below
ROUNDS = 200
CLOSE = 1e-10
EVEN = 1e-12
PEARSON = math.pi / 6


@dataclass(frozen=True)
class Correlation:
    """How far estimates go together, by rank.

    Parameters
    ----------
    names
        What the rows are: drivers of a model.
    matrix
        Square and symmetric, 1 on its diagonal, everything else from -1 to 1.

    Raises
    ------
    SimulationError
        For a matrix that is none of that; names the rows.
    """

    names: tuple[Hashable, ...]
    matrix: Matrix

    def __post_init__(self) -> None:
        shape = (len(self.names), len(self.names))
        if self.matrix.shape != shape or len(set(self.names)) < len(self.names):
            raise SimulationError(
                [_problem("needs one row and one column for each name, each once")]
            )
        problems = [
            _problem(wrong, self.names[row], self.names[column])
            for row, column, wrong in _wrong(self.matrix)
        ]
        if problems:
            raise SimulationError(problems)


def _wrong(matrix: Matrix) -> list[tuple[int, int, str]]:
    outside = ~(np.abs(matrix) <= 1)
    uneven = ~outside & ~outside.T & (np.abs(matrix - matrix.T) > EVEN)
    own = np.eye(len(matrix), dtype=bool) & (np.abs(matrix - 1) > EVEN)
    found = []
    for where, wrong in (
        (outside, "is not a number from −1 to 1"),
        (uneven, "differs from the one the other way round"),
        (own & ~outside, "is not 1, which everything has with itself"),
    ):
        found += [(int(row), int(col), wrong) for row, col in np.argwhere(where)]
    return found


def _problem(wrong: str, *names: Hashable) -> Problem:
    between = " of " + " and ".join(map(_called, names)) if names else ""
    return Problem("correlation" + between, wrong)


def _called(name: Hashable) -> str:
    return " ".join(map(str, name)) if isinstance(name, tuple) else str(name)


def of_pairs(
    pairs: Mapping[tuple[Hashable, Hashable], float],
    names: Sequence[Hashable] = (),
    common: float = 0.0,
) -> Correlation:
    """Return the correlation of pairs, and a common one between all others.

    Parameters
    ----------
    names
        What else the common coefficient holds for.
    """
    found = dict.fromkeys((*names, *(name for pair in pairs for name in pair)))
    places = {name: place for place, name in enumerate(found)}
    matrix = np.full((len(places), len(places)), float(common))
    np.fill_diagonal(matrix, 1.0)
    for (one, other), coefficient in pairs.items():
        row, column = places[one], places[other]
        matrix[row, column] = matrix[column, row] = coefficient
    return Correlation(tuple(places), matrix)


@dataclass(frozen=True)
class Valid:
    """A correlation that values can have.

    Attributes
    ----------
    matrix
        Of ranks, as the stated one.
    moved
        How far the coefficient is from the stated one that had to move most.
    weights
        Lower triangle: normal values are these times independent ones. With one
        common coefficient instead two columns, for the value that all share and for
        the own one.
    is_common
        Which of the two.
    """

    matrix: Matrix
    moved: float
    weights: Matrix
    is_common: bool


def made_valid(matrix: Matrix) -> Valid:
    """Return the nearest matrix that is a correlation, with its weights."""
    if len(matrix) > 1 and _is_even(matrix):
        return _common(matrix)
    wanted = 2 * np.sin(matrix * PEARSON)
    try:
        weights = np.asarray(np.linalg.cholesky(wanted), float)
    except np.linalg.LinAlgError:
        found = nearest_correlation(wanted)
        ranks = np.arcsin(found / 2) / PEARSON
        moved = float(np.abs(ranks - matrix).max())
        weights = np.asarray(np.linalg.cholesky(found), float)
        return Valid(ranks, moved, weights, is_common=False)
    return Valid(matrix, 0.0, weights, is_common=False)


def _is_even(matrix: Matrix) -> bool:
    others = matrix[~np.eye(len(matrix), dtype=bool)]
    return bool(np.ptp(others) == 0) and bool(0 <= others[0] < 1)


def _common(matrix: Matrix) -> Valid:
    shared = 2 * math.sin(float(matrix[0, 1]) * PEARSON)
    row = (math.sqrt(shared), math.sqrt(1 - shared))
    return Valid(matrix, 0.0, np.tile(row, (len(matrix), 1)), is_common=True)


def nearest_correlation(matrix: Matrix) -> Matrix:
    """Return the nearest correlation matrix, by alternating projections.

    Onto matrices without an eigenvalue below `LEAST`, with Dykstra's correction, and
    onto those with a diagonal of ones. Whatever the last projection leaves is scaled
    away.

    Examples
    --------
    >>> stated = np.array([[1, 1, 0], [1, 1, 1], [0, 1, 1]], float)  # Higham 2002, 4
    >>> np.round(nearest_correlation(stated), 3)[0].tolist()
    [1.0, 0.761, 0.157]
    """
    found, correction = matrix, np.zeros_like(matrix)
    for _ in range(ROUNDS):
        before = found - correction
        projected = _raised(before)
        correction = projected - before
        then = projected.copy()
        np.fill_diagonal(then, 1.0)
        is_done = float(np.abs(then - found).max()) < CLOSE
        found = then
        if is_done:
            break
    found = _raised(found)
    scale = np.sqrt(np.diag(found))
    done: Matrix = found / np.outer(scale, scale)
    np.fill_diagonal(done, 1.0)
    return done


def _raised(matrix: Matrix) -> Matrix:
    values, vectors = np.linalg.eigh(matrix)
    found: Matrix = (vectors * np.maximum(values, LEAST)) @ vectors.T
    return (found + found.T) / 2
