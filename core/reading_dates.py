"""Dates as people write them, read without guessing.

ISO dates and dates with dots or a month's name say themselves which part is the day.
"04/12/2026" does not: it is read only where the caller knows the order, and refused
otherwise, because a wrong guess looks like a right date.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from core.errors import UnreadableValueError

FIRST_YEAR, LAST_YEAR = 1900, 2200
LAST_SHORT_YEAR = 68  # 68 is 2068 and 69 is 1969, as POSIX strptime has it
MONTHS = 12
DAY_ZERO = date(1899, 12, 30)  # Excel's serial numbers count from here ...
FIRST_SERIAL = 61  # ... after the 29 February 1900 that it takes to have been

ALLOWED = "a date such as 2026-12-04 or 4 Dec 2026"
ALLOWED_CLEAR = (
    "a date whose day and month cannot be confused, such as 2026-12-04 or 4 Dec 2026"
)

DAY = r"(?P<day>[0-9]{1,2})"
YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
NAME = r"(?P<name>[^\W0-9_]{3,9})"
WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]*\s+)?"
ZONE = r"(?:\s*(?:[ap]m|z|[+-][0-9]{2}:?[0-9]{2}))?"
TIME = rf"(?:(?:t|,?\s+)[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:[.,][0-9]+)?)?{ZONE})?"

MONTH_NAMES = (
    ("january", "januar"),
    ("february", "februar"),
    ("march", "märz", "mrz", "maerz"),
    ("april",),
    ("may", "mai"),
    ("june", "juni"),
    ("july", "juli"),
    ("august",),
    ("september",),
    ("october", "oktober"),
    ("november",),
    ("december", "dezember"),
)


def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile(WEEKDAY + pattern + TIME, re.IGNORECASE)


ORDERED = (
    _shape(r"(?P<year>[0-9]{4})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)" + DAY),
    _shape(rf"{DAY}\.\s?(?P<month>[0-9]{{1,2}})\.\s?{YEAR}"),
    _shape(rf"{DAY}(?:st|nd|rd|th|\.)?[\s-]*{NAME}\.?,?[\s-]*{YEAR}"),
    _shape(rf"{NAME}\.?[\s-]*{DAY}(?:st|nd|rd|th|\.)?,?[\s-]+{YEAR}"),
)
UNORDERED = _shape(
    rf"(?P<one>[0-9]{{1,2}})(?P<mark>[-/])(?P<two>[0-9]{{1,2}})(?P=mark){YEAR}"
)


def read_date(
    raw: object, *, day_first: bool | None = None, serial: bool = False
) -> date:
    """Read a date from what somebody typed or a file holds.

    Parameters
    ----------
    raw
        A date, a moment (its day is taken), or text.
    day_first
        What "04/12/2026" means: True 4 December, False April 12; None refuses it.
    serial
        Whether a number is one of Excel's serial days.

    Raises
    ------
    UnreadableValueError
        If it is no date, the day does not exist, the year is not in 1900 to 2200, or
        day and month could be confused.

    Examples
    --------
    >>> read_date("4 Dec 2026"), read_date("04.12.26")
    (datetime.date(2026, 12, 4), datetime.date(2026, 12, 4))
    >>> read_date("04/12/2026", day_first=False)
    datetime.date(2026, 4, 12)
    """
    if isinstance(raw, datetime):
        return _within_range(raw.date())
    if isinstance(raw, date):
        return _within_range(raw)
    if isinstance(raw, str):
        return _from_text(" ".join(raw.split()), day_first=day_first)
    if serial and isinstance(raw, int | float) and not isinstance(raw, bool):
        return _from_serial(raw)
    raise UnreadableValueError(ALLOWED)


def guess_day_first(values: Iterable[object]) -> bool | None:
    """Tell from a column's clear dates which of its numbers is the day.

    Returns
    -------
    bool or None
        True for 25/12/2026, False for 12/25/2026, None where the column does not say
        or contradicts itself.

    Examples
    --------
    >>> guess_day_first(["04/12/2026", "25/12/2026", "soon"])
    True
    """
    matches = (UNORDERED.fullmatch(v.strip()) for v in values if isinstance(v, str))
    pairs = [(int(m["one"]), int(m["two"])) for m in matches if m]
    day_first = any(one > MONTHS >= two for one, two in pairs)
    month_first = any(two > MONTHS >= one for one, two in pairs)
    return day_first if day_first != month_first else None


def has_unclear_day(raw: object) -> bool:
    """Whether the day of a written date may be its month.

    >>> has_unclear_day("04/12/2026"), has_unclear_day("25/12/2026")
    (True, False)
    """
    match = UNORDERED.fullmatch(" ".join(raw.split())) if isinstance(raw, str) else None
    if match is None:
        return False
    one, two = int(match["one"]), int(match["two"])
    return one != two and 0 < max(one, two) <= MONTHS


def _from_text(text: str, *, day_first: bool | None) -> date:
    for shape in ORDERED:
        if match := shape.fullmatch(text):
            parts = match.groupdict()
            month = int(parts.get("month") or _month(parts["name"]))
            return _day(parts["year"], month, int(parts["day"]))
    if match := UNORDERED.fullmatch(text):
        one, two = int(match["one"]), int(match["two"])
        day, month = (
            (one, two) if _is_day_first(one, two, day_first=day_first) else (two, one)
        )
        return _day(match["year"], month, day)
    raise UnreadableValueError(ALLOWED)


def _is_day_first(one: int, two: int, *, day_first: bool | None) -> bool:
    if day_first is not None:
        return day_first
    if max(one, two) > MONTHS or one == two:
        return one > two
    raise UnreadableValueError(ALLOWED_CLEAR)


def _month(name: str) -> int:
    folded = name.casefold()
    for number, names in enumerate(MONTH_NAMES, start=1):
        if any(full.startswith(folded) for full in names):
            return number
    raise UnreadableValueError(ALLOWED)


def _day(year: str, month: int, day: int) -> date:
    try:
        return _within_range(date(_full_year(year), month, day))
    except ValueError:
        raise UnreadableValueError(f"{ALLOWED}; this day does not exist") from None


def _full_year(year: str) -> int:
    if len(year) == len("2026"):
        return int(year)
    return int(year) + (2000 if int(year) <= LAST_SHORT_YEAR else 1900)


def _from_serial(number: float) -> date:
    if not FIRST_SERIAL <= number < (date(LAST_YEAR + 1, 1, 1) - DAY_ZERO).days:
        raise UnreadableValueError(ALLOWED)
    return DAY_ZERO + timedelta(days=int(number))


def _within_range(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UnreadableValueError(f"{ALLOWED}, from {FIRST_YEAR} to {LAST_YEAR}")
    return day
