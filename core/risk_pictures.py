"""What the pictures of risks show, and the sentences above them.

Bubbles by when a risk may happen and what it is worth; heat by owner and category.
Values only: `core.charts` draws them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from core import words
from core.money import ZERO, share
from core.project import Project
from core.registers.catalog import RISKS
from core.registers.risks import RiskKind
from core.risk import emv, is_open_threat, open_risks

AHEAD = 90  # days that the title of the bubbles looks ahead
NO_OWNER, NO_CATEGORY, OTHERS = "No owner", "No category", "Others"
MOST = 7  # owners, and categories; the rest is one row and one column


# --- bubbles ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """One open risk by when it may happen and what it is worth."""

    number: int
    title: str
    on: date
    emv: Decimal
    level: int
    is_threat: bool
    is_above: bool
    owner: str = ""


def risk_points(project: Project) -> tuple[RiskPoint, ...]:
    """Return the open risks that have both a proximity and a cost."""
    settings = project.settings
    return tuple(
        RiskPoint(
            record.number,
            risk.title,
            risk.proximity,
            worth,
            risk.level,
            risk.kind is RiskKind.THREAT,
            is_open_threat(risk) and risk.level >= settings.red_from,
            risk.owner,
        )
        for record in open_risks(project)
        if (risk := record.entry).proximity is not None
        and (worth := emv(risk, settings)) is not None
    )


def bubble_title(points: Sequence[RiskPoint], today: date, currency: str) -> str:
    """Say how much of the exposure may come in the next 90 days."""
    threats = [point for point in points if point.is_threat]
    whole = sum((point.emv for point in threats), ZERO)
    if not whole:
        return "No open threat has both a date and a cost"
    last = today + timedelta(days=AHEAD)
    near = sum((point.emv for point in threats if point.on <= last), ZERO)
    amount = words.short_money(near, currency)
    every = words.short_money(whole, currency)
    if not near:
        return f"Nothing of the exposure of {every} is expected within {AHEAD} days"
    if near == whole:
        return f"All of the exposure of {every} may come within {AHEAD} days"
    return f"{amount} of the exposure of {every} may come within {AHEAD} days"


def unplaced(project: Project, points: Sequence[RiskPoint]) -> int:
    """Return how many open risks lack a date or a cost, and so have no bubble."""
    return len(open_risks(project)) - len(points)


# --- heat ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heat:
    """Open threats by owner and category, the largest exposure first.

    Parameters
    ----------
    counts, exposures
        A row an owner, a column a category.
    """

    owners: tuple[str, ...]
    categories: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    exposures: tuple[tuple[Decimal, ...], ...]

    @property
    def whole(self) -> Decimal:
        """The exposure of all."""
        return sum((sum(row, ZERO) for row in self.exposures), ZERO)


def heat(project: Project) -> Heat:
    """Return the open threats by owner and category, the smallest ones as others."""
    settings = project.settings
    threats = [risk for risk in project[RISKS].entries if is_open_threat(risk)]
    worth = [(risk, emv(risk, settings) or ZERO) for risk in threats]
    owners = _largest([(risk.owner or NO_OWNER, much) for risk, much in worth])
    names = _largest([(risk.category or NO_CATEGORY, much) for risk, much in worth])
    counts: Counter[tuple[str, str]] = Counter()
    sums: dict[tuple[str, str], Decimal] = {}
    for risk, much in worth:
        cell = (
            _shown(risk.owner or NO_OWNER, owners),
            _shown(risk.category or NO_CATEGORY, names),
        )
        counts[cell] += 1
        sums[cell] = sums.get(cell, ZERO) + much
    return Heat(
        owners,
        names,
        tuple(tuple(counts[o, c] for c in names) for o in owners),
        tuple(tuple(sums.get((o, c), ZERO) for c in names) for o in owners),
    )


def heat_title(found: Heat, currency: str) -> str:
    """Say who owns most of the exposure, and of which category it is."""
    if not found.owners:
        return "No threat is open"
    many = sum(map(sum, found.counts))
    whole = found.whole
    if not whole:
        return f"{words.capital(words.count(many, 'open threat'))}, none with a cost"
    rows = [sum(row, ZERO) for row in found.exposures]
    top = max(range(len(rows)), key=lambda at: (found.owners[at] != OTHERS, rows[at]))
    part = words.percent(share(rows[top], whole))
    amount = words.short_money(whole, currency)
    row = found.exposures[top]
    category = found.categories[row.index(max(row))]
    who = found.owners[top]
    said = "lies with nobody" if who == NO_OWNER else f"lies with {who}"
    mainly = max(row) * 2 >= rows[top] and category not in (OTHERS, NO_CATEGORY)
    most = f", mainly {category}" if mainly else ""
    return f"{part} of the exposure of {amount} {said}{most}"


def _largest(pairs: Iterable[tuple[str, Decimal]]) -> tuple[str, ...]:
    """Return the names with the largest sums first; the rest becomes others."""
    sums: dict[str, Decimal] = {}
    for name, much in pairs:
        sums[name] = sums.get(name, ZERO) + much
    ordered = sorted(sums, key=lambda name: (-sums[name], name))
    if len(ordered) <= MOST + 1:
        return tuple(ordered)
    return (*ordered[:MOST], OTHERS)


def _shown(name: str, names: Sequence[str]) -> str:
    return name if name in names else OTHERS
