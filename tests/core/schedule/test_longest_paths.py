"""Dates and floats of random plans are the longest paths that networkx finds."""

from collections.abc import Iterable
from random import Random
from typing import TypeAlias

import networkx as nx
import pytest

from core.registers.schedule import LinkKind
from core.schedule.calendar import ELAPSED, STANDARD, WorkingCalendar
from core.schedule.network import schedule
from core.schedule.plan import Plan, PlanActivity, PlanLink

Network: TypeAlias = "nx.DiGraph[int]"
Edges: TypeAlias = Iterable[tuple[int, int, int]]
START = 29_000_160  # a Tuesday, 08:00
PLANS = 500  # by each calendar
LENGTHS = (0, 60, 480, 720, 1111)
LAGS = (0, 0, 240, 480, 1999, -60, -600)
BEGIN, END = 0, 10**6  # nodes before and after all activities


def random_plan(chance: Random, calendar: WorkingCalendar) -> Plan:
    """Up to 25 activities with links of all four kinds, lags and leads."""
    many = chance.randint(2, 25)
    numbers = range(1, many + 1)
    drawn = (chance.sample(numbers, 2) for _ in range(2 * many))
    pairs = sorted({(min(two), max(two)) for two in drawn})
    return Plan(
        START,
        calendars=(calendar,),
        activities=tuple(
            PlanActivity(n, minutes=chance.choice(LENGTHS)) for n in numbers
        ),
        links=tuple(
            PlanLink(
                number, one, two, chance.choice(list(LinkKind)), chance.choice(LAGS)
            )
            for number, (one, two) in enumerate(pairs, 1)
        ),
    )


def network(plan: Plan) -> Network:
    """Least minutes from the start of one activity to the start of another."""
    length = {one.number: one.minutes for one in plan.activities}
    graph: Network = nx.DiGraph()
    for number, minutes in length.items():
        graph.add_edge(BEGIN, number, gap=0)
        graph.add_edge(number, END, gap=minutes)
    for link in plan.links:
        before, after = link.predecessor, link.successor
        gap = link.lag
        gap += length[before] if link.kind.value.startswith("F") else 0
        gap -= length[after] if link.kind.value.endswith("F") else 0
        graph.add_edge(before, after, gap=gap)
    return graph


def earliest(graph: Network) -> dict[int, int]:
    """Return the longest path to each node."""
    found: dict[int, int] = {}
    for node in nx.topological_sort(graph):
        ways: Edges = graph.in_edges(node, data="gap")
        found[node] = max((found[one] + gap for one, _, gap in ways), default=0)
    return found


def latest(graph: Network, finish: int) -> dict[int, int]:
    """Return the finish less the longest path from each node."""
    found: dict[int, int] = {}
    for node in reversed(list(nx.topological_sort(graph))):
        ways: Edges = graph.out_edges(node, data="gap")
        found[node] = min((found[one] - gap for _, one, gap in ways), default=finish)
    return found


@pytest.mark.parametrize("calendar", [ELAPSED, STANDARD], ids=lambda c: c.name)
def test_dates_and_floats_are_those_of_networkx(calendar: WorkingCalendar) -> None:
    for seed in range(PLANS):
        plan = random_plan(Random(seed), calendar)  # noqa: S311 - no secret
        made = schedule(plan)
        graph = network(plan)
        early = earliest(graph)
        late = latest(graph, early[END])
        for number, dates in made.dates.items():
            total = late[number] - early[number]
            ways: Edges = graph.out_edges(number, data="gap")
            slack = [early[to] - early[number] - gap for _, to, gap in ways]
            own = [calendar.between(START, dates.early_start)]
            own += [calendar.between(START, dates.late_start)]
            own += [dates.total_float, dates.free_float]
            assert own == [early[number], late[number], total, _free(slack, total)]
            assert dates.is_critical is (total == 0)


def _free(slack: list[int], total: int) -> int:
    """Of an end the total float, else what no successor and not the finish feels."""
    return total if len(slack) == 1 else min(slack)
