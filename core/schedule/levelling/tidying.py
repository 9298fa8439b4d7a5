"""Among plans with the same finish, one near the current plan and its deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from core.schedule.levelling.arrays import Arrays
from core.schedule.levelling.best import Best, Starts
from core.schedule.levelling.exact import Team, run_until, solver_for
from core.schedule.levelling.first import first_plan
from core.schedule.levelling.model import Model, model_of
from core.schedule.levelling.problem import Activity, Problem
from core.schedule.levelling.watch import Phase

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

LATENESS = 1000  # what a unit of lateness costs, in units of the greatest weight


def has_wishes(problem: Problem) -> bool:
    """Whether anybody cares where activities are, beyond the finish."""
    return any(
        a.current is not None or a.deadline is not None for a in problem.activities
    )


def cost(problem: Problem, starts: tuple[int, ...]) -> int:
    """Sum moves from the current plan, by priority, and lateness far above them."""
    lateness = _lateness(problem)
    placed = zip(starts, problem.activities, strict=True)
    return sum(_cost(activity, start, lateness) for start, activity in placed)


def tidied(problem: Problem, arrays: Arrays, phase: Phase, team: Team) -> Starts:
    """Move as little as the best finish allows; return the starts."""
    best = phase.best
    starts = min(
        _candidates(problem, arrays, best),
        key=lambda plan: cost(problem, arrays.starts(plan)),
    )
    if phase.tick() or not has_wishes(problem):
        return starts
    model = model_of(problem, arrays, 0, best.finish)
    model.hint(starts, best.finish)
    model.model.minimize(_objective(problem, arrays, model))
    solver = solver_for(phase, team)
    status = run_until(lambda: solver.solve(model.model), solver, phase)
    if status not in {"OPTIMAL", "FEASIBLE"}:
        return starts
    return np.array([solver.value(v) for v in model.starts], dtype=np.int32)


def _candidates(problem: Problem, arrays: Arrays, best: Best) -> list[Starts]:
    """List the best plan, and the current order placed again if it is no longer."""
    current = [problem.activities[who].current for who in arrays.order]
    keys = [h if c is None else c for c, h in zip(current, arrays.heads, strict=True)]
    starts, finish = first_plan(arrays, [int(key) for key in keys])
    return [best.starts, starts] if finish <= best.finish else [best.starts]


def _objective(problem: Problem, arrays: Arrays, model: Model) -> cp_model.LinearExprT:
    lateness = _lateness(problem)
    terms: list[cp_model.LinearExprT] = [0]
    latest = arrays.horizon
    for start, who in zip(model.starts, arrays.order, strict=True):
        activity = problem.activities[who]
        if activity.current is not None:
            moved = model.model.new_int_var(0, latest + activity.current, "")
            model.model.add_abs_equality(moved, start - activity.current)
            terms.append(activity.weight * moved)
        if activity.deadline is not None:
            late = model.model.new_int_var(0, latest, "")
            model.model.add(late >= start + activity.duration - activity.deadline)
            terms.append(lateness * late)
    return sum(terms)


def _lateness(problem: Problem) -> int:
    return LATENESS * max((a.weight for a in problem.activities), default=1)


def _cost(activity: Activity, start: int, lateness: int) -> int:
    moved = 0 if activity.current is None else abs(start - activity.current)
    late = 0
    if activity.deadline is not None:
        late = max(0, start + activity.duration - activity.deadline)
    return activity.weight * moved + lateness * late
