"""Expenses and hours that somebody has to look at: what they lack, and what to do.

The largest come first: with thousands of them that is where to begin.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.bookings import amount, ledger, unvalued
from core.costs import Costs
from core.duplicates import duplicates
from core.money import ZERO
from core.project import Project
from core.registers.catalog import BY_PREFIX, EXPENSES
from core.words import capital, count, day, listed, short_money

UNAPPROVED, UNMATCHED = "not approved", "without a budget line"
TWICE, UNVALUED = "there twice", "without a rate"
TO_DO: Mapping[str, str] = {
    UNAPPROVED: "approve or reject it, until then it counts",
    UNMATCHED: "choose its budget line",
    TWICE: "reject one of the two, or tell them apart",
    UNVALUED: "enter the rate, until then it counts for nothing",
}


@dataclass(frozen=True, slots=True)
class ToCheck:
    """One entry that somebody has to look at.

    Attributes
    ----------
    reasons
        What it lacks, in the order of `TO_DO`.
    amount
        In the project's currency; None where no rate is known.
    hint
        What is meant, where the reason alone does not say it: "as E-012".
    """

    reference: str
    title: str
    vendor: str
    on: date
    amount: Decimal | None
    reasons: tuple[str, ...]
    hint: str = ""


def to_check(costs: Costs) -> tuple[ToCheck, ...]:
    """Return what somebody has to look at, the largest amounts first."""
    found: dict[str, dict[str, str]] = {}
    for reason, make in MAKERS.items():
        for reference, hint in make(costs):
            found.setdefault(reference, {})[reason] = hint
    amounts = {one.reference: one.cents for one in ledger(costs.project)}
    rows = (
        _row(costs.project, reference, hints, amounts.get(reference))
        for reference, hints in found.items()
    )
    return tuple(sorted(rows, key=_first))


def _first(row: ToCheck) -> tuple[bool, Decimal, str]:
    """Order entries without a known amount first, then the largest."""
    return row.amount is not None, -_size(row), row.reference


def _size(row: ToCheck) -> Decimal:
    return abs(row.amount or ZERO)


def _row(
    project: Project, reference: str, hints: Mapping[str, str], cents: int | None
) -> ToCheck:
    prefix, _, digits = reference.partition("-")
    spec = BY_PREFIX[prefix]
    entry = project.registers[spec.key].records[int(digits)].entry
    is_expense = spec is EXPENSES
    return ToCheck(
        reference,
        entry.title or entry.label,
        entry.vendor if is_expense else "",
        entry.spent_on if is_expense else entry.worked_on,
        None if cents is None else amount(cents),
        tuple(hints),
        ", ".join(hint for hint in hints.values() if hint),
    )


Found = Iterator[tuple[str, str]]


def _unapproved(costs: Costs) -> Found:
    for number in costs.unapproved.numbers:
        yield EXPENSES.reference(number), ""


def _unmatched(costs: Costs) -> Found:
    for number in costs.unmatched.numbers:
        yield EXPENSES.reference(number), ""


def _twice(costs: Costs) -> Found:
    for one in duplicates(costs.project):
        yield one.reference, f"as {one.of}"


def _unvalued(costs: Costs) -> Found:
    for one in unvalued(costs.project):
        yield one.reference, f"{one.missing} on {day(one.on)}"


MAKERS: Mapping[str, Callable[[Costs], Found]] = {
    UNVALUED: _unvalued,
    TWICE: _twice,
    UNMATCHED: _unmatched,
    UNAPPROVED: _unapproved,
}


def advice(found: Sequence[ToCheck]) -> str:
    """Say what to do, once for each reason that any of them has."""
    reasons = {reason for row in found for reason in row.reasons}
    said = [f"{capital(r)}: {TO_DO[r]}." for r in MAKERS if r in reasons]
    return " ".join(["The largest first.", *said]) if found else ""


def title(found: Sequence[ToCheck], currency: str) -> str:
    """Say how many entries wait for somebody, and why."""
    if not found:
        return "Every expense is approved, on a budget line and there once"
    total = sum((_size(row) for row in found), ZERO)
    many = {reason: sum(reason in row.reasons for row in found) for reason in MAKERS}
    said = [
        f"{count(number, 'is', 'are')} {reason}"
        for reason, number in many.items()
        if number
    ]
    what = count(len(found), "entry waits", "entries wait")
    return (
        f"{capital(what)} for a decision, {short_money(total, currency)}: "
        f"{listed(said)}"
    )
