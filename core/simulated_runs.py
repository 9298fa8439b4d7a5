"""Simulations that are kept with all that it takes to repeat them."""

from datetime import date

from pydantic import ValidationError

from core import words
from core.edits import Add
from core.money import ZERO
from core.project import Project
from core.registers.catalog import SIMULATION_RUNS
from core.registers.quantified import SimulationRun
from core.simulated_sections import SimulationSection
from core.simulated_values import money

MOST = 12  # rows of a list that are kept
HEADS = ("tornado", "mitigations", "milestones", "remarks")
LEFT_OUT = ("sensitivities", "convergence", "loss_exceedance")


def kept(
    section: SimulationSection, project: Project, day: date, title: str = ""
) -> Add:
    """Return the edit that keeps a simulation of a project as it is now.

    Parameters
    ----------
    day
        The day of the run.
    title
        Named by confidence and day where nobody gives one.
    """
    named = title or f"P{section.confidence} of {words.day(day)}"
    values: dict[str, object] = {
        "title": named.replace(words.NARROW, " "),
        "run_on": day,
        "at_revision": project.revision,
        "seed": section.seed,
        "trials": section.trials,
        "confidence": section.confidence,
        "finish": section.finish.date() if section.finish else None,
        "cost": max(money(section.cost), ZERO),
        "results": _short(section).model_dump_json(),
    }
    return Add(SIMULATION_RUNS.key, values)


def _short(section: SimulationSection) -> SimulationSection:
    """Return what fits into an entry: the head of each list, no list by activity."""
    heads = {name: getattr(section, name)[:MOST] for name in HEADS}
    nothing: dict[str, object] = {name: [] for name in LEFT_OUT}
    return section.model_copy(update={**heads, **nothing, "criticality": {}})


def results(entry: SimulationRun) -> SimulationSection | None:
    """Return the figures of a simulation that was kept; None where it has none.

    Those that can be had by repeating it, activity by activity, are not kept.
    """
    if not entry.results:
        return None
    try:
        return SimulationSection.model_validate_json(entry.results)
    except ValidationError:
        return None
