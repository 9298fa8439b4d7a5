"""The plan: activities and their dependencies, and what each was planned as before."""

from datetime import datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from core.durations import parse_span
from core.registers.entry import (
    Amount,
    Count,
    Day,
    Duration,
    Entry,
    FieldKind,
    Flag,
    Lag,
    LongText,
    Moment,
    Percent,
    Quantity,
    RefTo,
    Text,
    Title,
)
from core.registers.resources import CalendarRef, ResourceRef

ActivityRef = Annotated[int, Field(ge=1), RefTo("activities", "T"), FieldKind.REFERENCE]
BaselineRef = Annotated[int, Field(ge=1), RefTo("baselines", "BL"), FieldKind.REFERENCE]


class ActivityKind(StrEnum):
    """Whether an entry of the plan is work, a point in time, or a group of both."""

    ACTIVITY = "activity"
    MILESTONE = "milestone"
    SUMMARY = "summary"


class Constraint(StrEnum):
    """What holds an activity to a date, beside its dependencies."""

    AS_SOON_AS_POSSIBLE = "as soon as possible"
    AS_LATE_AS_POSSIBLE = "as late as possible"
    MUST_START_ON = "must start on"
    MUST_FINISH_ON = "must finish on"
    START_NO_EARLIER_THAN = "start no earlier than"
    START_NO_LATER_THAN = "start no later than"
    FINISH_NO_EARLIER_THAN = "finish no earlier than"
    FINISH_NO_LATER_THAN = "finish no later than"

    @property
    def needs_date(self) -> bool:
        """Whether the constraint says nothing without a date."""
        return self not in (self.AS_SOON_AS_POSSIBLE, self.AS_LATE_AS_POSSIBLE)


class LinkKind(StrEnum):
    """Which ends of two activities a dependency ties: finish to start, and so on."""

    FINISH_START = "FS"
    START_START = "SS"
    FINISH_FINISH = "FF"
    START_FINISH = "SF"


class Shape(StrEnum):
    """The distribution of an estimate between its least and its greatest value."""

    TRIANGULAR = "triangular"
    PERT = "PERT"
    LOGNORMAL = "lognormal"
    UNIFORM = "uniform"
    TRIGEN = "trigen"


class EarningMethod(StrEnum):
    """How an activity earns its budget (PMI Practice Standard for EVM)."""

    PERCENT = "percent complete"
    ZERO_HUNDRED = "0/100"
    FIFTY_FIFTY = "50/50"
    MILESTONES = "weighted milestones"
    UNITS = "units"
    LEVEL_OF_EFFORT = "level of effort"


def end_of(finish: datetime) -> datetime:
    """Return when a finish is over: one without a time is the end of its day.

    >>> str(end_of(datetime(2026, 12, 4))), str(end_of(datetime(2026, 12, 4, 17)))
    ('2026-12-05 00:00:00', '2026-12-04 17:00:00')
    """
    is_day = finish.time() == time.min
    return finish + timedelta(days=1) if is_day else finish


WHOLE_DAY = "A day alone means its end"
EFFORT = "Working time of all who work on it together"


class Activity(Entry):
    """Work to be done, a milestone, or a summary of others."""

    title: Annotated[Title, Field(title="Activity")]
    kind: ActivityKind = ActivityKind.ACTIVITY
    parent: Annotated[
        ActivityRef | None,
        Field(title="Part of", description="The summary that it belongs to"),
    ] = None
    position: Annotated[
        Quantity, Field(description="Order among its neighbours; else by number")
    ] = 0
    wbs: Annotated[
        Text, Field(title="WBS code", description="Computed where it is empty")
    ] = ""
    duration: Duration | None = None
    effort: Annotated[Duration | None, Field(description=EFFORT)] = None
    optimistic: Duration | None = None
    most_likely: Duration | None = None
    pessimistic: Duration | None = None
    shape: Annotated[
        Shape, Field(title="Shape of the estimate", description="Its distribution")
    ] = Shape.PERT
    percent_complete: Percent = 0
    actual_start: Moment | None = None
    actual_finish: Annotated[Moment | None, Field(description=WHOLE_DAY)] = None
    remaining: Annotated[Duration | None, Field(title="Remaining duration")] = None
    earning: Annotated[
        EarningMethod, Field(title="Earns by", description="Its earned value method")
    ] = EarningMethod.PERCENT
    units_total: Annotated[
        Quantity | None,
        Field(gt=0, title="Units to do", description="For earning by units"),
    ] = None
    owner: Text = ""
    calendar: Annotated[
        CalendarRef | None, Field(description="The project's where it is empty")
    ] = None
    constraint: Constraint = Constraint.AS_SOON_AS_POSSIBLE
    constraint_date: Annotated[
        Moment | None, Field(description=f"{WHOLE_DAY} where it is about a finish")
    ] = None
    deadline: Annotated[Moment | None, Field(description=WHOLE_DAY)] = None
    priority: Annotated[
        Count, Field(le=1000, description="Who goes first in levelling: the highest")
    ] = 500
    levelling_delay: Annotated[
        Duration, Field(description="By how much levelling starts it later")
    ] = "0d"
    manual: Annotated[
        Flag, Field(title="Dates typed", description="Its dates are not computed")
    ] = False
    manual_start: Annotated[Moment | None, Field(title="Typed start")] = None
    manual_finish: Annotated[
        Moment | None, Field(title="Typed finish", description=WHOLE_DAY)
    ] = None
    active: Annotated[
        Flag, Field(description="What is not active is left out of the plan")
    ] = True
    notes: LongText = ""

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        for kind in ("actual", "manual"):
            start = getattr(self, f"{kind}_start")
            finish = getattr(self, f"{kind}_finish")
            if start and finish and end_of(finish) < start:
                said = "typed" if kind == "manual" else kind
                raise ValueError(f"the {said} finish is before the {said} start")
        return self

    @model_validator(mode="after")
    def _constraint_has_its_date(self) -> Self:
        if self.constraint.needs_date and self.constraint_date is None:
            raise ValueError(f"“{self.constraint.value}” needs a constraint date")
        return self

    @model_validator(mode="after")
    def _estimates_in_order(self) -> Self:
        names = ("optimistic", "most_likely", "pessimistic")
        given = [(n, parse_span(text)) for n in names if (text := getattr(self, n))]
        for (less, one), (more, other) in pairwise(given):
            if one.unit is other.unit and one.amount > other.amount:
                words = (less.replace("_", " "), more.replace("_", " "))
                raise ValueError("the {} duration is above the {} one".format(*words))
        return self


class Dependency(Entry):
    """What ties one activity to another."""

    title: Annotated[Text, Field(title="Note")] = ""
    predecessor: ActivityRef
    successor: ActivityRef
    kind: LinkKind = LinkKind.FINISH_START
    lag: Annotated[Lag, Field(description="Less than 0 is a lead")] = "0d"

    @property
    def label(self) -> str:
        """What it ties: "T-003 → T-007"."""
        return f"T-{self.predecessor:03d} → T-{self.successor:03d}"

    @model_validator(mode="after")
    def _two_activities(self) -> Self:
        if self.predecessor == self.successor:
            raise ValueError(
                f"T-{self.successor:03d} cannot depend on itself; name another activity"
            )
        return self


class Assignment(Entry):
    """Who or what works on an activity, and with how much of the day."""

    title: Annotated[Text, Field(title="Note")] = ""
    activity: ActivityRef
    resource: ResourceRef
    units: Annotated[
        Count, Field(le=100_000, title="Units (%)", description="100 is one full time")
    ] = 100
    effort: Duration | None = None

    @property
    def label(self) -> str:
        """Who works on what: "RS-002 on T-003"."""
        return f"RS-{self.resource:03d} on T-{self.activity:03d}"


class Baseline(Entry):
    """A plan as it was agreed once, to be compared with."""

    title: Annotated[Title, Field(title="Baseline")]
    taken_on: Day | None = None


class BaselineActivity(Entry):
    """One activity as a baseline keeps it."""

    title: Annotated[Text, Field(title="Note")] = ""
    baseline: BaselineRef
    activity: ActivityRef
    start: Moment | None = None
    finish: Annotated[Moment | None, Field(description=WHOLE_DAY)] = None
    duration: Duration | None = None
    effort: Duration | None = None
    cost: Amount | None = None

    @property
    def label(self) -> str:
        """Which activity of which baseline: "T-003 in BL-001"."""
        return f"T-{self.activity:03d} in BL-{self.baseline:03d}"

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        start, finish = self.start, self.finish
        if start and finish and end_of(finish) < start:
            raise ValueError("the finish is before the start")
        return self


class Scenario(Entry):
    """A what-if that was kept: edits beside the plan, not in it."""

    title: Annotated[Title, Field(title="Scenario")]
    made_on: Day
    edits: Annotated[
        LongText, Field(description="What it changes, as the app wrote it (JSON)")
    ] = ""
    notes: LongText = ""
