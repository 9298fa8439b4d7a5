"""All incidents of a project, and how long they last in the middle."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from statistics import mean, median

from core.project import Project
from core.registers.catalog import RETROSPECTIVES
from core.registers.learning import Retrospective
from core.retrospective.incident import Incident

ENOUGH = 3  # incidents; below, a mean and a median say nothing


@dataclass(frozen=True)
class Incidents:
    """The incidents of a project, the newest first."""

    each: tuple[Incident, ...]

    @property
    def to_notice(self) -> float | None:
        """Median minutes until one was noticed; None where none was timed."""
        return _middle([i.to_notice for i in self.each if i.to_notice is not None])

    @property
    def to_resolve(self) -> float | None:
        """Median minutes until one was resolved; None where none was timed."""
        return _middle(self.resolve_times)

    @property
    def mean_to_resolve(self) -> float | None:
        """Mean minutes until one was resolved; None below three that were timed."""
        return mean(self.resolve_times) if self.is_enough else None

    @property
    def is_enough(self) -> bool:
        """Whether so many were timed that a median says something."""
        return len(self.resolve_times) >= ENOUGH

    @cached_property
    def resolve_times(self) -> tuple[int, ...]:
        """Minutes until each was resolved that was timed, the oldest first."""
        times = (incident.to_resolve for incident in reversed(self.each))
        return tuple(minutes for minutes in times if minutes is not None)

    def numbered(self, number: int) -> Incident | None:
        """Return the incident with a number, if it is one."""
        return next((i for i in self.each if i.record.number == number), None)


def incidents(project: Project, status_date: date) -> Incidents:
    """Return the incidents of a project, made once for its revision."""
    return project.remember(
        ("incidents", status_date), lambda: _incidents(project, status_date)
    )


def _incidents(project: Project, status_date: date) -> Incidents:
    found = [r for r in project[RETROSPECTIVES].live if r.entry.is_incident]
    found.sort(key=lambda r: (_when(r.entry), r.number), reverse=True)
    return Incidents(tuple(Incident(project, r, status_date) for r in found))


def _when(entry: Retrospective) -> datetime:
    """Return the moment that an incident is listed by."""
    known = entry.began_at or entry.detected_at or entry.resolved_at
    return known or datetime.combine(entry.held_on or date.min, time.min)


def _middle(times: Sequence[int]) -> float | None:
    return median(times) if times else None
