"""What the compiled loops read: a model laid out in arrays.

Shares are numbers between 0 and 1 that say which value is drawn. Rows of shares,
sizes and lengths have one column for each trial of a chunk.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.schedule.rows import Clock, Column, Dates, Frame, Net

Floats = NDArray[np.float64]
Shorts = NDArray[np.int32]
Places = NDArray[np.int64]
States = NDArray[np.uint64]
Flags = NDArray[np.bool_]

CONSTANT, UNIFORM, TRIANGLE, TABLE = range(4)
CHUNK = 1024  # trials that are worked on together


class Draws(NamedTuple):
    """Everything that is drawn, one row for each distribution.

    Attributes
    ----------
    state
        Where its stream begins.
    kind, numbers
        How shares become values, and the five numbers that it takes.
    row, tables
        Which of the tables has its values.
    shared
        Row of the correlated shares, or -1 for its own stream.
    """

    state: States
    kind: Places
    numbers: Floats
    row: Places
    tables: NDArray[np.float32]
    shared: Places


class Copula(NamedTuple):
    """How correlated shares come of independent normal values.

    Attributes
    ----------
    state
        Streams of the independent values.
    first, source, weight
        For each correlated share, which of them it adds up, with which weights.
    normal
        The table of normal values.
    """

    state: States
    first: Places
    source: Places
    weight: Floats
    normal: NDArray[np.float32]


class Events(NamedTuple):
    """What happens or not: streams and probabilities."""

    state: States
    probability: Floats


class Effects(NamedTuple):
    """What events do to targets; those of target i are first[i] to first[i + 1].

    Attributes
    ----------
    event, draw
        Which event, and which row of the draws says how much.
    factor
        By which the size is multiplied; below 0 takes off.
    is_relative
        The size is a share of what was drawn for the target.
    """

    first: Places
    event: Places
    draw: Places
    factor: Floats
    is_relative: Flags


class Targets(NamedTuple):
    """What is drawn and then changed by events: durations, or costs.

    Attributes
    ----------
    draw
        Row of the draws.
    scale
        By which it is multiplied: the share of an activity that is left.
    span
        Of a cost that follows time: the place of its span; -1 otherwise.
    """

    draw: Places
    scale: Floats
    span: Places
    effects: Effects


class Drawing(NamedTuple):
    """All that is drawn: distributions, events, and what is correlated."""

    draws: Draws
    events: Events
    copula: Copula


class Desk(NamedTuple):
    """What drawing a chunk works with.

    Attributes
    ----------
    first
        Number of the chunk's first trial.
    happened
        For each event a row: 1 where it happens, 0 where not.
    correlated
        Shares that are correlated.
    room
        Rows to work in.
    """

    draws: Draws
    first: int
    happened: Floats
    correlated: Floats
    room: Floats


class Axis(NamedTuple):
    """The network on an axis of working minutes, activities in the order of links.

    An instant is twice the working minutes up to it, and one more where it is the
    beginning of a period and not the end of the one before: so points in time keep the
    side on which they stand, and the later of two is the greater number.

    Attributes
    ----------
    floor, wanted
        What is asked of start and finish without any link.
    code, at
        Constraint that goes before links, and its date.
    is_started
        Its start has happened; the floor is where its rest can begin.
    begun
        When that was.
    tie_first
        Where the links onto each activity begin.
    before, from_start, to_finish
        Of each link: predecessor, and which ends it ties.
    keep, add, side
        Its lag: an instant becomes ((it & keep) + add) | side.
    fixed
        The latest finish of what is finished or typed.
    """

    floor: Shorts
    wanted: Shorts
    code: Places
    at: Shorts
    is_started: Flags
    begun: Shorts
    tie_first: Places
    before: Places
    from_start: Flags
    to_finish: Flags
    keep: Shorts
    add: Shorts
    side: Shorts
    fixed: int


class Block(NamedTuple):
    """The dates of some trials on the axis: a row for each activity.

    Attributes
    ----------
    starts, finishes
        Where it is; of work in progress, where what is left begins.
    critical
        Whether it is.
    latest
        The latest finish; as long as there are trials.
    wanted
        The finish that is asked of one activity.
    """

    starts: Shorts
    finishes: Shorts
    critical: Flags
    latest: Shorts
    wanted: Shorts


class Groups(NamedTuple):
    """Sets of activities of which the first start and the last finish are wanted.

    `place` are activities as the network numbers them; `low` and `high` are start and
    finish of those that are not in it.
    """

    first: Places
    place: Places
    low: Places
    high: Places


class Dated(NamedTuple):
    """What dating a chunk fills in: a row for each group, a column for each trial."""

    latest: Places
    start: Places
    finish: Places
    critical: Places


class Walk(NamedTuple):
    """How the durations of a trial are put into the rows of the schedule.

    Attributes
    ----------
    place, done, left
        Of each duration: the activity's place, its working minutes that are done, and
        those that the plan says are left.
    part_done, part_left
        The same of what resources do, which is stretched like the duration.
    tie, leaving, tie_before, tie_share
        Lags that are a share of the predecessor's duration: where they stand.
    """

    place: Places
    done: Places
    left: Floats
    part_done: Places
    part_left: Floats
    tie: Places
    leaving: Places
    tie_before: Places
    tie_share: Floats


class Ground(NamedTuple):
    """What walking a network works with: the schedule's rows, and room to work in."""

    net: Net
    clock: Clock
    frame: Frame
    dates: Dates
    order: Column
    critical: Flags
    stack: Places
