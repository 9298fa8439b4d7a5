"""Working time over the calendars' rows, and activities upon it."""

from bisect import bisect_left, bisect_right

from core.schedule.rows import FAR, NEVER, WHOLE, Clock, Dates, LinkRow, Net

WEEK = 7 * 1440
ALL, REST = range(2)  # which share of an activity is meant


def worked(clock: Clock, calendar: int, instant: int) -> int:
    """Return the working minutes up to an instant."""
    line = clock.calendars[calendar]
    low, high, shift = line.low, line.high, 0
    if instant < line.first or instant >= line.last:
        weeks = (instant - line.first) // WEEK
        high = low + line.rows
        if instant >= line.last:
            weeks -= (line.last - line.first) // WEEK - 1
            low, high = line.high - line.rows, line.high
        instant -= weeks * WEEK
        shift = weeks * line.week
    row = bisect_right(clock.starts, instant, low, high) - 1
    if row < line.low:
        return shift
    done = clock.before[row] + instant - clock.starts[row]
    return shift + min(done, clock.before[row + 1])


def finish_at(clock: Clock, calendar: int, minutes: int) -> int:
    """Return the first instant by which so many minutes were worked."""
    line = clock.calendars[calendar]
    low, high, weeks = line.low, line.high, 0
    if minutes > line.total or minutes <= 0:
        if line.week == 0:
            return NEVER
        weeks, high = (minutes - 1) // line.week, low + line.rows
        if minutes > line.total:
            weeks = -((line.total - minutes) // line.week)
            low, high = line.high - line.rows, line.high
    minutes -= weeks * line.week
    row = bisect_left(clock.before, minutes, low, high) - 1
    return weeks * WEEK + clock.starts[row] + minutes - clock.before[row]


def start_at(clock: Clock, calendar: int, minutes: int) -> int:
    """Return the last instant at which no more than so many minutes were worked."""
    line = clock.calendars[calendar]
    low, high, weeks = line.low, line.high, 0
    if minutes >= line.total or minutes < 0:
        if line.week == 0:
            return -NEVER if minutes < 0 else NEVER
        weeks, high = minutes // line.week, low + line.rows
        if minutes >= line.total:
            weeks = (minutes - line.total) // line.week + 1
            low, high = line.high - line.rows, line.high
    minutes -= weeks * line.week
    row = bisect_right(clock.before, minutes, low, high) - 1
    return weeks * WEEK + clock.starts[row] + minutes - clock.before[row]


def add(clock: Clock, calendar: int, instant: int, minutes: int) -> int:
    """Return an instant moved by working minutes, forward or back."""
    if minutes == 0 or clock.calendars[calendar].always:
        return instant + minutes
    moved = worked(clock, calendar, instant) + minutes
    if minutes > 0:
        return finish_at(clock, calendar, moved)
    return start_at(clock, calendar, moved)


def between(clock: Clock, calendar: int, begin: int, end: int) -> int:
    """Return the working minutes from one instant to another."""
    if clock.calendars[calendar].always:
        return end - begin
    return worked(clock, calendar, end) - worked(clock, calendar, begin)


def opened(clock: Clock, calendar: int, instant: int) -> int:
    """Return the instant, or when work is next possible after it."""
    line = clock.calendars[calendar]
    if line.always:
        return instant
    if line.first <= instant < line.last:  # most often: it is in a period, or after it
        row = bisect_right(clock.starts, instant, line.low, line.high) - 1
        if row >= line.low:
            length = clock.before[row + 1] - clock.before[row]
            if instant < clock.starts[row] + length:
                return instant
            if row + 1 < line.high:
                return clock.starts[row + 1]
    return start_at(clock, calendar, worked(clock, calendar, instant))


def closed(clock: Clock, calendar: int, instant: int) -> int:
    """Return the instant, or when work was last possible before it."""
    line = clock.calendars[calendar]
    if line.always:
        return instant
    if line.first <= instant < line.last:
        row = bisect_left(clock.starts, instant, line.low, line.high) - 1
        if row >= line.low:
            length = clock.before[row + 1] - clock.before[row]
            return min(instant, clock.starts[row] + length)
    return finish_at(clock, calendar, worked(clock, calendar, instant))


def ahead(net: Net, clock: Clock, one: int, start: int, share: int) -> int:
    """Return when an activity, or the rest of it, is finished that starts then."""
    low, high = net.of[one].part_first, net.of[one].part_last
    if low == high:
        length = net.of[one].left if share == REST else net.of[one].minutes
        return add(clock, net.of[one].calendar, start, length)
    finish = -FAR
    for part in range(low, high):
        length = net.parts[part].left if share == REST else net.parts[part].minutes
        finish = max(finish, add(clock, net.parts[part].calendar, start, length))
    return finish


def back(net: Net, clock: Clock, one: int, finish: int, share: int) -> int:
    """Return when an activity, or the rest of it, starts that is to finish then."""
    low, high = net.of[one].part_first, net.of[one].part_last
    if low == high:
        length = net.of[one].left if share == REST else net.of[one].minutes
        return add(clock, net.of[one].calendar, finish, -length)
    start = FAR
    for part in range(low, high):
        length = net.parts[part].left if share == REST else net.parts[part].minutes
        start = min(start, add(clock, net.parts[part].calendar, finish, -length))
    return start


def begin(net: Net, clock: Clock, one: int, instant: int) -> int:
    """Return when an activity can begin: a point in time may stand at a day's end."""
    low, high = net.of[one].part_first, net.of[one].part_last
    if low == high:
        calendar = net.of[one].calendar
        if net.of[one].minutes == 0 and closed(clock, calendar, instant) == instant:
            return instant
        return opened(clock, calendar, instant)
    start = FAR
    for part in range(low, high):
        start = min(start, opened(clock, net.parts[part].calendar, instant))
    return start


def delayed(net: Net, clock: Clock, one: int, start: int) -> int:
    """Return when an activity starts that could start then, but for its delay."""
    if net.of[one].delay == 0:
        return start
    at = add(clock, net.of[one].delay_calendar, start, net.of[one].delay)
    return begin(net, clock, one, at)


def undelayed(net: Net, clock: Clock, one: int, start: int) -> int:
    """Return the last instant from which its delay leads an activity to that start.

    A delay by the clock may lead there from a time at which nobody works; then the
    last minute before it counts.
    """
    if net.of[one].delay == 0:
        return start
    at = add(clock, net.of[one].delay_calendar, start, -net.of[one].delay)
    if begin(net, clock, one, at) == at:
        return at
    low, high = net.of[one].part_first, net.of[one].part_last
    if low == high:
        ended = closed(clock, net.of[one].calendar, at)
        return ended if net.of[one].minutes == 0 else ended - 1
    ended = -FAR
    for part in range(low, high):
        ended = max(ended, closed(clock, net.parts[part].calendar, at))
    return ended - 1


def settled(net: Net, clock: Clock, one: int, instant: int) -> int:
    """Return a late finish as the end of a period, not the beginning of the next."""
    low, high = net.of[one].part_first, net.of[one].part_last
    if low == high:
        if net.of[one].minutes == 0:
            return instant
        return closed(clock, net.of[one].calendar, instant)
    finish = -FAR
    for part in range(low, high):
        finish = max(finish, closed(clock, net.parts[part].calendar, instant))
    return finish


def lag_of(net: Net, clock: Clock, dates: Dates, link: LinkRow) -> int:
    """Return the lag of a link in minutes."""
    if link.share == 0:
        return link.lag
    dated = dates[link.before]
    own = net.of[link.before].own
    length = between(clock, own, dated.early_start, dated.early_finish)
    return length * link.share // WHOLE
