"""How a risk ends: it happened, or it no longer can, and what it cost.

A risk that happens becomes an issue in one step: the edits change the risk and add the
issue that names it, so that both link to each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core import words
from core.edits import Add, Change, Edit
from core.money import ZERO, share
from core.project import Project
from core.registers.catalog import ISSUES, RISKS
from core.registers.entry import Record
from core.registers.risks import Risk, RiskKind, RiskStatus
from core.workdays import working_days

URGENT = 4  # an issue that has just begun; its people may say otherwise


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a risk, as somebody tells it.

    Parameters
    ----------
    text
        What happened, or why it no longer can.
    cost
        What it cost, or saved: money of the project.
    days
        Working days that it cost, or saved.
    """

    text: str = ""
    cost: Decimal | None = None
    days: float | None = None


def happened(
    record: Record[Risk], outcome: Outcome, day: date, project: Project
) -> tuple[Edit, ...]:
    """Return the edits of a risk that happened: it ends, and an issue begins.

    A risk that an open or closed issue names already gets no second one. An opportunity
    that was taken needs no issue.

    Parameters
    ----------
    day
        The day on which it happened.
    """
    ended = _ended(record, RiskStatus.OCCURRED, outcome, day)
    is_threat = record.entry.kind is RiskKind.THREAT
    if not is_threat or issues_of(project, record.number):
        return (ended,)
    return ended, Add(ISSUES.key, _issue(record, outcome, day))


def ended(record: Record[Risk], outcome: Outcome, day: date) -> tuple[Edit, ...]:
    """Return the edit of a risk that did not happen and no longer can."""
    return (_ended(record, RiskStatus.CLOSED, outcome, day),)


def issues_of(project: Project, risk: int) -> tuple[int, ...]:
    """Return the numbers of the issues that came of a risk."""
    live = project[ISSUES].live
    return tuple(record.number for record in live if record.entry.risk == risk)


def outcome_words(risk: Risk, currency: str) -> str:
    """Say how a risk ended, against what was expected of it; empty while it is open."""
    if risk.status is RiskStatus.OPEN:
        return ""
    when = f" on {words.day(risk.closed_on)}" if risk.closed_on else ""
    if risk.status is RiskStatus.CLOSED:
        return f"It did not happen; the risk was closed{when}."
    effect = _effect(risk, currency)
    return f"It happened{when}{f' and {effect}' if effect else ''}."


@dataclass(frozen=True, slots=True)
class Conversion:
    """How many threats of a project came true.

    Parameters
    ----------
    threats
        All that were ever written down.
    issues
        Those of them that an issue names.
    ended, occurred
        Those that are no longer open, and those of them that happened.
    cost, expected
        What the ones that happened cost, and what was estimated for the same ones;
        only those with both.
    """

    threats: int
    issues: int
    ended: int
    occurred: int
    cost: Decimal
    expected: Decimal

    @property
    def rate(self) -> float | None:
        """Threats that became an issue / all threats; None without any."""
        return self.issues / self.threats if self.threats else None

    @property
    def accuracy(self) -> float | None:
        """Actual / estimated cost of what happened; None without an estimate."""
        return share(self.cost, self.expected)


def conversion(project: Project) -> Conversion:
    """Count what became of the threats of a project."""
    threats = [r for r in project[RISKS].live if r.entry.kind is RiskKind.THREAT]
    named = {issue.risk for issue in project[ISSUES].entries}
    occurred = [r.entry for r in threats if r.entry.status is RiskStatus.OCCURRED]
    known = _known_costs(occurred)
    return Conversion(
        len(threats),
        sum(record.number in named for record in threats),
        sum(record.entry.status is not RiskStatus.OPEN for record in threats),
        len(occurred),
        sum((actual for actual, _ in known), ZERO),
        sum((estimate for _, estimate in known), ZERO),
    )


def _known_costs(risks: Sequence[Risk]) -> list[tuple[Decimal, Decimal]]:
    return [
        (risk.actual_cost, risk.cost_impact)
        for risk in risks
        if risk.actual_cost is not None and risk.cost_impact is not None
    ]


def _ended(
    record: Record[Risk], status: RiskStatus, outcome: Outcome, day: date
) -> Change:
    values: dict[str, object] = {"status": status.value, "closed_on": day}
    told = {
        "outcome": outcome.text or None,
        "actual_cost": outcome.cost,
        "actual_days": outcome.days,
    }
    values |= {name: value for name, value in told.items() if value is not None}
    return Change(RISKS.key, record.number, record.version, values)


def _issue(record: Record[Risk], outcome: Outcome, day: date) -> dict[str, object]:
    risk = record.entry
    parts = {
        "Cause": risk.cause,
        "Effect": risk.effect,
        "What happened": outcome.text,
    }
    told = "\n".join(f"{name}: {text}" for name, text in parts.items() if text)
    return {
        "title": risk.title,
        "description": told,
        "urgency": URGENT,
        "impact": risk.impact,
        "owner": risk.owner,
        "raised_on": day,
        "risk": RISKS.reference(record.number),
    }


def _effect(risk: Risk, currency: str) -> str:
    """Say what a risk that happened cost, and how far that was from the estimate."""
    parts = []
    if risk.actual_cost is not None:
        parts.append(words.short_money(risk.actual_cost, currency))
    if risk.actual_days is not None:
        parts.append(working_days(risk.actual_days))
    if not parts:
        return ""
    verb = "cost" if risk.kind is RiskKind.THREAT else "saved"
    said = f"{verb} {words.listed(parts)}"
    if risk.actual_cost is None or risk.cost_impact is None:
        return said
    estimate = words.short_money(risk.cost_impact, currency)
    if words.short_money(risk.actual_cost, currency) == estimate:
        return f"{said}, as estimated"
    return f"{said}; {estimate} was estimated"
