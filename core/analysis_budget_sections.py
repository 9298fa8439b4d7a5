"""The section of an analysis that tells what the project costs, and is worth."""

from datetime import date
from typing import Annotated

from pydantic import Field

from core.analysis_kinds import Many, Money, Ratio, Section
from core.figure import Status
from core.registers.budget import BudgetKind


class CostItem(Section):
    """Planned and real cost under one name."""

    name: str
    plan: Money
    committed: Money
    actual: Money
    forecast: Money
    remaining: Annotated[Money, Field(description="Forecast − actual")]
    difference: Annotated[Money, Field(description="Forecast − plan")]


class MonthItem(Section):
    """Planned and real cost of one month."""

    month: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]
    plan: Money
    committed: Money
    actual: Annotated[Money, Field(description="Up to the status date")]
    forecast: Annotated[Money, Field(description="Still to come in this month")]
    difference: Annotated[Money, Field(description="Actual + forecast − plan")]


class ReserveItem(Section):
    """One reserve."""

    ref: str
    title: str
    kind: BudgetKind
    held: Money
    drawn: Money
    left: Money


class DrawdownItem(Section):
    """Money taken out of a reserve."""

    ref: str
    on: date
    reason: str
    reserve: str
    amount: Money
    cause: Annotated[str, Field(description="Reference of the risk or the change")]
    line: Annotated[str, Field(description="Reference of the line that it raises")]
    left: Annotated[Money, Field(description="Of the reserve, by draw-downs alone")]


class StepItem(Section):
    """A step from the budget to the forecast."""

    name: str
    amount: Money
    is_total: bool
    note: str


class FlagItem(Section):
    """Something that somebody should look at."""

    status: Status
    subject: str
    ref: str
    reason: str


class DuplicateItem(Section):
    """A booking that seems to repeat an earlier one."""

    ref: str
    same_as: str


class RateItem(Section):
    """An exchange rate, and for how many amounts it stands."""

    currency: str
    valid_from: date
    rate: Annotated[float, Field(description="Units of the project's currency")]
    uses: Many


class BenefitItem(Section):
    """What one benefit is worth."""

    ref: str
    title: str
    owner: str
    planned: Money
    due: Money
    next_on: date | None
    realised: Money | None
    realised_on: date | None


class BudgetSection(Section):
    """What the project costs."""

    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217")]
    status: Status
    bac: Annotated[
        Money | None, Field(description="Budget at completion: all work lines")
    ]
    planned_to_date: Money | None
    actual: Money
    committed: Money
    open_commitment: Money
    paid: Money
    forecast: Annotated[Money | None, Field(description="At completion")]
    remaining: Annotated[Money | None, Field(description="Forecast − actual")]
    overrun: Annotated[Ratio | None, Field(description="Forecast / budget − 1")]
    burn: Annotated[Money | None, Field(description="A month")]
    runway: Annotated[float | None, Field(description="Months")]
    undated: Annotated[Money, Field(description="Planned for no known day")]
    unmatched: Annotated[Money, Field(description="Cost without a budget line")]
    unapproved: Annotated[Money, Field(description="Cost that waits for approval")]
    contingency_reserve_left: Money
    management_reserve_left: Money
    by_category: list[CostItem]
    by_month: list[MonthItem]
    by_cost_type: list[CostItem]
    by_wbs: Annotated[
        dict[str, CostItem],
        Field(
            description="By WBS code; what lies within it is summed up. What has no "
            "code has the code “”"
        ),
    ]
    reserves: list[ReserveItem]
    drawdowns: list[DrawdownItem]
    waterfall: Annotated[
        list[StepItem], Field(description="From what was agreed to the forecast")
    ]
    flags: Annotated[
        list[FlagItem], Field(description="What goes over its tolerance, and why")
    ]
    duplicates: Annotated[
        list[DuplicateItem], Field(description="Bookings that seem to be there twice")
    ]
    rates_used: Annotated[
        list[RateItem], Field(description="Exchange rates behind these figures")
    ]
    benefits_planned: Money | None
    benefits_due: Annotated[
        Money | None, Field(description="Planned up to the status date")
    ]
    benefits_realised: Money | None
    realised_share: Annotated[Ratio | None, Field(description="Realised / due")]
    roi: Annotated[
        Ratio | None, Field(description="(Planned benefits − forecast) / forecast")
    ]
    realised_roi: Annotated[
        Ratio | None, Field(description="(Realised benefits − actual) / actual")
    ]
    discount_rate: Annotated[Ratio, Field(description="A year")]
    npv: Annotated[
        Money | None,
        Field(description="Net present value on the first day of costs and benefits"),
    ]
    payback: Annotated[
        date | None, Field(description="From then on benefits cover the cost")
    ]
    benefits: list[BenefitItem]
