"""How far the plan slipped against its baselines, in working days."""

from collections.abc import Sequence
from dataclasses import dataclass

from core import baselines, words
from core.gantt_rows import Comparison
from core.project import Project
from core.scheduled import Scheduled, scheduled
from core.workdays import working_days


@dataclass(frozen=True, slots=True)
class SlipRow:
    """One activity: how far it finishes after each of some baselines.

    Parameters
    ----------
    slips
        Working days of the activity's calendar, less than 0 where it is earlier; None
        where the baseline does not have it.
    """

    number: int
    title: str
    slips: tuple[float | None, ...]


def slip_rows(project: Project, taken: Sequence[int]) -> tuple[SlipRow, ...]:
    """Return the slips of all activities, in the order of the outline.

    Parameters
    ----------
    taken
        Numbers of baselines.
    """
    known = scheduled(project)
    compared = [baselines.comparison(project, number) for number in taken]
    return tuple(
        SlipRow(
            number,
            known.activities[number].title,
            tuple(_slip(known, number, one) for one in compared),
        )
        for number in known.depths
    )


def slip_of(known: Scheduled, number: int) -> float | None:
    """Return an activity's slip against the newest baseline; None without one."""
    newest = _newest(known.project)
    return _slip(known, number, newest) if newest else None


def finish_slip(known: Scheduled) -> float | None:
    """Return by how many working days the plan finishes after its newest baseline."""
    newest = _newest(known.project)
    if newest is None or not newest.spans:
        return None
    planned = max(finish for _, finish in newest.spans.values())
    calendar = known.plan.calendars[0]
    minutes = calendar.between(planned, known.schedule.finish)
    return minutes / calendar.minutes_per_day


def _newest(project: Project) -> Comparison | None:
    def find() -> Comparison | None:
        record = baselines.newest(project)
        return baselines.comparison(project, record.number) if record else None

    return project.remember("newest baseline", find)


def _slip(known: Scheduled, number: int, compared: Comparison) -> float | None:
    before = compared.spans.get(number)
    if before is None:
        return None
    return known.days(number, before[1], known.schedule.dates[number].finish)


def slip_title(rows: Sequence[SlipRow]) -> str:
    """Say how many activities are later than the newest baseline, and which most."""
    late = [
        (row.slips[0], row) for row in rows if row.slips and (row.slips[0] or 0) > 0
    ]
    if not late:
        return "No activity is later than in the newest baseline"
    days, worst = max(late, key=lambda pair: (pair[0], -pair[1].number))
    many = words.capital(words.count(len(late), "activity", "activities"))
    verb = "is" if len(late) == 1 else "are"
    return (
        f"{many} {verb} later than in the newest baseline: {worst.title} by "
        f"{working_days(days)}"
    )
