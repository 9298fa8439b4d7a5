"""The working hours of a day as people write them: "08:00-12:00, 13:00-17:00"."""

import re

from core.errors import UnreadableValueError

Periods = tuple[tuple[int, int], ...]
"""Working time of one day: pairs of minutes since midnight, from and to."""

ALLOWED = (
    "working hours such as 08:00-12:00, 13:00-17:00, in order and without overlap; "
    "nothing where nobody works"
)
AS_BASE = "base"
MINUTES_PER_HOUR, HOURS_PER_DAY = 60, 24
END_OF_DAY = HOURS_PER_DAY * MINUTES_PER_HOUR
LONGEST = 200  # characters
PERIOD = re.compile(
    r"\s*(\d{1,2})(?:[:.](\d\d))?\s*(?:-|–|to)\s*(\d{1,2})(?:[:.](\d\d))?\s*",
    re.IGNORECASE,
)


def parse_hours(text: str) -> Periods:
    """Read the working time of a day.

    Returns
    -------
    Pairs of minutes since midnight; none where nobody works. Periods that meet are
    joined.

    Raises
    ------
    UnreadableValueError
        If it cannot be read, a period ends before it begins, or two overlap.

    Examples
    --------
    >>> parse_hours("08:00-12:00, 13-17"), parse_hours("0:00-24:00"), parse_hours("")
    (((480, 720), (780, 1020)), ((0, 1440),), ())
    """
    found: list[tuple[int, int]] = []
    for part in text[: LONGEST + 1].split(",") if text.strip() else ():
        start, end = _period(part)
        last = found[-1][1] if found else -1
        if start < last:
            raise UnreadableValueError(ALLOWED)
        if start == last:
            start, _ = found.pop()
        found.append((start, end))
    return tuple(found)


def hours_text(periods: Periods) -> str:
    """Write the working time of a day.

    >>> hours_text(((480, 720), (780, 1440)))
    '08:00-12:00, 13:00-24:00'
    """
    return ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in periods)


def read_hours(raw: object) -> str:
    """Read working hours and return the one way of writing them; "base" stays.

    Raises
    ------
    UnreadableValueError
        If they cannot be read.

    Examples
    --------
    >>> read_hours("8-12, 13:00 to 17:30"), read_hours("as base")
    ('08:00-12:00, 13:00-17:30', 'base')
    """
    text = str(raw).strip()
    if text.casefold() in (AS_BASE, f"as {AS_BASE}"):
        return AS_BASE
    return hours_text(parse_hours(text))


def _period(part: str) -> tuple[int, int]:
    match = PERIOD.fullmatch(part)
    if match is None:
        raise UnreadableValueError(ALLOWED)
    hour, minute, to_hour, to_minute = (int(text or 0) for text in match.groups())
    start = hour * MINUTES_PER_HOUR + minute
    end = to_hour * MINUTES_PER_HOUR + to_minute
    if max(minute, to_minute) >= MINUTES_PER_HOUR or not start < end <= END_OF_DAY:
        raise UnreadableValueError(ALLOWED)
    return start, end


def _clock(minutes: int) -> str:
    return "{:02d}:{:02d}".format(*divmod(minutes, MINUTES_PER_HOUR))
