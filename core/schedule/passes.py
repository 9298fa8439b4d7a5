"""Running the passes: as plain Python for a small network, compiled for a large one.

Compiling takes seconds, and a second or less once its result is on the disk. So a
network below `LARGE` never asks for it; one below `HUGE` does not wait for it: a thread
compiles beside, for the next time.
"""

from collections.abc import Callable, Sequence
from dataclasses import fields
from threading import Lock, Thread
from typing import Any, NamedTuple

import numpy as np

from core.schedule.kernels import backward, forward, ordering, worktime
from core.schedule.plan import Plan, PlanActivity, PlanLink
from core.schedule.rows import (
    ActivityRow,
    CalendarRow,
    Clock,
    Column,
    Dates,
    DatesRow,
    LinkRow,
    Net,
    Network,
    PartRow,
    network_of,
)

LARGE = 200  # activities and links
HUGE = 20_000
MODULES = (worktime, ordering, forward, backward)  # each after those that it uses


class Passes(NamedTuple):
    """The functions that date a network, plain or compiled."""

    arrange: Callable[..., int]
    forward: Callable[..., int]
    backward: Callable[..., None]
    floats: Callable[..., None]


class TangledError(Exception):
    """Activities wait for themselves; carries which steps were never reached."""

    def __init__(self, waiting: Column) -> None:
        super().__init__("activities wait for themselves")
        self.waiting = waiting


DATES = np.dtype([(field.name, np.int64) for field in fields(DatesRow)])
PLAIN = Passes(ordering.arrange, forward.forward, backward.backward, backward.floats)
_done: list[Passes] = []
_lock = Lock()


def run(network: Network) -> Dates:
    """Return early and late dates, floats and drivers of every activity.

    Raises
    ------
    TangledError
        Where links and outline form a cycle.
    """
    size = len(network.net.of) + len(network.net.ties)
    chosen = choose(size)
    return run_with(chosen, network if chosen is PLAIN else as_arrays(network))


def choose(size: int) -> Passes:
    """Return the passes for a network of so many activities and links."""
    if size < LARGE:
        return PLAIN
    if _done:
        return _done[0]
    if size >= HUGE:
        return compiled()
    if not _lock.locked():
        Thread(target=compiled, daemon=True).start()
    return PLAIN


def run_with(passes: Passes, network: Network) -> Dates:
    """Run the passes over a network that is laid out as they need it."""
    net, clock, frame = network
    count = len(net.of)
    order, waiting = (_blank(2 * count, passes) for _ in range(2))
    dates = _blank_dates(count, passes)
    steps = passes.arrange(net, order, waiting)
    if steps < count + frame.groups:
        raise TangledError(waiting)
    order = order[:steps]
    latest = passes.forward(net, clock, frame, dates, order)
    frame = frame._replace(latest=latest, is_second=True)
    passes.backward(net, clock, frame, dates, order)
    if frame.has_late:
        passes.forward(net, clock, frame, dates, order)
    passes.floats(net, clock, dates, order)
    return dates


def _blank(length: int, passes: Passes) -> Column:
    return [0] * length if passes is PLAIN else _ints([0] * length)


def _blank_dates(count: int, passes: Passes) -> Dates:
    if passes is PLAIN:
        return [DatesRow() for _ in range(count)]
    blank: Any = np.zeros(count, DATES)
    rows: Dates = blank
    return rows


def as_arrays(network: Network) -> Network:
    """Return a network with arrays for lists, which compiled passes need."""
    net, clock, frame = network
    laid = Net(
        _records(net.of, ActivityRow),
        _records(net.parts, PartRow),
        _ints(net.children),
        _records(net.ties, LinkRow),
        _ints(net.ins),
        _ints(net.outs),
    )
    calendars = _records(clock.calendars, CalendarRow)
    times = Clock(_ints(clock.starts), _ints(clock.before), calendars)
    return Network(laid, times, frame)


def _ints(values: Sequence[int]) -> Any:
    return np.array(values, np.int64)


def _records(rows: Sequence[tuple[int, ...]], row: type[Any]) -> Any:
    table = np.array(rows, np.int64).reshape(-1, len(row._fields))
    return table.view(_fields(row._fields)).reshape(-1)


def _fields(names: Sequence[str]) -> "np.dtype[np.void]":
    return np.dtype([(name, np.int64) for name in names])


def compiled() -> Passes:
    """Return the compiled passes; compile them, or load them from the cache."""
    with _lock:
        if not _done:
            from core.schedule.compiling import compile_modules

            made = compile_modules(MODULES)
            order, first, last = (made[m.__name__] for m in MODULES[1:])
            passes = Passes(order.arrange, first.forward, last.backward, last.floats)
            run_with(
                passes, as_arrays(_smallest())
            )  # compiles what this one needs: all
            _done.append(passes)
    return _done[0]


def _smallest() -> Network:
    plan = Plan(
        0,
        activities=(PlanActivity(1), PlanActivity(2)),
        links=(PlanLink(1, 1, 2),),
    )
    return network_of(plan, {1: 0, 2: 1})
