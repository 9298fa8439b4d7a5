"""Correlations of a project: between pairs that somebody named, and between all."""

from collections.abc import Collection, Hashable, Iterator
from typing import NamedTuple

from core.errors import Problem
from core.project import Project
from core.registers.catalog import (
    ACTIVITIES,
    BUDGET_LINES,
    COST_CORRELATIONS,
    DURATION_CORRELATIONS,
)
from core.risk_mitigations import WHOLE
from core.simulated_estimates import Gathered
from core.simulation.correlation import Correlation, of_pairs
from core.simulation.model import Driver, Kind


class _Pair(NamedTuple):
    """What one entry says: who says it, which two, whether one is archived, how far."""

    name: str
    one: Driver
    other: Driver
    archived: str
    coefficient: float


def correlation(
    project: Project,
    durations: Collection[int],
    costs: Collection[int],
    found: Gathered,
) -> Correlation | None:
    """Return how far the estimates of a project go together; None for not at all.

    Parameters
    ----------
    durations, costs
        Numbers of the activities and of the budget lines that are uncertain.
    found
        Gets what is wrong, and what is left out because it is certain.
    """
    known = [
        *(Driver(Kind.DURATION, number) for number in sorted(durations)),
        *(Driver(Kind.COST, number) for number in sorted(costs)),
    ]
    pairs = _named(project, set(known), found)
    common = project.settings.estimate_correlation / WHOLE
    if not pairs and (not common or len(known) <= 1):
        return None
    return of_pairs(pairs, known if common else (), common)


def _named(
    project: Project, known: Collection[Driver], found: Gathered
) -> dict[tuple[Hashable, Hashable], float]:
    pairs: dict[tuple[Hashable, Hashable], float] = {}
    said: dict[tuple[Driver, Driver], str] = {}
    for pair in (*_of_durations(project), *_of_costs(project)):
        key = (min(pair.one, pair.other), max(pair.one, pair.other))
        if pair.archived:
            wrong = "is archived; restore it, or archive this correlation"
            found.problems.append(Problem("", wrong, pair.name, pair.archived))
        elif key in said:
            wrong = f"names the same two as {said[key]}; archive one of them"
            found.problems.append(Problem("", wrong, pair.name))
        elif pair.one in known and pair.other in known:
            pairs[key] = pair.coefficient
        else:
            found.remarks.append(
                f"{pair.name} is left out: one of the two has no spread."
            )
        said.setdefault(key, pair.name)
    return pairs


def _of_durations(project: Project) -> Iterator[_Pair]:
    activities = project[ACTIVITIES].records
    for record in project[DURATION_CORRELATIONS].live:
        entry = record.entry
        archived = [n for n in (entry.activity, entry.other) if activities[n].archived]
        yield _Pair(
            DURATION_CORRELATIONS.reference(record.number),
            Driver(Kind.DURATION, entry.activity),
            Driver(Kind.DURATION, entry.other),
            ACTIVITIES.reference(archived[0]) if archived else "",
            entry.coefficient,
        )


def _of_costs(project: Project) -> Iterator[_Pair]:
    lines = project[BUDGET_LINES].records
    for record in project[COST_CORRELATIONS].live:
        entry = record.entry
        archived = [n for n in (entry.budget_line, entry.other) if lines[n].archived]
        yield _Pair(
            COST_CORRELATIONS.reference(record.number),
            Driver(Kind.COST, entry.budget_line),
            Driver(Kind.COST, entry.other),
            BUDGET_LINES.reference(archived[0]) if archived else "",
            entry.coefficient,
        )
