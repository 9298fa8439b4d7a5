"""How a figure moved: earlier states of the same project, and words for the time."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from core.project import Project

POINTS = 8  # of a trend
COMPARED = 28  # days: figures are compared with those of four weeks ago
WEEK = 7

States = Sequence[tuple[date, Project | None]]
Trend = tuple[float, ...]
T = TypeVar("T")
N = TypeVar("N", int, float, Decimal)


def before(past: Sequence[tuple[date, T]]) -> tuple[date, T] | None:
    """Return the state nearest to four weeks before the last; None without another.

    >>> before([(date(2026, 11, d), d) for d in (1, 8, 30)])
    (datetime.date(2026, 11, 1), 1)
    """
    if len(past) <= 1:
        return None
    last = past[-1][0]
    return min(past[:-1], key=lambda state: abs((last - state[0]).days - COMPARED))


def span_words(first: date, last: date) -> str:
    """Say how long something took: in whole weeks where it was.

    >>> span_words(date(2026, 11, 2), date(2026, 11, 30))
    'in 4 weeks'
    >>> span_words(date(2026, 11, 29), date(2026, 11, 30))
    'in 1 day'
    """
    days = (last - first).days
    whole = days >= 2 * WEEK and days % WEEK == 0
    many, noun = (days // WEEK, "week") if whole else (days, "day")
    return f"in {many} {noun}" + ("" if many == 1 else "s")


def seen(
    states: States, today: date, look: Callable[[Project, date], T]
) -> list[tuple[date, T]]:
    """Return what a project came to on some days, each at its own status date.

    Empty where the project is not there as shown.

    Parameters
    ----------
    states
        The project on some days, oldest first, the last one as shown; None before it
        began.
    today
        The status date of a project that sets none, at the latest.
    look
        What is made of the project at a status date: its costs, its scope.
    """
    if not states or states[-1][1] is None:
        return []
    return [
        (known, look(project, project.status_date(min(known, today))))
        for known, project in states
        if project is not None
    ]


def trend(past: Sequence[tuple[date, T]], value: Callable[[T], Any]) -> Trend:
    """Return the last values of a figure; where it is undefined it is left out."""
    found = (value(state) for _, state in past[-POINTS:])
    return tuple(float(v) for v in found if v is not None)


def moved(past: Sequence[tuple[date, T]], value: Callable[[T], N]) -> N | None:
    """Return by how much a figure moved; None without an earlier state."""
    earlier = before(past)
    return None if earlier is None else value(past[-1][1]) - value(earlier[1])


def change(
    past: Sequence[tuple[date, T]], by: N | None, write: Callable[[N], str]
) -> str:
    """Say how a figure moved: "+2 in 4 weeks"; empty without an earlier state.

    >>> past = [(date(2026, 11, 2), 1), (date(2026, 11, 30), 3)]
    >>> [change(past, by, str) for by in (moved(past, int), 0, None)]
    ['2 in 4 weeks', 'unchanged in 4 weeks', '']
    """
    earlier = before(past)
    if earlier is None or by is None:
        return ""
    span = span_words(earlier[0], past[-1][0])
    return f"{write(by) if by else 'unchanged'} {span}"
