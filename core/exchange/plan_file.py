"""A plan that a file of another tool holds, as values for our registers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.errors import Problem

HIGHEST = 9_999_999  # a higher number would make every later one as long


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """One entry of a plan.

    Attributes
    ----------
    what
        Names it in problems as its file does: "Task 7".
    values
        By field name; None where the file leaves empty what it could fill.
    number
        Its own in the file, as far as it can be ours; None gives the next one.
    """

    register: str
    what: str
    values: Mapping[str, Any]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class PlanFile:
    """What one file brings.

    Attributes
    ----------
    title
        Name of the project, for a new one.
    facts, settings
        What the file says of the project itself and of how it is computed.
    notes
        Sentences on what was assumed and what cannot be carried.
    problems
        What cannot be read, by line.
    dates
        By number: start and finish of what has not begun, as the file has them.
    unclear
        Examples of dates that can be read in two ways, by column.
    """

    title: str
    entries: tuple[PlanEntry, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    dates: Mapping[int, tuple[datetime, datetime]] = field(default_factory=dict)
    unclear: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def numbers_for(uids: Iterable[int]) -> dict[int, int]:
    """Give each entry its own number where that can be ours, else one in order.

    >>> numbers_for([3, 1]), numbers_for([0, 7])
    ({3: 3, 1: 1}, {0: 1, 7: 2})
    """
    some = list(dict.fromkeys(uids))
    if all(1 <= uid <= HIGHEST for uid in some):
        return {uid: uid for uid in some}
    return {uid: place for place, uid in enumerate(some, start=1)}
