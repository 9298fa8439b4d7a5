"""Laying a plan out in rows, for the passes to run over."""

from collections.abc import Sequence
from functools import lru_cache

from core.schedule.calendar import ELAPSED, WorkingCalendar
from core.schedule.plan import Plan, PlanActivity, PlanLink
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
)


def network_of(plan: Plan, places: dict[int, int]) -> Network:
    """Lay a plan out in rows; `places` has the place of each activity's number."""
    elapsed = len(plan.calendars)
    parents = [
        -1 if one.parent is None else places[one.parent] for one in plan.activities
    ]
    count = len(parents)
    child_first, children = grouped(parents, count)
    in_first, order = grouped([places[link.successor] for link in plan.links], count)
    ties = link_rows(plan, places, order, elapsed)
    out_first, outs = grouped([tie.before for tie in ties], count)
    part_first, parts = part_rows(plan)
    spans = (part_first, child_first, in_first, out_first)
    ends = [end for first in spans for end in (first[:-1], first[1:])]
    rows = [
        ActivityRow(*_core(one, parent, elapsed, is_group=begin < end), *places)
        for one, parent, begin, end, *places in zip(
            plan.activities, parents, ends[2], ends[3], *ends, strict=True
        )
    ]
    gates = {place: GateRow() for place in set(parents) - {-1}}
    leaving = [ties[place] for place in outs]
    net = Net(rows, parts, children, ties, leaving, gates)
    calendars = (*plan.calendars, ELAPSED)
    return Network(net, clock(calendars), _frame(plan, rows), order, calendars)


def _frame(plan: Plan, rows: Sequence[ActivityRow]) -> Frame:
    status = plan.status_at if plan.moves_unstarted else None
    return Frame(
        plan.start,
        NONE if status is None else status,
        plan.has_own_finish,
        any(row.constraint == CONSTRAINTS[AS_LATE] for row in rows),
        sum(row.state == GROUP for row in rows),
    )


@lru_cache(maxsize=16)
def clock(calendars: tuple[WorkingCalendar, ...]) -> Clock:
    """Lay the timelines of calendars one after another; once, as they seldom change."""
    starts: list[int] = []
    before: list[int] = []
    rows = []
    for line in (calendar.timeline for calendar in calendars):
        low = len(starts)
        starts += [*line.starts, FAR]
        before += [*line.before, line.total]
        always = int(line.total == line.last - line.first)
        span = (low, len(starts) - 1, line.first, line.last)
        rows.append(CalendarRow(*span, line.total, line.week, always))
    return Clock(starts, before, rows)


def _core(
    one: PlanActivity, parent: int, elapsed: int, *, is_group: bool
) -> tuple[int, ...]:
    state, begun, ended = _group(one) if is_group else _state(one)
    return (
        elapsed if one.is_elapsed else one.calendar,
        one.calendar,
        one.minutes,
        _left(one),
        state,
        begun,
        ended,
        CONSTRAINTS[one.constraint],
        NONE if one.constraint_at is None else one.constraint_at,
        FAR if one.deadline is None else one.deadline,
        parent,
    )


def _state(one: PlanActivity) -> tuple[int, int, int]:
    if one.manual is not None:
        return TYPED, *one.manual
    begun, ended = one.actual_start, one.actual_finish
    if ended is not None:
        return FINISHED, ended if begun is None else begun, ended
    return (UNSTARTED, NONE, NONE) if begun is None else (STARTED, begun, NONE)


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


def link_rows(
    plan: Plan, places: dict[int, int], order: Sequence[int], elapsed: int
) -> list[LinkRow]:
    """Lay the links of a plan out in an order."""
    groups = {one.parent for one in plan.activities}
    rows = []
    for link in map(plan.links.__getitem__, order):
        before, after = places[link.predecessor], places[link.successor]
        lag, share = link.lag, 0
        if link.lag_percent is not None:
            lag, share = _lag_of(link, plan.activities[before], groups)
        own = elapsed if link.lag_is_elapsed else plan.activities[after].calendar
        rows.append(LinkRow(before, after, KINDS[link.kind], lag, own, share))
    return rows


def _lag_of(
    link: PlanLink, before: PlanActivity, groups: set[int | None]
) -> tuple[int, int]:
    part = (link.lag_percent or 0) / 100
    if before.number in groups:
        return 0, round(part * WHOLE)
    return round(before.minutes * part), 0


def grouped(keys: Sequence[int], count: int) -> tuple[list[int], list[int]]:
    """Return where each key's places begin, and the places in the order of their keys.

    Keys below 0 belong to nobody.

    >>> grouped([1, 0, 1, -1], 2)
    ([0, 1, 3], [1, 0, 2])
    """
    first = [0] * (count + 1)
    for key in keys:
        if key >= 0:
            first[key + 1] += 1
    for key in range(count):
        first[key + 1] += first[key]
    places, free = [0] * first[count], first[:-1]
    for place, key in enumerate(keys):
        if key >= 0:
            places[free[key]] = place
            free[key] += 1
    return first, places
