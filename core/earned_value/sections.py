"""The part of an analysis that tells earned value."""

from datetime import date
from typing import Annotated

from pydantic import Field

from core.analysis_kinds import Index, Money, Section, Unit

CalendarDays = Annotated[
    float, Field(description="Calendar days from the start; null where undefined")
]
Estimate = Annotated[
    float, Unit.MONEY, Field(description="In the project's currency, not rounded")
]


class ForecastSection(Section):
    """The cost at completion (EAC) by each method."""

    cpi: Annotated[Estimate | None, Field(description="BAC / CPI")]
    remaining_at_budget: Annotated[Estimate, Field(description="AC + (BAC − EV)")]
    cpi_spi: Annotated[
        Estimate | None, Field(description="AC + (BAC − EV) / (CPI × SPI)")
    ]
    bottom_up: Annotated[
        Estimate | None,
        Field(
            description="AC + what the budget lines are forecast to need; known for "
            "the newest status date only"
        ),
    ]


class PeriodItem(Section):
    """Cumulative performance on one status date."""

    status_date: date
    pv: Money
    ev: Money
    ac: Money
    cv: Annotated[Money, Field(description="EV − AC")]
    sv: Annotated[Money, Field(description="EV − PV")]
    cpi: Annotated[Index | None, Field(description="EV / AC")]
    spi: Annotated[Index | None, Field(description="EV / PV")]
    es_days: Annotated[CalendarDays | None, Field(description="Earned schedule (ES)")]
    sv_t_days: Annotated[
        CalendarDays | None, Field(description="ES − AT, the calendar days gone by")
    ]
    spi_t: Annotated[Index | None, Field(description="ES / AT")]
    ieac_t_days: Annotated[
        CalendarDays | None,
        Field(description="Planned duration / SPI(t): how long the whole takes"),
    ]
    eac: ForecastSection
    etc: Annotated[Estimate | None, Field(description="EAC − AC, for EAC = BAC / CPI")]
    vac: Annotated[Estimate | None, Field(description="BAC − EAC, for EAC = BAC / CPI")]
    tcpi_bac: Annotated[Index | None, Field(description="(BAC − EV) / (BAC − AC)")]
    tcpi_eac: Annotated[
        Index | None,
        Field(description="(BAC − EV) / (EAC − AC), for EAC = BAC / CPI"),
    ]


class BranchSection(Section):
    """Earned value of the project, or of a branch of its WBS."""

    title: Annotated[str, Field(description="Name of the branch; else empty")]
    bac: Annotated[Money | None, Field(description="Budget at completion")]
    planned_days: Annotated[
        CalendarDays | None, Field(description="Planned duration (PD)")
    ]
    periods: Annotated[list[PeriodItem], Field(description="Oldest first")]


class EarnedValueSection(BranchSection):
    """What was earned, against the plan and against what it cost."""

    source: Annotated[
        str, Field(description="What planned value follows from; empty without any")
    ]
    note: Annotated[
        str | None, Field(description="What to do where nothing is known; else null")
    ]
    by_wbs: Annotated[
        dict[str, BranchSection],
        Field(
            description="By WBS code, each with its own start: what lies within it is "
            "summed up. What has no code has the code “”"
        ),
    ]
