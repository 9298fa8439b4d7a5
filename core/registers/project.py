"""The project itself: what it is, and how it is judged. One entry of each a project."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from core.reading_currency import CODE
from core.registers.entry import (
    Allowed,
    Amount,
    Count,
    Day,
    Entry,
    Flag,
    LongText,
    Moment,
    Percent,
    Quantity,
    Text,
    Title,
)
from core.registers.resources import CalendarRef
from core.registers.schedule import BaselineRef


class ProjectState(StrEnum):
    """Where a project stands in its life."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    ON_HOLD = "on hold"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class ProjectFacts(Entry):
    """What the list of projects says of one: who, when, how much, how well."""

    title: Annotated[Title, Field(title="Name")]
    state: ProjectState = ProjectState.ACTIVE
    organisation: Text = ""
    category: Text = ""
    goal: Annotated[Text, Field(title="Strategic goal")] = ""
    sponsor: Text = ""
    manager: Text = ""
    planned_start: Day | None = None
    planned_finish: Day | None = None
    forecast_start: Day | None = None
    forecast_finish: Day | None = None
    budget: Amount | None = None
    forecast: Annotated[
        Amount | None, Field(title="Forecast cost", description="Cost at completion")
    ] = None
    rating: Annotated[
        Text, Field(description="As its sponsor rates it: green, amber, red")
    ] = ""
    narrative: LongText = ""

    @property
    def is_finished(self) -> bool:
        """Whether the work is done: its last forecasts are facts by then."""
        return self.state is ProjectState.FINISHED

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        for kind in ("planned", "forecast"):
            start = getattr(self, f"{kind}_start")
            finish = getattr(self, f"{kind}_finish")
            if start and finish and finish < start:
                raise ValueError(f"the {kind} finish is before the {kind} start")
        return self


Likely = Annotated[Percent, Field(ge=1, le=99)]


class ProjectSettings(Entry):
    """Tolerances and scales: the rules behind every status of a project."""

    title: Title = "Settings"
    status_date: Annotated[
        Day | None,
        Field(description="Figures count what is planned and spent by this day"),
    ] = None
    currency: Annotated[
        Text,
        Field(pattern=r"^[A-Z]{3}$", description="ISO 4217"),
        Allowed(CODE),
    ] = "EUR"
    finish_watch: Annotated[Count, Field(title="Finish slip, watch (days)")] = 5
    finish_off: Annotated[Count, Field(title="Finish slip, off track (days)")] = 15
    cost_watch: Annotated[Count, Field(title="Cost overrun, watch (%)")] = 5
    cost_off: Annotated[Count, Field(title="Cost overrun, off track (%)")] = 12
    threats_watch: Annotated[Count, Field(title="Threats above appetite, watch")] = 1
    threats_off: Annotated[Count, Field(title="Threats above appetite, off track")] = 5
    late_watch: Annotated[Count, Field(title="Late deliverables, watch")] = 1
    late_off: Annotated[Count, Field(title="Late deliverables, off track")] = 3
    yellow_from: Annotated[
        Count, Field(ge=2, le=25, title="Risk level, yellow from")
    ] = 6
    red_from: Annotated[
        Count,
        Field(ge=2, le=25, title="Risk level, red from", description="The appetite"),
    ] = 15
    likelihood_1: Annotated[Likely, Field(title="Likelihood 1 means (%)")] = 5
    likelihood_2: Annotated[Likely, Field(title="Likelihood 2 means (%)")] = 20
    likelihood_3: Annotated[Likely, Field(title="Likelihood 3 means (%)")] = 40
    likelihood_4: Annotated[Likely, Field(title="Likelihood 4 means (%)")] = 60
    likelihood_5: Annotated[Likely, Field(title="Likelihood 5 means (%)")] = 85
    schedule_start: Annotated[
        Moment | None,
        Field(
            title="Plan starts on",
            description="No activity begins before; empty: the planned start",
        ),
    ] = None
    project_calendar: Annotated[
        CalendarRef | None,
        Field(description="Empty: Monday to Friday, 08:00-12:00 and 13:00-17:00"),
    ] = None
    hours_per_day: Annotated[
        Quantity,
        Field(ge=0.25, le=24, description="What “d” means in a duration"),
    ] = 8
    hours_per_week: Annotated[
        Quantity,
        Field(ge=0.25, le=168, description="What “w” means in a duration"),
    ] = 40
    move_unstarted: Annotated[
        Flag,
        Field(
            title="Move work past the status date",
            description="What has not started is planned after the status date",
        ),
    ] = False
    own_finish: Annotated[
        Flag,
        Field(
            title="Each open end has its own finish",
            description="Late dates run back from each last activity, "
            "not from the project's latest finish",
        ),
    ] = False
    near_critical_days: Annotated[
        Count,
        Field(
            le=1000,
            title="Near-critical up to (days)",
            description="Total float in working days",
        ),
    ] = 5

    performance_baseline: Annotated[
        BaselineRef | None,
        Field(description="What earned value is held against; empty: the newest"),
    ] = None
    books_closed_until: Annotated[
        Day | None,
        Field(
            description="Up to the end of its month expenses change only by correction"
        ),
    ] = None
    discount_rate: Annotated[
        Quantity,
        Field(
            ge=0,
            le=100,
            title="Discount rate (% a year)",
            description="What later money is worth less, for net present value",
        ),
    ] = 5
    review_green: Annotated[
        Count, Field(ge=1, le=1000, title="Review of green risks every (days)")
    ] = 90
    review_yellow: Annotated[
        Count, Field(ge=1, le=1000, title="Review of yellow risks every (days)")
    ] = 30
    review_red: Annotated[
        Count, Field(ge=1, le=1000, title="Review of red risks every (days)")
    ] = 14
    promise_confidence: Annotated[
        Percent,
        Field(
            ge=50,
            le=99,
            title="Confidence of a promise (%)",
            description="Dates and costs that the simulation offers hold so often",
        ),
    ] = 80
    estimate_correlation: Annotated[
        Percent,
        Field(
            le=99,
            title="Correlation of estimates (%)",
            description="Between any two estimates that name no other",
        ),
    ] = 0
    trigen_low: Annotated[
        Percent,
        Field(
            le=49,
            title="Trigen: optimistic is percentile",
            description="So often it is even less",
        ),
    ] = 10
    trigen_high: Annotated[
        Percent,
        Field(
            ge=51,
            title="Trigen: pessimistic is percentile",
            description="So often it is at most that",
        ),
    ] = 90

    @property
    def likelihoods(self) -> tuple[int, ...]:
        """What the likelihoods 1 to 5 mean, in percent."""
        return tuple(getattr(self, f"likelihood_{score}") for score in range(1, 6))

    def probability(self, likelihood: int) -> float:
        """Return the probability, 0 to 1, that a likelihood of 1 to 5 stands for."""
        return self.likelihoods[likelihood - 1] / 100

    @model_validator(mode="after")
    def _thresholds_in_order(self) -> Self:
        pairs = [
            ("finish_watch", "finish_off"),
            ("cost_watch", "cost_off"),
            ("threats_watch", "threats_off"),
            ("late_watch", "late_off"),
            ("yellow_from", "red_from"),
        ]
        for watch, off in pairs:
            if getattr(self, watch) > getattr(self, off):
                label = ProjectSettings.model_fields[watch].title
                raise ValueError(f"“{label}” is above the threshold that follows it")
        if self.hours_per_week < self.hours_per_day:
            raise ValueError("a week has fewer working hours than a day")
        if list(self.likelihoods) != sorted(set(self.likelihoods)):
            raise ValueError("each likelihood must mean more than the one before it")
        return self
