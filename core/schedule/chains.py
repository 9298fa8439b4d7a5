"""What drives what: the chain of activities that leads to a finish."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from core.registers.schedule import LinkKind
from core.schedule.outline import children_of, leaves_within
from core.schedule.plan import Plan

if TYPE_CHECKING:
    from core.schedule.network import ActivityDates

FROM_START = (LinkKind.START_START, LinkKind.START_FINISH)


def driving_chain(
    plan: Plan, dates: Mapping[int, "ActivityDates"], groups: Collection[int]
) -> tuple[int, ...]:
    """Return the activities that drive the latest finish, first to last.

    From the activity that finishes last the links that put each where it is are
    followed back, until one stands where it is for another reason.
    """
    leaves = [
        one.number
        for one in plan.activities
        if one.number not in groups or one.manual is not None
    ]
    if not leaves:
        return ()
    last = max(leaves, key=lambda number: (dates[number].finish, -number))
    return chain_to(plan, dates, last)


def chain_to(
    plan: Plan, dates: Mapping[int, "ActivityDates"], number: int
) -> tuple[int, ...]:
    """Return the activities that lead to one, itself last."""
    children = children_of(plan)
    typed = {one.number for one in plan.activities if one.manual is not None}
    chain, known = [number], {number}
    while (link := dates[chain[-1]].driver) is not None:
        before = link.predecessor
        if before in children and before not in typed:
            leaves = leaves_within(children, before)
            if link.kind in FROM_START:
                before = min(leaves, key=lambda n: (dates[n].start, n))
            else:
                before = max(leaves, key=lambda n: (dates[n].finish, -n))
        if before in known:
            break
        chain.append(before)
        known.add(before)
    return tuple(reversed(chain))
