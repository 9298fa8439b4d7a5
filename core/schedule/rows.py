"""The network as rows of whole numbers, which the passes run over.

Rows stay tuples in a list for a small network and become an array of records for a
large one: the passes read either in the same words. Activities, links and calendars
are named by their place in the plan; NONE stands for an instant that nobody gave.
"""

from collections.abc import MutableSequence, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.registers.schedule import Constraint, LinkKind
from core.schedule.calendar import ELAPSED, WorkingCalendar
from core.schedule.plan import Plan, PlanActivity, PlanLink

NONE = -(2**62)
FAR = 2**62
NEVER = 2**60  # a date that no working time leads to
WHOLE = 1_000_000  # a share of 1

Column = MutableSequence[int]  # or an array of them

UNSTARTED, STARTED, FINISHED, TYPED, GROUP = range(5)
CONSTRAINTS = {constraint: code for code, constraint in enumerate(Constraint)}
AS_LATE = Constraint.AS_LATE_AS_POSSIBLE
KINDS = {kind: code for code, kind in enumerate(LinkKind)}


class CalendarRow(NamedTuple):
    """Where a calendar's periods stand in the clock, and the rest of its timeline.

    `always` is 1 for a calendar that works round the clock.
    """

    low: int
    high: int
    first: int
    last: int
    total: int
    week: int
    always: int


class Clock(NamedTuple):
    """The periods of all calendars: their starts, and the working minutes before each.

    After the last period of a calendar stands one that never begins.
    """

    starts: Column
    before: Column
    calendars: Sequence[CalendarRow]


class ActivityRow(NamedTuple):
    """What an activity is, and where in the lists its parts, children and links are.

    `calendar` counts its duration and `own` its floats; `minutes` is all of it and
    `left` what remains. Of one that is finished, or typed, `begun` and `ended` are the
    dates. Where it has parts, they decide instead of `minutes`.
    """

    calendar: int
    own: int
    minutes: int
    left: int
    state: int
    begun: int
    ended: int
    constraint: int
    at: int
    deadline: int
    parent: int
    part_first: int
    part_last: int
    child_first: int
    child_last: int
    in_first: int
    in_last: int
    out_first: int
    out_last: int


class PartRow(NamedTuple):
    """What one resource does for an activity."""

    calendar: int
    minutes: int
    left: int


class LinkRow(NamedTuple):
    """What ties two activities.

    `share` is a lag as a share of a summary's duration, in millionths: known only once
    the summary is dated.
    """

    before: int
    after: int
    kind: int
    lag: int
    calendar: int
    share: int


class Net(NamedTuple):
    """The activities, and the lists that their rows point into."""

    of: Sequence[ActivityRow]
    parts: Sequence[PartRow]
    children: Column
    ties: Sequence[LinkRow]
    ins: Column
    outs: Column


class Frame(NamedTuple):
    """What holds for the whole plan; NONE as status moves nothing past it.

    `latest` is the project's latest finish, once the forward pass has found it; the
    pass runs a second time where activities are planned as late as possible.
    """

    start: int
    status: int
    has_own_finish: bool
    has_late: bool
    groups: int
    latest: int = 0
    is_second: bool = False


class Network(NamedTuple):
    """All that the passes read."""

    net: Net
    clock: Clock
    frame: Frame


@dataclass(slots=True)
class DatesRow:
    """What the passes fill in for an activity.

    `start` and `finish` are where the plan puts it: its early dates, or its late ones
    when it is planned as late as possible. `tight_start` and `tight_finish` are what
    predecessors have to respect; `gate_start` and `gate_finish` what a summary asks of
    all that is within it, and which link asks it.
    """

    early_start: int = 0
    early_finish: int = 0
    late_start: int = 0
    late_finish: int = 0
    start: int = 0
    finish: int = 0
    total: int = 0
    free: int = 0
    driver: int = 0
    tight_start: int = 0
    tight_finish: int = 0
    gate_start: int = 0
    gate_finish: int = 0
    gate_start_link: int = 0
    gate_finish_link: int = 0


Dates = Sequence[DatesRow]  # or an array of such records


def network_of(plan: Plan, places: dict[int, int]) -> Network:
    """Lay a plan out in rows; `places` has the place of each activity's number."""
    elapsed = len(plan.calendars)
    parents = [
        -1 if one.parent is None else places[one.parent] for one in plan.activities
    ]
    ties = link_rows(plan, places, elapsed)
    count = len(parents)
    child_first, children = grouped(parents, count)
    in_first, ins = grouped([tie.after for tie in ties], count)
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
    net = Net(rows, parts, children, ties, ins, outs)
    return Network(net, clock((*plan.calendars, ELAPSED)), _frame(plan, rows))


def _frame(plan: Plan, rows: Sequence[ActivityRow]) -> Frame:
    status = plan.status_at if plan.moves_unstarted else None
    return Frame(
        plan.start,
        NONE if status is None else status,
        plan.has_own_finish,
        any(row.constraint == CONSTRAINTS[AS_LATE] for row in rows),
        sum(row.state == GROUP for row in rows),
    )


def clock(calendars: Sequence[WorkingCalendar]) -> Clock:
    """Lay the timelines of calendars one after another."""
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
    state, begun, ended = _state(one)
    return (
        elapsed if one.is_elapsed else one.calendar,
        one.calendar,
        one.minutes,
        _left(one),
        GROUP if is_group else state,
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


def link_rows(plan: Plan, places: dict[int, int], elapsed: int) -> list[LinkRow]:
    """Lay the links of a plan out in rows."""
    groups = {one.parent for one in plan.activities}
    rows = []
    for link in plan.links:
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
