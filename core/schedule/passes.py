"""Running the passes: as plain Python for a small network, compiled for a large one.

Compiling takes many seconds the first time on a machine, and half a second once its
result is on the disk. So a network below `LARGE` never asks for it, one from `HUGE` on
waits for it, and between the two a thread compiles beside, once the process has dated
such networks `OFTEN`: a command that runs once has no use for it. What is compiled then
serves every network from `SMALL` on.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from functools import lru_cache
from threading import Lock, Thread
from typing import Any, NamedTuple

import numpy as np

from core.schedule.calendar import WorkingCalendar
from core.schedule.kernels import backward, forward, ordering, worktime
from core.schedule.kernels.ordering import Queue
from core.schedule.laying import Columns, Layout, as_rows, clock, layout_of
from core.schedule.plan import Plan, PlanActivity, PlanLink
from core.schedule.renumbering import is_scattered, renumbered
from core.schedule.rows import (
    ActivityRow,
    CalendarRow,
    Clock,
    Column,
    Dates,
    DatesRow,
    GateRow,
    LinkRow,
    Net,
    Network,
    PartRow,
    Web,
)

SMALL = 100  # activities and links, below which arrays take longer than they save
LARGE = 500
HUGE = 20_000
OFTEN = 5
PLACES = frozenset(
    [
        *("calendar", "own", "state", "constraint", "parent", "before", "after"),
        *("kind", "share", "always", "rows", "low", "high", "part_first", "part_last"),
        *("child_first", "child_last", "in_first", "in_last", "out_first", "out_last"),
        *("driver", "start_link", "finish_link", "delay_calendar"),
    ]
)
MODULES = (worktime, ordering, forward, backward)  # each after those that it uses


class Passes(NamedTuple):
    """The functions that date a network, plain or compiled."""

    arrange: Callable[..., int]
    forward: Callable[..., int]
    backward: Callable[..., None]


class TangledError(Exception):
    """Activities wait for themselves; carries which steps were never reached."""

    def __init__(self, waiting: Column) -> None:
        super().__init__("activities wait for themselves")
        self.waiting = waiting


PLAIN = Passes(ordering.arrange, forward.forward, backward.backward)
_done: list[Passes] = []
_seen: list[int] = []
_lock = Lock()


def run(layout: Layout) -> Dates:
    """Return early and late dates, floats and drivers of every activity.

    Raises
    ------
    TangledError
        Where links and outline form a cycle.
    """
    chosen = choose(layout.size)
    network = as_rows(layout) if chosen is PLAIN else as_arrays(layout)
    return run_with(chosen, network)


def choose(size: int) -> Passes:
    """Return the passes for a network of so many activities and links."""
    if _done and size >= SMALL:
        return _done[0]
    if size < LARGE:
        return PLAIN
    if size >= HUGE:
        return compiled()
    _seen.append(size)
    if len(_seen) == OFTEN:
        Thread(target=compiled).start()  # not a daemon: it ends before the process does
    return PLAIN


def run_with(passes: Passes, network: Network) -> Dates:
    """Run the passes over a network that is laid out as they need it."""
    count = len(network.net.of)
    order, waiting = (_blank(2 * count, passes) for _ in range(2))
    steps = passes.arrange(network.web, Queue(order, waiting))
    if steps < count + network.frame.groups:
        raise TangledError(waiting)
    order = order[:steps]
    if passes is PLAIN or not is_scattered(order, count):
        return _dated(passes, network, order)
    moved = renumbered(network, order)
    return moved.restored(_dated(passes, moved.network, moved.order))


def _dated(passes: Passes, network: Network, order: Column) -> Dates:
    net, times, frame = network[:3]
    dates = _blank_dates(len(net.of), passes)
    latest = passes.forward(net, times, frame, dates, order)
    frame = frame._replace(latest=latest, is_second=True)
    passes.backward(net, times, frame, dates, order)
    if frame.has_late:
        passes.forward(net, times, frame, dates, order)
        passes.backward(net, times, frame, dates, order)
    return dates


def _blank(length: int, passes: Passes) -> Column:
    if passes is PLAIN:
        return [0] * length
    blank: Any = np.zeros(length, np.int32)
    column: Column = blank
    return column


def _blank_dates(count: int, passes: Passes) -> Dates:
    if passes is PLAIN:
        return [DatesRow() for _ in range(count)]
    blank: Any = np.zeros(count, DATES)
    rows: Dates = blank
    return rows


def as_arrays(layout: Layout) -> Network:
    """Make arrays of the columns, which compiled passes need."""
    ties = _filled(LinkRow, layout.ties)
    web = Web(*(_array(column, np.int32) for column in layout.web))
    net = Net(
        _filled(ActivityRow, layout.of),
        _records(layout.parts, PartRow),
        web.children,
        ties,
        ties[np.array(layout.leaving, np.int64)],
        np.zeros(len(layout.of["own"]), GATES),  # type: ignore[arg-type]
    )
    calendars = layout.calendars
    return Network(net, _clock_arrays(calendars), layout.frame, web, calendars)


def _filled(row: Any, columns: Columns) -> Any:
    made = np.empty(len(columns[row._fields[0]]), _fields(row._fields))
    for name in row._fields:
        made[name] = columns[name]
    return made


@lru_cache(maxsize=16)
def _clock_arrays(calendars: tuple[WorkingCalendar, ...]) -> Clock:
    lists = clock(calendars)
    return Clock(
        _array(lists.starts, np.int64),
        _array(lists.before, np.int64),
        _records(lists.calendars, CalendarRow),
    )


def _array(values: Sequence[int], size: type[np.integer[Any]]) -> Any:
    return np.array(values, size)


def _records(rows: Sequence[tuple[int, ...]], row: type[Any]) -> Any:
    return np.array(rows, _fields(row._fields))


def _fields(names: Iterable[str]) -> "np.dtype[np.void]":
    """Return records of 8 bytes for minutes and instants, and of 4 for places."""
    sizes = [(name, np.int32 if name in PLACES else np.int64) for name in names]
    return np.dtype(sizes, align=True)


DATES, GATES = (_fields(f.name for f in fields(row)) for row in (DatesRow, GateRow))


def compiled() -> Passes:
    """Return the compiled passes; compile them, or load them from the cache."""
    with _lock:
        if not _done:
            from core.schedule.compiling import compile_modules

            made = compile_modules(MODULES)
            order, first, last = (made[m.__name__] for m in MODULES[1:])
            passes = Passes(order.arrange, first.forward, last.backward)
            run_with(passes, as_arrays(_smallest()))
            _done.append(passes)
    return _done[0]


def _smallest() -> Layout:
    plan = Plan(
        0,
        activities=(PlanActivity(1), PlanActivity(2)),
        links=(PlanLink(1, 1, 2),),
    )
    return layout_of(plan, {1: 0, 2: 1})
