"""The answers of a simulation: a promise, its reserve, and how exact it is."""

from datetime import datetime
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from typing import NamedTuple

from core.money import CENT, to_cents

EXACT = 1e-6  # money: less is the rounding of sums of binary numbers


class Case(StrEnum):
    """Which of the three runs is meant."""

    NOW = "without further mitigation"
    MITIGATED = "with all mitigations"
    ESTIMATES = "estimates only"


class Promise(NamedTuple):
    """A date and a cost that hold with a confidence, each and both together.

    Parameters
    ----------
    percent
        The confidence that was asked for: each of the two holds so often by itself.
    finish
        None where there is no plan to date.
    together
        How often both of them hold, 0 to 1.
    joint_finish, joint_cost
        The least stretched pair of which both hold as often as was asked for.
    """

    percent: float
    finish: datetime | None
    cost: Decimal
    together: float
    joint_finish: datetime | None
    joint_cost: Decimal


class Adequacy(NamedTuple):
    """The contingency that a confidence needs beside the one that is left.

    Parameters
    ----------
    needed
        Cost at the confidence, less the budget and what was booked on reserves; below
        0 where the budget alone holds.
    left
        Of the contingency reserve.
    covered
        How often budget and reserve hold the cost, 0 to 1.
    """

    needed: Decimal
    left: Decimal
    covered: float

    @property
    def gap(self) -> Decimal:
        """What the reserve lacks; below 0 where there is more than is needed."""
        return self.needed - self.left


class Settled(NamedTuple):
    """A percentile as it stood after so many trials, with its standard error.

    Parameters
    ----------
    days, days_error
        Working days from the plan's start; None without a plan.
    """

    trials: int
    days: float | None
    days_error: float | None
    cost: Decimal
    cost_error: Decimal


def money(amount: float) -> Decimal:
    """Return an amount of the trials in cents.

    >>> money(10.005)
    Decimal('10.01')
    """
    return to_cents(Decimal(repr(amount)))


def promised(amount: float) -> Decimal:
    """Return an amount in cents that is not below it: what is promised has to hold.

    >>> promised(10.001), promised(10.0000000001)
    (Decimal('10.01'), Decimal('10.00'))
    """
    return Decimal(repr(amount - EXACT)).quantize(CENT, ROUND_CEILING)
