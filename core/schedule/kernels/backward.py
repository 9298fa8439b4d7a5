"""The backward pass: when each activity may be, at the latest; and the floats.

Late dates run back from the project's latest finish, from deadlines and from the
constraints that name a latest date; where these leave less time than the work needs,
float is below zero.
"""

from core.schedule.kernels.forward import (
    AS_LATE,
    ENDS_NOT_AFTER,
    FF,
    FINISH_ON,
    NOT_AFTER,
    SF,
    SS,
    START_ON,
)
from core.schedule.kernels.worktime import (
    ALL,
    REST,
    add,
    ahead,
    back,
    begin,
    between,
    lag_of,
    settled,
)
from core.schedule.rows import (
    FAR,
    FINISHED,
    GROUP,
    STARTED,
    UNSTARTED,
    Clock,
    Column,
    Dates,
    Frame,
    Net,
)


def backward(
    net: Net,
    clock: Clock,
    frame: Frame,
    dates: Dates,
    order: Column,
) -> None:
    """Set the late dates of all activities, from the project's latest finish."""
    count = len(net.of)
    for place in range(len(order) - 1, -1, -1):
        one = order[place]
        if one >= count:
            close_gate(net, clock, dates, one - count)
        elif net.of[one].state == GROUP:
            roll_late(net, dates, one)
        elif net.of[one].state == FINISHED:
            dates[one].late_start, dates[one].late_finish = (
                net.of[one].begun,
                net.of[one].ended,
            )
            dates[one].tight_start, dates[one].tight_finish = FAR, FAR
        else:
            late_one(net, clock, frame, dates, one)


def late_one(net: Net, clock: Clock, frame: Frame, dates: Dates, one: int) -> None:
    """Set the late dates of an activity that is not finished."""
    it, dated = net.of[one], dates[one]
    starts, ends = limits(net, clock, dates, one)
    is_open = it.out_first == it.out_last and min(starts, ends) == FAR
    is_own = frame.has_own_finish and is_open
    finish = min(dated.early_finish if is_own else frame.latest, ends)
    share = REST if it.state == STARTED else ALL
    if starts < FAR and share == ALL:
        start = begin(net, clock, one, starts)
        finish = min(finish, ahead(net, clock, one, start, ALL))
    finish = min(held_back(net, clock, one, finish), it.deadline)
    finish = settled(net, clock, one, finish)
    start = back(net, clock, one, finish, share)
    dated.tight_start, dated.tight_finish = start, finish
    dated.late_start = start if share == ALL else it.begun
    dated.late_finish = finish


def held_back(net: Net, clock: Clock, one: int, finish: int) -> int:
    """Return the late finish that a constraint leaves."""
    code, at = net.of[one].constraint, net.of[one].at
    if code == START_ON:
        return ahead(net, clock, one, begin(net, clock, one, at), ALL)
    if code == FINISH_ON:
        return at
    if code == NOT_AFTER:
        return min(finish, ahead(net, clock, one, begin(net, clock, one, at), ALL))
    if code == ENDS_NOT_AFTER:
        return min(finish, at)
    return finish


def limits(net: Net, clock: Clock, dates: Dates, one: int) -> tuple[int, int]:
    """Return the latest start and finish that links and summaries leave."""
    start, finish, parent = FAR, FAR, net.of[one].parent
    if parent >= 0:
        finish = dates[parent].gate_finish
        if dates[one].early_start == dates[parent].early_start:
            start = dates[parent].gate_start
    for row in range(net.of[one].out_first, net.of[one].out_last):
        tie = net.outs[row]
        if is_past(net, tie):
            continue
        kind, after = net.ties[tie].kind, net.ties[tie].after
        is_end = kind in (FF, SF)
        limit = dates[after].tight_finish if is_end else dates[after].tight_start
        if limit < FAR:
            limit = add(
                clock, net.ties[tie].calendar, limit, -lag_of(net, clock, dates, tie)
            )
        if kind in (SS, SF):
            start = min(start, limit)
        else:
            finish = min(finish, limit)
    return start, finish


def is_past(net: Net, tie: int) -> bool:
    """Whether a link asks nothing any more: what it ties has happened."""
    kind, before = net.ties[tie].kind, net.of[net.ties[tie].before].state
    after = net.of[net.ties[tie].after].state
    if after == FINISHED or (kind == SS and after == STARTED):
        return True
    return kind in (SS, SF) and before in (STARTED, FINISHED)


def close_gate(net: Net, clock: Clock, dates: Dates, group: int) -> None:
    """Note the latest dates that a summary leaves to everything within it."""
    start, finish = limits(net, clock, dates, group)
    code, at = net.of[group].constraint, net.of[group].at
    if code in (ENDS_NOT_AFTER, FINISH_ON):
        finish = min(finish, at)
    if code in (NOT_AFTER, START_ON):
        start = min(start, at)
    dates[group].gate_start = start
    dates[group].gate_finish = min(finish, net.of[group].deadline)


def roll_late(net: Net, dates: Dates, group: int) -> None:
    """Give a summary the late dates of what is within it."""
    start, finish, tight_start, tight_finish = FAR, -FAR, FAR, FAR
    for row in range(net.of[group].child_first, net.of[group].child_last):
        child = net.children[row]
        start = min(start, dates[child].late_start)
        finish = max(finish, dates[child].late_finish)
        tight_start = min(tight_start, dates[child].tight_start)
        tight_finish = min(tight_finish, dates[child].tight_finish)
    dates[group].late_start, dates[group].late_finish = start, finish
    dates[group].tight_start, dates[group].tight_finish = tight_start, tight_finish


# --- floats -------------------------------------------------------------------------
def floats(net: Net, clock: Clock, dates: Dates, order: Column) -> None:
    """Set total and free float, in working minutes of each activity's calendar."""
    count = len(net.of)
    for place in range(len(order)):
        one = order[place]
        if one < count:
            dates[one].total = total_float(net, clock, dates, one)
            dates[one].free = free_float(net, clock, dates, one)


def total_float(net: Net, clock: Clock, dates: Dates, one: int) -> int:
    """Return how long an activity may slip without moving the project's finish.

    The lesser of what its start and its finish may slip; only the finish counts once
    it has begun.
    """
    state = net.of[one].state
    if state == FINISHED or (state == UNSTARTED and net.of[one].constraint == AS_LATE):
        return 0
    own = net.of[one].own
    ends = between(clock, own, dates[one].early_finish, dates[one].late_finish)
    if state == STARTED:
        return ends
    starts = between(clock, own, dates[one].early_start, dates[one].late_start)
    return min(starts, ends)


def free_float(net: Net, clock: Clock, dates: Dates, one: int) -> int:
    """Return how long an activity may slip without moving any other; never below 0."""
    it, dated = net.of[one], dates[one]
    start, finish = rooms(net, clock, dates, one)
    dated.gate_start, dated.gate_finish = start, finish
    if it.state == FINISHED:
        return 0
    room = dated.total if min(start, finish) == FAR else FAR
    if start < FAR:
        room = min(room, between(clock, it.own, dated.start, start))
    if finish < FAR:
        room = min(room, between(clock, it.own, dated.finish, finish))
    return max(room, 0)


def rooms(net: Net, clock: Clock, dates: Dates, one: int) -> tuple[int, int]:
    """Return the latest start and finish at which nothing that follows moves."""
    start, finish, parent = FAR, FAR, net.of[one].parent
    if parent >= 0:
        finish = dates[parent].gate_finish
        if dates[one].start == dates[parent].start:
            start = dates[parent].gate_start
    for row in range(net.of[one].out_first, net.of[one].out_last):
        tie = net.outs[row]
        if is_past(net, tie):
            continue
        link = net.ties[tie]
        limit = stands(net, clock, dates, tie)
        limit = add(clock, link.calendar, limit, -lag_of(net, clock, dates, tie))
        if link.kind in (SS, SF):
            start = min(start, limit)
        else:
            finish = min(finish, limit)
    return start, finish


def stands(net: Net, clock: Clock, dates: Dates, tie: int) -> int:
    """Return where the end of a successor stands that a link pushes."""
    one, kind = net.ties[tie].after, net.ties[tie].kind
    if net.of[one].state == GROUP or kind == SS:
        return dates[one].start
    if kind in (FF, SF):
        return dates[one].finish
    if net.of[one].state == STARTED:
        return back(net, clock, one, dates[one].finish, REST)
    return dates[one].start
