"""All projects of a workspace side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core import words
from core.budget import forecast_overrun
from core.figure import SEVERITY, Status
from core.finish import days_late, forecast
from core.health import health, overall, set_by
from core.project import Project
from core.registers.project import ProjectState


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """One project as the portfolio shows it.

    `slip` is in working days, `overrun` a ratio; None where they are undefined.
    `set_by` names the dimensions whose status is the project's.
    """

    key: str
    name: str
    state: ProjectState
    status: Status
    set_by: tuple[str, ...]
    manager: str
    sponsor: str
    rating: str
    planned_finish: date | None
    forecast_finish: date | None
    slip: int | None
    budget: Decimal | None
    overrun: float | None
    currency: str

    @property
    def is_running(self) -> bool:
        """Whether the project still has to be delivered."""
        return self.state in (ProjectState.ACTIVE, ProjectState.ON_HOLD)


def row(project: Project, today: date) -> PortfolioRow:
    """Return a project's line of the portfolio."""
    facts, day = project.facts, project.status_date(today)
    judged = health(project, day)
    return PortfolioRow(
        key=project.key,
        name=facts.title,
        state=facts.state,
        status=overall(judged),
        set_by=set_by(judged),
        manager=facts.manager,
        sponsor=facts.sponsor or facts.organisation,
        rating=facts.rating,
        planned_finish=facts.planned_finish,
        forecast_finish=forecast(project).day,
        slip=days_late(project),
        budget=facts.budget,
        overrun=forecast_overrun(project, day),
        currency=project.settings.currency,
    )


def ordered(lines: Iterable[PortfolioRow]) -> tuple[PortfolioRow, ...]:
    """Return the lines of the portfolio: running ones first, the worst ahead."""
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                not line.is_running,
                SEVERITY.index(line.status),
                line.name.casefold(),
            ),
        )
    )


def headline(lines: Sequence[PortfolioRow]) -> str:
    """Say how the running projects stand."""
    running = [line for line in lines if line.is_running]
    if not lines:
        return "No project yet: start one, or import the list that you have."
    if not running:
        thing = words.capital(words.count(len(lines), "project"))
        none = "not running" if len(lines) == 1 else "none of them running"
        return f"{thing}, {none}."
    counts = {
        "off track": sum(line.status is Status.OFF_TRACK for line in running),
        "to watch": sum(line.status is Status.WATCH for line in running),
        "without data": sum(line.status is Status.NO_DATA for line in running),
    }
    thing = words.capital(words.count(len(running), "running project"))
    if len(running) == 1:
        state = next((what for what, many in counts.items() if many), "on track")
        return f"{thing}, {state}."
    parts = [f"{words.small(many)} {what}" for what, many in counts.items() if many]
    return f"{thing}: {', '.join(parts) or 'all on track'}."


def title(lines: Sequence[PortfolioRow]) -> str:
    """Say how many projects are late and how many cost more, finished ones as well."""
    late = sum((line.slip or 0) > 0 for line in lines)
    over = sum((line.overrun or 0) > 0 for line in lines)
    if not late and not over:
        return "No project is known to be late or over its budget"
    late_words = words.capital(words.count(late, "project"))
    over_words = words.small(over) if over else "none"
    return f"{late_words} later than planned, {over_words} over budget"


def table_title(lines: Sequence[PortfolioRow]) -> str:
    """Say how many projects there are, and how many of them are off track."""
    off = sum(line.status is Status.OFF_TRACK for line in lines)
    thing = words.capital(words.count(len(lines), "project"))
    if len(lines) == 1:
        return f"{thing}, {'off track' if off else 'not off track'}"
    return f"{thing}, {words.of_them(off)} off track"
