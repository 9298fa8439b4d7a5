"""Checks of the network: what is tied, how, to what dates, and with how much room."""

from core import words
from core.registers.schedule import Constraint, LinkKind
from core.schedule.plan import PlanLink
from core.schedule.quality_checks import Check, Open, at_most, share

FEW = 5.0  # percent
MOST = 90.0  # percent
LONG = 44  # working days: two months
HARD = (
    Constraint.MUST_START_ON,
    Constraint.MUST_FINISH_ON,
    Constraint.START_NO_LATER_THAN,
    Constraint.FINISH_NO_LATER_THAN,
)


def _logic(looked: Open) -> Check:
    before, after = looked.tied
    ends = [one for one in looked.leaves if one.number not in after]
    starts = [one for one in looked.leaves if one.number not in before]
    last = max(ends, key=lambda one: looked.dates(one).finish, default=None)
    first = min(starts, key=lambda one: looked.dates(one).start, default=None)
    found = [
        one.number
        for one in looked.activities
        if (one.number not in before and one is not first)
        or (one.number not in after and one is not last)
    ]
    rule = (
        "Each activity has a predecessor and a successor, except where the plan begins "
        "and ends."
    )
    return at_most("Logic", rule, FEW, found, looked.activities)


def _leads(looked: Open) -> Check:
    found = [link.successor for link in looked.links if _lag(link) < 0]
    rule = "No dependency has a lead: it hides what the successor really waits for."
    return at_most("Leads", rule, 0, found, looked.links)


def _lags(looked: Open) -> Check:
    found = [link.successor for link in looked.links if _lag(link) > 0]
    rule = "Few dependencies have a lag: waiting is better an activity with a name."
    return at_most("Lags", rule, FEW, found, looked.links)


def _lag(link: PlanLink) -> float:
    return link.lag if link.lag_percent is None else link.lag_percent


def _kinds(looked: Open) -> Check:
    others = [
        link.successor
        for link in looked.links
        if link.kind is not LinkKind.FINISH_START
    ]
    part = share(others, looked.links)
    value = None if part is None else 100 - part
    return Check(
        "Kinds of dependencies",
        "Nearly all dependencies go from finish to start, which everybody can follow.",
        words.percent(None if value is None else value / 100, 1),
        f"at least {words.percent(MOST / 100)}",
        value,
        value is not None and value < MOST,
        tuple(dict.fromkeys(others)),
    )


def _hard(looked: Open) -> Check:
    found = [one.number for one in looked.activities if one.constraint in HARD]
    rule = "Few activities are held to a date that the network cannot move."
    return at_most("Hard constraints", rule, FEW, found, looked.activities)


def _high_float(looked: Open) -> Check:
    found = [
        one.number
        for one in looked.activities
        if looked.days(one, looked.dates(one).total_float) > LONG
    ]
    rule = f"Few activities have more than {LONG} working days of total float."
    return at_most("High float", rule, FEW, found, looked.activities)


def _negative_float(looked: Open) -> Check:
    found = [
        one.number for one in looked.activities if looked.dates(one).total_float < 0
    ]
    rule = "No activity is too late for a deadline or a constraint."
    return at_most("Negative float", rule, 0, found, looked.activities)


def _long(looked: Open) -> Check:
    found = [
        one.number
        for one in looked.activities
        if not one.is_elapsed and looked.days(one, one.minutes) > LONG
    ]
    rule = f"Few activities last longer than {LONG} working days."
    return at_most("High duration", rule, FEW, found, looked.activities)


NETWORK_CHECKS = (
    _logic,
    _leads,
    _lags,
    _kinds,
    _hard,
    _high_float,
    _negative_float,
    _long,
)
