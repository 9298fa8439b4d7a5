"""Where bubbles of a chart go that would cover each other: aside, by some days."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import hypot

WIDTH, HEIGHT = 330, 300  # px of the plot, between those of a phone and of a desk
TOUCH = 0.95  # of the sum of two radii: so near they may come
MOST = 24  # steps to each side
STEP = 4  # px
BESIDE = 14  # days that the axis goes on to both sides
CROWD = 150  # bubbles: more find no free place, and to look for one takes seconds


def aside(
    days: Sequence[date], heights: Sequence[float], sizes: Sequence[float]
) -> list[date]:
    """Return a day for each bubble at which it covers no other one, if there is one.

    The first bubbles keep their days; a later one that would cover them moves to the
    nearest day at which it does not, later or earlier. Where there is none, it stays;
    in a crowd all do.

    Parameters
    ----------
    heights
        Of the middles, in any unit that begins at 0.
    sizes
        Across, in px.
    """
    if not days or len(days) > CROWD:
        return list(days)
    first, span = min(days), (max(days) - min(days)).days + 2 * BESIDE
    top = max(heights) or 1.0
    placed: list[tuple[float, float, float]] = []
    for on, height, size in zip(days, heights, sizes, strict=True):
        x, y = (on - first).days / span * WIDTH, height / top * HEIGHT
        placed.append((_free(placed, x, y, size), y, size))
    return [first + timedelta(days=round(x / WIDTH * span)) for x, _, _ in placed]


def _free(
    placed: Sequence[tuple[float, float, float]], x: float, y: float, size: float
) -> float:
    for step in range(MOST + 1):
        for way in (1, -1) if step else (1,):
            moved = x + way * step * STEP
            if all(
                hypot(moved - left, y - high) >= TOUCH * (size + other) / 2
                for left, high, other in placed
            ):
                return moved
    return x
