"""From a project's schedule to the rows of its Gantt chart: shown, folded, paged."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from core.gantt import MOST_ROWS, Gantt, GanttLink, GanttRow, Shape
from core.registers.catalog import ACTIVITIES
from core.registers.schedule import ActivityKind, LinkKind
from core.schedule.plan import PlanActivity
from core.scheduled import Scheduled

FIT = 120  # rows that a chart begins with at most, before somebody unfolds more
SHAPES = {
    ActivityKind.ACTIVITY: Shape.BAR,
    ActivityKind.MILESTONE: Shape.MILESTONE,
    ActivityKind.SUMMARY: Shape.SUMMARY,
}
FROM_FINISH = (LinkKind.FINISH_START, LinkKind.FINISH_FINISH)
TO_FINISH = (LinkKind.FINISH_FINISH, LinkKind.START_FINISH)
Spans = Mapping[int, tuple[int, int]]


class Show(StrEnum):
    """Which activities the chart shows."""

    PACKAGES = "Work packages"
    CRITICAL = "Critical"
    ALL = "All"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the bars are compared with, by activity: a baseline, or the saved plan."""

    name: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class GanttChoice:
    """What the reader wants to see.

    Parameters
    ----------
    levels
        How many levels of the outline are unfolded; None as many as fit.
    toggled
        Numbers of the activities that are folded otherwise than the level says.
    page
        From 1; a page has 500 rows.
    """

    show: Show = Show.ALL
    levels: int | None = None
    toggled: frozenset[int] = frozenset()
    page: int = 1


@dataclass(frozen=True)
class GanttRows:
    """The rows that a choice leaves, before they are cut into pages."""

    scheduled: Scheduled
    choice: GanttChoice
    comparison: Comparison | None = None

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The activities that are shown, from top to bottom."""
        hidden: set[int] = set()
        shown = []
        for number in self._kept:
            parent = self.scheduled.parents.get(number)
            if parent in hidden:
                hidden.add(number)
                continue
            shown.append(number)
            if number in self._heads and self.is_folded(number):
                hidden.add(number)
        return tuple(shown)

    @property
    def pages(self) -> int:
        """How many charts these rows fill."""
        return max(1, -(-len(self.numbers) // MOST_ROWS))

    @cached_property
    def levels(self) -> int:
        """How many levels of the outline are unfolded."""
        if self.choice.levels is not None:
            return self.choice.levels
        depths = [self.scheduled.depths[number] for number in self._kept]
        deepest = max(depths, default=0) + 1
        fitting = (
            level
            for level in range(deepest, 1, -1)
            if sum(depth < level for depth in depths) <= FIT
        )
        return next(fitting, 1)

    def is_folded(self, number: int) -> bool:
        """Whether the rows below an activity are hidden."""
        by_level = self.scheduled.depths[number] >= self.levels - 1
        return by_level is not (number in self.choice.toggled)

    def gantt(self) -> Gantt:
        """Return the page of the chart that was asked for."""
        page = min(self.choice.page, self.pages)
        part = self.numbers[(page - 1) * MOST_ROWS : page * MOST_ROWS]
        rows = tuple(self._row(number) for number in part)
        return Gantt(
            rows,
            tuple(self._links(set(part))),
            self.scheduled.plan.status_at,
            self.comparison.name if self.comparison else "",
        )

    @cached_property
    def _kept(self) -> tuple[int, ...]:
        """The activities of the choice, each with the summaries above it."""
        every = tuple(self.scheduled.depths)
        match self.choice.show:
            case Show.ALL:
                return every
            case Show.PACKAGES:
                packages = [n for n in every if self.scheduled.is_summary(n)]
                return tuple(packages) or every
            case Show.CRITICAL:
                kept = self._with_parents(filter(self.scheduled.is_critical, every))
                return tuple(number for number in every if number in kept)

    def _with_parents(self, numbers: Iterable[int]) -> set[int]:
        kept: set[int] = set()
        for number in numbers:
            at: int | None = number
            while at is not None and at not in kept:
                kept.add(at)
                at = self.scheduled.parents.get(at)
        return kept

    @cached_property
    def _heads(self) -> set[int]:
        """The activities that have rows below them in this choice."""
        parents = (self.scheduled.parents.get(number) for number in self._kept)
        return {parent for parent in parents if parent is not None}

    def _row(self, number: int) -> GanttRow:
        known = self.scheduled
        activity, dates = known.activities[number], known.schedule.dates[number]
        before = self.comparison.spans.get(number) if self.comparison else None
        is_critical = known.is_critical(number)
        return GanttRow(
            number,
            known.schedule.wbs[number],
            activity.title,
            Shape.SUMMARY if known.is_summary(number) else SHAPES[activity.kind],
            dates.start,
            dates.finish,
            _done(activity),
            is_critical=is_critical,
            depth=known.depths[number],
            owner=known.project[ACTIVITIES].records[number].entry.owner,
            before=before,
            slip=known.days(number, before[1], dates.finish) if before else None,
            deadline=activity.deadline,
            total_float=None if activity.is_complete else known.float_days(number),
            is_folded=self.is_folded(number) if number in self._heads else None,
        )

    def _links(self, shown: set[int]) -> Iterator[GanttLink]:
        known = self.scheduled
        for link in known.plan.links:
            if link.predecessor in shown and link.successor in shown:
                driver = known.schedule.dates[link.successor].driver
                is_driving = driver is not None and driver.number == link.number
                yield GanttLink(
                    link.predecessor,
                    link.successor,
                    link.kind in FROM_FINISH,
                    link.kind in TO_FINISH,
                    is_critical=is_driving and known.is_critical(link.successor),
                )


def _done(activity: PlanActivity) -> float:
    return 1.0 if activity.is_complete else activity.percent_complete / 100
