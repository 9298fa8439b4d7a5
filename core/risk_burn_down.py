"""The burn-down of exposure: as it was, as it was planned to fall, as it is now.

Exposure falls when a mitigation is done: by its cuts of probability and impact, on its
due date.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from core import words
from core.money import ZERO, to_cents
from core.project import Project
from core.registers.entry import Record
from core.registers.risks import Risk
from core.risk import emv, open_threats
from core.risk_mitigations import effect, open_mitigations
from core.trends import States

MONTHS_BACK = 3  # the plan that a burn-down is held against
Steps = tuple[tuple[date, Decimal], ...]


@dataclass(frozen=True, slots=True)
class BurnDown:
    """Exposure as it was, as it was planned to fall, and as it is planned now.

    Parameters
    ----------
    actual
        At the end of each day that is known, oldest first.
    plan
        As planned on its first day: a step down at each due date of a mitigation.
    ahead
        As planned now, from the last actual day on.
    left_out
        Open mitigations with an effect in numbers, but no due date ahead.
    """

    actual: Steps
    plan: Steps
    ahead: Steps
    left_out: int

    @property
    def gap(self) -> Decimal | None:
        """Exposure now less what was planned for now; None without such a plan."""
        if not self.plan or not self.actual:
            return None
        day, value = self.actual[-1]
        return value - at(self.plan, day)


def planned_exposure(project: Project, day: date) -> Steps:
    """Return the exposure of the open threats as mitigations take it down.

    The first point is the exposure on the day; each later one a due date of open
    mitigations with the exposure once they are done. A mitigation whose date has
    passed, or that has none, takes nothing off until somebody plans it again.
    """
    threats = _priced_threats(project)
    dates = sorted(
        {
            due
            for record, _ in threats
            for one in open_mitigations(project, record.number)
            if (due := one.entry.due) is not None and due > day
        }
    )
    return tuple(
        (on, sum((_left(project, r, worth, day, on) for r, worth in threats), ZERO))
        for on in (day, *dates)
    )


def burn_down(states: States) -> BurnDown:
    """Return the burn-down of the project that the states end with.

    Parameters
    ----------
    states
        The project on some days, oldest first, the last one as shown. What was planned
        is read from the state three before the last, or the first that there is.
    """
    known = [(day, project) for day, project in states if project is not None]
    if not known:
        return BurnDown((), (), (), 0)
    paths = [(d, p, planned_exposure(p, p.status_date(d))) for d, p in known]
    actual = tuple((day, path[0][1]) for day, _, path in paths)
    day, _, plan = paths[max(0, len(paths) - 1 - MONTHS_BACK)]
    last_day, last, ahead = paths[-1]
    return BurnDown(
        actual,
        ((day, plan[0][1]), *plan[1:]) if len(plan) > 1 and len(paths) > 1 else (),
        ((last_day, ahead[0][1]), *ahead[1:]) if len(ahead) > 1 else (),
        _left_out(last, last.status_date(last_day)),
    )


def burn_down_title(found: BurnDown, currency: str) -> str:
    """Say how far exposure is from its plan, and where it goes from here."""
    if not found.actual or not (found.actual[-1][1] or found.plan):
        return "No open threat has a cost, so there is nothing to burn down"
    gap, now = found.gap, words.short_money(found.actual[-1][1], currency)
    ahead = _ahead(found.ahead, currency)
    if gap is None:
        rest = ahead or "no open mitigation has an effect in numbers and a date ahead"
        return f"Exposure is {now}; {rest}"
    amount = words.short_money(abs(gap), currency)
    side = "above" if gap > 0 else "below"
    said = f"{amount} {side} the plan of" if gap else "as planned on"
    tail = f"; {ahead}" if ahead else ""
    return f"Exposure of {now} is {said} {words.day(found.plan[0][0])}{tail}"


def _ahead(steps: Steps, currency: str) -> str:
    if not steps:
        return ""
    day, value = steps[-1]
    amount = words.short_money(value, currency)
    return f"mitigations bring it to {amount} by {words.day(day)}"


def at(steps: Steps, day: date) -> Decimal:
    """Return the value of steps on a day: that of the last step until then."""
    return next(
        (value for (on, value), (then, _) in pairwise(steps) if on <= day < then),
        steps[-1][1],
    )


def _priced_threats(project: Project) -> list[tuple[Record[Risk], Decimal]]:
    settings = project.settings
    return [
        (record, worth)
        for record in open_threats(project)
        if (worth := emv(record.entry, settings)) is not None
    ]


def _left(
    project: Project, record: Record[Risk], worth: Decimal, day: date, on: date
) -> Decimal:
    """Return what a risk is worth on a day once all that is due by then is done."""
    done = [
        one.entry
        for one in open_mitigations(project, record.number)
        if one.entry.due is not None and day < one.entry.due <= on
    ]
    return to_cents(worth * Decimal(str(effect(done).expected))) if done else worth


def _left_out(project: Project, day: date) -> int:
    return sum(
        one.entry.due is None or one.entry.due <= day
        for record, _ in _priced_threats(project)
        for one in open_mitigations(project, record.number)
        if one.entry.probability_cut or one.entry.impact_cut
    )
