"""What every check of a plan's quality is made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from core import words
from core.schedule.network import ActivityDates, Schedule
from core.schedule.plan import Plan, PlanActivity, PlanLink

INDEX = 0.95


@dataclass(frozen=True, slots=True)
class Check:
    """One check of a plan.

    Attributes
    ----------
    name, rule
        What is checked, and the sentence that says what is asked.
    figure, limit
        As shown: "7.5 %", "at most 5 %"; the figure is "n/a" where it is undefined.
    value
        The figure as a number: percent, a count, or an index; None where undefined.
    is_failed
        Whether the figure is beyond the limit; never where it is undefined.
    offenders
        Numbers of the activities that stand against the rule.
    """

    name: str
    rule: str
    figure: str
    limit: str
    value: float | None
    is_failed: bool
    offenders: tuple[int, ...] = ()


@dataclass(frozen=True)
class Open:
    """What the checks look at: what is still to be done, and what ties it."""

    plan: Plan
    made: Schedule

    @cached_property
    def leaves(self) -> tuple[PlanActivity, ...]:
        """All activities, without summaries."""
        groups = self.made.groups
        return tuple(a for a in self.plan.activities if a.number not in groups)

    @cached_property
    def activities(self) -> tuple[PlanActivity, ...]:
        """Those that are not finished."""
        return tuple(one for one in self.leaves if not one.is_complete)

    @cached_property
    def links(self) -> tuple[PlanLink, ...]:
        """The links onto what is not finished."""
        groups = self.made.groups
        known = {one.number for one in self.activities} | groups
        return tuple(link for link in self.plan.links if link.successor in known)

    @cached_property
    def tied(self) -> tuple[frozenset[int], frozenset[int]]:
        """Who has a predecessor, and who a successor, itself or through a summary."""
        after = frozenset(link.successor for link in self.plan.links)
        before = frozenset(link.predecessor for link in self.plan.links)
        return self._with_inner(after), self._with_inner(before)

    def dates(self, one: PlanActivity) -> ActivityDates:
        """Return an activity's dates."""
        return self.made.dates[one.number]

    def days(self, one: PlanActivity, minutes: int) -> float:
        """Return working minutes of an activity's calendar in days."""
        return minutes / self.plan.calendars[one.calendar].minutes_per_day

    def _with_inner(self, numbers: frozenset[int]) -> frozenset[int]:
        parents = {one.number: one.parent for one in self.plan.activities}
        known: dict[int | None, bool] = {None: False}
        for one in self.plan.activities:
            way, step = [], one.number
            while step not in known:
                way.append(step)
                if step in numbers:
                    known[step] = True
                    break
                step = parents[step]  # type: ignore[assignment]
            known.update(dict.fromkeys(way, known[step]))
        return frozenset(n for n, is_tied in known.items() if n is not None and is_tied)


def share(found: Iterable[int], all_of: Sequence[object]) -> float | None:
    """Return how many of all were found, in percent; None where there are none."""
    return 100 * len(tuple(found)) / len(all_of) if all_of else None


def at_most(
    name: str, rule: str, limit: float, found: Sequence[int], of: Sequence[object]
) -> Check:
    """Return a check of a share that should be small: percent of `of`."""
    value = share(found, of)
    return Check(
        name,
        rule,
        words.percent(None if value is None else value / 100, 1),
        f"at most {words.percent(limit / 100)}" if limit else "none",
        value,
        value is not None and value > limit,
        tuple(dict.fromkeys(found)),
    )


def index(name: str, rule: str, value: float | None) -> Check:
    """Return a check of an index that should reach its limit."""
    return Check(
        name,
        rule,
        words.number(value, 2),
        f"at least {words.number(INDEX, 2)}",
        value,
        value is not None and value < INDEX,
    )
