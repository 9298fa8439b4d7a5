"""The forward pass: when each activity can be, at the earliest.

An activity waits for its floor (the project's start, or the date of its no-earlier
constraint), for its links and for those of its summaries, and then for the delay that
levelling gave it. Then a constraint that Microsoft Project honours before links puts it
on its date. Of an activity in progress
the done part stays where it was, and the rest waits for the links (retained logic).
"""

from core.schedule.kernels.worktime import (
    ALL,
    REST,
    add,
    ahead,
    back,
    begin,
    between,
    delayed,
    lag_of,
    undelayed,
)
from core.schedule.rows import (
    FAR,
    GROUP,
    NONE,
    STARTED,
    TYPED,
    UNSTARTED,
    Clock,
    Column,
    Dates,
    Frame,
    LinkRow,
    Net,
)

AS_LATE, START_ON, FINISH_ON, NOT_BEFORE, NOT_AFTER, ENDS_NOT_BEFORE, ENDS_NOT_AFTER = (
    range(1, 8)
)
FS, SS, FF, SF = range(4)
BY_START, BY_CONSTRAINT, BY_ACTUAL, BY_TYPED, BY_STATUS = range(-1, -6, -1)


def forward(
    net: Net,
    clock: Clock,
    frame: Frame,
    dates: Dates,
    order: Column,
) -> int:
    """Date all activities in order; return the latest finish.

    The second time, activities that are planned as late as possible stand at their
    late dates, and push what follows.
    """
    count, latest = len(net.of), -FAR
    for place in range(len(order)):
        one = order[place]
        if one >= count:
            roll_up(net, dates, one - count)
            latest = max(latest, dates[one - count].early_finish)
        elif net.of[one].state == GROUP:
            open_gate(net, clock, dates, one)
        else:
            date_one(net, clock, frame, dates, one)
            latest = max(latest, dates[one].early_finish)
            stand(net, clock, frame, dates, one)
    return latest


def stand(net: Net, clock: Clock, frame: Frame, dates: Dates, one: int) -> None:
    """Put an activity where the plan has it."""
    it, dated = net.of[one], dates[one]
    start, finish = dated.early_start, dated.early_finish
    if frame.is_second and it.constraint == AS_LATE and it.state == UNSTARTED:
        start, finish = dated.late_start, dated.late_finish
        dated.driver = BY_CONSTRAINT
    dated.start, dated.finish = start, finish
    dated.rest = undelayed(net, clock, one, start)
    if it.state == STARTED:
        dated.rest = back(net, clock, one, finish, REST)


def date_one(net: Net, clock: Clock, frame: Frame, dates: Dates, one: int) -> None:
    """Set early dates and the driver of an activity."""
    state = net.of[one].state
    if state == UNSTARTED:
        start, driver = earliest(net, clock, frame, dates, one)
        finish = ahead(net, clock, one, start, ALL)
    elif state == STARTED:
        start = net.of[one].begun
        finish, driver = resumed(net, clock, frame, dates, one)
    else:
        start, finish = net.of[one].begun, net.of[one].ended
        driver = BY_TYPED if state == TYPED else BY_ACTUAL
    dates[one].early_start, dates[one].early_finish = start, finish
    dates[one].driver = driver


def earliest(
    net: Net, clock: Clock, frame: Frame, dates: Dates, one: int
) -> tuple[int, int]:
    """Return when work that has not begun can start, and what decides it."""
    start, driver = floor(net, clock, frame, one)
    pushed, link, ends, end_link = demand(net, clock, dates, one)
    if pushed >= start:
        start, driver = pushed, link
    start = begin(net, clock, one, start)
    if ends > -FAR:
        other = begin(net, clock, one, back(net, clock, one, ends, ALL))
        if other > start or (other == start and driver == BY_START):
            start, driver = other, end_link
    start = delayed(net, clock, one, start)
    limit = held(net, clock, one, start)
    if limit != start:
        start, driver = begin(net, clock, one, limit), BY_CONSTRAINT
    elif net.of[one].constraint == START_ON or net.of[one].constraint == FINISH_ON:
        driver = BY_CONSTRAINT
    return start, driver


def floor(net: Net, clock: Clock, frame: Frame, one: int) -> tuple[int, int]:
    """Return the first instant that is open without any link, and why that one."""
    start, driver = frame.start, BY_START
    if net.of[one].constraint == NOT_BEFORE:
        start, driver = net.of[one].at, BY_CONSTRAINT
    elif net.of[one].constraint == ENDS_NOT_BEFORE:
        start, driver = back(net, clock, one, net.of[one].at, ALL), BY_CONSTRAINT
    if frame.status > start:
        start, driver = frame.status, BY_STATUS
    return start, driver


def held(net: Net, clock: Clock, one: int, start: int) -> int:
    """Return where a constraint puts a start, links or no links."""
    code, at = net.of[one].constraint, net.of[one].at
    if code == START_ON:
        return begin(net, clock, one, at)
    if code == NOT_AFTER:
        return min(start, begin(net, clock, one, at))
    if code == FINISH_ON:
        return begin(net, clock, one, back(net, clock, one, at, ALL))
    if code == ENDS_NOT_AFTER:
        limit = back(net, clock, one, at, ALL)
        return min(start, begin(net, clock, one, limit))
    return start


def demand(net: Net, clock: Clock, dates: Dates, one: int) -> tuple[int, int, int, int]:
    """Return what links ask of a start and of a finish, each with its link."""
    start, link, finish, end_link = -FAR, -1, -FAR, -1
    parent = net.of[one].parent
    if parent >= 0:
        gate = net.gates[parent]
        start, link = gate.start, gate.start_link
        finish, end_link = gate.finish, gate.finish_link
    for tie in range(net.of[one].in_first, net.of[one].in_last):
        link_row = net.ties[tie]
        kind = link_row.kind
        if kind == SS and net.of[one].state == STARTED:
            continue
        at = ready(net, clock, dates, link_row)
        if kind in (FS, SS):
            if at > start:
                start, link = at, tie
        elif at > finish:
            finish, end_link = at, tie
    return start, link, finish, end_link


def ready(net: Net, clock: Clock, dates: Dates, link: LinkRow) -> int:
    """Return when a link lets its successor start, or finish."""
    before = dates[link.before]
    is_start = link.kind in (SS, SF)
    if net.of[link.after].constraint == AS_LATE:
        at = before.early_start if is_start else before.early_finish
    else:
        at = before.start if is_start else before.finish
    return add(clock, link.calendar, at, lag_of(net, clock, dates, link))


def resumed(
    net: Net, clock: Clock, frame: Frame, dates: Dates, one: int
) -> tuple[int, int]:
    """Return when work in progress is finished, and what its rest waits for."""
    rest, driver = done_until(net, clock, one), BY_ACTUAL
    pushed, link, ends, end_link = demand(net, clock, dates, one)
    if pushed > rest and between(clock, net.of[one].calendar, rest, pushed) > 0:
        rest, driver = pushed, link
    if frame.status > rest:
        rest, driver = frame.status, BY_STATUS
    finish = ahead(net, clock, one, begin(net, clock, one, rest), REST)
    if net.of[one].left == 0:
        finish = max(net.of[one].begun, rest)
    if net.of[one].constraint == ENDS_NOT_BEFORE and net.of[one].at > finish:
        finish, driver = net.of[one].at, BY_CONSTRAINT
    if ends > finish:
        finish, driver = ends, end_link
    return finish, driver


def done_until(net: Net, clock: Clock, one: int) -> int:
    """Return when the part was done that is done of an activity in progress."""
    low, high = net.of[one].part_first, net.of[one].part_last
    if low == high:
        done = net.of[one].minutes - net.of[one].left
        return add(clock, net.of[one].calendar, net.of[one].begun, max(done, 0))
    until = net.of[one].begun
    for part in range(low, high):
        done = max(net.parts[part].minutes - net.parts[part].left, 0)
        until = max(
            until, add(clock, net.parts[part].calendar, net.of[one].begun, done)
        )
    return until


def open_gate(net: Net, clock: Clock, dates: Dates, group: int) -> None:
    """Note what a summary asks of everything within it."""
    start, link, finish, end_link = demand(net, clock, dates, group)
    code, at = net.of[group].constraint, net.of[group].at
    if code in (NOT_BEFORE, START_ON) and at > start:
        start, link = at, BY_CONSTRAINT
    if code == ENDS_NOT_BEFORE and at > finish:
        finish, end_link = at, BY_CONSTRAINT
    gate = net.gates[group]
    gate.start, gate.start_link = start, link
    gate.finish, gate.finish_link = finish, end_link


def roll_up(net: Net, dates: Dates, group: int) -> None:
    """Give a summary its typed dates, else those of what is within it.

    Its driver is then that of the first.
    """
    start, first, finish, driver = FAR, FAR, -FAR, BY_START
    for row in range(net.of[group].child_first, net.of[group].child_last):
        child = dates[net.children[row]]
        if child.start < start:
            start, driver = child.start, child.driver
        first = min(first, child.start, child.rest)
        finish = max(finish, child.finish)
    dated = dates[group]
    dated.rest = first
    if net.of[group].begun != NONE:
        start, finish, driver = net.of[group].begun, net.of[group].ended, BY_TYPED
    dated.start, dated.finish, dated.driver = start, finish, driver
    dated.early_start, dated.early_finish = start, finish
