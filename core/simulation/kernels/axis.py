"""Dating a network on one calendar: many trials at a time, on working minutes.

The rules are those of `core.schedule.kernels.forward`, which a test holds it to. An
activity is critical in a trial where it is on a chain of links without room that leads
to the latest finish.
"""

import numpy as np

from core.simulation.rows import Axis, Block, Dated, Groups, Shorts

BLOCK = 256  # trials whose dates stay in the processor's cache together
NEVER = -(2**30)
PERIOD = -2  # of an instant: without the side on which it stands
START_ON, FINISH_ON, NOT_AFTER, ENDS_NOT_AFTER = 2, 3, 5, 7


def date_chunk(
    axis: Axis, groups: Groups, lengths: Shorts, room: Block, dated: Dated
) -> None:
    """Date all trials of a chunk; instants as the axis has them."""
    trials = lengths.shape[1]
    starts, finishes, critical = room.starts, room.finishes, room.critical
    latest, wanted = room.latest, room.wanted
    for first in range(0, trials, BLOCK):
        size = min(BLOCK, trials - first)
        block = Block(starts, finishes, critical, latest[:size], wanted[:size])
        date_block(axis, lengths, first, block)
        for trial in range(size):
            dated.latest[first + trial] = latest[trial]
        gather(axis, groups, block, first, dated)
        trace(axis, block, dated)


def date_block(axis: Axis, lengths: Shorts, first: int, block: Block) -> None:
    """Date the trials of a block."""
    size, latest = len(block.latest), block.latest
    latest[:] = axis.fixed
    for one in range(len(lengths)):
        length = lengths[one, first : first + size]
        ask(axis, one, block)
        if axis.is_started[one]:
            resume(one, length, block)
        else:
            place(axis, one, length, block)
        finish = block.finishes[one, :size]
        for trial in range(size):
            latest[trial] = max(latest[trial], finish[trial])


def ask(axis: Axis, one: int, block: Block) -> None:
    """Fill in the start and the finish that dates and links ask of an activity."""
    size = len(block.latest)
    start = block.starts[one, :size]
    start[:] = axis.floor[one]
    block.wanted[:] = axis.wanted[one]
    for tie in range(axis.tie_first[one], axis.tie_first[one + 1]):
        row = block.finishes[axis.before[tie], :size]
        if axis.from_start[tie]:
            row = block.starts[axis.before[tie], :size]
        if axis.to_finish[tie]:
            push(axis, tie, row, block.wanted)
        else:
            push(axis, tie, row, start)


def push(axis: Axis, tie: int, row: Shorts, out: Shorts) -> None:
    """Move instants to where a link leads from a row of others, if that is later."""
    keep, add, side = axis.keep[tie], axis.add[tie], axis.side[tie]
    for trial in range(len(out)):
        out[trial] = max(out[trial], np.int32(((row[trial] & keep) + add) | side))


def place(axis: Axis, one: int, length: Shorts, block: Block) -> None:
    """Put work that has not begun where it is asked to be."""
    size, wanted = len(length), block.wanted
    start, finish = block.starts[one, :size], block.finishes[one, :size]
    for trial in range(size):
        minutes = np.int32(2 * length[trial])
        side = np.int32(minutes > 0)  # work of a length begins where a period does
        ends = np.int32(((wanted[trial] & ~side) - minutes) | side)
        begin = max(np.int32(start[trial] | side), ends)
        start[trial] = begin
        finish[trial] = np.int32((begin & ~side) + minutes)
    if axis.code[one] > 0:
        hold(axis.code[one], axis.at[one], length, start, finish)


def hold(
    code: int, at: np.int32, length: Shorts, start: Shorts, finish: Shorts
) -> None:
    """Put work on the date of a constraint that goes before links."""
    for trial in range(len(length)):
        minutes = np.int32(2 * length[trial])
        side, limit = np.int32(minutes > 0), at
        if code in (FINISH_ON, ENDS_NOT_AFTER):
            limit = np.int32((limit & ~side) - minutes)
        limit = np.int32(limit | side)
        if code in (NOT_AFTER, ENDS_NOT_AFTER):
            limit = min(limit, start[trial])
        start[trial] = limit
        finish[trial] = np.int32((limit & ~side) + minutes)


def resume(one: int, length: Shorts, block: Block) -> None:
    """Finish work in progress; its start becomes that of what is left."""
    size = len(length)
    start, finish = block.starts[one, :size], block.finishes[one, :size]
    for trial in range(size):
        minutes = np.int32(2 * length[trial])
        side = np.int32(minutes > 0)
        ends = np.int32((start[trial] & ~side) + minutes)
        finish[trial] = max(ends, block.wanted[trial])


def gather(axis: Axis, groups: Groups, block: Block, first: int, to: Dated) -> None:
    """Note the first start and the last finish of each group."""
    size = len(block.latest)
    for group in range(len(groups.low)):
        low = to.start[group, first : first + size]
        high = to.finish[group, first : first + size]
        low[:] = groups.low[group]
        high[:] = groups.high[group]
        for row in range(groups.first[group], groups.first[group + 1]):
            one = groups.place[row]
            for trial in range(size):
                high[trial] = max(high[trial], block.finishes[one, trial])
                begin = block.starts[one, trial]
                if axis.is_started[one]:
                    begin = axis.begun[one]
                low[trial] = min(low[trial], begin)


def trace(axis: Axis, block: Block, dated: Dated) -> None:
    """Count in how many trials each activity is critical, the last one first."""
    size = len(block.latest)
    for one in range(len(dated.critical)):
        row, ends = block.critical[one], block.finishes[one]
        for trial in range(size):
            row[trial] = np.int32(ends[trial] | 1) == np.int32(block.latest[trial] | 1)
    for one in range(len(dated.critical) - 1, -1, -1):
        found = 0
        for trial in range(size):
            found += block.critical[one, trial]
        if found:
            dated.critical[one] += found
            follow(axis, one, block)


def follow(axis: Axis, one: int, block: Block) -> None:
    """Mark the predecessors that keep a critical activity from being earlier."""
    if axis.code[one] in (START_ON, FINISH_ON):
        return
    size = len(block.latest)
    for tie in range(axis.tie_first[one], axis.tie_first[one + 1]):
        row, stands = block.finishes[axis.before[tie]], block.starts[one, :size]
        if axis.from_start[tie]:
            row = block.starts[axis.before[tie]]
        if axis.to_finish[tie]:
            stands = block.finishes[one, :size]
        keep, add, side = axis.keep[tie], axis.add[tie], axis.side[tie]
        before, after = block.critical[axis.before[tie]], block.critical[one]
        for trial in range(size):
            asked = np.int32(((row[trial] & keep) + add) | side)
            is_tight = np.int32(asked | 1) == np.int32(stands[trial] | 1)
            before[trial] |= after[trial] & is_tight
