"""Laying a network out on an axis of working minutes, where one calendar rules all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

import numpy as np

from core.schedule.calendar import WorkingCalendar
from core.schedule.kernels.forward import (
    ENDS_NOT_AFTER,
    ENDS_NOT_BEFORE,
    FF,
    FINISH_ON,
    NOT_AFTER,
    NOT_BEFORE,
    SF,
    SS,
    START_ON,
)
from core.schedule.rows import (
    FINISHED,
    GROUP,
    NONE,
    STARTED,
    TYPED,
    ActivityRow,
    LinkRow,
    Network,
)
from core.simulation.kernels.axis import NEVER, PERIOD
from core.simulation.rows import Axis, Groups, Places
from core.simulation.worktime import instants

REACH = 2**28  # working minutes that the axis has room for
FIXED = (FINISHED, TYPED)
HELD = (START_ON, FINISH_ON, NOT_AFTER, ENDS_NOT_AFTER)
FINISHES = (FF, SF)


@dataclass(frozen=True)
class Scale:
    """Instants of a calendar as the axis has them."""

    calendar: WorkingCalendar
    base: int
    known: dict[int, int] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, network: Network) -> Self:
        """Return the scale that begins with the plan."""
        calendar = network.calendars[0]
        return cls(calendar, calendar.worked(network.frame.start))

    def place(self, instant: int) -> int:
        """Return the place on the axis: see `core.simulation.rows.Axis`."""
        found = self.known.get(instant)
        if found is None:
            worked = self.calendar.worked(instant) - self.base
            is_begin = self.calendar.previous_working(instant) != instant
            found = self.known[instant] = 2 * worked + is_begin
        return found

    def is_on(self, instant: int) -> bool:
        """Whether the axis has the instant itself, not only its working time."""
        ways = self.calendar.previous_working, self.calendar.next_working
        return instant in {way(instant) for way in ways}

    def to_instants(self, places: Places) -> Places:
        """Return the instants at places of the axis."""
        minutes = (places >> 1) + self.base
        return instants(self.calendar, minutes, (places & 1).astype(np.bool_))


class OnAxis(NamedTuple):
    """A network that is laid out.

    Attributes
    ----------
    order
        The plan's places of the activities, as the axis has them.
    """

    axis: Axis
    scale: Scale
    order: tuple[int, ...]


def fits(network: Network, *, has_percent_lags: bool) -> bool:
    """Whether one calendar rules the whole network, and nothing needs another walk."""
    net, frame = network.net, network.frame
    if frame.has_late or has_percent_lags or net.parts:
        return False
    calendars = {row.calendar for row in net.of if row.state != GROUP}
    calendars |= {row.own for row in net.of if row.state != GROUP}
    calendars |= {tie.calendar for tie in net.ties if tie.lag}
    is_plain = all(_is_plain(row) for row in net.of)
    return calendars <= {0} and is_plain and _has_room(network)


def _is_plain(row: ActivityRow) -> bool:
    """Whether an activity has no delay, and a summary nothing of its own."""
    if row.state != GROUP:
        return not row.delay
    has_links = row.in_first < row.in_last or row.out_first < row.out_last
    return not has_links and not row.constraint and row.begun == NONE


def _has_room(network: Network) -> bool:
    net, calendar = network.net, network.calendars[0]
    scale = Scale.of(network)
    told = [at for row in net.of for at in (row.begun, row.ended, row.at) if at != NONE]
    ends = [row.ended for row in net.of if row.state in FIXED]
    starts = [row.begun for row in net.of if row.begun != NONE]
    far = max((abs(scale.place(instant)) for instant in told), default=0)
    far += sum(abs(tie.lag) for tie in net.ties)
    is_near = far + 20 * sum(row.minutes for row in net.of) < REACH
    is_near = is_near and calendar.timeline.week > 0
    return is_near and all(scale.is_on(instant) for instant in (*ends, *starts))


def axis_of(network: Network, order: Sequence[int]) -> OnAxis:
    """Lay a network out that fits; `order` has its places as links allow."""
    scale, net = Scale.of(network), network.net
    open_ones = [
        place
        for place in order
        if place < len(net.of) and net.of[place].state not in (*FIXED, GROUP)
    ]
    where = {place: row for row, place in enumerate(open_ones)}
    rows, ties = [], []
    first = [0]
    for place in open_ones:
        row, moving = _asked(network, scale, place, where)
        rows.append(row)
        ties += moving
        first.append(len(ties))
    fixed = [scale.place(row.ended) for row in net.of if row.state in FIXED]
    if not net.of:
        fixed = [scale.place(network.frame.start)]
    columns = _columns(
        rows, (np.int32, np.int32, np.int64, np.int32, np.bool_, np.int32)
    )
    links = _columns(ties, (np.int64, np.bool_, np.bool_, np.int32, np.int32, np.int32))
    columns += [np.array(first, np.int64), *links, max(fixed, default=NEVER)]
    axis = Axis._make(columns)
    return OnAxis(axis, scale, tuple(open_ones))


def _columns(rows: Sequence[tuple[Any, ...]], sizes: Sequence[Any]) -> list[Any]:
    columns = list(zip(*rows, strict=True)) or [()] * len(sizes)
    return [np.array(c, size) for c, size in zip(columns, sizes, strict=True)]


def _asked(
    network: Network, scale: Scale, place: int, where: dict[int, int]
) -> tuple[tuple[Any, ...], list[tuple[Any, ...]]]:
    """Return the row of an activity, and those of the links that move it."""
    row = network.net.of[place]
    asks = [list(_own(network, scale, row)), [NEVER]]
    if row.constraint == ENDS_NOT_BEFORE:
        asks[1].append(scale.place(row.at))
    moving = []
    for tie in network.net.ties[row.in_first : row.in_last]:
        if tie.kind == SS and row.state == STARTED:
            continue
        to_finish = tie.kind in FINISHES
        still = _still(network, scale, tie)
        if still is None:
            from_start = tie.kind in (SS, SF)
            moving.append((where[tie.before], from_start, to_finish, *_lag(tie.lag)))
        else:
            keep, add, side = _lag(tie.lag)
            asks[to_finish].append(((still & keep) + add) | side)
    code = row.constraint if row.constraint in HELD and row.state != STARTED else 0
    at = scale.place(row.at) if code else 0
    is_started = row.state == STARTED
    begun = scale.place(row.begun) if is_started else 0
    return (max(asks[0]), max(asks[1]), code, at, is_started, begun), moving


def _own(network: Network, scale: Scale, row: ActivityRow) -> Iterator[int]:
    """Return what a start waits for without links."""
    if network.frame.status != NONE:
        yield scale.place(network.frame.status)
    if row.state == STARTED:
        done, begun = max(row.minutes - row.left, 0), scale.place(row.begun)
        yield (begun & PERIOD) + 2 * done if done else begun
    elif row.constraint == NOT_BEFORE:
        yield scale.place(row.at)
    elif row.constraint != ENDS_NOT_BEFORE:
        yield scale.place(network.frame.start)
    else:
        yield NEVER


def _still(network: Network, scale: Scale, tie: LinkRow) -> int | None:
    """Return where the end stands that a link leads from, if no trial moves it."""
    before = network.net.of[tie.before]
    if tie.kind in (SS, SF):
        is_still = before.state in (*FIXED, STARTED)
        return scale.place(before.begun) if is_still else None
    return scale.place(before.ended) if before.state in FIXED else None


def _lag(minutes: int) -> tuple[int, int, int]:
    """Return how a lag moves an instant: see `core.simulation.rows.Axis`."""
    return (PERIOD if minutes else -1, 2 * minutes, int(minutes < 0))


def groups_of(network: Network, on: OnAxis, sets: Sequence[Sequence[int]]) -> Groups:
    """Lay out sets of the plan's places."""
    where = {place: row for row, place in enumerate(on.order)}
    if not network.net.of:  # then nothing takes no time
        begin = np.full(len(sets), on.scale.place(network.frame.start), np.int64)
        return Groups(np.zeros(len(sets) + 1, np.int64), begin[:0], begin, begin)
    first, found, low, high = [0], [], [], []
    for places in sets:
        found += [where[place] for place in places if place in where]
        first.append(len(found))
        rest = [network.net.of[place] for place in places if place not in where]
        low.append(min((on.scale.place(row.begun) for row in rest), default=-NEVER))
        high.append(max((on.scale.place(row.ended) for row in rest), default=NEVER))
    return Groups(*(np.array(column, np.int64) for column in (first, found, low, high)))
