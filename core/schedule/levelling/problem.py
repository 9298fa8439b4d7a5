"""What a solver levels: activities, links and capacities in whole units of time.

It knows neither calendars nor projects: `levelling.reading` makes it from a plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Literal

from core.errors import LinchpinError

Kind = Literal["FS", "SS", "FF", "SF"]


class UnlevellableError(LinchpinError):
    """No plan can meet the problem; the text says which activity and why."""


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity that keeps its resources from its start to its finish.

    Attributes
    ----------
    duration
        In units of time, from 0.
    demands
        How much of each resource, by the resource's place in `Problem.capacities`.
    release
        It starts at this time or later.
    deadline
        It had better finish by this time; lateness never makes a problem unsolvable.
    current
        When it starts in the current plan; None where nobody cares.
    weight
        What one unit of time away from `current` costs, above 0.
    """

    duration: int
    demands: tuple[tuple[int, int], ...] = ()
    release: int = 0
    deadline: int | None = None
    current: int | None = None
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Link:
    """The successor's start or finish comes `lag` or more after the predecessor's."""

    predecessor: int
    successor: int
    kind: Kind = "FS"
    lag: int = 0


@dataclass(frozen=True, slots=True)
class Capacity:
    """How much of a resource there is: a step function of time.

    Attributes
    ----------
    steps
        (from, amount), by time; before the first step there is none of it.

    Examples
    --------
    >>> Capacity(((0, 2), (5, 1))).most
    2
    """

    steps: tuple[tuple[int, int], ...]

    @classmethod
    def always(cls, amount: int) -> "Capacity":
        """Give a capacity that never changes."""
        return cls(((0, amount),))

    def spells(self, until: int) -> list[tuple[int, int, int]]:
        """List (from, to, amount) without gaps from 0 to `until`.

        Examples
        --------
        >>> Capacity(((2, 3), (5, 1))).spells(9)
        [(0, 2, 0), (2, 5, 3), (5, 9, 1)]
        """
        times = [min(max(time, 0), until) for time, _ in self.steps]
        amounts = [0, *(amount for _, amount in self.steps)]
        spells = zip([0, *times], [*times, until], amounts, strict=True)
        return [spell for spell in spells if spell[0] < spell[1]]

    @property
    def most(self) -> int:
        """The greatest amount there ever is."""
        return max((amount for _, amount in self.steps), default=0)

    @property
    def last(self) -> int:
        """The amount that there is for ever after."""
        return self.steps[-1][1] if self.steps else 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Activities by their place, what links them, and what there is of each resource.

    Raises
    ------
    UnlevellableError
        The links run in a circle, or an activity asks for more than there ever is.
    """

    activities: tuple[Activity, ...]
    links: tuple[Link, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    order: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for place, activity in enumerate(self.activities):
            self._require_enough(place, activity)
        object.__setattr__(self, "order", self._topological())

    def gap(self, link: Link) -> int:
        """Return how much later than its predecessor a successor starts, at least."""
        before = self.activities[link.predecessor].duration
        after = self.activities[link.successor].duration
        offset = {"FS": before, "SS": 0, "FF": before - after, "SF": -after}
        return offset[link.kind] + link.lag

    def finish(self, starts: Sequence[int]) -> int:
        """When the last activity ends, or 0 where there is none."""
        ends = (s + a.duration for s, a in zip(starts, self.activities, strict=True))
        return max(ends, default=0)

    def _require_enough(self, place: int, activity: Activity) -> None:
        for resource, amount in activity.demands:
            # what there is for ever after: so every list of activities ends in a plan
            if activity.duration and amount > self.capacities[resource].last:
                raise UnlevellableError(
                    f"Activity {place} asks for {amount} of resource {resource}, of "
                    f"which there is {self.capacities[resource].last} in the long run."
                )

    def _topological(self) -> tuple[int, ...]:
        before: dict[int, list[int]] = {a: [] for a in range(len(self.activities))}
        for link in self.links:
            before[link.successor].append(link.predecessor)
        try:
            return tuple(TopologicalSorter(before).static_order())
        except CycleError as error:
            circle = " -> ".join(map(str, error.args[1]))
            raise UnlevellableError(f"The links run in a circle: {circle}.") from None
