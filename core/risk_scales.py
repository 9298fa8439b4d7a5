"""What each level of likelihood and impact means in words, days and money.

A project says so in its scales. Where it does not, levels have the words of every
risk register, and the impacts 1 to 4 go up to 1, 3, 6 and 12 % of the project's
planned duration and of its budget; 5 is all above.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.money import ZERO, to_cents
from core.project import Project
from core.registers.budget import BudgetKind
from core.registers.catalog import BUDGET_LINES, SCALE_LEVELS
from core.registers.quantified import ScaleKind, ScaleLevel
from core.words import NARROW, number, short_money
from core.workdays import slip, working_days

LEVELS = range(1, 6)
HIGHEST = 5
SHARES = (Decimal("0.01"), Decimal("0.03"), Decimal("0.06"), Decimal("0.12"))
WORDS: Mapping[ScaleKind, tuple[str, ...]] = {
    ScaleKind.LIKELIHOOD: ("Rare", "Unlikely", "Possible", "Likely", "Almost certain"),
    ScaleKind.IMPACT: ("Minor", "Moderate", "Serious", "Major", "Severe"),
}
MEANINGS = (
    "Absorbed within the work at hand",
    "Felt by one deliverable, and made up for by its owner",
    "A milestone or a budget line moves; the project manager decides",
    "The finish or the budget moves; the sponsor decides",
    "An objective is missed, or the project is no longer worth its cost",
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one level stands for.

    Parameters
    ----------
    probability
        In percent; of likelihoods only.
    days, cost
        Up to so many working days and so much; of impacts only. None where nobody
        said, and at the highest default level, which has no limit.
    """

    level: int
    word: str
    text: str = ""
    probability: int | None = None
    days: float | None = None
    cost: Decimal | None = None


def scale(project: Project, kind: ScaleKind) -> tuple[Meaning, ...]:
    """Return the five levels of a scale, the lowest first.

    Words and meanings are the project's own where it has an entry for the level, else
    the defaults. Limits in days are the project's own as soon as one of its levels has
    some, and so are those in money: half of one scale and half of another would not
    rise.
    """
    return project.remember(("scale", kind), lambda: _scale(project, kind))


def level_of_cost(project: Project, cost: Decimal) -> int | None:
    """Return the impact that a cost stands for; None where no limit is known."""
    limits = [(m.level, m.cost) for m in scale(project, ScaleKind.IMPACT)]
    return _level([(level, float(c)) for level, c in limits if c is not None], cost)


def level_of_delay(project: Project, days: float) -> int | None:
    """Return the impact that a delay stands for; None where no limit is known.

    Parameters
    ----------
    days
        Working days.
    """
    limits = [(m.level, m.days) for m in scale(project, ScaleKind.IMPACT)]
    return _level([(level, d) for level, d in limits if d is not None], days)


def level_of_probability(project: Project, percent: float) -> int:
    """Return the likelihood whose meaning in percent is the nearest; the lower of two.

    Parameters
    ----------
    percent
        0 to 100.
    """
    means = project.settings.likelihoods
    return min(LEVELS, key=lambda level: abs(means[level - 1] - percent))


def impact_of(project: Project, cost: Decimal | None, days: float | None) -> int | None:
    """Return the higher of the impacts that a cost and a delay stand for."""
    found = (
        None if cost is None else level_of_cost(project, cost),
        None if days is None else level_of_delay(project, days),
    )
    return max((level for level in found if level is not None), default=None)


def meaning_words(meaning: Meaning, currency: str) -> str:
    """Say what a level stands for: "3 Serious: up to 12 working days or 90 k €"."""
    limits = []
    if meaning.probability is not None:
        limits.append(f"about {number(meaning.probability)}{NARROW}%")
    if meaning.days is not None:
        limits.append(f"up to {working_days(meaning.days)}")
    if meaning.cost is not None:
        limits.append(f"up to {short_money(meaning.cost, currency)}")
    said = ", ".join(limits)
    named = f"{meaning.level} {meaning.word}"
    return f"{named}: {said}" if said else named


def _scale(project: Project, kind: ScaleKind) -> tuple[Meaning, ...]:
    own: dict[int, ScaleLevel] = {}
    for entry in project[SCALE_LEVELS].entries:
        if entry.kind is kind:
            own.setdefault(entry.level, entry)
    found = [_default(project, kind, level) for level in LEVELS]
    days, costs = _limits(project, kind, own)
    return tuple(
        Meaning(
            default.level,
            own[default.level].title if default.level in own else default.word,
            (own[default.level].meaning if default.level in own else "")
            or default.text,
            default.probability,
            days[default.level - 1],
            costs[default.level - 1],
        )
        for default in found
    )


def _default(project: Project, kind: ScaleKind, level: int) -> Meaning:
    word = WORDS[kind][level - 1]
    if kind is ScaleKind.LIKELIHOOD:
        percent = project.settings.likelihoods[level - 1]
        return Meaning(level, word, "", percent)
    return Meaning(level, word, MEANINGS[level - 1])


def _limits(
    project: Project, kind: ScaleKind, own: Mapping[int, ScaleLevel]
) -> tuple[Sequence[float | None], Sequence[Decimal | None]]:
    """Return the limits of the five levels in days and in money."""
    if kind is ScaleKind.LIKELIHOOD:
        return (None,) * HIGHEST, (None,) * HIGHEST
    entries = [own.get(level) for level in LEVELS]
    days = [None if entry is None else entry.days for entry in entries]
    costs = [None if entry is None else entry.cost for entry in entries]
    return (
        days if any(d is not None for d in days) else _default_days(project),
        costs if any(c is not None for c in costs) else _default_costs(project),
    )


def _default_days(project: Project) -> Sequence[float | None]:
    whole = slip(project.facts.planned_start, project.facts.planned_finish)
    if whole is None:
        return (None,) * HIGHEST
    return (*(float(max(1, round(whole * share))) for share in SHARES), None)


def _default_costs(project: Project) -> Sequence[Decimal | None]:
    lines = project[BUDGET_LINES].entries
    planned = [line.amount for line in lines if line.kind is BudgetKind.WORK]
    budget = sum(planned, ZERO) if planned else project.facts.budget
    if not budget:
        return (None,) * HIGHEST
    return (*(to_cents(budget * share) for share in SHARES), None)


def _level(limits: Sequence[tuple[int, float]], value: float | Decimal) -> int | None:
    """Return the first level whose limit a value does not exceed, else the highest."""
    if not limits:
        return None
    return next((lvl for lvl, limit in limits if float(value) <= limit), HIGHEST)
