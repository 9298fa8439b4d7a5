"""The problem as a constraint model: starts within windows, links, cumulated needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.schedule.levelling.arrays import Arrays
from core.schedule.levelling.best import Starts
from core.schedule.levelling.problem import Capacity, Problem

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


@dataclass(frozen=True, slots=True)
class Model:
    """A model, the variables of the starts by the arrays' places, and the finish."""

    model: cp_model.CpModel
    starts: list[Any]
    finish: Any

    def hint(self, starts: Starts, finish: int) -> None:
        """Let the search begin at a plan."""
        for variable, start in zip(self.starts, starts, strict=True):
            self.model.add_hint(variable, int(start))
        self.model.add_hint(self.finish, finish)


def model_of(problem: Problem, arrays: Arrays, bound: int, latest: int) -> Model:
    """Model every plan that ends by `latest`, none of which ends before `bound`."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    finish = model.new_int_var(bound, latest, "")
    windows = zip(arrays.heads.tolist(), (latest - arrays.tails).tolist(), strict=True)
    starts = [model.new_int_var(low, high, "") for low, high in windows]
    for start, tail in zip(starts, arrays.tails.tolist(), strict=True):
        model.add(start + tail <= finish)
    for (before, after), gap in arrays.links.items():
        model.add(starts[after] >= starts[before] + int(gap))
    runs = [
        model.new_fixed_size_interval_var(start, length, "")
        for start, length in zip(starts, arrays.durations.tolist(), strict=True)
    ]
    for resource, capacity in enumerate(problem.capacities):
        needs = _needs(problem, arrays, runs, resource)
        _add_capacity(model, capacity, needs, latest)
    return Model(model, starts, finish)


def _needs(
    problem: Problem, arrays: Arrays, runs: list[Any], resource: int
) -> list[tuple[Any, int]]:
    """List the runs that need a resource, and how much of it."""
    asked = [
        dict(problem.activities[who].demands).get(resource) for who in arrays.order
    ]
    return [
        (run, amount)
        for run, amount, length in zip(runs, asked, arrays.durations, strict=True)
        if amount and length
    ]


def _add_capacity(
    model: cp_model.CpModel,
    capacity: Capacity,
    needs: list[tuple[Any, int]],
    latest: int,
) -> None:
    """Where there is less than the most, something that never moves takes the rest."""
    spells = capacity.spells(latest)
    least = min((amount for _, _, amount in spells), default=0)
    if sum(amount for _, amount in needs) <= least:
        return
    away = [
        (
            model.new_fixed_size_interval_var(start, end - start, ""),
            capacity.most - amount,
        )
        for start, end, amount in spells
        if amount < capacity.most
    ]
    runs, amounts = zip(*needs, *away, strict=True)
    model.add_cumulative(runs, amounts, capacity.most)
