"""How a figure moved: earlier states of the same project, and words for the time."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from core.project import Project

POINTS = 8  # of a trend
COMPARED = 28  # days: figures are compared with those of four weeks ago
WEEK = 7

States = Sequence[tuple[date, Project | None]]
Trend = tuple[float, ...]
T = TypeVar("T")


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
