"""How far a search is while it runs: the best finish so far, and how good it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.schedule.instants import from_instant
from core.schedule.levelling.proposal import gap_of, percent_of
from core.schedule.levelling.reading import Reading, problem_of
from core.schedule.levelling.use import Pool
from core.schedule.network import Schedule
from core.words import day


@dataclass(frozen=True, slots=True)
class Standing:
    """What a search has found by now.

    Attributes
    ----------
    finish
        The instant at which the best plan so far ends.
    gap
        How far from the best possible at most, as a share of its working time.
    """

    finish: int
    gap: float

    @property
    def sentence(self) -> str:
        """Say it in words."""
        finish = day(from_instant(self.finish - 1).date())
        if self.gap == 0:
            return f"Best finish so far {finish}, which no plan can beat"
        share = percent_of(self.gap)
        return f"Best finish so far {finish}, at most {share} from the best possible"


@dataclass(frozen=True, slots=True)
class Scale:
    """What the units that a search counts in stand for in its plan."""

    now: Schedule
    reading: Reading

    @classmethod
    def of(cls, now: Schedule, pools: Mapping[int, Pool]) -> "Scale":
        """Return the scale of the search that levels a plan with these dates."""
        return cls(now, problem_of(now.plan, now, pools))

    def standing(self, finish: int, bound: int) -> Standing:
        """Return what a finish and a bound mean, as `Watch.progress` is told them.

        A bound holds for the plan only where the problem is the plan; what levelling
        leaves where it is may finish after all that it moves.
        """
        axis, ends = self.reading.axis, self.now.finish
        shown = max(ends, axis.finish(finish))
        least = max(ends, axis.finish(bound)) if self.reading.is_exact else ends
        return Standing(shown, gap_of(self.now, min(least, shown), shown))
