"""The figures that the titles of the pictures of risks name, each with its making."""

from collections.abc import Sequence
from datetime import date, timedelta

from core import words
from core.figure import Figure
from core.money import ZERO, share
from core.risk_burn_down import BurnDown, at
from core.risk_pictures import AHEAD, OTHERS, Heat, RiskPoint

SOURCE = "Registers of risks and mitigations"
VALUE = "probability × cost of the open threats"


def near_figure(
    points: Sequence[RiskPoint], missing: int, today: date, currency: str
) -> Figure:
    """Return the exposure that may come within the next days.

    Parameters
    ----------
    missing
        Open risks without a date or a cost.
    """
    threats = [point for point in points if point.is_threat]
    last = today + timedelta(days=AHEAD)
    near = [point for point in threats if point.on <= last]
    return Figure(
        f"Exposure within {AHEAD} days",
        words.short_money(sum((point.emv for point in near), ZERO), currency),
        f"Sum of {VALUE} whose proximity is {words.day(last)} or earlier",
        (
            ("Such threats", str(len(near))),
            ("Threats with a date and a cost", str(len(threats))),
            ("Open risks without", str(missing)),
        ),
        SOURCE,
    )


def burn_down_figure(found: BurnDown, currency: str) -> Figure:
    """Return how far the exposure is from what was planned for today."""
    gap = found.gap
    inputs = (("Open mitigations without a date ahead", str(found.left_out)),)
    formula = (
        "Exposure now − the exposure that the mitigations open on the day of the plan "
        "were to leave by today: each takes off its cuts on its due date"
    )
    if gap is None:
        change = "no such plan is known"
        return Figure(
            "Exposure to plan", words.UNDEFINED, formula, inputs, SOURCE, change
        )
    day, now = found.actual[-1]
    return Figure(
        "Exposure to plan",
        words.short_money(gap, currency, plus=True),
        formula,
        (
            ("Exposure now", words.short_money(now, currency)),
            ("Planned for now", words.short_money(at(found.plan, day), currency)),
            ("Day of the plan", words.day(found.plan[0][0])),
            *inputs,
        ),
        SOURCE,
    )


def owner_figure(found: Heat, currency: str) -> Figure:
    """Return the largest share of the exposure that lies with one owner shown."""
    whole = found.whole
    rows = [
        (owner, sum(row, ZERO))
        for owner, row in zip(found.owners, found.exposures, strict=True)
    ]
    largest = max((much for owner, much in rows if owner != OTHERS), default=ZERO)
    return Figure(
        "Largest share of one owner",
        words.percent(share(largest, whole)),
        f"Sum of {VALUE} of the owner / that of all owners",
        (
            *((owner, words.short_money(much, currency)) for owner, much in rows),
            ("All", words.short_money(whole, currency)),
        ),
        SOURCE,
    )
