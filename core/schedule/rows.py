"""The network as rows of whole numbers, which the passes run over.

Rows stay tuples in a list for a small network and become an array of records for a
large one: the passes read either in the same words. Activities, links and calendars
are named by their place in the plan; NONE stands for an instant that nobody gave.
"""

from collections.abc import Mapping, MutableSequence, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.registers.schedule import Constraint, LinkKind
from core.schedule.calendar import WorkingCalendar

NONE = -(2**62)
FAR = 2**62
NEVER = 2**60  # a date that no working time leads to
WHOLE = 1_000_000  # a share of 1

Column = MutableSequence[int]  # or an array of them

UNSTARTED, STARTED, FINISHED, TYPED, GROUP = range(5)
CONSTRAINTS = {constraint: code for code, constraint in enumerate(Constraint)}
AS_LATE = Constraint.AS_LATE_AS_POSSIBLE
KINDS = {kind: code for code, kind in enumerate(LinkKind)}


class CalendarRow(NamedTuple):
    """Where a calendar's periods stand in the clock, and the rest of its timeline.

    `rows` is how many periods a plain week has: so many are the first, and the last.
    `always` is 1 for a calendar that works round the clock.
    """

    low: int
    high: int
    first: int
    last: int
    total: int
    week: int
    rows: int
    always: int


class Clock(NamedTuple):
    """The periods of all calendars: their starts, and the working minutes before each.

    After the last period of a calendar stands one that never begins.
    """

    starts: Column
    before: Column
    calendars: Sequence[CalendarRow]


class ActivityRow(NamedTuple):
    """What an activity is, and where in the lists its parts, children and links are.

    `calendar` counts its duration and `own` its floats; `minutes` is all of it and
    `left` what remains. Of one that is finished, or typed, `begun` and `ended` are the
    dates; of a summary too, where it does not take those of what is within it. Where it
    has parts, they decide instead of `minutes`. It starts later by `delay`, counted by
    `delay_calendar`, than all else lets it; 0 where nothing may delay it.
    """

    calendar: int
    own: int
    minutes: int
    left: int
    state: int
    begun: int
    ended: int
    constraint: int
    at: int
    deadline: int
    parent: int
    part_first: int
    part_last: int
    child_first: int
    child_last: int
    in_first: int
    in_last: int
    out_first: int
    out_last: int
    delay: int
    delay_calendar: int


class PartRow(NamedTuple):
    """What one resource does for an activity."""

    calendar: int
    minutes: int
    left: int


class LinkRow(NamedTuple):
    """What ties two activities.

    `share` is a lag as a share of a summary's duration, in millionths: known only once
    the summary is dated.
    """

    before: int
    after: int
    kind: int
    lag: int
    calendar: int
    share: int


@dataclass(slots=True)
class GateRow:
    """What a summary asks of all that is within it; the passes fill it in.

    The first start and finish with the links that ask them, in the forward pass; then
    the latest, and the latest at which nothing that follows the summary moves.
    """

    start: int = 0
    finish: int = 0
    start_link: int = 0
    finish_link: int = 0
    room_start: int = 0
    room_finish: int = 0


class Net(NamedTuple):
    """The activities, and the lists that their rows point into.

    `ties` are in the order of their successors, and `leaving` are the same ones in that
    of their predecessors. Summaries have a gate, by their place.
    """

    of: Sequence[ActivityRow]
    parts: Sequence[PartRow]
    children: Column
    ties: Sequence[LinkRow]
    leaving: Sequence[LinkRow]
    gates: Mapping[int, GateRow]


class Web(NamedTuple):
    """What waits for what, in columns.

    What is within an activity stands in `children` from its `child_first` to that of
    the next; the others are alike. `afters` are the successors of the links, in the
    order of their predecessors.
    """

    parents: Column
    child_first: Column
    children: Column
    in_first: Column
    out_first: Column
    afters: Column


class Frame(NamedTuple):
    """What holds for the whole plan; NONE as status moves nothing past it.

    `latest` is the project's latest finish, once the forward pass has found it; the
    pass runs a second time where activities are planned as late as possible.
    """

    start: int
    status: int
    has_own_finish: bool
    has_late: bool
    groups: int
    latest: int = 0
    is_second: bool = False


class Network(NamedTuple):
    """All that the passes read; `calendars` are those of the clock."""

    net: Net
    clock: Clock
    frame: Frame
    web: Web
    calendars: tuple[WorkingCalendar, ...]


@dataclass(slots=True)
class DatesRow:
    """What the passes fill in for an activity.

    `start` and `finish` are where the plan puts it: its early dates, or its late ones
    when it is planned as late as possible; `rest` is where what is not done begins, or
    would begin without its delay, and of a summary where the first within it does.
    `tight_start` and `tight_finish` are what predecessors have to respect. `driver` is
    the place of a link, or below 0 one of the other reasons.
    """

    start: int = 0
    finish: int = 0
    rest: int = 0
    tight_start: int = 0
    tight_finish: int = 0
    early_start: int = 0
    early_finish: int = 0
    late_start: int = 0
    late_finish: int = 0
    total: int = 0
    free: int = 0
    driver: int = 0


Dates = Sequence[DatesRow]  # or an array of such records
