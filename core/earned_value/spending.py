"""What each branch of a WBS has cost by each status date, and is forecast to need."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache

import numpy as np

from core.actual_costs import ActualCost
from core.costs import Costs
from core.earned_value.earned_schedule import Cents
from core.project import Project
from core.work_packages import line_code, wbs_codes_of

UNKNOWN = ""  # the code of what belongs to no branch


def cost_codes(project: Project) -> Callable[[int | None, int | None], str]:
    """Return what gives the WBS code of an activity, else of a budget line."""
    codes = wbs_codes_of(project)
    of_line = cache(lambda line: line_code(project, line))

    def code(activity: int | None, line: int | None) -> str:
        own = None if activity is None else codes.get(activity)
        if own is not None:
            return own
        return of_line(line) if line else UNKNOWN

    return code


def spent(
    costs: Sequence[ActualCost],
    code: Callable[[int | None, int | None], str],
    days: Sequence[date],
) -> Mapping[str, Cents]:
    """Return the cents that were spent by the end of each day, by WBS code."""
    places: dict[str, int] = {}
    rows = [
        places.setdefault(code(cost.activity, cost.line), len(places)) for cost in costs
    ]
    ends = np.array([day.toordinal() for day in days])
    on = np.array([cost.on.toordinal() for cost in costs], np.int64)
    table = np.zeros((len(places), len(days) + 1), np.int64)
    cents = np.array([cost.cents for cost in costs], np.int64)
    np.add.at(table, (np.array(rows, np.intp), np.searchsorted(ends, on)), cents)
    sums = np.cumsum(table[:, :-1], axis=1)
    return {name: sums[place] for name, place in places.items()}


def rest(
    project: Project,
    code: Callable[[int | None, int | None], str],
    status_date: date,
) -> Mapping[str, tuple[int, int]]:
    """Return what the budget lines still need by their forecast, by WBS code.

    Returns
    -------
    Cents, and by how many lines of kind work they are told.
    """
    found: dict[str, tuple[int, int]] = {}
    for line in Costs(project, status_date).lines:
        name = code(None, line.number)
        cents, many = found.get(name, (0, 0))
        found[name] = cents + int(line.remaining * 100), many + line.is_work
    return found
