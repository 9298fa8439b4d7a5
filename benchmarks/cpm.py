"""How fast a network is dated, beside networkx that makes the same passes.

Both get the network as they like it built: networkx a DiGraph with durations at its
nodes, ours its rows as they stand in the plan. Both sort it and find early and late
dates, total and free float.
The bar: ours is 10 times faster at 100,000 activities and 150,000 links, in a wide
network and in a deep one; and 1,000 activities with calendars go from plan to
dates, everything counted, in less than 10 ms. Times are the processor's: what else
the machine runs does not count.
"""

import argparse
import random
import time
from collections.abc import Callable, Sequence
from datetime import date

import networkx as nx

from benchmarks._table import quantile, show, verdict
from core.registers.schedule import LinkKind
from core.schedule import passes
from core.schedule.calendar import ELAPSED, STANDARD, WorkingCalendar
from core.schedule.laying import layout_of
from core.schedule.network import schedule
from core.schedule.plan import Plan, PlanActivity, PlanLink

ACTIVITIES, LINKS = 100_000, 150_000
SMALL = 1_000
BAR, BAR_MS = 10.0, 10.0
HOLIDAYS = WorkingCalendar(
    "Holidays",
    STANDARD.week,
    tuple((date(y, 12, 24), date(y, 12, 31), ()) for y in range(2020, 2040)),
)


def plan_of(
    count: int, links: int, calendars: tuple[WorkingCalendar, ...], *, deep: bool
) -> Plan:
    """Make a plan: deep is a long chain with ties along it, wide many short ones."""
    rng = random.Random(1)  # noqa: S311 - a sample
    activities = tuple(
        PlanActivity(
            number,
            minutes=480 * rng.randrange(1, 10),
            calendar=rng.randrange(len(calendars)),
        )
        for number in range(1, count + 1)
    )
    reach = 5 if deep else 200
    ties = [(n, n + 1) for n in range(1, count)] if deep else []
    while len(ties) < links:
        after = rng.randrange(2, count + 1)
        ties.append((max(1, after - rng.randrange(1, reach)), after))
    rows = tuple(
        PlanLink(number, before, after, LinkKind.FINISH_START)
        for number, (before, after) in enumerate(ties, 1)
    )
    return Plan(480, calendars=calendars, activities=activities, links=rows)


def shuffled(plan: Plan) -> Plan:
    """Return the plan with its activities in any order."""
    rows = list(plan.activities)
    random.Random(2).shuffle(rows)  # noqa: S311 - a sample
    return Plan(480, calendars=plan.calendars, activities=tuple(rows), links=plan.links)


def networkx_of(plan: Plan) -> "nx.DiGraph[int]":
    """Return the network as networkx wants it."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from((a.number, {"minutes": a.minutes}) for a in plan.activities)
    graph.add_edges_from((link.predecessor, link.successor) for link in plan.links)
    return graph


def networkx_passes(graph: "nx.DiGraph[int]") -> int:
    """Make the passes over a graph, and return its length in minutes."""
    order = list(nx.topological_sort(graph))
    minutes, before, after = graph.nodes, graph.pred, graph.succ
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    for one in order:
        starts[one] = max((ends[other] for other in before[one]), default=0)
        ends[one] = starts[one] + minutes[one]["minutes"]
    length = max(ends.values())
    lates: dict[int, int] = {}
    for one in reversed(order):
        late = min((lates[other] for other in after[one]), default=length)
        lates[one] = late - minutes[one]["minutes"]
    total = {one: lates[one] - starts[one] for one in order}
    free = {
        one: min((starts[o] for o in after[one]), default=length) - ends[one]
        for one in order
    }
    assert len(total) == len(free)
    return length


def best(run: Callable[[], object], times: int) -> float:
    """Return the least of some durations, in milliseconds."""
    found = []
    for _ in range(times):
        begin = time.thread_time()
        run()
        found.append(1000 * (time.thread_time() - begin))
    return min(found)


def compare(name: str, plan: Plan, times: int) -> tuple[object, ...]:
    """Return a row of the table: networkx, ours, ratio."""
    compiled = passes.compiled()
    places = {one.number: place for place, one in enumerate(plan.activities)}
    rows = passes.as_arrays(layout_of(plan, places))
    graph = networkx_of(plan)
    made: object = passes.run_with(compiled, rows)
    length = max(made["finish"].tolist()) - plan.start  # type: ignore[index]
    if plan.calendars == (ELAPSED,):
        assert length == networkx_passes(graph)
    theirs = best(lambda: networkx_passes(graph), times)
    ours = best(lambda: passes.run_with(compiled, rows), times)
    ratio = theirs / ours
    return name, theirs, ours, ratio, verdict(holds=ratio >= BAR)


def small(times: int) -> tuple[object, ...]:
    """Return how long a plan of 1,000 activities takes, from the plan to its dates."""
    plan = plan_of(SMALL, SMALL * 3 // 2, (HOLIDAYS, STANDARD), deep=False)
    passes.compiled()
    found = []
    for _ in range(times * 10):
        begin = time.thread_time()
        schedule(plan)
        found.append(1000 * (time.thread_time() - begin))
    middle = quantile(found, 0.5)
    name = f"{SMALL:,} activities, two calendars"
    return name, middle, quantile(found, 0.95), verdict(holds=middle < BAR_MS)


def large_rows(times: int) -> list[tuple[object, ...]]:
    """Return the rows of the large networks."""
    found = []
    for name, deep in (("wide", False), ("deep", True)):
        for calendar in (ELAPSED, HOLIDAYS):
            plan = plan_of(ACTIVITIES, LINKS, (calendar,), deep=deep)
            hours = "round the clock" if calendar is ELAPSED else "with holidays"
            found.append(compare(f"{name}, {hours}", plan, times))
            mixed = f"{name}, {hours}, in any order"
            found.append(compare(mixed, shuffled(plan), times))
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--small", action="store_true", help="a quick try-out")
    given = parser.parse_args(arguments)
    times, share = given.times, 50 if given.small else 1
    many, links = ACTIVITIES // share, LINKS // share
    begin = time.perf_counter()
    passes.compiled()
    took = time.perf_counter() - begin
    show(
        f"{many:,} activities, {links:,} links: the passes; bar: 10 times",
        ("network", "networkx ms", "ours ms", "times faster", "bar"),
        large_rows(times),
    )
    show(
        "From plan to dates, all counted; bar: 10 ms",
        ("plan", "median ms", "95 % ms", "bar"),
        [small(times)],
    )
    print(f"The compiler was ready after {took:.1f} s (from its cache, where kept).")


if __name__ == "__main__":
    main()
