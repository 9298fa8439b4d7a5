"""A model made ready: its network laid out once, for any number of runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from core.schedule import checking, passes
from core.schedule.kernels.ordering import Queue
from core.schedule.laying import Layout, as_rows, layout_of
from core.schedule.outline import children_of, leaves_within
from core.schedule.plan import Plan
from core.schedule.rows import FINISHED, GROUP, STARTED, TYPED, ActivityRow, Network
from core.simulation.checking import check
from core.simulation.laying_axis import OnAxis, axis_of, fits, groups_of
from core.simulation.model import Model
from core.simulation.rows import Groups, Walk


class Leaf(NamedTuple):
    """An activity whose duration a trial can change.

    Attributes
    ----------
    minutes
        Working minutes that are left.
    scale
        Which share of its duration that is.
    """

    number: int
    minutes: int
    scale: float


class Walked(NamedTuple):
    """A network that is dated by the schedule's own pass."""

    network: Network
    order: Any
    walk: Walk


@dataclass(frozen=True)
class Prepared:
    """A model with its network laid out.

    Attributes
    ----------
    leaves
        Activities in the order of the rows.
    groups
        The whole project, each milestone, then each span that a cost follows.
    spans
        For each cost item, which group it follows; -1 for none.
    network
        On an axis of working minutes where one calendar rules all.
    """

    model: Model
    leaves: tuple[Leaf, ...]
    groups: Groups
    spans: tuple[int, ...]
    network: OnAxis | Walked


def prepare(model: Model, *, on_axis: bool = True) -> Prepared:
    """Check a model and lay its network out.

    Parameters
    ----------
    on_axis
        Whether the quick way may be taken where it is open; both say the same.

    Raises
    ------
    SimulationError
        With everything that is wrong with the model.
    ScheduleError
        For a plan that cannot be scheduled.
    """
    places = checking.check(model.plan)
    check(model)
    layout = layout_of(model.plan, places)
    network = as_rows(layout)
    order = _order(model.plan, network)
    has_percents = any(link.lag_percent is not None for link in model.plan.links)
    is_quick = on_axis and fits(network, has_percent_lags=has_percents)
    follows, sets = _sets(model, places, opens=is_quick)
    if is_quick:
        on = axis_of(network, order)
        leaves = _leaves(model.plan, network, on.order)
        return Prepared(model, leaves, groups_of(network, on, sets), follows, on)
    open_ones = [
        place
        for place, row in enumerate(network.net.of)
        if row.state not in (GROUP, FINISHED, TYPED)
    ]
    walked = _walked(model.plan, layout, network, order, open_ones)
    leaves = _leaves(model.plan, network, open_ones)
    return Prepared(model, leaves, _all(sets), follows, walked)


def _order(plan: Plan, network: Network) -> list[int]:
    count = len(network.net.of)
    order, waiting = [0] * (2 * count), [0] * (2 * count)
    steps = passes.PLAIN.arrange(network.web, Queue(order, waiting))
    if steps < count + network.frame.groups:
        raise checking.cycle_error(plan, network.net, waiting)
    return order[:steps]


def _leaves(plan: Plan, network: Network, order: Sequence[int]) -> tuple[Leaf, ...]:
    rows = network.net.of
    return tuple(Leaf(plan.activities[p].number, *_left(rows[p])) for p in order)


def _left(row: ActivityRow) -> tuple[int, float]:
    if row.state != STARTED:
        return row.minutes, 1.0
    return row.left, row.left / row.minutes if row.minutes else 0.0


def _done(row: ActivityRow) -> int:
    return max(row.minutes - row.left, 0) if row.state == STARTED else 0


def _sets(
    model: Model, places: dict[int, int], *, opens: bool
) -> tuple[tuple[int, ...], list[list[int]]]:
    """Return which set each cost item follows, and the sets of places.

    `opens` puts what is within a summary in its place.
    """
    children = children_of(model.plan) if opens else {}
    everything = [p for number, p in places.items() if number not in children]

    def within(numbers: Sequence[int]) -> list[int]:
        found: dict[int, None] = {}
        for number in numbers:
            inner = leaves_within(children, number) if number in children else [number]
            found.update(dict.fromkeys(places[leaf] for leaf in inner))
        return list(found) or everything

    sets = [everything, *(within([number]) for number in model.milestones)]
    spans: dict[tuple[int, ...], int] = {(): 0}
    follows = []
    for item in model.cost_items:
        if item.is_per_minute and item.activities not in spans:
            spans[item.activities] = len(sets)
            sets.append(within(item.activities))
        follows.append(spans[item.activities] if item.is_per_minute else -1)
    return tuple(follows), sets


def _all(sets: Sequence[Sequence[int]]) -> Groups:
    first = np.cumsum([0, *map(len, sets)])
    places = np.array([place for one in sets for place in one], np.int64)
    never = np.full(len(sets), 2**61, np.int64)
    return Groups(first, places, never, -never)


def _walked(
    plan: Plan,
    layout: Layout,
    network: Network,
    order: Sequence[int],
    places: Sequence[int],
) -> Walked:
    net = network.net
    left = [_left(net.of[place])[0] for place in places]
    done = [_done(net.of[place]) for place in places]
    started = _parts_of(network, STARTED)
    parts = [
        (part.minutes - part.left, part.left) if row in started else (0, part.minutes)
        for row, part in enumerate(net.parts)
    ]
    walk = Walk(
        _whole(places),
        _whole(done),
        np.array(left, float),
        _whole([part[0] for part in parts]),
        np.array([part[1] for part in parts], float),
        *_percent_lags(plan, layout),
    )
    return Walked(passes.as_arrays(layout), np.array(order, np.int32), walk)


def _parts_of(network: Network, state: int) -> set[int]:
    rows = [row for row in network.net.of if row.state == state]
    return {part for row in rows for part in range(row.part_first, row.part_last)}


def _percent_lags(plan: Plan, layout: Layout) -> list[Any]:
    """Return where the lags stand that follow a duration, and what they follow."""
    leaving = {row: place for place, row in enumerate(layout.leaving)}
    before, groups = layout.ties["before"], set(layout.gates)
    found = [
        (row, leaving[row], before[row], share / 100)
        for row, place in enumerate(layout.order)
        if (share := plan.links[place].lag_percent) is not None
        and before[row] not in groups
    ]
    columns = list(zip(*found, strict=True)) or [()] * 4
    return [*map(_whole, columns[:3]), np.array(columns[3], float)]


def _whole(values: Sequence[Any]) -> Any:
    return np.array(values, np.int64)
