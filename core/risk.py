"""Risks: levels, exposure, and what they come to.

Level = likelihood x impact, 1 to 25; from `red_from` on it is above the appetite.
Probability = the exact one where it is given, else what the likelihood means.
Expected monetary value (EMV) = probability x cost impact, summed over open risks
(PMBOK Guide, 6th edition, 11.4.2.5). What a likelihood means in percent, where the
bands begin, and how often a level is reviewed, are settings of the project.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from core.figure import Status
from core.money import ZERO, share, to_cents
from core.project import Project
from core.registers.budget import BudgetKind
from core.registers.catalog import RISKS
from core.registers.entry import Record
from core.registers.project import ProjectSettings
from core.registers.risks import Risk, RiskKind, RiskStatus
from core.reserves import reserve_of
from core.trends import States

Rated = Callable[[Risk], tuple[int, int]]


def band(level: int, settings: ProjectSettings) -> Status:
    """Return green, yellow or red of a level, by the project's scale."""
    if level >= settings.red_from:
        return Status.OFF_TRACK
    return Status.WATCH if level >= settings.yellow_from else Status.ON_TRACK


def is_open_threat(risk: Risk) -> bool:
    """Whether a risk may still happen and do harm."""
    return risk.status is RiskStatus.OPEN and risk.kind is RiskKind.THREAT


def now(risk: Risk) -> tuple[int, int]:
    """Return likelihood and impact as they are now."""
    return risk.likelihood, risk.impact


def level_of(risk: Risk, rated: Rated = now) -> int:
    """Return likelihood x impact."""
    likelihood, impact = rated(risk)
    return likelihood * impact


def probability(risk: Risk, settings: ProjectSettings, rated: Rated = now) -> float:
    """Return the probability, 0 to 1, of a risk as it is rated.

    The exact one belongs to the likelihood as it is now: a rating with another
    likelihood, before or after, takes what the scale says of that.
    """
    return _percent(risk, settings.likelihoods, rated) / 100


def emv(risk: Risk, settings: ProjectSettings, rated: Rated = now) -> Decimal | None:
    """Return the expected monetary value; None where no cost is given.

    Only the probability follows the rating: the cost is the one that was estimated.
    """
    return _expected(risk, settings.likelihoods, rated)


def review_interval(level: int, settings: ProjectSettings) -> int:
    """Return after how many days a risk of a level is reviewed again."""
    return {
        Status.OFF_TRACK: settings.review_red,
        Status.WATCH: settings.review_yellow,
    }.get(band(level, settings), settings.review_green)


def next_review(risk: Risk, settings: ProjectSettings) -> date | None:
    """Return when a risk is to be reviewed: as agreed, else by its level.

    Without an agreed date the days of its level run from when it was identified; None
    where nobody wrote down either.
    """
    if risk.review_date is not None or risk.identified_on is None:
        return risk.review_date
    return risk.identified_on + timedelta(days=review_interval(risk.level, settings))


def level_words(risk: Risk, settings: ProjectSettings) -> str:
    """Write the level now and once all is done: "■ 16 → 8"."""
    after = level_of(risk, lambda r: r.residual)
    glyph = band(risk.level, settings).glyph
    return f"{glyph} {risk.level} → {after}"


@dataclass(frozen=True, slots=True)
class Exposure:
    """What the open risks of a project come to."""

    threats: int
    opportunities: int
    above_appetite: int
    current: Decimal
    inherent: Decimal
    residual: Decimal
    worth: Decimal
    reserve: Decimal
    overdue: tuple[tuple[str, int], ...]
    unpriced: int
    unreviewed: int

    @property
    def adequacy(self) -> float | None:
        """Contingency reserve / exposure; None without exposure."""
        return share(self.reserve, self.current)

    @property
    def residual_share(self) -> float | None:
        """Residual / inherent exposure; None without inherent exposure."""
        return share(self.residual, self.inherent)


def exposure(project: Project, today: date) -> Exposure:
    """Sum up the open risks, with reviews counted as overdue before `today`."""
    return project.remember(("exposure", today), lambda: _exposure(project, today))


def _exposure(project: Project, today: date) -> Exposure:
    settings = project.settings
    threats = open_threats(project)
    helpful = [
        r.entry
        for r in project[RISKS].live
        if r.entry.status is RiskStatus.OPEN and r.entry.kind is RiskKind.OPPORTUNITY
    ]
    entries = [record.entry for record in threats]
    reviews = [
        (RISKS.reference(record.number), due)
        for record in open_risks(project)
        if (due := next_review(record.entry, settings)) is not None
    ]
    return Exposure(
        threats=len(threats),
        opportunities=len(helpful),
        above_appetite=len(above_appetite(project)),
        current=_sum(entries, settings, now),
        inherent=_sum(entries, settings, lambda r: r.inherent),
        residual=_sum(entries, settings, lambda r: r.residual),
        worth=_sum(helpful, settings, now),
        reserve=contingency(project, today),
        overdue=tuple(
            (name, (today - due).days) for name, due in reviews if due < today
        ),
        unpriced=sum(risk.cost_impact is None for risk in entries),
        unreviewed=len(threats) + len(helpful) - len(reviews),
    )


def open_risks(project: Project) -> tuple[Record[Risk], ...]:
    """Return the risks that may still happen."""
    live = project[RISKS].live
    return tuple(r for r in live if r.entry.status is RiskStatus.OPEN)


def open_threats(project: Project) -> tuple[Record[Risk], ...]:
    """Return the threats that may still happen."""
    return tuple(r for r in project[RISKS].live if is_open_threat(r.entry))


def above_appetite(project: Project) -> tuple[Record[Risk], ...]:
    """Return the open threats at or above the red threshold, the highest first."""
    red = project.settings.red_from
    found = [r for r in open_threats(project) if r.entry.level >= red]
    return tuple(sorted(found, key=lambda r: (-r.entry.level, r.number)))


def top_threats(project: Project, most: int = 5) -> tuple[Record[Risk], ...]:
    """Return the open threats by level, then by money."""
    settings = project.settings
    return tuple(
        sorted(
            open_threats(project),
            key=lambda r: (-r.entry.level, -(emv(r.entry, settings) or ZERO), r.number),
        )[:most]
    )


def contingency(project: Project, today: date) -> Decimal:
    """Return what is left of the contingency reserve on a day: held less drawn."""
    return reserve_of(project, BudgetKind.CONTINGENCY, today).left


@dataclass(frozen=True, slots=True)
class Moment:
    """The exposure as it stood at the end of a day."""

    day: date
    state: Exposure


def over_time(states: States) -> tuple[Moment, ...]:
    """Return the exposure at each of some days; days before the project are left out.

    Each state is judged by its own settings and its own day.
    """
    return tuple(
        Moment(day, exposure(project, project.status_date(day)))
        for day, project in states
        if project is not None
    )


def in_cell(likelihood: int, impact: int) -> Callable[[Record[Risk]], bool]:
    """Return what keeps the open threats of one cell of the matrix."""

    def keep(record: Record[Risk]) -> bool:
        risk = record.entry
        return is_open_threat(risk) and now(risk) == (likelihood, impact)

    return keep


def _sum(risks: Iterable[Risk], settings: ProjectSettings, rated: Rated) -> Decimal:
    likelihoods = settings.likelihoods
    values = (_expected(risk, likelihoods, rated) for risk in risks)
    return sum((value for value in values if value is not None), ZERO)


def _expected(risk: Risk, likelihoods: tuple[int, ...], rated: Rated) -> Decimal | None:
    """Return probability x cost impact, by what the likelihoods mean in percent."""
    if risk.cost_impact is None:
        return None
    percent = _percent(risk, likelihoods, rated)
    return to_cents(risk.cost_impact * percent / 100)


def _percent(risk: Risk, likelihoods: tuple[int, ...], rated: Rated) -> int:
    likelihood = rated(risk)[0]
    if risk.exact_probability is not None and likelihood == risk.likelihood:
        return risk.exact_probability
    return likelihoods[likelihood - 1]
