"""What is left of the reserves, as sentences with figures."""

from datetime import date

from core.cost_rows import Reserve
from core.money import ZERO
from core.project import Project
from core.registers.budget import BudgetKind
from core.registers.catalog import BUDGET_LINES, DRAWDOWNS
from core.reserves import reserve_of
from core.words import count, listed, short_money

HELD = (BudgetKind.CONTINGENCY, BudgetKind.MANAGEMENT)


def title(project: Project, day: date) -> str:
    """Return what is left of each reserve on a day; empty where none is held.

    >>> title(Project("PAY"), date(2026, 11, 20))
    ''
    """
    currency = project.settings.currency
    said = [
        f"{short_money(found.left, currency)} of {short_money(found.held, currency)} "
        f"{kind.value} left"
        for kind, found in _held(project, day)
    ]
    return listed(said)


def note(project: Project, day: date) -> str:
    """Return how much was drawn, for how many reasons, and whether too much was."""
    currency = project.settings.currency
    draws = [d.amount for d in project[DRAWDOWNS].entries if d.drawn_on <= day]
    drawn = sum((found.drawn for _, found in _held(project, day)), ZERO)
    said = "Kept beside the budget of the work, and spent only for a risk or a change."
    booked = drawn - sum(draws, ZERO)
    parts = [
        f"{short_money(sum(draws, ZERO), currency)} in {count(len(draws), 'draw-down')}"
    ] * bool(draws)
    parts += [f"{short_money(booked, currency)} booked on them"] * bool(booked)
    if parts:
        said += f" Drawn: {listed(parts)}."
    short = [kind.value for kind, found in _held(project, day) if found.left < 0]
    if short:
        said += f" More was drawn of the {listed(short)} than is held: raise it."
    return said


def _held(project: Project, day: date) -> list[tuple[BudgetKind, Reserve]]:
    kinds = {line.kind for line in project[BUDGET_LINES].entries}
    return [(kind, reserve_of(project, kind, day)) for kind in HELD if kind in kinds]
