"""What no levelled plan can beat, whatever calendars it has: the work of a resource."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from core.schedule.levelling.use import Pool
from core.schedule.network import Schedule
from core.schedule.plan import Plan, PlanActivity

Slot = tuple[int, int]  # a resource, and the place of the calendar that it works by
Share = tuple[int, int]  # an instant before which no work begins; minutes by percent


def energy_bound(
    plan: Plan,
    movable: Iterable[PlanActivity],
    now: Schedule,
    pools: Mapping[int, Pool],
) -> int:
    """Return an instant before which the work of no resource can be done.

    What a resource does by one calendar asks, from the first start on, for as much of
    its working time as there is work (the energy of a set of activities; Néron et al.
    2006, "Lower bounds"). Levelling only delays, so starts of now are the earliest.
    """
    shares: dict[Slot, list[Share]] = defaultdict(list)
    for activity in movable:
        for slot, share in _shares(activity, now, pools):
            shares[slot].append(share)
    ends = (
        plan.calendars[place].add(start, -(-energy // pools[resource].units))
        for (resource, place), found in shares.items()
        for start, energy in _from_each_start(found)
    )
    return max(ends, default=now.finish)


def _shares(
    activity: PlanActivity, now: Schedule, pools: Mapping[int, Pool]
) -> Iterator[tuple[Slot, Share]]:
    """Yield the work that surely takes time: by the activity's own calendar."""
    for work in activity.work:
        if work.resource not in pools or work.calendar != activity.calendar:
            continue
        minutes = min(work.minutes or activity.minutes, activity.minutes)
        units = min(round(work.units), pools[work.resource].units)
        if minutes and units and not activity.is_elapsed:
            start = now.dates[activity.number].start
            yield (work.resource, work.calendar), (start, minutes * units)


def _from_each_start(shares: Iterable[Share]) -> Iterator[Share]:
    """Yield each start with the energy of all that begins then or later."""
    energy = 0
    for start, more in sorted(shares, reverse=True):
        energy += more
        yield start, energy
