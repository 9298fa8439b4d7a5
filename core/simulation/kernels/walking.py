"""Dating a network of any kind, one trial after another, by the schedule's own pass.

An activity is critical in a trial where it is on a chain of links without room that
leads to the latest finish.
"""

from typing import Any

import numpy as np

from core.schedule.kernels.backward import backward
from core.schedule.kernels.forward import SF, SS, forward, ready
from core.schedule.kernels.worktime import ALL, ahead, between
from core.schedule.rows import FINISHED, GROUP, NONE, STARTED, Dates, Frame, Net
from core.simulation.rows import Dated, Ground, Groups, Shorts, Walk

Whole = int | np.integer[Any]


def walk_chunk(
    ground: Ground, walk: Walk, groups: Groups, lengths: Shorts, dated: Dated
) -> None:
    """Date all trials of a chunk; the ground is changed and belongs to no one else."""
    net, clock, frame, dates = ground.net, ground.clock, ground.frame, ground.dates
    for trial in range(lengths.shape[1]):
        stretch(net, walk, lengths, trial)
        latest = forward(net, clock, frame, dates, ground.order)
        if frame.has_late:
            latest = again(ground, latest)
        dated.latest[trial] = latest
        for group in range(len(groups.low)):
            collect(groups, group, dates, dated, trial)
        trace_back(ground, latest)
        for row in range(len(walk.place)):
            dated.critical[row] += ground.critical[walk.place[row]]


def again(ground: Ground, latest: int) -> int:
    """Date a second time, with what is as late as possible at its late dates."""
    frame = ground.frame
    own, groups = frame.has_own_finish, frame.groups
    second = Frame(frame.start, frame.status, own, True, groups, latest, True)  # noqa: FBT003
    backward(ground.net, ground.clock, second, ground.dates, ground.order)
    forward(ground.net, ground.clock, second, ground.dates, ground.order)
    latest = ground.dates[0].finish
    for one in range(1, len(ground.net.of)):
        latest = max(latest, ground.dates[one].finish)
    return latest


def stretch(net: Net, walk: Walk, lengths: Shorts, trial: int) -> None:
    """Give the network the durations of a trial."""
    for row in range(len(walk.place)):
        left, one = lengths[row, trial], net.of[walk.place[row]]
        set_length(one, left, walk.done[row] + left)
        if one.part_first < one.part_last:
            ratio = left / walk.left[row] if walk.left[row] > 0 else 1.0
            for part in range(one.part_first, one.part_last):
                rest = np.int64(np.rint(walk.part_left[part] * ratio))
                set_length(net.parts[part], rest, walk.part_done[part] + rest)
    for row in range(len(walk.tie)):
        minutes = net.of[walk.tie_before[row]].minutes
        lag = np.int64(np.rint(minutes * walk.tie_share[row]))
        set_lag(net.ties[walk.tie[row]], lag)
        set_lag(net.leaving[walk.leaving[row]], lag)


def set_length(row: Any, left: Whole, minutes: Whole) -> None:
    """Change a record of an array."""
    row.left = left
    row.minutes = minutes


def set_lag(row: Any, lag: Whole) -> None:
    """Change a record of an array."""
    row.lag = lag


def collect(groups: Groups, group: int, dates: Dates, dated: Dated, trial: int) -> None:
    """Note the first start and the last finish of a group."""
    low, high = groups.low[group], groups.high[group]
    for row in range(groups.first[group], groups.first[group + 1]):
        one = dates[groups.place[row]]
        low, high = min(low, one.start), max(high, one.finish)
    dated.start[group, trial] = low
    dated.finish[group, trial] = high


def trace_back(ground: Ground, latest: int) -> None:
    """Mark what is critical, from the last activity to the first."""
    net, dates, order = ground.net, ground.dates, ground.order
    count = len(net.of)
    for one in range(count):
        is_open = net.of[one].state not in (GROUP, FINISHED)
        ground.critical[one] = is_open and dates[one].finish == latest
    for place in range(len(order) - 1, -1, -1):
        one = order[place]
        if one >= count or not ground.critical[one] or dates[one].driver < 0:
            continue
        above = one
        while above >= 0:
            tight_links(ground, one, above)
            above = net.of[above].parent


def tight_links(ground: Ground, one: int, above: int) -> None:
    """Mark what ties an activity without room, by its links or those of a summary."""
    net, clock, dates = ground.net, ground.clock, ground.dates
    calendar, is_started = net.of[one].calendar, net.of[one].state == STARTED
    for tie in range(net.of[above].in_first, net.of[above].in_last):
        link = net.ties[tie]
        if link.kind == SS and is_started:
            continue
        stands = dates[one].rest
        if link.kind > SS:
            stands = dates[one].finish
            if net.of[one].delay > 0:
                stands = ahead(net, clock, one, dates[one].rest, ALL)
        at = ready(net, clock, dates, link)
        if between(clock, calendar, at, stands) <= 0:
            mark_within(ground, link.before, link.kind in (SS, SF))


def mark_within(ground: Ground, before: int, from_start: bool) -> None:  # noqa: FBT001
    """Mark a predecessor; of a summary, those within that make its start or finish."""
    net, dates, stack = ground.net, ground.dates, ground.stack
    stack[0] = before
    top = 1
    while top > 0:
        top -= 1
        one = stack[top]
        state = net.of[one].state
        if state == GROUP and net.of[one].begun == NONE:
            for row in range(net.of[one].child_first, net.of[one].child_last):
                stack[top] = net.children[row]
                top += 1
        elif state not in (GROUP, FINISHED) and meets(dates, one, before, from_start):
            ground.critical[one] = True


def meets(dates: Dates, one: int, other: int, from_start: bool) -> bool:  # noqa: FBT001
    """Whether two start, or finish, at the same instant."""
    if from_start:
        return dates[one].start == dates[other].start
    return dates[one].finish == dates[other].finish
