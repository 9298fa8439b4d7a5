"""What has to hold for the numbers that somebody stated."""

import math
from collections.abc import Callable
from itertools import pairwise

from core.errors import Problem
from core.simulation.errors import SimulationError

HALVINGS = 200


def root(gap: Callable[[float], float], low: float, high: float) -> float:
    """Return where a rising function crosses zero, by halving."""
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if gap(middle) > 0:
            high = middle
        else:
            low = middle
    return (low + high) / 2


def three(optimistic: float, most_likely: float, pessimistic: float) -> None:
    """Refuse three values that do not rise.

    Raises
    ------
    SimulationError
        With the name of the value that is wrong; likewise below.
    """
    finite(optimistic=optimistic, most_likely=most_likely, pessimistic=pessimistic)
    rising(optimistic=optimistic, most_likely=most_likely, pessimistic=pessimistic)


def finite(**values: float) -> None:
    """Refuse values that are no numbers, or infinite."""
    wrong = [
        Problem(name, "is not a number that can be drawn; give one", value=str(value))
        for name, value in values.items()
        if not math.isfinite(value)
    ]
    if wrong:
        raise SimulationError(wrong)


def rising(**values: float) -> None:
    """Refuse values of which one is below the one before."""
    pairs = list(values.items())
    wrong = [
        Problem(name, f"is below the {_plain(other)} {floor:g}", value=f"{v:g}")
        for (other, floor), (name, v) in pairwise(pairs)
        if v < floor
    ]
    if wrong:
        raise SimulationError(wrong)


def percents(low: float, high: float) -> None:
    """Refuse percentiles that do not rise between 0 and 100."""
    if not 0 <= low < high <= 100:  # noqa: PLR2004
        raise SimulationError(
            [
                Problem(
                    "percentiles",
                    "have to rise between 0 and 100",
                    value=f"{low:g}, {high:g}",
                )
            ]
        )


def _plain(name: str) -> str:
    return name.replace("_", " ")
