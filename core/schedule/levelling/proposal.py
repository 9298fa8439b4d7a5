"""What levelling proposes: the plan as it is, and as it would be without conflicts."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.schedule.instants import from_instant
from core.schedule.levelling.energy import energy_bound
from core.schedule.levelling.reading import Reading, is_movable, problem_of
from core.schedule.levelling.repair import repaired
from core.schedule.levelling.solver import Solution, level
from core.schedule.levelling.use import OverAllocation, Pool, over_allocations
from core.schedule.levelling.watch import Watch
from core.schedule.network import Schedule, schedule
from core.schedule.plan import Plan
from core.words import moment


@dataclass(frozen=True, slots=True)
class Move:
    """An activity that levelling would move; instants."""

    number: int
    title: str
    start_now: int
    finish_now: int
    start: int
    finish: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A levelled plan beside the current one; nothing is changed by it.

    Attributes
    ----------
    now, levelled
        The dates as they are, and as they would be.
    moves
        By the new start.
    delays
        Instant before which an activity would start no more, by number: all that has
        to be written to get the levelled dates.
    before, after
        What is over-allocated now, and what no delay can heal: an activity that alone
        asks for too much, or work that stays where it is.
    bound
        No levelled plan finishes before this instant.
    """

    now: Schedule
    levelled: Schedule
    moves: tuple[Move, ...]
    delays: Mapping[int, int]
    before: tuple[OverAllocation, ...]
    after: tuple[OverAllocation, ...]
    bound: int

    @property
    def gap(self) -> float:
        """How far from the best possible at most, as a share of its working time."""
        return gap_of(self.now, self.bound, self.levelled.finish)

    @property
    def sentence(self) -> str:
        """How good it is, in words: what is proved, and what is not."""
        if self.gap == 0:
            return "No levelled plan can finish earlier."
        return (
            f"The finish is at most {percent_of(self.gap)} from the best possible. It "
            f"is proved that no levelled plan finishes before "
            f"{moment(from_instant(self.bound))}; between that and this plan an "
            f"earlier finish is neither found nor ruled out."
        )


def gap_of(now: Schedule, bound: int, finish: int) -> float:
    """Return how far a finish is behind a bound at most, as a share of working time."""
    calendar = now.plan.calendars[0]
    best = calendar.between(now.start, bound)
    over = calendar.between(bound, finish)
    return max(0.0, over / best) if best > 0 else 0.0


def percent_of(gap: float) -> str:
    """Write a gap in percent, rounded up, so that the promise holds.

    >>> percent_of(0.0301)
    '3.1 %'
    """
    return f"{-(-gap * 1000 // 1) / 10:g} %"


def propose(
    plan: Plan, pools: Mapping[int, Pool], watch: Watch, *, seed: int = 0
) -> Proposal:
    """Level a plan: the earliest finish that is found, then the least moves.

    Raises
    ------
    ScheduleError
        The plan cannot be scheduled.
    """
    now = schedule(plan)
    before = over_allocations(plan, now, pools)
    if not before:
        return Proposal(now, now, (), {}, (), (), now.finish)
    reading = problem_of(plan, now, pools)
    solution = level(reading.problem, watch, seed=seed)
    delays, levelled = repaired(plan, _delays(reading, solution, now), pools)
    after = over_allocations(plan, levelled, pools)
    movable = [one for one in plan.activities if is_movable(one, now)]
    energy = energy_bound(plan, movable, now, pools)
    bound = min(max(energy, _bound(reading, solution, now)), levelled.finish)
    return Proposal(now, levelled, _moves(now, levelled), delays, before, after, bound)


def _delays(reading: Reading, solution: Solution, now: Schedule) -> dict[int, int]:
    """Who starts later than now, and when: other constraints of theirs hold anyway.

    Who asks for nobody never has to wait for more than links: it comes along.
    """
    busy = {
        number
        for number, one in zip(reading.numbers, reading.problem.activities, strict=True)
        if one.duration and one.demands
    }
    calendars = {a.number: now.plan.calendars[a.calendar] for a in now.plan.activities}
    starts = {
        number: calendars[number].next_working(reading.axis.instant(start))
        for number, start in zip(reading.numbers, solution.starts, strict=True)
    }
    return {
        n: start
        for n, start in starts.items()
        if n in busy and start > now.dates[n].start
    }


def _bound(reading: Reading, solution: Solution, now: Schedule) -> int:
    """Take the solver's bound if its problem is the plan, else the finish by links."""
    if not reading.is_exact:
        return now.finish
    return max(now.finish, reading.axis.finish(solution.bound))


def _moves(now: Schedule, levelled: Schedule) -> tuple[Move, ...]:
    groups = now.groups
    moves = [
        Move(
            a.number,
            a.title,
            now.dates[a.number].start,
            now.dates[a.number].finish,
            levelled.dates[a.number].start,
            levelled.dates[a.number].finish,
        )
        for a in now.plan.activities
        if a.number not in groups
        and now.dates[a.number].start != levelled.dates[a.number].start
    ]
    return tuple(sorted(moves, key=lambda move: (move.start, move.number)))
