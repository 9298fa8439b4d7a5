"""Durations and lags as people write them: "5d", "4h", "2ew", "-50%".

A day is as many hours as the project says, so "5d" becomes minutes only where a plan is
made. Elapsed units count round the clock: "3ed" is 72 hours, whatever the calendar.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from core.errors import UnreadableValueError
from core.reading_numbers import read_number

MINUTES_PER_HOUR, HOURS_PER_DAY, HOURS_PER_WEEK = 60, 24, 168
MOST_DAYS = 36_500  # a hundred years
MOST_PERCENT = 10_000
PLACES = Decimal("0.0001")

ALLOWED_DURATION = "a duration such as 5d, 4h, 30min, 2w, or 3ed round the clock"
ALLOWED_LAG = "a lag such as 2d, -4h, 50%, or 3ed round the clock"


class Unit(StrEnum):
    """What an amount counts: working time, elapsed time, or parts of a predecessor."""

    MINUTES = "min"
    HOURS = "h"
    DAYS = "d"
    WEEKS = "w"
    ELAPSED_MINUTES = "emin"
    ELAPSED_HOURS = "eh"
    ELAPSED_DAYS = "ed"
    ELAPSED_WEEKS = "ew"
    PERCENT = "%"
    ELAPSED_PERCENT = "e%"


PERCENTS = (Unit.PERCENT, Unit.ELAPSED_PERCENT)
ELAPSED_HOURS: Mapping[Unit, Decimal] = {
    Unit.ELAPSED_MINUTES: Decimal(1) / MINUTES_PER_HOUR,
    Unit.ELAPSED_HOURS: Decimal(1),
    Unit.ELAPSED_DAYS: Decimal(HOURS_PER_DAY),
    Unit.ELAPSED_WEEKS: Decimal(HOURS_PER_WEEK),
}
BARE_UNITS: Mapping[str, str] = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), "min"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), "h"),
    **dict.fromkeys(("", "d", "dy", "dys", "day", "days"), "d"),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), "w"),
    "%": "%",
    # As German versions of planning tools write them.
    **dict.fromkeys(("tag", "tage"), "d"),
    **dict.fromkeys(("std", "stunde", "stunden"), "h"),
    **dict.fromkeys(("wo", "woche", "wochen"), "w"),
    **dict.fromkeys(("minute", "minuten"), "min"),
}
# Microsoft Project writes an estimate with a question mark: "5 days?".
WRITTEN = re.compile(
    r"(?P<amount>[+\-−]?\s*[0-9][0-9.,' ]*|[+\-−]?\s*[.,][0-9]+)\s*"
    r"(?P<elapsed>elapsed\s*|e|f(?=tag|std|stu|wo))?(?P<unit>[a-z]*|%)\.?\??",
    re.IGNORECASE,
)
LONGEST = 40  # characters


@dataclass(frozen=True, slots=True)
class Span:
    """An amount of time with its unit, as written.

    Examples
    --------
    >>> parse_span("1.5 days").text, parse_span("1.5d").minutes(8, 40)
    ('1.5d', 720)
    """

    amount: Decimal
    unit: Unit

    @property
    def text(self) -> str:
        """The one way of writing it: "5d", "-4h", "50e%"."""
        return f"{self.amount:f}{self.unit.value}"

    @property
    def is_elapsed(self) -> bool:
        """Whether it counts round the clock, without regard to working time."""
        return self.unit.value.startswith("e")

    @property
    def is_percent(self) -> bool:
        """Whether it counts in parts of a predecessor's duration."""
        return self.unit in PERCENTS

    def minutes(self, hours_per_day: float, hours_per_week: float) -> int:
        """Return the length in minutes: of working time, or elapsed.

        Parameters
        ----------
        hours_per_day, hours_per_week
            What "d" and "w" stand for in the project.

        Raises
        ------
        ValueError
            If it is a percentage, which has no length of its own.
        """
        if self.is_percent:
            raise ValueError(f"{self.text} is no length of time")
        hours = ELAPSED_HOURS.get(self.unit) or {
            Unit.MINUTES: Decimal(1) / MINUTES_PER_HOUR,
            Unit.HOURS: Decimal(1),
            Unit.DAYS: Decimal(str(hours_per_day)),
            Unit.WEEKS: Decimal(str(hours_per_week)),
        }.get(self.unit, Decimal(0))
        exact = self.amount * hours * MINUTES_PER_HOUR
        return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def parse_span(raw: object) -> Span:
    """Read a length of time with its sign and unit; a bare number counts days.

    Raises
    ------
    UnreadableValueError
        If it is no such thing, or longer than a hundred years.

    Examples
    --------
    >>> [parse_span(said).text for said in ("5 days", 5, "2 wks", "-3 edays", "-50 %")]
    ['5d', '5d', '2w', '-3ed', '-50%']
    >>> [parse_span(said).text for said in ("1,5 Tage", "4 Std.", "2 fWochen")]
    ['1.5d', '4h', '2ew']
    """
    text = " ".join(str(raw).split())
    match = WRITTEN.fullmatch(text) if len(text) <= LONGEST else None
    unit = BARE_UNITS.get(match["unit"].lower()) if match else None
    if isinstance(raw, bool) or match is None or unit is None:
        raise UnreadableValueError(ALLOWED_LAG)
    elapsed = "e" if match["elapsed"] else ""
    amount = read_number(match["amount"].strip())
    return _bounded(Span(_normal(amount), Unit(elapsed + unit)))


def read_duration(raw: object) -> str:
    """Read a duration and return the one way of writing it: "5 days" is "5d".

    Raises
    ------
    UnreadableValueError
        If it is none, or less than nothing.
    """
    try:
        span = parse_span(raw)
    except UnreadableValueError:
        raise UnreadableValueError(ALLOWED_DURATION) from None
    if span.is_percent or span.amount < 0:
        raise UnreadableValueError(ALLOWED_DURATION)
    return span.text


def read_lag(raw: object) -> str:
    """Read the lag of a dependency, or its lead, and return the one way of writing it.

    Raises
    ------
    UnreadableValueError
        If it is none.

    Examples
    --------
    >>> read_lag("- 4 hours"), read_lag("50 %"), read_lag(0)
    ('-4h', '50%', '0d')
    """
    return parse_span(raw).text


def _normal(amount: Decimal) -> Decimal:
    if abs(amount) > MOST_DAYS * HOURS_PER_DAY * MINUTES_PER_HOUR:
        raise UnreadableValueError(ALLOWED_LAG)
    rounded = amount.quantize(PLACES, ROUND_HALF_UP)
    # Written out, so that 1E+1 is 10; adding nought turns −0 into 0.
    return Decimal(f"{rounded.normalize():f}") + 0


def _bounded(span: Span) -> Span:
    """Refuse what no project lasts: dates that far do not exist."""
    if span.is_percent:
        is_long = abs(span.amount) > MOST_PERCENT
    else:
        limit = MOST_DAYS * HOURS_PER_DAY * MINUTES_PER_HOUR
        is_long = abs(span.minutes(HOURS_PER_DAY, HOURS_PER_WEEK)) > limit
    if is_long:
        raise UnreadableValueError(ALLOWED_LAG)
    return span
