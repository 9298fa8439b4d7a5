"""Plans made by placing one activity after another, and shifted to and fro.

Written to be compiled (`schedule.compiling`): loops over arrays, and tuples of them,
because compiled code takes tuples apart for nothing.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]


class Work(NamedTuple):
    """What activities take, whichever way time runs: durations, and needs by activity.

    Amounts of several resources are packed into one word (see `packing`).
    """

    durations: Ints
    need_first: Ints
    need_word: Ints
    need_amount: Longs
    guards: Longs


class Side(NamedTuple):
    """Links, releases and what is free, as one direction of time sees them."""

    first: Ints
    others: Ints
    gaps: Longs
    releases: Ints
    free: Longs
    ties: Ints
    follows_starts: bool


def gap_in(row: Longs, guard: int, amount: int, start: int, length: int) -> int:
    """Start of the first run of times with so much free; past the horizon if none."""
    run = 0
    time = start
    while run < length and time < len(row):
        run = run + 1 if (row[time] - amount) & guard == guard else 0
        time += 1
    return time - run if run >= length else len(row)


def free_from(work: Work, free: Longs, who: int, start: int) -> int:
    """First start from `start` at which nothing lacks; past the horizon if none."""
    length = work.durations[who]
    first, last = work.need_first[who], work.need_first[who + 1]
    agreed = 0
    need = first
    while agreed < last - first and start < free.shape[1]:
        word = work.need_word[need]
        found = gap_in(
            free[word], work.guards[word], work.need_amount[need], start, length
        )
        agreed = agreed + 1 if found == start else 1
        start = found
        need = need + 1 if need + 1 < last else first
    return start


def take(work: Work, free: Longs, who: int, start: int, sign: int) -> None:
    """Take what an activity needs while it runs; with sign -1 give it back."""
    for need in range(work.need_first[who], work.need_first[who + 1]):
        row = free[work.need_word[need]]
        amount = sign * work.need_amount[need]
        for time in range(start, start + work.durations[who]):
            row[time] -= amount


def earliest_fit(work: Work, side: Side, who: int, starts: Ints, earliest: int) -> int:
    """First start that releases, links and resources allow; -1 past the horizon."""
    last = side.free.shape[1] - work.durations[who]
    start = max(earliest, side.releases[who])
    for link in range(side.first[who], side.first[who + 1]):
        start = max(start, starts[side.others[link]] + side.gaps[link])
    start = free_from(work, side.free, who, start)
    return start if start <= last else -1


def place(work: Work, side: Side, order: Ints, earliest: int, starts: Ints) -> int:
    """Start each activity, in this order, as soon as links and resources let it.

    `order` keeps to the links; `earliest` holds for all; `starts` is filled in.
    Returns the finish, or -1 past the horizon. `side.free` is as before.
    """
    finish = 0
    placed = 0
    for who in order:
        start = earliest_fit(work, side, who, starts, earliest)
        if start < 0:
            finish = -1
            break
        starts[who] = start
        take(work, side.free, who, start, 1)
        finish = max(finish, start + work.durations[who])
        placed += 1
    for at in range(placed):
        take(work, side.free, order[at], starts[order[at]], -1)
    return finish


def by_keys(side: Side, keys: Longs, order: Ints) -> None:
    """Order activities by rising key, held back where a link would be turned round."""
    many = len(keys)
    sorted_keys = np.sort(keys * many + side.ties)
    for at in range(many):
        order[at] = side.ties[sorted_keys[at] % many]  # ties are their own inverse
    if not side.follows_starts:
        hold_back(side, order)


def hold_back(side: Side, order: Ints) -> None:
    """Let each activity wait for those before it, and keep the order otherwise."""
    many = len(order)
    waiting = order.copy()
    placed = np.zeros(many, dtype=np.bool_)
    first = 0
    for done in range(many):
        while placed[waiting[first]]:
            first += 1
        for at in range(first, many):
            who = waiting[at]
            is_ready = not placed[who]
            for link in range(side.first[who], side.first[who + 1]):
                is_ready = is_ready and placed[side.others[link]]
            if is_ready:
                placed[who] = True
                order[done] = who
                break


def turned(work: Work, starts: Ints, horizon: int, keys: Longs) -> None:
    """Turn starts to how the other direction of time sees them."""
    for who in range(len(starts)):
        keys[who] = horizon - starts[who] - work.durations[who]


def justify(work: Work, sides: tuple[Side, Side], starts: Ints, span: int) -> int:
    """Shift a plan to its end and back to its start until it gets no shorter.

    Forward-backward improvement (Tormos and Lova 2001; Valls, Ballestin and Quintanilla
    2005). `starts` is replaced by the last plan that is no longer than before.
    """
    many = len(starts)
    horizon = sides[0].free.shape[1]
    keys = np.empty(many, dtype=np.int64)
    order = np.empty(many, dtype=np.int32)
    late = np.empty(many, dtype=np.int32)
    early = np.empty(many, dtype=np.int32)
    while True:
        turned(work, starts, horizon, keys)
        by_keys(sides[1], keys, order)
        if place(work, sides[1], order, horizon - span, late) < 0:
            return span
        turned(work, late, horizon, keys)
        by_keys(sides[0], keys, order)
        found = place(work, sides[0], order, 0, early)
        if found < 0 or found > span:
            return span
        starts[:] = early
        if found == span:
            return span
        span = found


def below(random: NDArray[np.uint64], limit: int) -> int:
    """Next random number from 0 to below the limit (xorshift, Marsaglia 2003)."""
    state = random[0]
    state ^= state << np.uint64(13)
    state ^= state >> np.uint64(7)
    state ^= state << np.uint64(17)
    random[0] = state
    return int(state >> np.uint64(33)) % limit
