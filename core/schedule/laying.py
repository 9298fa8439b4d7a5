"""Laying a plan out in columns and rows, for the passes to run over."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from core.registers.schedule import LinkKind
from core.schedule.calendar import ELAPSED, WorkingCalendar
from core.schedule.plan import AS_SOON, Plan, PlanActivity
from core.schedule.rows import (
    AS_LATE,
    CONSTRAINTS,
    FAR,
    FINISHED,
    GROUP,
    KINDS,
    NONE,
    STARTED,
    TYPED,
    UNSTARTED,
    WHOLE,
    ActivityRow,
    CalendarRow,
    Clock,
    Frame,
    GateRow,
    LinkRow,
    Net,
    Network,
    PartRow,
    Web,
)

IDLE = (UNSTARTED, NONE, NONE)
Columns = Mapping[str, Sequence[int]]


class Layout(NamedTuple):
    """A plan in columns: one list for each field of its rows.

    Attributes
    ----------
    leaving
        The places of the links in the order of their predecessors.
    gates
        The places of the activities that have others within them.
    order
        The place in the plan of each link.
    """

    of: Columns
    parts: Sequence[PartRow]
    ties: Columns
    leaving: Sequence[int]
    gates: Sequence[int]
    web: Web
    frame: Frame
    order: Sequence[int]
    calendars: tuple[WorkingCalendar, ...]

    @property
    def size(self) -> int:
        """How many activities and links there are."""
        return len(self.of["own"]) + len(self.order)


def layout_of(plan: Plan, places: Mapping[int, int]) -> Layout:
    """Lay a plan out in columns; `places` has the place of each activity's number."""
    elapsed = len(plan.calendars)
    parents = [
        -1 if one.parent is None else places[one.parent] for one in plan.activities
    ]
    count = len(parents)
    child_first, children = grouped(parents, count)
    in_first, order = grouped([places[link.successor] for link in plan.links], count)
    ties = _ties(plan, places, order, set(parents))
    out_first, leaving = grouped(ties["before"], count)
    part_first, parts = part_rows(plan)
    firsts = {
        "part": part_first,
        "child": child_first,
        "in": in_first,
        "out": out_first,
    }
    of = _core(plan, elapsed, child_first) | {"parent": parents}
    for name, first in firsts.items():
        of |= {f"{name}_first": first[:-1], f"{name}_last": first[1:]}
    afters = [ties["after"][place] for place in leaving]
    web = Web(parents, child_first, children, in_first, out_first, afters)
    gates = sorted(set(parents) - {-1})
    calendars = (*plan.calendars, ELAPSED)
    frame = _frame(plan, of, len(gates))
    return Layout(of, parts, ties, leaving, gates, web, frame, order, calendars)


def network_of(plan: Plan, places: Mapping[int, int]) -> Network:
    """Lay a plan out in rows; `places` has the place of each activity's number."""
    return as_rows(layout_of(plan, places))


def as_rows(layout: Layout) -> Network:
    """Make rows of the columns, for the plain passes."""
    ties = _rows(LinkRow, layout.ties)
    net = Net(
        _rows(ActivityRow, layout.of),
        layout.parts,
        layout.web.children,
        ties,
        [ties[place] for place in layout.leaving],
        {place: GateRow() for place in layout.gates},
    )
    calendars = layout.calendars
    return Network(net, clock(calendars), layout.frame, layout.web, calendars)


def _rows(kind: Any, columns: Columns) -> list[Any]:
    named = (columns[name] for name in kind._fields)
    return list(map(kind._make, zip(*named, strict=True)))


def _frame(plan: Plan, of: Columns, groups: int) -> Frame:
    status = plan.status_at if plan.moves_unstarted else None
    return Frame(
        plan.start,
        NONE if status is None else status,
        plan.has_own_finish,
        CONSTRAINTS[AS_LATE] in of["constraint"],
        groups,
    )


@lru_cache(maxsize=16)
def clock(calendars: tuple[WorkingCalendar, ...]) -> Clock:
    """Lay the timelines of calendars one after another; once, as they seldom change."""
    starts: list[int] = []
    before: list[int] = []
    rows = []
    for calendar in calendars:
        line, plain = calendar.timeline, sum(map(len, calendar.week))
        low = len(starts)
        starts += [*line.starts, FAR]
        before += [*line.before, line.total]
        always = int(line.total == line.last - line.first)
        span = (low, len(starts) - 1, line.first, line.last)
        rows.append(CalendarRow(*span, line.total, line.week, plain, always))
    return Clock(starts, before, rows)


def _core(plan: Plan, elapsed: int, child_first: Sequence[int]) -> dict[str, list[int]]:
    """Return what the activities are themselves, column by column."""
    every = plan.activities
    states = [
        _state(one) if child_first[place] == child_first[place + 1] else _group(one)
        for place, one in enumerate(every)
    ]
    return {
        "calendar": [elapsed if one.is_elapsed else one.calendar for one in every],
        "own": [one.calendar for one in every],
        "minutes": [one.minutes for one in every],
        "left": [_left(one) for one in every],
        "state": [state for state, _, _ in states],
        "begun": [begun for _, begun, _ in states],
        "ended": [ended for _, _, ended in states],
        "constraint": [
            0 if one.constraint is AS_SOON else CONSTRAINTS[one.constraint]
            for one in every
        ],
        "at": [
            NONE if one.constraint_at is None else one.constraint_at for one in every
        ],
        "deadline": [FAR if one.deadline is None else one.deadline for one in every],
        "delay": [
            one.delay if one.is_delayed and state != GROUP else 0
            for one, (state, _, _) in zip(every, states, strict=True)
        ],
        "delay_calendar": [
            elapsed if one.delay_is_elapsed else one.calendar for one in every
        ],
    }


def _state(one: PlanActivity) -> tuple[int, int, int]:
    begun, ended = one.actual_start, one.actual_finish
    if one.manual is not None:
        return TYPED, *one.manual
    if ended is not None:
        return FINISHED, ended if begun is None else begun, ended
    return IDLE if begun is None else (STARTED, begun, NONE)


def _group(one: PlanActivity) -> tuple[int, int, int]:
    begun, ended = one.manual or (NONE, NONE)
    return GROUP, begun, ended


def _left(one: PlanActivity) -> int:
    if one.remaining is not None:
        return one.remaining
    if not one.percent_complete:
        return one.minutes
    return round(one.minutes * (100 - one.percent_complete) / 100)


def part_rows(plan: Plan) -> tuple[list[int], list[PartRow]]:
    """Return where each activity's parts begin, and all parts."""
    first, parts = [0], []
    for one in plan.activities:
        if _has_parts(one):
            share = _left(one) / one.minutes if one.minutes else 0
            parts += [
                PartRow(work.calendar, work.minutes, round(work.minutes * share))
                for work in one.work
            ]
        first.append(len(parts))
    return first, parts


def _has_parts(one: PlanActivity) -> bool:
    """Whether the work of resources says more than the duration does."""
    if one.is_elapsed:
        return False
    return any(w.calendar != one.calendar or w.minutes != one.minutes for w in one.work)


def _ties(
    plan: Plan, places: Mapping[int, int], order: Sequence[int], groups: set[int]
) -> dict[str, list[int]]:
    """Return the links of a plan in an order, column by column."""
    links = [plan.links[place] for place in order]
    before = [places[link.predecessor] for link in links]
    after = [places[link.successor] for link in links]
    lags = [
        (link.lag, 0)
        if link.lag_percent is None
        else _share(link.lag_percent, plan.activities[place], is_group=place in groups)
        for link, place in zip(links, before, strict=True)
    ]
    elapsed = len(plan.calendars)
    return {
        "before": before,
        "after": after,
        "kind": [
            0 if link.kind is LinkKind.FINISH_START else KINDS[link.kind]
            for link in links
        ],
        "lag": [lag for lag, _ in lags],
        "calendar": [
            elapsed if link.lag_is_elapsed else plan.activities[place].calendar
            for link, place in zip(links, after, strict=True)
        ],
        "share": [share for _, share in lags],
    }


def _share(percent: float, before: PlanActivity, *, is_group: bool) -> tuple[int, int]:
    """Return a lag in minutes, and as a share of a summary, which is not dated yet."""
    if is_group:
        return 0, round(percent / 100 * WHOLE)
    return round(before.minutes * percent / 100), 0


def grouped(keys: Sequence[int], count: int) -> tuple[list[int], list[int]]:
    """Return where each key's places begin, and the places in the order of their keys.

    Keys below 0 belong to nobody.

    >>> grouped([1, 0, 1, -1], 2)
    ([0, 1, 3], [1, 0, 2])
    """
    named = np.array(keys, np.int64)
    order = np.argsort(named, kind="stable")[np.count_nonzero(named < 0) :]
    first = np.searchsorted(named[order], np.arange(count + 1))
    return first.tolist(), order.tolist()
