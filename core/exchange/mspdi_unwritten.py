"""What Microsoft Project's XML has no place for."""

from typing import Any

from core.errors import shorten
from core.exchange.mspdi_units import MOST_LEVELS
from core.exchange.outline import outline
from core.project import Project
from core.registers.catalog import (
    ACTIVITIES,
    ASSIGNMENTS,
    BASELINE_ACTIVITIES,
    BASELINES,
    DEPENDENCIES,
    SCENARIOS,
)
from core.registers.schedule import Baseline, EarningMethod
from core.registers.spec import RegisterSpec
from core.schedule.plan import reference

MOST_BASELINES = 11  # "Baseline" and "Baseline 1" to "Baseline 10"


def left_by_mspdi(project: Project) -> tuple[str, ...]:
    """Say what Microsoft Project's XML cannot hold of a project."""
    entries = project[ACTIVITIES].entries
    estimates = sum(
        e.optimistic is not None or e.pessimistic is not None for e in entries
    )
    taken = {e.baseline for e in project[BASELINE_ACTIVITIES].entries}
    late = sum(number > MOST_BASELINES for number in taken)
    found = {
        "three-point estimate": estimates,
        "way of earning value": sum(
            e.earning != EarningMethod.PERCENT for e in entries
        ),
        "note on a dependency": _titled(project, DEPENDENCIES),
        "note on an assignment": _titled(project, ASSIGNMENTS),
        "name or day of a baseline": sum(
            _is_named(r.number, r.entry) for r in project[BASELINES].live
        ),
        f"baseline past the first {MOST_BASELINES}": late,
        "scenario": len(project[SCENARIOS]),
    }
    some = [f"{words} ({many:,})" for words, many in found.items() if many]
    return (
        (f"Microsoft Project's XML does not hold: {', '.join(some)}.",) if some else ()
    )


def refusal_of_mspdi(project: Project) -> str:
    """Say why a plan cannot be written as Microsoft Project's XML; empty if it can."""
    deep = [row for row in outline(project) if row.depth >= MOST_LEVELS]
    if not deep:
        return ""
    first = deep[0].record
    return (
        f"{reference(first.number)} “{shorten(first.entry.title)}” stands "
        f"{deep[0].depth + 1:,} levels deep in the outline; Microsoft Project's XML is "
        f"written with at most {MOST_LEVELS}. Move it to a higher summary, or export "
        "the plan as CSV or XLSX."
    )


def _titled(project: Project, spec: RegisterSpec[Any]) -> int:
    return sum(bool(entry.title) for entry in project[spec].entries)


def _is_named(number: int, entry: Baseline) -> bool:
    """Whether a baseline is called other than an import would call it."""
    usual = f"Baseline {number - 1}" if number > 1 else "Baseline"
    return entry.title != usual or entry.taken_on is not None
