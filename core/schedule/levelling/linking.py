"""The links of a plan between activities that work, with lags in working minutes."""

from collections import defaultdict
from dataclasses import dataclass

from core.registers.schedule import LinkKind
from core.schedule.levelling.problem import Kind
from core.schedule.network import Schedule
from core.schedule.plan import Plan, PlanLink

KINDS: dict[LinkKind, Kind] = {
    LinkKind.FINISH_START: "FS",
    LinkKind.START_START: "SS",
    LinkKind.FINISH_FINISH: "FF",
    LinkKind.START_FINISH: "SF",
}
FROM_FINISH = (LinkKind.FINISH_START, LinkKind.FINISH_FINISH)


@dataclass(frozen=True, slots=True)
class Tie:
    """A link whose lag is working minutes of the project's calendar.

    `is_plain` says that it is the plan's own link: no group, no lag that had to be
    estimated at the current dates.
    """

    predecessor: int
    successor: int
    kind: Kind
    lag: int
    is_plain: bool


def ties_of(plan: Plan, schedule: Schedule) -> list[Tie]:
    """Every link; one of a group becomes one of each activity within it.

    A finish of a group is the last of its activities' finishes, so each of them comes
    before; its start is the first of their starts, which no single one has to keep:
    such a link is left to the engine.
    """
    outline = Outline(plan)
    ties = []
    for link in plan.links:
        kind = KINDS[link.kind]
        starts, ends = kind in {"SS", "SF"}, kind in {"FF", "SF"}
        before, after = outline.leaves(link.predecessor), outline.leaves(link.successor)
        is_group = [link.predecessor] != before or [link.successor] != after
        if (starts and len(before) > 1) or (ends and len(after) > 1):
            before, after = before[:0], after[:0]
        lag = _lag(plan, schedule, link)
        plain = not is_group and not link.lag_is_elapsed and link.lag_percent is None
        ties += [Tie(one, other, kind, lag, plain) for one in before for other in after]
    return ties


class Outline:
    """The activities that work within an entry of the outline, or itself."""

    def __init__(self, plan: Plan) -> None:
        self._inner: dict[int, list[int]] = defaultdict(list)
        for activity in plan.activities:
            if activity.parent is not None:
                self._inner[activity.parent].append(activity.number)

    def leaves(self, number: int) -> list[int]:
        """List them by the outline; an entry with none within it is its own."""
        leaves, waiting = [], [number]
        while waiting:
            one = waiting.pop()
            if one in self._inner:
                waiting += reversed(self._inner[one])
            else:
                leaves.append(one)
        return leaves


def _lag(plan: Plan, schedule: Schedule, link: PlanLink) -> int:
    """Return working minutes, where it is of another kind as at the current dates."""
    calendar = plan.calendars[0]
    lag = link.lag
    dates = schedule.dates[link.predecessor]
    if link.lag_percent is not None:
        lag = round(
            calendar.between(dates.start, dates.finish) * link.lag_percent / 100
        )
    if link.lag_is_elapsed:
        end = dates.finish if link.kind in FROM_FINISH else dates.start
        return calendar.between(end, end + lag)
    return lag
