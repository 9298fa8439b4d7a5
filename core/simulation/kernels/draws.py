"""Drawing: streams to shares, shares to sizes, and what events do to them."""

import math

import numpy as np

from core.simulation.rows import (
    CONSTANT,
    TRIANGLE,
    UNIFORM,
    Copula,
    Desk,
    Drawing,
    Effects,
    Events,
    Floats,
    Shorts,
    Targets,
)
from core.simulation.tables import HALVINGS, SIDE, STEPS, Blend, Table

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)
S11, S27, S30, S31 = (np.uint64(shift) for shift in (11, 27, 30, 31))
ONE = np.uint64(1)
UNIT = 2.0**-53
# where a share's node stands in its bits: exponent, and the first of the fraction
LOWEST = 2.0 ** -(HALVINGS + 1)
FRACTION = np.uint64(52 - round(math.log2(STEPS)))
STEP = 2.0 ** -float(FRACTION)
BASE = np.uint64((1023 - HALVINGS - 1) * STEPS)
UPPER = np.uint64(SIDE)
LAST = np.uint64(SIDE - 2)
ROOT = math.sqrt(0.5)


def stream(state: np.uint64, first: int, out: Floats) -> None:
    """Fill in shares above 0 and below 1: those of trials from the first on."""
    begin = np.uint64(first)
    for trial in range(len(out)):
        mixed = state + (begin + np.uint64(trial) + ONE) * GOLDEN
        mixed = (mixed ^ (mixed >> S30)) * FIRST
        mixed = (mixed ^ (mixed >> S27)) * SECOND
        mixed = mixed ^ (mixed >> S31)
        out[trial] = (np.float64(np.int64(mixed >> S11)) + 0.5) * UNIT


def looked_up(table: Table, share: Floats, tail: Floats, out: Floats) -> None:
    """Fill in what a table has for shares; `tail` is room to work in."""
    for trial in range(len(share)):
        tail[trial] = max(min(share[trial], 1.0 - share[trial]), LOWEST)
    bits, nodes = tail.view(np.uint64), out.view(np.uint64)
    for trial in range(len(share)):
        node = min((bits[trial] >> FRACTION) - BASE, LAST)
        begin = (node + BASE) << FRACTION
        nodes[trial] = node + UPPER * np.uint64(share[trial] > 0.5)  # noqa: PLR2004
        tail[trial] = np.float64(np.int64(bits[trial] - begin)) * STEP
    for trial in range(len(share)):
        node = nodes[trial]
        low = np.float64(table[node])
        out[trial] = low + tail[trial] * (np.float64(table[node + ONE]) - low)


def blend(given: Blend, out: Table) -> None:
    """Fill in the tables of PERT estimates."""
    for row in range(len(out)):
        low, high = out[row, :SIDE], out[row, SIDE:]
        low[:] = np.float32(0.0)
        high[:] = np.float32(1.0)
        for place in range(len(given.rows)):
            exact = given.rows[place]
            left, right = given.low[row, place], given.high[row, place]
            for node in range(SIDE):
                low[node] += left * exact[node]
                high[node] -= right * exact[node]


def triangle(numbers: Floats, share: Floats, out: Floats) -> None:
    """Fill in the values of a triangle: its ends, two squares and the mode's share."""
    low, high, rising, falling, mode = (
        numbers[0],
        numbers[1],
        numbers[2],
        numbers[3],
        numbers[4],
    )
    for trial in range(len(share)):
        left = low + math.sqrt(share[trial] * rising)
        right = high - math.sqrt((1.0 - share[trial]) * falling)
        out[trial] = left if share[trial] < mode else right


def sized(desk: Desk, one: int, out: Floats) -> None:
    """Fill in the values of one distribution."""
    draws = desk.draws
    kind, numbers = draws.kind[one], draws.numbers[one]
    if kind == CONSTANT:
        out[:] = numbers[0]
        return
    share = desk.room[0]
    if draws.shared[one] >= 0:
        share = desk.correlated[draws.shared[one]]
    else:
        stream(draws.state[one], desk.first, share)
    if kind == TRIANGLE:
        triangle(numbers, share, out)
        return
    if kind == UNIFORM:
        out[:] = share
    else:
        looked_up(draws.tables[draws.row[one]], share, desk.room[1], out)
    for trial in range(len(out)):
        out[trial] = numbers[0] + numbers[1] * out[trial]


def happen(events: Events, first: int, room: Floats, out: Floats) -> None:
    """Fill in 1 where an event happens in a trial, and 0 where not."""
    for event in range(len(events.state)):
        stream(events.state[event], first, room[0])
        limit, row = events.probability[event], out[event]
        for trial in range(out.shape[1]):
            row[trial] = 1.0 if room[0, trial] < limit else 0.0


def correlate(copula: Copula, first: int, room: Floats, out: Floats) -> None:
    """Fill in correlated shares: normal values, their weighted sums, and back."""
    sources = np.empty((len(copula.state), out.shape[1]))
    for source in range(len(copula.state)):
        stream(copula.state[source], first, room[0])
        looked_up(copula.normal, room[0], room[1], sources[source])
    for one in range(len(copula.first) - 1):
        row = out[one]
        row[:] = 0.0
        for place in range(copula.first[one], copula.first[one + 1]):
            weight, source = copula.weight[place], copula.source[place]
            for trial in range(out.shape[1]):
                row[trial] += weight * sources[source, trial]
        for trial in range(out.shape[1]):
            row[trial] = 0.5 * math.erfc(-row[trial] * ROOT)


def affect(desk: Desk, effects: Effects, one: int, base: Floats) -> None:
    """Add to what was drawn for a target what the events do to it."""
    low, high = effects.first[one], effects.first[one + 1]
    if low == high:
        return
    drawn, size = desk.room[2], desk.room[3]
    drawn[:] = base
    for place in range(low, high):
        factor, happened = effects.factor[place], desk.happened[effects.event[place]]
        sized(desk, effects.draw[place], size)
        for trial in range(len(base)):
            by = factor * happened[trial] * max(size[trial], 0.0)
            base[trial] += by * drawn[trial] if effects.is_relative[place] else by


def laid_out(drawing: Drawing, first: int, trials: int) -> Desk:
    """Return the desk of a chunk, with its events and what is correlated."""
    room = np.empty((5, trials))
    happened = np.empty((len(drawing.events.state), trials))
    correlated = np.empty((len(drawing.copula.first) - 1, trials))
    happen(drawing.events, first, room, happened)
    correlate(drawing.copula, first, room, correlated)
    return Desk(drawing.draws, first, happened, correlated, room)


def draw_lengths(drawing: Drawing, targets: Targets, first: int, out: Shorts) -> None:
    """Fill in all durations of a chunk, in whole working minutes, never below 0."""
    desk = laid_out(drawing, first, out.shape[1])
    row = desk.room[4]
    for one in range(out.shape[0]):
        sized(desk, targets.draw[one], row)
        scale, length = targets.scale[one], out[one]
        for trial in range(len(row)):
            row[trial] = max(row[trial] * scale, 0.0)
        affect(desk, targets.effects, one, row)
        for trial in range(len(row)):
            length[trial] = np.int32(np.rint(max(row[trial], 0.0)))


def draw_costs(
    drawing: Drawing, targets: Targets, first: int, spans: Floats, out: Floats
) -> None:
    """Fill in what each item costs in each trial of a chunk."""
    desk = laid_out(drawing, first, out.shape[1])
    for one in range(out.shape[0]):
        row, span = out[one], targets.span[one]
        sized(desk, targets.draw[one], row)
        if span >= 0:
            for trial in range(len(row)):
                row[trial] *= spans[span, trial]
        affect(desk, targets.effects, one, row)
