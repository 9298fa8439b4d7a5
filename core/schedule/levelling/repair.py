"""Delays set right on the real calendars, with the engine as the judge."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from graphlib import TopologicalSorter

from core.registers.schedule import Constraint
from core.schedule.levelling.reading import is_movable
from core.schedule.levelling.use import Pool, Stint, peak, stints
from core.schedule.network import Schedule, schedule
from core.schedule.plan import Plan, PlanActivity

MOST_ROUNDS = 500  # each delays somebody; plans that fit need none


def delayed(plan: Plan, delays: Mapping[int, int]) -> Plan:
    """Let activities of a plan start no earlier than an instant, by number."""
    return replace(
        plan,
        activities=tuple(
            _later(one, delays[one.number]) if one.number in delays else one
            for one in plan.activities
        ),
    )


def repaired(
    plan: Plan, delays: Mapping[int, int], pools: Mapping[int, Pool]
) -> tuple[dict[int, int], Schedule]:
    """Delay further until nobody is asked for too much; return delays and dates."""
    delays = dict(delays)
    found = schedule(delayed(plan, delays))
    drawn = _drawn(plan, found)
    for _ in range(MOST_ROUNDS):
        more = _Sweep(plan, found, pools, drawn).delays()
        if not more:
            break
        delays |= more
        found = schedule(delayed(plan, delays))
    return _needed(plan, delays, found)


def _later(activity: PlanActivity, instant: int) -> PlanActivity:
    kind = Constraint.START_NO_EARLIER_THAN
    return replace(activity, constraint=kind, constraint_at=instant)


def _needed(
    plan: Plan, delays: Mapping[int, int], found: Schedule
) -> tuple[dict[int, int], Schedule]:
    """Leave out the delays that links bring about anyway: from first to last."""
    before = _predecessors(plan)
    needed: dict[int, int] = {}
    while True:
        now = schedule(delayed(plan, needed))
        wrong = {
            n for n, dates in found.dates.items() if now.dates[n].start != dates.start
        }
        more = {
            number: delays[number]
            for number in wrong & (delays.keys() - needed.keys())
            if not wrong.intersection(before.get(number, ()))
        }
        if not more:
            return (dict(delays), found) if wrong else (needed, now)
        needed |= more


def _predecessors(plan: Plan) -> dict[int, list[int]]:
    before: dict[int, list[int]] = {}
    for link in plan.links:
        before.setdefault(link.successor, []).append(link.predecessor)
    return before


def _drawn(plan: Plan, found: Schedule) -> dict[int, set[int]]:
    """Of each that stays, all those before it: it comes along when they are delayed."""
    before = _predecessors(plan)
    drawn = {}
    for activity in plan.activities:
        if not is_movable(activity, found):
            ahead, waiting = set[int](), [activity.number]
            while waiting:
                new = set(before.get(waiting.pop(), ())) - ahead
                ahead |= new
                waiting += new
            drawn[activity.number] = ahead
    return drawn


@dataclass
class _Sweep:
    """One pass over the activities by their starts, each placed where it fits."""

    plan: Plan
    found: Schedule
    pools: Mapping[int, Pool]
    drawn: Mapping[int, set[int]]
    placed: dict[int, list[Stint]] = field(default_factory=dict)

    def delays(self) -> dict[int, int]:
        """Find the first activities that do not fit, and when each does."""
        delays: dict[int, int] = {}
        stale: set[int] = set()
        before = _predecessors(self.plan)
        for activity in self._sequence():
            number = activity.number
            if stale.intersection(before.get(number, ())):
                stale.add(
                    number
                )  # it moves with its predecessor: the next pass sees it
                continue
            now = self.found.dates[number].start
            start = self._fits(activity, now) if self._may_move(activity) else now
            self._place(activity, start)
            if start > now:
                delays[number] = start
                stale.add(number)
        return delays

    def _sequence(self) -> list[PlanActivity]:
        """Those that stay first, then by start, the higher priority first.

        What starts no later than one of its predecessors, by a lead or a link from a
        start, comes after it: else each would flee from the other without end.
        """
        open_ones = [a for a in self.plan.activities if a.work and not a.is_complete]
        ranks = self._ranks({a.number for a in open_ones})
        return sorted(
            open_ones,
            key=lambda a: (
                self._may_move(a),
                ranks[a.number],
                -a.priority,
                a.number,
            ),
        )

    def _ranks(self, open_ones: set[int]) -> dict[int, tuple[int, int]]:
        """Return the latest start of each and its predecessors, and how many share it.

        The second figure counts predecessors at work, along the links.
        """
        before = _predecessors(self.plan)
        ranks = {n: (dates.start, 0) for n, dates in self.found.dates.items()}
        for number in TopologicalSorter(before).static_order():
            if number in ranks:
                ahead = (
                    (ranks[one][0], ranks[one][1] + (one in open_ones))
                    for one in before.get(number, ())
                    if one in ranks
                )
                ranks[number] = max([ranks[number], *ahead])
        return ranks

    def _may_move(self, activity: PlanActivity) -> bool:
        return is_movable(activity, self.found)

    def _place(self, activity: PlanActivity, start: int) -> None:
        for stint in self._stints(activity, start):
            self.placed.setdefault(stint.resource, []).append(stint)

    def _stints(self, activity: PlanActivity, start: int) -> list[Stint]:
        dates = self.found.dates[activity.number]
        finish = dates.finish
        if start != dates.start:
            calendar = self.plan.calendars[activity.calendar]
            finish = calendar.add(start, calendar.between(dates.start, dates.finish))
        found = stints(self.plan, activity, start, finish)
        return [one for one in found if one.resource in self.pools]

    def _fits(self, activity: PlanActivity, start: int) -> int:
        """First start from an instant on at which there is enough of everything."""
        calendar = self.plan.calendars[activity.calendar]
        while True:
            start = calendar.next_working(start)
            clashes = [c for s in self._stints(activity, start) for c in self._clash(s)]
            if not clashes:
                return start
            start = max(start + 1, min(clashes))

    def _clash(self, stint: Stint) -> list[int]:
        """When those end that take too much beside a stint.

        Nobody flees from what comes along with it.
        """
        others = [
            other
            for other in self.placed.get(stint.resource, ())
            if stint.activity not in self.drawn.get(other.activity, ())
        ]
        available = max(stint.units, self.pools[stint.resource].units)
        if peak(stint, others) <= available:
            return []
        return [
            o.finish
            for o in others
            if stint.start < o.finish and o.start < stint.finish
        ]
