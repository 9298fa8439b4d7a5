"""The constraint solver: shorter plans from a good one, and the proof of a bound."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.schedule.levelling.arrays import Arrays
from core.schedule.levelling.best import Best
from core.schedule.levelling.model import Model, model_of
from core.schedule.levelling.problem import Problem
from core.schedule.levelling.watch import Phase

if TYPE_CHECKING:
    from ortools.sat.python import cp_model, cp_model_helper

TICK = 0.05  # seconds
SHORTEST = 0.01  # seconds; 0 would mean for ever


@dataclass(frozen=True, slots=True)
class Team:
    """How many search at the same time, and the seed of their chances."""

    workers: int
    seed: int


def solver_for(phase: Phase, team: Team) -> cp_model.CpSolver:
    """Make a solver that keeps to the time and the workers it has."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(phase.left, SHORTEST)
    solver.parameters.num_workers = team.workers
    solver.parameters.random_seed = team.seed % 2**31
    return solver


def run_until(
    run: Callable[[], cp_model_helper.CpSolverStatus],
    solver: cp_model.CpSolver,
    phase: Phase,
) -> str:
    """Run a solver in a thread, stop it when the phase is over; return how it ended."""
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(run)
        while wait([running], TICK).not_done:
            if phase.tick():
                solver.stop_search()
        return str(running.result().name)


def shorten(problem: Problem, arrays: Arrays, phase: Phase, team: Team) -> None:
    """Search for shorter plans from the best one, until it is proved or time is up."""
    best = phase.best
    if best.is_settled or phase.tick():
        return
    model = model_of(problem, arrays, best.bound, best.finish)
    model.hint(best.starts, best.finish)
    model.model.minimize(model.finish)
    solver = solver_for(phase, team)
    told = _teller(model, best)
    solver.best_bound_callback = lambda bound: best.raise_bound(round(bound))
    status = run_until(lambda: solver.solve(model.model, told), solver, phase)
    if status == "OPTIMAL":
        best.raise_bound(round(solver.objective_value))
    phase.tick()


def _teller(model: Model, best: Best) -> cp_model.CpSolverSolutionCallback:
    from ortools.sat.python import cp_model

    class Teller(cp_model.CpSolverSolutionCallback):
        """Hands on each plan as it is found."""

        def on_solution_callback(self) -> None:
            starts = np.array([self.value(v) for v in model.starts], dtype=np.int32)
            best.offer(starts, self.value(model.finish))

    return Teller()
