"""A plan as the engine takes it: plain numbers, every choice and default resolved.

Instants are minutes since 1970-01-01 of local time, durations are minutes, calendars
are places in `Plan.calendars`. Numbers are those of the entries: 7 is T-007.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.registers.schedule import ActivityKind, Constraint, LinkKind
from core.schedule.calendar import STANDARD, WorkingCalendar

AS_SOON = Constraint.AS_SOON_AS_POSSIBLE
# What levelling may delay, and a delay of levelling moves: no date is promised.
MOVABLE = (
    AS_SOON,
    Constraint.START_NO_EARLIER_THAN,
    Constraint.FINISH_NO_EARLIER_THAN,
)


@dataclass(frozen=True, slots=True)
class Work:
    """What one resource does for an activity.

    Attributes
    ----------
    resource
        Number of the resource.
    calendar
        Place of the calendar that its time is counted on.
    minutes
        How long it takes at these units: working minutes of that calendar.
    units
        Percent of the resource: 100 is one person, or one machine.
    """

    resource: int
    calendar: int
    minutes: int
    units: float = 100.0


@dataclass(frozen=True, slots=True)
class PlanActivity:
    """One activity, milestone or summary.

    Attributes
    ----------
    parent
        Number of the summary it belongs to.
    calendar
        Place of the calendar that its duration and its floats are counted on.
    minutes
        Duration: working minutes, or minutes of the clock when `is_elapsed`.
    remaining
        Duration that is left; by default what `percent_complete` leaves.
    manual
        Start and finish as typed, which nothing moves.
    work
        What its resources do. With work the longest of it decides when the activity
        is finished, unless the duration is elapsed.
    delay
        Minutes from 0 up by which levelling starts it later than all else lets it:
        working minutes of its calendar, or of the clock when `delay_is_elapsed`. It
        moves only what has not begun and whose constraint is one of `MOVABLE`.
    """

    number: int
    title: str = ""
    kind: ActivityKind = ActivityKind.ACTIVITY
    parent: int | None = None
    calendar: int = 0
    minutes: int = 0
    is_elapsed: bool = False
    constraint: Constraint = AS_SOON
    constraint_at: int | None = None
    deadline: int | None = None
    actual_start: int | None = None
    actual_finish: int | None = None
    percent_complete: float = 0.0
    remaining: int | None = None
    priority: int = 500
    manual: tuple[int, int] | None = None
    work: tuple[Work, ...] = ()
    delay: int = 0
    delay_is_elapsed: bool = False

    @property
    def reference(self) -> str:
        """The entry's reference: "T-007"."""
        return reference(self.number)

    @property
    def is_summary(self) -> bool:
        """Whether its dates are those of the activities within it."""
        return self.kind is ActivityKind.SUMMARY

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to do."""
        return self.actual_finish is not None or self.percent_complete >= 100  # noqa: PLR2004

    @property
    def is_delayed(self) -> bool:
        """Whether its delay moves it, unless it has others within it."""
        is_open = self.actual_start is None and self.actual_finish is None
        is_free = self.manual is None and self.constraint in MOVABLE
        return self.delay > 0 and is_open and is_free


@dataclass(frozen=True, slots=True)
class PlanLink:
    """A dependency between two activities.

    Attributes
    ----------
    lag
        Minutes that lie between; negative is a lead. Working minutes of the
        successor's calendar, or minutes of the clock when `lag_is_elapsed`.
    lag_percent
        In place of `lag`: percent of the predecessor's duration.
    """

    number: int
    predecessor: int
    successor: int
    kind: LinkKind = LinkKind.FINISH_START
    lag: int = 0
    lag_is_elapsed: bool = False
    lag_percent: float | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the dates follow from.

    Attributes
    ----------
    start
        The instant from which activities without a predecessor are planned.
    status_at
        The instant up to which progress is told; None where nobody said.
    calendars
        The first one is the project's.
    has_own_finish
        Late dates of an activity without successor run back from its own finish
        instead of the project's latest.
    moves_unstarted
        Work that is not yet done is moved past the status date.
    near_critical
        Working minutes of total float up to which a path is nearly critical.
    baseline
        Start and finish of each activity in the newest baseline; empty without one.
    """

    start: int
    status_at: int | None = None
    calendars: tuple[WorkingCalendar, ...] = (STANDARD,)
    activities: tuple[PlanActivity, ...] = ()
    links: tuple[PlanLink, ...] = ()
    has_own_finish: bool = False
    moves_unstarted: bool = False
    near_critical: int = 5 * 480
    baseline: Mapping[int, tuple[int, int]] = field(default_factory=dict, hash=False)


def reference(number: int) -> str:
    """Return an activity's reference.

    >>> reference(7)
    'T-007'
    """
    return f"T-{number:03d}"
