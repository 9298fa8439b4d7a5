"""The section of an analysis that tells risks, and what it is made of."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from core import risk
from core.analysis_kinds import Level, Many, Money, Ratio, Section, Unit
from core.money import ZERO
from core.project import Project
from core.registers.catalog import RISKS
from core.registers.entry import Record
from core.registers.project import ProjectSettings
from core.registers.risks import Risk, RiskKind, RiskStatus
from core.risk_outcomes import conversion
from core.risk_pictures import NO_CATEGORY


class RiskItem(Section):
    """One risk; `emv` is its probability times its cost."""

    ref: str
    title: str
    kind: RiskKind
    category: str
    status: RiskStatus
    level: Level
    inherent: Level
    residual: Level
    target: Annotated[
        Level | None, Field(description="What the response is to reach; null if unset")
    ]
    probability: Annotated[
        float,
        Unit.RATIO,
        Field(ge=0, le=1, description="The exact one, else that of the likelihood"),
    ]
    exact_probability: Annotated[
        Ratio | None, Field(ge=0, le=1, description="Where somebody gave one")
    ]
    emv: Money | None
    above_appetite: bool
    next_review: Annotated[
        date | None,
        Field(description="As agreed, else by its level; null once it is not open"),
    ]
    actual_cost: Annotated[
        Money | None, Field(description="What it cost, or saved, when it happened")
    ]
    actual_days: Annotated[
        float | None, Field(description="Working days that it cost, or saved")
    ]


class RiskCategoryItem(Section):
    """The open risks of one category."""

    name: str
    threats: Many
    opportunities: Many
    above_appetite: Many
    exposure: Money


class RiskSection(Section):
    """What may happen and what it may cost."""

    open_threats: Many
    open_opportunities: Many
    above_appetite: Many
    exposure: Annotated[
        Money | None,
        Field(
            description="Sum of the EMV of the open threats; null if none has a cost"
        ),
    ]
    inherent_exposure: Annotated[
        Money | None, Field(description="Before anything was done")
    ]
    residual_exposure: Annotated[
        Money | None, Field(description="Once all mitigations are done")
    ]
    residual_share: Annotated[
        Ratio | None, Field(description="Residual / inherent exposure")
    ]
    threats_without_cost: Many
    opportunities_worth: Annotated[
        Money | None, Field(description="Sum of the EMV of the open opportunities")
    ]
    reserve: Annotated[Money | None, Field(description="Contingency reserve left")]
    reserve_adequacy: Annotated[Ratio | None, Field(description="Reserve / exposure")]
    reviews_overdue: Many
    risks_without_review: Annotated[Many, Field(description="Open, no review date")]
    conversion: Annotated[
        Ratio | None, Field(description="Threats that became an issue / all threats")
    ]
    by_category: list[RiskCategoryItem]
    risks: list[RiskItem]


def risk_section(project: Project, status_date: date) -> RiskSection:
    """Compute what the risks of a project come to."""
    found = risk.exposure(project, status_date)
    known = _priced(project, RiskKind.THREAT)
    gain = _priced(project, RiskKind.OPPORTUNITY)
    return RiskSection(
        open_threats=found.threats,
        open_opportunities=found.opportunities,
        above_appetite=found.above_appetite,
        exposure=_number(found.current if known else None),
        inherent_exposure=_number(found.inherent if known else None),
        residual_exposure=_number(found.residual if known else None),
        residual_share=found.residual_share,
        threats_without_cost=found.unpriced,
        opportunities_worth=_number(found.worth if gain else None),
        reserve=float(found.reserve),
        reserve_adequacy=found.adequacy,
        reviews_overdue=len(found.overdue),
        risks_without_review=found.unreviewed,
        conversion=conversion(project).rate,
        by_category=_categories(project),
        risks=[_item(record, project.settings) for record in project[RISKS].live],
    )


def _priced(project: Project, kind: RiskKind) -> bool:
    """Whether the open risks of a kind have any cost; with no such risk it is 0."""
    costs = [
        r.entry.cost_impact for r in risk.open_risks(project) if r.entry.kind is kind
    ]
    return not costs or any(cost is not None for cost in costs)


def _categories(project: Project) -> list[RiskCategoryItem]:
    """Return the open risks by category, by name."""
    found: dict[str, list[Risk]] = {}
    for record in risk.open_risks(project):
        name = record.entry.category or NO_CATEGORY
        found.setdefault(name, []).append(record.entry)
    return [_category(name, found[name], project.settings) for name in sorted(found)]


def _category(
    name: str, risks: list[Risk], settings: ProjectSettings
) -> RiskCategoryItem:
    threats = [one for one in risks if one.kind is RiskKind.THREAT]
    return RiskCategoryItem(
        name=name,
        threats=len(threats),
        opportunities=len(risks) - len(threats),
        above_appetite=sum(one.level >= settings.red_from for one in threats),
        exposure=float(sum((risk.emv(t, settings) or ZERO for t in threats), ZERO)),
    )


def _item(record: Record[Risk], settings: ProjectSettings) -> RiskItem:
    entry, exact = record.entry, record.entry.exact_probability
    is_open = entry.status is RiskStatus.OPEN
    return RiskItem(
        ref=RISKS.reference(record.number),
        title=entry.title,
        kind=entry.kind,
        category=entry.category,
        status=entry.status,
        level=entry.level,
        inherent=entry.inherent[0] * entry.inherent[1],
        residual=entry.residual[0] * entry.residual[1],
        target=entry.target[0] * entry.target[1] if entry.target else None,
        probability=risk.probability(entry, settings),
        exact_probability=None if exact is None else exact / 100,
        emv=_number(risk.emv(entry, settings)),
        above_appetite=risk.is_open_threat(entry) and entry.level >= settings.red_from,
        next_review=risk.next_review(entry, settings) if is_open else None,
        actual_cost=_number(entry.actual_cost),
        actual_days=entry.actual_days,
    )


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)
