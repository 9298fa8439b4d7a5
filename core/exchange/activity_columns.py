"""Columns of a table of activities that are no field: outline, predecessors, people."""

from collections.abc import Mapping
from typing import Any

from core.exchange.mapping import PlanColumn, fold
from core.exchange.shape import Table
from core.registers.catalog import ACTIVITIES
from core.registers.spec import RegisterSpec

PLAN_LABELS: Mapping[PlanColumn, str] = {
    PlanColumn.NUMBER: "ID that predecessors name",
    PlanColumn.LEVEL: "Outline level",
    PlanColumn.OUTLINE: "Outline number or WBS",
    PlanColumn.PREDECESSORS: "Predecessors",
    PlanColumn.RESOURCES: "Resource names",
    PlanColumn.START: "Planned start",
    PlanColumn.FINISH: "Planned finish",
}
# As Microsoft Project names them, in English and German, and what others say.
WORDS: Mapping[PlanColumn, tuple[str, ...]] = {
    PlanColumn.NUMBER: ("id", "task id", "nr", "no", "vorgangsnummer"),
    PlanColumn.LEVEL: ("outline level", "gliederungsebene", "level", "ebene"),
    PlanColumn.OUTLINE: (
        "outline number",
        "gliederungsnummer",
        "wbs",
        "wbs code",
        "psp code",
    ),
    PlanColumn.PREDECESSORS: ("predecessors", "predecessor", "vorgänger", "depends on"),
    PlanColumn.RESOURCES: (
        "resource names",
        "ressourcennamen",
        "resources",
        "ressourcen",
    ),
    PlanColumn.START: ("start", "start date", "anfang", "beginn", "planned start"),
    PlanColumn.FINISH: ("finish", "finish date", "ende", "end date", "end"),
}
PARENT_WORDS = frozenset({"partof", "parent"})
NEEDED = frozenset(PlanColumn) - {PlanColumn.NUMBER, PlanColumn.FINISH}
WEIGHTS: Mapping[PlanColumn, float] = {PlanColumn.PREDECESSORS: 3.0}


def guess_plan(
    table: Table, spec: RegisterSpec[Any], key: str | None
) -> dict[PlanColumn, str]:
    """Guess the columns of a plan; none for other registers.

    Parameters
    ----------
    key
        The column of our own references, which is no other tool's number.
    """
    if spec is not ACTIVITIES:
        return {}
    headers = {fold(header): header for header in reversed(table.headers)}
    found = {
        column: header
        for column, words in WORDS.items()
        if (header := next(filter(None, map(headers.get, map(fold, words))), None))
        and header != key
    }
    if PARENT_WORDS & headers.keys():
        found.pop(PlanColumn.LEVEL, None)
        found.pop(PlanColumn.OUTLINE, None)
    return found if found.keys() & NEEDED else {}


def resemblance(plan: Mapping[PlanColumn, str]) -> float:
    """Return how much such columns speak for a table of activities."""
    return sum(WEIGHTS.get(column, 0.5) for column in plan)
