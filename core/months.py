"""Calendar months, and sums that are spread over days: evenly, or along a curve.

A month is named by its first day. Amounts are whole cents, so that no cent is lost.

A curve says what each of its equal parts of the time weighs; within a part the days
count alike. The three that are not even are the work contours of Microsoft Project of
the same names: a tenth of the time each, front-loaded 75 % in the first half.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

DAYS_A_MONTH = 365.25 / 12
_LAST = date.max.year * 12 + 11

Curve = Sequence[int]
EVEN: Curve = (1,)
FRONT: Curve = (20, 20, 20, 15, 15, 10, 10, 5, 3, 2)
BACK: Curve = tuple(reversed(FRONT))
BELL: Curve = (1, 2, 4, 8, 10, 10, 8, 4, 2, 1)


def first_of(day: date) -> date:
    """Return the first day of a day's month.

    >>> first_of(date(2026, 11, 30))
    datetime.date(2026, 11, 1)
    """
    return day.replace(day=1)


def last_of(day: date) -> date:
    """Return the last day of a day's month.

    >>> last_of(date(2028, 2, 3))
    datetime.date(2028, 2, 29)
    """
    return day.replace(day=monthrange(day.year, day.month)[1])


def shifted(month: date, by: int) -> date:
    """Return the month that is `by` months later, or earlier; the calendar ends it.

    >>> shifted(date(2026, 11, 1), 3), shifted(date(2026, 1, 1), -1)
    (datetime.date(2027, 2, 1), datetime.date(2025, 12, 1))
    """
    index = month.year * 12 + month.month - 1 + by
    year, place = divmod(min(max(index, 12), _LAST), 12)
    return date(year, place + 1, 1)


def month_run(first: date, last: date) -> tuple[date, ...]:
    """Return every month from that of `first` to that of `last`; none if reversed.

    >>> [f"{m:%b}" for m in month_run(date(2026, 11, 30), date(2027, 1, 1))]
    ['Nov', 'Dec', 'Jan']
    """
    begin = first.year * 12 + first.month - 1
    end = last.year * 12 + last.month - 1
    return tuple(date(i // 12, i % 12 + 1, 1) for i in range(begin, end + 1))


def last_full_month(day: date) -> date:
    """Return the newest month that is over at the end of a day."""
    month = first_of(day)
    return month if day == last_of(day) else shifted(month, -1)


def share_until(
    amount: int, first: date, last: date, day: date, curve: Curve = EVEN
) -> int:
    """Return the cents of a spread amount that fall up to the end of a day.

    The running sum is rounded, halves up, not the single days: so the parts of any
    division of first..last add up to the amount, and each is within a cent of its
    exact share.

    >>> share_until(100, date(2026, 1, 1), date(2026, 1, 3), date(2026, 1, 2))
    67
    >>> share_until(100, date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 1), FRONT)
    75
    """
    days = (last - first).days + 1
    return _gone(amount, days, min(max((day - first).days + 1, 0), days), curve)


def _gone(amount: int, days: int, gone: int, curve: Curve) -> int:
    """Return the cents that fall within the first of some days."""
    full, within = divmod(len(curve) * gone, days)
    part = sum(curve[:full]) * days + (curve[full] * within if within else 0)
    whole = sum(curve) * days
    return (2 * amount * part + whole) // (2 * whole)


def spread(
    amount: int, first: date, last: date, curve: Curve = EVEN
) -> dict[date, int]:
    """Spread cents by day over first..last and sum them by month.

    >>> list(spread(100, date(2026, 1, 30), date(2026, 2, 1)).values())
    [67, 33]
    """
    found: dict[date, int] = {}
    before, begin = 0, first.toordinal()
    days, months = last.toordinal() - begin + 1, month_run(first, last)
    ends = [month.toordinal() - begin for month in months[1:]]
    for month, gone in zip(months, [*ends, days], strict=True):
        upto = _gone(amount, days, gone, curve)
        found[month] = upto - before
        before = upto
    return found


def shared_out(amount: int, weights: Sequence[int]) -> list[int]:
    """Divide cents in proportion to weights; the parts add up to the amount.

    >>> shared_out(100, [1, 1, 1])
    [33, 34, 33]
    """
    whole, parts, before, weighed = sum(weights), list[int](), 0, 0
    for weight in weights:
        weighed += weight
        upto = (2 * amount * weighed + whole) // (2 * whole)
        parts.append(upto - before)
        before = upto
    return parts
