"""What money is worth over time: return, net present value, payback.

- ROI = (benefits − costs) / costs.
- NPV = Σ amount / (1 + rate) ^ (days / 365), benefits above 0 and costs below, days
  counted from the first day that has any: yearly compounding by actual days.
- Payback = the first day on which all benefits so far cover all costs so far, and from
  which on they always do.

Sources: PMBOK Guide, 6th edition, 1.2.6.4; Brealey, Myers and Allen, Principles of
Corporate Finance, chapters 2 and 5.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from core.money import to_cents

DAYS_A_YEAR = 365

Flows = Sequence[tuple[date, int]]
"""Days and cents: benefits above 0, costs below."""


def roi(benefits: int, costs: int) -> float | None:
    """Return the return on investment; None without any cost.

    >>> roi(150, 100), roi(0, 100), roi(5, 0)
    (0.5, -1.0, None)
    """
    return (benefits - costs) / costs if costs > 0 else None


def npv(flows: Flows, rate: float) -> Decimal | None:
    """Return the net present value on the first day of the flows; None without any.

    Parameters
    ----------
    rate
        A year: 0.05 for 5 %.

    Examples
    --------
    >>> npv([(date(2026, 1, 1), -100_00), (date(2027, 1, 1), 110_00)], 0.10)
    Decimal('0.00')
    """
    if not flows:
        return None
    start = min(day for day, _ in flows)
    worth = sum(
        cents / (1 + rate) ** ((day - start).days / DAYS_A_YEAR) for day, cents in flows
    )
    return to_cents(Decimal(repr(worth / 100)))


def payback(flows: Flows) -> date | None:
    """Return the day from which on benefits cover costs; None where they never do.

    Costs of a day come before its benefits.

    >>> days = [date(2026, 1, 1), date(2026, 6, 1), date(2026, 9, 1)]
    >>> payback(list(zip(days, (-100, 60, 60))))
    datetime.date(2026, 9, 1)
    """
    total, found = 0, None
    for day, cents in sorted(flows):
        total += cents
        if total < 0:
            found = None
        elif found is None and cents > 0:
            found = day
    return found
