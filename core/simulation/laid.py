"""Everything that a run draws, laid out for the loops."""

from typing import NamedTuple

from core.simulation.correlation import Valid
from core.simulation.laying import (
    Sheet,
    copula_of,
    costs_of,
    draws_of,
    events_of,
    lengths_of,
)
from core.simulation.model import Scenario
from core.simulation.preparing import Prepared
from core.simulation.rows import Drawing, Targets


class Laid(NamedTuple):
    """What a run draws, laid out for the loops."""

    drawing: Drawing
    lengths: Targets
    costs: Targets
    valid: Valid | None


def lay(prepared: Prepared, seed: int, scenario: Scenario) -> Laid:
    """Lay out what a scenario draws."""
    model, sheet = prepared.model, Sheet()
    lengths = lengths_of(model, scenario, sheet, prepared.leaves)
    costs = costs_of(model, scenario, sheet, prepared.spans)
    copula, correlated, valid = copula_of(model, seed)
    return Laid(
        Drawing(
            draws_of(sheet, seed, correlated),
            events_of(model, scenario, seed),
            copula,
        ),
        lengths,
        costs,
        valid,
    )
