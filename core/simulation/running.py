"""Running trials: chunks of them, on as many threads as there are processors."""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Self, cast

import numpy as np
from numpy.typing import NDArray

from core.schedule.passes import DATES
from core.schedule.rows import Net
from core.simulation.compiled import loops
from core.simulation.errors import CancelledError
from core.simulation.kernels.axis import BLOCK
from core.simulation.laid import Laid, lay
from core.simulation.laying_axis import OnAxis
from core.simulation.model import BEFORE, Scenario
from core.simulation.preparing import Prepared, Walked
from core.simulation.rows import CHUNK, Block, Dated, Ground
from core.simulation.worktime import worked

Watch = Callable[[int, int], bool]
Instants = NDArray[np.int64]
Floats = NDArray[np.float64]
MOST_THREADS = 8


@dataclass(frozen=True)
class Run:
    """What the trials said; one value for each trial.

    Attributes
    ----------
    finish
        Instants: the latest finish of the project.
    milestones
        Instants: the finish of each activity that was asked for, by its number.
    cost
        Money.
    criticality
        Share of the trials in which an activity is critical, by its number: on a chain
        of links without room that leads to the latest finish. Finished activities,
        and those with typed dates, are not judged.
    """

    prepared: Prepared
    scenario: Scenario
    seed: int
    finish: Instants
    milestones: Mapping[int, Instants]
    cost: Floats
    criticality: Mapping[int, float]
    laid: Laid

    @property
    def trials(self) -> int:
        """How many trials there are."""
        return len(self.finish)

    @property
    def moved(self) -> float:
        """How far a correlation had to be moved to be possible; 0 for not at all."""
        return self.laid.valid.moved if self.laid.valid else 0.0

    @cached_property
    def minutes(self) -> Instants:
        """Working minutes of the project's calendar from the plan's start to finish."""
        plan = self.prepared.model.plan
        begin = worked(plan.calendars[0], np.array([plan.start], np.int64))
        return np.asarray(worked(plan.calendars[0], self.finish) - begin, np.int64)


def run(
    prepared: Prepared,
    seed: int,
    trials: int = 10_000,
    scenario: Scenario = BEFORE,
    watch: Watch | None = None,
) -> Run:
    """Run trials.

    Trial by trial the result is the same whatever else is run, in any number of
    threads: a run of more trials begins with those of a shorter one.

    Parameters
    ----------
    watch
        Called with the trials that are done and all that are wanted, at least once
        each chunk; a false answer stops the run.

    Raises
    ------
    CancelledError
        When `watch` says so.
    """
    laid = lay(prepared, seed, scenario)
    sample = draw(prepared, laid, range(trials), watch or always)
    return run_of(prepared, laid, seed, scenario, sample)


def run_of(
    prepared: Prepared, laid: Laid, seed: int, scenario: Scenario, sample: "Sample"
) -> Run:
    """Name what was drawn."""
    milestones = prepared.model.milestones
    shares = sample.critical / max(len(sample.latest), 1)
    return Run(
        prepared,
        scenario,
        seed,
        sample.latest,
        dict(zip(milestones, sample.finish[1 : 1 + len(milestones)], strict=True)),
        sample.cost,
        {
            leaf.number: float(s)
            for leaf, s in zip(prepared.leaves, shares, strict=True)
        },
        laid,
    )


class Sample(NamedTuple):
    """What some trials said: instants, money, and how often what is critical."""

    latest: Instants
    finish: Instants
    cost: Floats
    critical: Instants


def joined(samples: Sequence[Sample]) -> Sample:
    """Return the trials of several samples, one after another."""
    return Sample(
        np.concatenate([one.latest for one in samples]),
        np.hstack([one.finish for one in samples]),
        np.concatenate([one.cost for one in samples]),
        np.sum([one.critical for one in samples], axis=0),
    )


def draw(prepared: Prepared, laid: Laid, trials: range, watch: Watch) -> Sample:
    """Draw trials: those with these numbers, on as many threads as may help."""
    chunks = [
        range(first, min(first + CHUNK, trials.stop))
        for first in range(trials.start, trials.stop, CHUNK)
    ]
    threads = min(os.cpu_count() or 1, MOST_THREADS, max(len(chunks), 1))
    rooms: list[Room] = []  # as many as threads: taking and giving back is safe
    with ThreadPoolExecutor(threads) as pool:
        waiting = {pool.submit(_chunk, prepared, laid, o, rooms): o for o in chunks}
        done = 0
        unfinished = set(waiting)
        while unfinished:
            ready, unfinished = wait(unfinished, return_when=FIRST_COMPLETED)
            done += sum(len(waiting[one]) for one in ready)
            if not watch(done, len(trials)):
                pool.shutdown(cancel_futures=True)
                raise CancelledError("The simulation was stopped; nothing was kept.")
    samples = [one.result() for one in waiting]
    return joined(samples) if samples else _chunk(prepared, laid, range(0), rooms)


def always(_done: int, _wanted: int) -> bool:
    """Go on, whatever is done."""
    return True


class Room(NamedTuple):
    """Memory that one chunk after another works in."""

    lengths: NDArray[np.int32]
    block: Block

    @classmethod
    def of(cls, prepared: Prepared) -> Self:
        """Return the room that a chunk of a model needs."""
        count = len(prepared.leaves)
        starts, finishes = np.empty((2, count, BLOCK), np.int32)
        critical = np.empty((count, BLOCK), np.bool_)
        latest, wanted = np.empty((2, BLOCK), np.int32)
        block = Block(starts, finishes, critical, latest, wanted)
        return cls(np.empty(count * CHUNK, np.int32), block)


def _chunk(prepared: Prepared, laid: Laid, trials: range, rooms: list[Room]) -> Sample:
    room = rooms.pop() if rooms else Room.of(prepared)
    count = len(prepared.leaves)
    lengths = room.lengths[: count * len(trials)].reshape(count, len(trials))
    loops().draw_lengths(laid.drawing, laid.lengths, trials.start, lengths)
    made = _sample(prepared, laid, trials, lengths, room.block)
    rooms.append(room)
    return made


def _sample(
    prepared: Prepared, laid: Laid, trials: range, lengths: Any, block: Block
) -> Sample:
    dated = _blank(prepared, len(trials))
    network = prepared.network
    if isinstance(network, OnAxis):
        loops().date_chunk(network.axis, prepared.groups, lengths, block, dated)
        spans = (dated.finish >> 1) - (dated.start >> 1)
        cost = _cost(laid, trials, spans)
        to_instants = network.scale.to_instants
        finish = to_instants(dated.finish[: 1 + len(prepared.model.milestones)])
        return Sample(to_instants(dated.latest), finish, cost, dated.critical)
    _walk(prepared, network, lengths, dated)
    calendar = prepared.model.plan.calendars[0]
    spans = worked(calendar, dated.finish) - worked(calendar, dated.start)
    cost = _cost(laid, trials, spans)
    finish = dated.finish[: 1 + len(prepared.model.milestones)]
    return Sample(dated.latest, finish, cost, dated.critical)


def _blank(prepared: Prepared, trials: int) -> Dated:
    groups = len(prepared.groups.low)
    return Dated(
        np.empty(trials, np.int64),
        np.empty((groups, trials), np.int64),
        np.empty((groups, trials), np.int64),
        np.zeros(len(prepared.leaves), np.int64),
    )


def _walk(prepared: Prepared, walked: Walked, lengths: Any, dated: Dated) -> None:
    net, clock, frame = walked.network[:3]
    own: list[Any] = [np.copy(column) for column in cast("Sequence[Any]", net)]
    room: Any = (np.empty(len(net.of), size) for size in (DATES, np.bool_, np.int64))
    dates, critical, stack = room
    ground = Ground(Net(*own), clock, frame, dates, walked.order, critical, stack)
    loops().walk_chunk(ground, walked.walk, prepared.groups, lengths, dated)


def _cost(laid: Laid, trials: range, spans: Any) -> Floats:
    costs = np.empty((len(laid.costs.draw), len(trials)))
    follows = spans.astype(float)
    loops().draw_costs(laid.drawing, laid.costs, trials.start, follows, costs)
    return np.asarray(costs.sum(axis=0), float)
