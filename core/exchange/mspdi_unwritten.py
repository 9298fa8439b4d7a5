"""What Microsoft Project's XML has no place for."""

from core.project import Project
from core.registers.catalog import (
    ACTIVITIES,
    BASELINE_ACTIVITIES,
    RESOURCES,
    SCENARIOS,
)
from core.registers.resources import ResourceKind

MOST_BASELINES = 11  # "Baseline" and "Baseline 1" to "Baseline 10"


def left_by_mspdi(project: Project) -> tuple[str, ...]:
    """Say what Microsoft Project's XML cannot hold of a project."""
    entries = project[ACTIVITIES].entries
    estimates = sum(
        e.optimistic is not None or e.pessimistic is not None for e in entries
    )
    machines = sum(r.kind is ResourceKind.EQUIPMENT for r in project[RESOURCES].entries)
    taken = {e.baseline for e in project[BASELINE_ACTIVITIES].entries}
    late = sum(number > MOST_BASELINES for number in taken)
    found = {
        "three-point estimate": estimates,
        "resource that is equipment, now work": machines,
        f"baseline past the first {MOST_BASELINES}": late,
        "scenario": len(project[SCENARIOS]),
    }
    some = [f"{words} ({many:,})" for words, many in found.items() if many]
    return (
        (f"Microsoft Project's XML does not hold: {', '.join(some)}.",) if some else ()
    )
