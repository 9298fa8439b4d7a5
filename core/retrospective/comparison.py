"""Planned against actual, line by line: dates, cost, scope, quality, benefits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from core.registers.catalog import OBJECTIVES
from core.registers.scope import ObjectiveStatus, RequirementStatus
from core.retrospective.review import Review
from core.words import (
    UNDEFINED,
    capital,
    count,
    day,
    number,
    percent,
    short_money,
    signed,
    small,
)
from core.workdays import slip_words

SCHEDULE, COST, SCOPE, QUALITY, VALUE = (
    "Schedule",
    "Cost",
    "Scope",
    "Quality",
    "Benefits",
)
BUILT = (RequirementStatus.IMPLEMENTED, RequirementStatus.VERIFIED)
GUESSED = frozenset({SCHEDULE, COST})  # aspects that tell what a guess is about


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was planned, and what came of it; all in words for people.

    `held` says whether it came as planned or better; None where that has no sense.
    """

    aspect: str
    what: str
    planned: str
    actual: str
    difference: str
    held: bool | None


def compared(found: Review) -> tuple[Line, ...]:
    """Return the lines for which something was planned."""
    parts = (_dates, _cost, _scope, _quality, _benefits)
    return tuple(line for part in parts for line in part(found))


def title(lines: Sequence[Line]) -> str:
    """Say how much came as planned.

    >>> kept = Line(SCOPE, "Objectives met", "one", "one", "all", held=True)
    >>> title([kept, kept]), title([])
    ('Two of two things came as planned or better', 'Planned against actual')
    """
    judged = [line.held for line in lines if line.held is not None]
    if len(judged) <= 1:
        return "Planned against actual"
    kept = capital(small(sum(judged)) if any(judged) else "not one")
    return f"{kept} of {count(len(judged), 'thing')} came as planned or better"


def columns(lines: Sequence[Line]) -> dict[str, Sequence[str]]:
    """Return the table of the lines by its headers; an aspect is named once.

    >>> cost = Line(COST, "Cost", "9 k", "8 k", "−1 k", held=True)
    >>> columns([cost, cost])["Of what"]
    ['Cost', '']
    """
    aspects = [line.aspect for line in lines]
    before = ["", *aspects]
    return {
        "Of what": [a if a != b else "" for a, b in zip(aspects, before, strict=False)],
        "What": [line.what for line in lines],
        "Planned": [line.planned for line in lines],
        "Actual": [line.actual for line in lines],
        "Difference": [line.difference for line in lines],
    }


def _dates(found: Review) -> Iterator[Line]:
    facts = found.project.facts
    if facts.planned_start and facts.forecast_start:
        yield _day("Start", facts.planned_start, facts.forecast_start)
    if facts.planned_finish and found.finish:
        ends = "Finish" if facts.is_finished else "Finish, as forecast"
        late = UNDEFINED if found.days_late is None else slip_words(found.days_late)
        planned = day(facts.planned_finish)
        held = None if found.days_late is None else found.days_late <= 0
        yield Line(SCHEDULE, ends, planned, day(found.finish), late, held)
    if found.lengths:
        (before, taken), what = found.lengths, "Calendar days"
        over, held = percent(found.time_overrun, plus=True), taken <= before
        yield Line(SCHEDULE, what, number(before), number(taken), over, held)


def _day(what: str, planned: date, actual: date) -> Line:
    days = (actual - planned).days
    later = "later" if days > 0 else "earlier"
    apart = f"{count(abs(days), 'day')} {later}" if days else "as planned"
    return Line(SCHEDULE, what, day(planned), day(actual), apart, held=days <= 0)


def _cost(found: Review) -> Iterator[Line]:
    if found.budget is None or found.cost is None:
        return
    currency = found.costs.currency
    over = percent(found.cost_overrun, plus=True)
    more = short_money(found.cost - found.budget, currency, plus=True)
    spent = "Cost" if found.project.facts.is_finished else "Cost, as forecast"
    planned, actual = (short_money(a, currency) for a in (found.budget, found.cost))
    held = found.cost <= found.budget
    yield Line(COST, spent, planned, actual, f"{more} · {over}", held)


def _scope(found: Review) -> Iterator[Line]:
    scope = found.scope
    if scope.deliverables:
        agreed, accepted = len(scope.deliverables), len(scope.accepted)
        yield _some(SCOPE, "Deliverables accepted", agreed, accepted)
    if agreed_changes := scope.agreed_changes:
        many, days = len(agreed_changes), scope.change_days
        cost = short_money(scope.change_cost, found.costs.currency, plus=True)
        moved = f"{cost}, {signed(days)} {'day' if abs(days) == 1 else 'days'}"
        yield Line(SCOPE, "Changes approved", "0", number(many), moved, held=None)
    objectives = found.project[OBJECTIVES].entries
    if objectives:
        met = sum(o.status is ObjectiveStatus.MET for o in objectives)
        yield _some(SCOPE, "Objectives met", len(objectives), met)


def _quality(found: Review) -> Iterator[Line]:
    agreed = found.scope.agreed_requirements
    if agreed:
        built = sum(
            r.entry.status
            in (RequirementStatus.IMPLEMENTED, RequirementStatus.VERIFIED)
            for r in agreed
        )
        yield _some(QUALITY, "Requirements built", len(agreed), built)
        verified = len(found.scope.verified)
        yield _some(QUALITY, "Requirements shown to be met", len(agreed), verified)


def _some(aspect: str, what: str, planned: int, actual: int) -> Line:
    missing = planned - actual
    rest = f"{number(missing)} short" if missing else "all"
    return Line(aspect, what, number(planned), number(actual), rest, not missing)


def _benefits(found: Review) -> Iterator[Line]:
    benefits, currency = found.benefits, found.costs.currency
    if not benefits.rows:
        return
    realised = benefits.realised
    come = "not measured" if realised is None else short_money(realised, currency)
    share = benefits.realised_share
    apart = "" if share is None else f"{percent(share)} of what was due"
    due = short_money(benefits.due, currency)
    held = None if realised is None else realised >= benefits.due
    yield Line(VALUE, "Due by now", due, come, apart, held)
