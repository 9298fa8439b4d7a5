"""The compiled loops of the simulation, made or loaded once a process."""

from collections.abc import Callable
from functools import cache
from threading import Lock
from typing import Any, NamedTuple

from core.schedule.kernels import backward, forward, worktime
from core.simulation.kernels import axis, draws, walking

ROWS = (draws, axis)
WALK = (worktime, forward, backward, walking)
_lock = Lock()


class Loops(NamedTuple):
    """What runs over chunks of trials; no two threads may share what it fills in."""

    draw_lengths: Callable[..., None]
    draw_costs: Callable[..., None]
    happen: Callable[..., None]
    blend: Callable[..., None]
    date_chunk: Callable[..., None]
    walk_chunk: Callable[..., None]


def loops() -> Loops:
    """Return the compiled loops; each is compiled at its first call, then kept."""
    with _lock:  # two threads that compile would mix up their copies
        return _made()


@cache
def _made() -> Loops:
    from core.schedule.compiling import compile_modules

    made: dict[str, Any] = dict(compile_modules(ROWS, allocates=True))
    made |= compile_modules(WALK)
    drawn, dated, walked = (made[one.__name__] for one in (draws, axis, walking))
    return Loops(
        drawn.draw_lengths,
        drawn.draw_costs,
        drawn.happen,
        drawn.blend,
        dated.date_chunk,
        walked.walk_chunk,
    )
