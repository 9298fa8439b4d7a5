"""Level a problem: a good plan at once, better ones while time lasts, and a bound."""

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass

from core.schedule.levelling.arrays import Arrays, arrays_of
from core.schedule.levelling.best import Best
from core.schedule.levelling.bounds import lower_bound
from core.schedule.levelling.breeding import breed, is_warm, warm_up
from core.schedule.levelling.exact import TICK, Team, shorten
from core.schedule.levelling.first import first_plan
from core.schedule.levelling.problem import Problem
from core.schedule.levelling.tidying import has_wishes, tidied
from core.schedule.levelling.watch import Phase, Watch

PROBED = 0.1  # of the time: the constraint solver settles what is easy
BRED = 0.9  # of the time has passed when breeding ends, and the solver goes on
TIDIED = 0.15  # of the time, kept for moving less


@dataclass(frozen=True, slots=True)
class Solution:
    """A plan that keeps to links and capacities, and what no plan can beat.

    Attributes
    ----------
    starts
        By the activity's place in the problem.
    bound
        No plan finishes before this; equal to `finish` where the plan is proved best.
    """

    starts: tuple[int, ...]
    finish: int
    bound: int

    @property
    def is_best(self) -> bool:
        """Whether no plan finishes earlier."""
        return self.finish <= self.bound

    @property
    def gap(self) -> float:
        """How far the finish can be from the best possible, as a share of the bound."""
        return (self.finish - self.bound) / self.bound if self.bound else 0.0


def level(
    problem: Problem,
    watch: Watch,
    *,
    seed: int = 0,
    workers: int = 2,
) -> Solution:
    """Find a plan with the earliest finish, then one near the current plan.

    The time of the watch is kept to within a moment; there is a plan even if it is 0.

    Raises
    ------
    UnlevellableError
        No plan can meet the problem.
    """
    if not problem.activities:
        return Solution((), 0, 0)
    warm_up()
    arrays = arrays_of(problem)
    starts, finish = first_plan(arrays)
    best = Best(starts, finish, min(lower_bound(problem, arrays), finish))
    team = Team(workers, seed)
    share = 1 - TIDIED * has_wishes(problem)
    probe = Phase(watch, best, share * PROBED, share * BRED, is_warm)
    shorten(problem, arrays, probe, team)
    _breed(arrays, Phase(watch, best, share * BRED), team)
    shorten(problem, arrays, Phase(watch, best, share), team)
    inner = tidied(problem, arrays, Phase(watch, best, 1), team)
    return Solution(arrays.starts(inner), best.finish, best.bound)


def _breed(arrays: Arrays, phase: Phase, team: Team) -> None:
    """Breed plans in threads until it is over."""
    if phase.best.is_settled or phase.tick() or not is_warm():
        return
    with ThreadPoolExecutor(team.workers) as pool:
        breeders = [
            pool.submit(breed, arrays, phase, seed)
            for seed in range(team.seed, team.seed + team.workers)
        ]
        while wait(breeders, TICK).not_done:
            phase.tick()
        for breeder in breeders:
            breeder.result()
