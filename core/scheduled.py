"""A project with its plan and the dates that follow from it: what the pages ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from core.project import Project
from core.schedule.network import Schedule, schedule
from core.schedule.outline import children_of
from core.schedule.plan import Plan, PlanActivity
from core.schedule.quality import Check, checks
from core.schedule.reading import plan_of


@dataclass(frozen=True)
class Scheduled:
    """One state of a project, computed."""

    project: Project
    plan: Plan
    schedule: Schedule

    @cached_property
    def activities(self) -> Mapping[int, PlanActivity]:
        """The activities of the plan by number, summaries among them."""
        return {activity.number: activity for activity in self.plan.activities}

    @cached_property
    def parents(self) -> Mapping[int, int]:
        """The summary that each activity belongs to; left out where there is none."""
        return {
            a.number: a.parent for a in self.plan.activities if a.parent is not None
        }

    @cached_property
    def depths(self) -> Mapping[int, int]:
        """How deep each activity stands in the outline, in the outline's order."""
        children = children_of(self.plan)
        found: dict[int, int] = {}
        waiting = [(number, 0) for number in reversed(children.get(None, []))]
        while waiting:  # not by recursion: outlines may be thousands of levels deep
            number, depth = waiting.pop()
            found[number] = depth
            within = reversed(children.get(number, []))
            waiting += [(inner, depth + 1) for inner in within]
        return found

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """The checks of the plan's quality."""
        return checks(self.plan, self.schedule)

    def is_summary(self, number: int) -> bool:
        """Whether an activity is a summary of others."""
        return self.activities[number].is_summary or number in self.schedule.groups

    def within(self, number: int) -> tuple[int, int]:
        """Return from when to when the activities are that are within a summary.

        Of the first level down: where there is a summary with typed dates, these count.
        """
        inner = children_of(self.plan).get(number, ())
        dates = [self.schedule.dates[one] for one in inner]
        return min(one.start for one in dates), max(one.finish for one in dates)

    @cached_property
    def overrun(self) -> tuple[int, ...]:
        """The summaries whose typed dates do not hold what is within them."""
        typed = {number for number, one in self.activities.items() if one.manual}
        found = []
        for number in sorted(typed & self.schedule.groups):
            start, finish = self.within(number)
            dates = self.schedule.dates[number]
            if start < dates.start or finish > dates.finish:
                found.append(number)
        return tuple(found)

    def is_critical(self, number: int) -> bool:
        """Whether an activity drives the finish and is not done yet."""
        activity = self.activities[number]
        if self.is_summary(number) or activity.is_complete:
            return False
        return self.schedule.dates[number].is_critical

    def days(self, number: int, begin: int, end: int) -> float:
        """Return the working days between two instants, on an activity's calendar."""
        calendar = self.plan.calendars[self.activities[number].calendar]
        return calendar.between(begin, end) / calendar.minutes_per_day

    def float_days(self, number: int) -> float:
        """Return an activity's total float in working days of its calendar."""
        return self._in_days(number, self.schedule.dates[number].total_float)

    def free_days(self, number: int) -> float:
        """Return an activity's free float in working days of its calendar."""
        return self._in_days(number, self.schedule.dates[number].free_float)

    def _in_days(self, number: int, minutes: int) -> float:
        calendar = self.plan.calendars[self.activities[number].calendar]
        return minutes / calendar.minutes_per_day


def scheduled(project: Project) -> Scheduled:
    """Return a project with its dates, computed once for this very value.

    Raises
    ------
    ScheduleError
        Where the plan has a cycle, or a calendar without working time.
    """

    def made() -> Scheduled:
        plan = plan_of(project)
        return Scheduled(project, plan, schedule(plan))

    return project.remember("scheduled", made)
