"""What mitigations do: to the probability of their risk, to its impact, at what price.

Each cuts what the others leave: two that halve a probability leave a quarter of it.
The rating of a risk is how it stands now, so what is done is in it already; what is
open is still to come. The price of a mitigation is the part of its cost that is not
spent yet: that of the work that is left. Only threats are cut: what somebody does for
an opportunity is meant to help it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import prod

from core.money import ZERO, to_cents
from core.project import Project
from core.registers.catalog import MITIGATIONS, RISKS
from core.registers.entry import Record
from core.registers.risks import Mitigation, MitigationStatus
from core.risk import emv, open_threats, probability

WHOLE = 100  # percent
PLACES = 12  # what several cuts leave is written without the errors of binary parts


@dataclass(frozen=True, slots=True)
class Effect:
    """What is left of a risk, as shares of 1.

    Parameters
    ----------
    probability, impact
        What its probability and its impact are multiplied by.
    """

    probability: float = 1.0
    impact: float = 1.0

    @property
    def expected(self) -> float:
        """What its expected value is multiplied by."""
        return self.probability * self.impact


@dataclass(frozen=True, slots=True)
class MitigatedRisk:
    """One open threat and what its mitigations come to.

    Parameters
    ----------
    probability, after
        Of the risk now, and once all that is open is done; 0 to 1.
    emv, emv_after
        Likewise; None where the risk has no cost.
    done, planned
        What the mitigations that are done took off, which the rating holds already,
        and what the open ones will.
    price
        What the open ones still cost.
    """

    number: int
    probability: float
    after: float
    emv: Decimal | None
    emv_after: Decimal | None
    done: Effect
    planned: Effect
    price: Decimal

    @property
    def saved(self) -> Decimal | None:
        """What the open mitigations take off the expected value."""
        if self.emv is None or self.emv_after is None:
            return None
        return self.emv - self.emv_after

    @property
    def gain(self) -> Decimal | None:
        """What the open mitigations take off, less their price."""
        return None if self.saved is None else self.saved - self.price


def effect(mitigations: Iterable[Mitigation]) -> Effect:
    """Return what some mitigations together leave of their risk.

    >>> halves = Mitigation(title="Spare", risk=1, probability_cut=50, impact_cut=20)
    >>> effect([halves, halves])
    Effect(probability=0.25, impact=0.64)
    """
    found = tuple(mitigations)
    return Effect(
        round(prod((WHOLE - m.probability_cut) / WHOLE for m in found), PLACES),
        round(prod((WHOLE - m.impact_cut) / WHOLE for m in found), PLACES),
    )


def price(mitigation: Mitigation) -> Decimal:
    """Return what a mitigation still costs: its cost times what is not complete.

    >>> price(Mitigation(title="Spare", risk=1, cost=Decimal(200), progress=75))
    Decimal('50.00')
    """
    left = WHOLE - mitigation.progress
    return to_cents((mitigation.cost or ZERO) * left / WHOLE)


def mitigations_of(project: Project) -> Mapping[int, tuple[Record[Mitigation], ...]]:
    """Return the mitigations of each risk, cancelled ones left out."""

    def made() -> Mapping[int, tuple[Record[Mitigation], ...]]:
        found: dict[int, list[Record[Mitigation]]] = {}
        for record in project[MITIGATIONS].live:
            if record.entry.status is not MitigationStatus.CANCELLED:
                found.setdefault(record.entry.risk, []).append(record)
        return {number: tuple(records) for number, records in found.items()}

    return project.remember("mitigations by risk", made)


def open_mitigations(project: Project, risk: int) -> tuple[Record[Mitigation], ...]:
    """Return what is still to be done about a risk."""
    every = mitigations_of(project).get(risk, ())
    return tuple(r for r in every if r.entry.status is MitigationStatus.OPEN)


def mitigated(project: Project) -> tuple[MitigatedRisk, ...]:
    """Return every open threat with what its mitigations come to."""
    return project.remember(
        "mitigated risks",
        lambda: tuple(
            _mitigated(project, record.number) for record in open_threats(project)
        ),
    )


def _mitigated(project: Project, number: int) -> MitigatedRisk:
    risk, settings = project[RISKS].records[number].entry, project.settings
    every = [record.entry for record in mitigations_of(project).get(number, ())]
    to_do = [m for m in every if m.status is MitigationStatus.OPEN]
    planned, known = effect(to_do), emv(risk, settings)
    chance = probability(risk, settings)
    return MitigatedRisk(
        number,
        chance,
        chance * planned.probability,
        known,
        None if known is None else to_cents(known * Decimal(str(planned.expected))),
        effect(m for m in every if m.status is MitigationStatus.DONE),
        planned,
        sum((price(m) for m in to_do), ZERO),
    )
