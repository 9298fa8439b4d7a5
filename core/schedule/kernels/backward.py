"""The backward pass: when each activity may be, at the latest, and its floats.

Late dates run back from the project's latest finish, from deadlines and from the
constraints that name a latest date; where these leave less time than the work needs,
float is below zero.
"""

from core.schedule.kernels.forward import (
    AS_LATE,
    ENDS_NOT_AFTER,
    FF,
    FINISH_ON,
    FS,
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
    closed,
    lag_of,
    opened,
    settled,
    undelayed,
)
from core.schedule.rows import (
    FAR,
    FINISHED,
    GROUP,
    NONE,
    STARTED,
    UNSTARTED,
    Clock,
    Column,
    Dates,
    Frame,
    LinkRow,
    Net,
)


def backward(
    net: Net,
    clock: Clock,
    frame: Frame,
    dates: Dates,
    order: Column,
) -> None:
    """Set late dates and floats of all activities, from the project's latest finish."""
    count = len(net.of)
    for place in range(len(order) - 1, -1, -1):
        one = order[place]
        if one >= count:
            close_gate(net, clock, dates, one - count)
        elif net.of[one].state == GROUP:
            roll_late(net, clock, frame, dates, one)
        elif net.of[one].state == FINISHED:
            finished(net, dates, one)
        else:
            late_one(net, clock, frame, dates, one)


def finished(net: Net, dates: Dates, one: int) -> None:
    """Set the late dates of an activity that is finished: those that it had."""
    it, dated = net.of[one], dates[one]
    dated.late_start, dated.late_finish = it.begun, it.ended
    dated.tight_start, dated.tight_finish = FAR, FAR
    dated.total, dated.free = 0, 0


def late_one(net: Net, clock: Clock, frame: Frame, dates: Dates, one: int) -> None:
    """Set late dates and floats of an activity that is not finished."""
    it, dated = net.of[one], dates[one]
    starts, ends, room_start, room_finish = limits(net, clock, dates, one)
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
    if it.delay > 0:
        dated.tight_start = undelayed(net, clock, one, start)
        dated.tight_finish = ahead(net, clock, one, dated.tight_start, ALL)
    dated.late_start = start if share == ALL else it.begun
    dated.late_finish = finish
    dated.total = total_float(net, clock, dates, one)
    dated.free = free_float(net, clock, dates, one, (room_start, room_finish))


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


def limits(net: Net, clock: Clock, dates: Dates, one: int) -> tuple[int, int, int, int]:
    """Return the latest start and finish that links and summaries leave.

    First the latest that keep the project's finish, then the latest that move nothing
    that follows.
    """
    start, finish, room_start, room_finish = FAR, FAR, FAR, FAR
    it, dated = net.of[one], dates[one]
    if it.parent >= 0:
        gate = net.gates[it.parent]
        finish, room_finish = gate.finish, gate.room_finish
        if dated.early_start == dates[it.parent].early_start:
            start, room_start = gate.start, gate.room_start
    for row in range(it.out_first, it.out_last):
        link = net.leaving[row]
        if is_past(net, dates, link):
            continue
        late, room = latest_of(net, clock, dates, link)
        if link.kind in (SS, SF):
            start, room_start = min(start, late), min(room_start, room)
        else:
            finish, room_finish = min(finish, late), min(room_finish, room)
    return start, finish, room_start, room_finish


def latest_of(net: Net, clock: Clock, dates: Dates, link: LinkRow) -> tuple[int, int]:
    """Return the latest that a link leaves to its predecessor, as `limits` does."""
    after = dates[link.after]
    late = after.tight_finish if link.kind in (FF, SF) else after.tight_start
    room = stands(net, clock, dates, link)
    lag = lag_of(net, clock, dates, link)
    if lag == 0 and link.kind in (FS, SS):
        return late, room
    return unlagged(net, clock, link, late, lag), unlagged(net, clock, link, room, lag)


def unlagged(net: Net, clock: Clock, link: LinkRow, instant: int, lag: int) -> int:
    """Return the last instant that a lag leads from to another, or to one as good.

    The predecessor may work while the successor does not: an evening and the next
    morning are one moment to the one, but not to the other.
    """
    if instant == FAR:
        return FAR
    if lag != 0:
        instant = add(clock, link.calendar, instant, -lag)
        instant = opened(clock, link.calendar, instant)
    if link.kind in (FF, SF):
        instant = opened(clock, net.of[link.after].calendar, instant)
    return instant


def is_past(net: Net, dates: Dates, link: LinkRow) -> bool:
    """Whether a link asks nothing any more: what it ties has happened."""
    if dates[link.after].tight_finish == FAR:
        return True
    if link.kind == SS and net.of[link.after].state == STARTED:
        return True
    return link.kind in (SS, SF) and net.of[link.before].state == STARTED


def close_gate(net: Net, clock: Clock, dates: Dates, group: int) -> None:
    """Note the latest dates that a summary leaves to everything within it.

    What follows a summary with typed dates waits for these, not for what is within.
    """
    it, gate = net.of[group], net.gates[group]
    start, finish, room_start, room_finish = FAR, FAR, FAR, FAR
    if it.begun == NONE:
        start, finish, room_start, room_finish = limits(net, clock, dates, group)
    if it.constraint in (ENDS_NOT_AFTER, FINISH_ON):
        finish = min(finish, it.at)
    if it.constraint in (NOT_AFTER, START_ON):
        start = min(start, it.at)
    gate.start, gate.finish = start, min(finish, it.deadline)
    gate.room_start, gate.room_finish = room_start, room_finish


def roll_late(net: Net, clock: Clock, frame: Frame, dates: Dates, group: int) -> None:
    """Give a summary the late dates of what is within it, and floats of its own."""
    start, finish, tight_start, tight_finish = FAR, -FAR, FAR, FAR
    for row in range(net.of[group].child_first, net.of[group].child_last):
        child = dates[net.children[row]]
        start, finish = min(start, child.late_start), max(finish, child.late_finish)
        tight_start = min(tight_start, child.tight_start)
        tight_finish = min(tight_finish, child.tight_finish)
    dated = dates[group]
    dated.late_start, dated.late_finish = start, finish
    dated.tight_start, dated.tight_finish = tight_start, tight_finish
    rooms = (net.gates[group].room_start, net.gates[group].room_finish)
    if net.of[group].begun != NONE:
        rooms = late_typed(net, clock, frame, dates, group)
    dated.total = total_float(net, clock, dates, group)
    dated.free = free_float(net, clock, dates, group, rooms)


def late_typed(
    net: Net, clock: Clock, frame: Frame, dates: Dates, group: int
) -> tuple[int, int]:
    """Set the late dates of a summary with typed ones; return what moves nothing."""
    it, dated = net.of[group], dates[group]
    starts, ends, room_start, room_finish = limits(net, clock, dates, group)
    length = between(clock, it.own, dated.early_start, dated.early_finish)
    finish = min(frame.latest, ends, it.deadline)
    if starts < FAR:
        finish = min(finish, add(clock, it.own, starts, length))
    finish = closed(clock, it.own, finish)
    dated.late_start = add(clock, it.own, finish, -length)
    dated.late_finish = finish
    return room_start, room_finish


def total_float(net: Net, clock: Clock, dates: Dates, one: int) -> int:
    """Return how long an activity may slip without moving the project's finish.

    The lesser of what its start and its finish may slip; only the finish counts once
    it has begun.
    """
    it, dated = net.of[one], dates[one]
    if it.state == UNSTARTED and it.constraint == AS_LATE:
        return 0
    ends = between(clock, it.own, dated.early_finish, dated.late_finish)
    if it.state == STARTED or is_even(net, one):
        return ends
    starts = between(clock, it.own, dated.early_start, dated.late_start)
    return min(starts, ends)


def is_even(net: Net, one: int) -> bool:
    """Whether start and finish of an activity are as far apart early as late."""
    it = net.of[one]
    is_plain = it.part_first == it.part_last and it.calendar == it.own
    return is_plain and it.state == UNSTARTED


def free_float(
    net: Net, clock: Clock, dates: Dates, one: int, rooms: tuple[int, int]
) -> int:
    """Return how long an activity may slip without moving any other, or the finish.

    `rooms` are the latest start and finish at which nothing else moves. A link from a
    start leaves the finish alone, so the total float limits it too; never below 0.
    """
    start, finish = rooms
    own, dated = net.of[one].own, dates[one]
    room = dated.total
    if start < FAR:
        room = min(room, between(clock, own, dated.start, start))
    if finish < FAR:
        room = min(room, between(clock, own, dated.finish, finish))
    return max(room, 0)


def stands(net: Net, clock: Clock, dates: Dates, link: LinkRow) -> int:
    """Return where the end of a successor stands that a link pushes, but for its delay.

    A finish-like link pushes each activity of a summary, so the summary's start stands
    for the first of their finishes.
    """
    after = dates[link.after]
    if link.kind in (FF, SF) and net.of[link.after].state != GROUP:
        if net.of[link.after].delay > 0:
            return ahead(net, clock, link.after, after.rest, ALL)
        return after.finish
    return after.rest
