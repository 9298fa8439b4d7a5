"""What is uncertain about a plan and its cost, as the simulation takes it.

Numbers are those of the entries, and name the streams of random numbers: the same
number draws the same values in every run with the same seed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from core.schedule.plan import Plan
from core.simulation.correlation import Correlation
from core.simulation.distributions import Distribution, Fixed


class Kind(StrEnum):
    """What a driver of the result is."""

    DURATION = "duration"
    COST = "cost"
    RISK = "risk"


class Driver(NamedTuple):
    """Something uncertain: the duration of an activity, a cost item, or a risk."""

    kind: Kind
    number: int


@dataclass(frozen=True, slots=True)
class RiskEvent:
    """An event that happens in a trial, or does not.

    Attributes
    ----------
    probability
        0 to 1.
    is_threat
        Its impacts add; those of an opportunity take off.
    """

    number: int
    probability: float
    is_threat: bool = True


@dataclass(frozen=True, slots=True)
class DurationImpact:
    """By how much an event makes an activity longer, or shorter.

    Several impacts on one activity add up, each share being one of the duration as it
    was drawn. No duration falls below zero.

    Attributes
    ----------
    number
        Of the impact itself: names its stream.
    size
        Working minutes, or with `is_relative` a share: 0.1 is a tenth of the duration.
    """

    number: int
    risk: int
    activity: int
    size: Distribution
    is_relative: bool = False


@dataclass(frozen=True, slots=True)
class CostImpact:
    """By how much an event makes a cost item dearer, or cheaper.

    Attributes
    ----------
    size
        Money, or with `is_relative` a share of what the item costs in the trial.
    """

    number: int
    risk: int
    item: int
    size: Distribution
    is_relative: bool = False


@dataclass(frozen=True, slots=True)
class CostItem:
    """Money that the project costs.

    Attributes
    ----------
    amount
        Money; with `is_per_minute` money for each working minute.
    is_per_minute
        The cost follows time: from the first start to the last finish of its
        activities, counted on the project's calendar.
    activities
        Of a cost that follows time; none stands for the whole project.
    """

    number: int
    amount: Distribution
    is_per_minute: bool = False
    activities: tuple[int, ...] = ()


class MitigationEffect(NamedTuple):
    """What a mitigation does to one risk; effects of several are multiplied.

    Attributes
    ----------
    probability, impact
        By which they are multiplied: 0.5 halves. No probability exceeds 1.
    """

    risk: int
    probability: float = 1.0
    impact: float = 1.0


@dataclass(frozen=True, slots=True)
class Mitigation:
    """What can be done about risks, and its price."""

    number: int
    effects: tuple[MitigationEffect, ...]
    price: Distribution = field(default_factory=lambda: Fixed(0.0))


@dataclass(frozen=True)
class Model:
    """All that the trials follow from.

    Attributes
    ----------
    durations
        Of activities that are uncertain, in working minutes; all others take what the
        plan says. Of work in progress only the share that is left varies, and finished
        work does not.
    milestones
        Activities whose finish is wanted too; of a summary, that of all within it.
    """

    plan: Plan
    durations: Mapping[int, Distribution] = field(default_factory=dict)
    risks: tuple[RiskEvent, ...] = ()
    duration_impacts: tuple[DurationImpact, ...] = ()
    cost_items: tuple[CostItem, ...] = ()
    cost_impacts: tuple[CostImpact, ...] = ()
    mitigations: tuple[Mitigation, ...] = ()
    correlation: Correlation | None = None
    milestones: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """Which part of a model counts in a run.

    Attributes
    ----------
    has_risks
        Whether events can happen at all.
    mitigations
        Numbers of those that are carried out, at their price.
    without
        Drivers that are certain: a risk that cannot happen, an estimate that is its
        median.
    """

    has_risks: bool = True
    mitigations: frozenset[int] = frozenset()
    without: frozenset[Driver] = frozenset()


BEFORE = Scenario()
ESTIMATES_ONLY = Scenario(has_risks=False)


def after(model: Model) -> Scenario:
    """Return the scenario in which every mitigation is carried out."""
    return Scenario(mitigations=frozenset(one.number for one in model.mitigations))
