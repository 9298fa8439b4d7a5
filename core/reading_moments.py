"""Moments as people write them: a day, or a day and a time, without a zone.

Plans are kept in the project's local time, to the minute. A moment at midnight stands
for its whole day: its beginning where a start is meant, its end where a finish is.
"""

import re
from datetime import date, datetime, time, timedelta

from core.errors import UnreadableValueError
from core.reading_dates import DAY_ZERO, read_date

ALLOWED = "a day such as 2026-12-04, or with a time, 2026-12-04 14:30"
CLOCK = re.compile(
    r"(?P<day>.*[^\s,T])(?:\s*T|,?\s+)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?(?:\s*(?P<half>[ap])\.?m\.?)?",
    re.IGNORECASE,
)
NOON, HALF_MINUTE = 12, timedelta(seconds=30)
LAST_MINUTE = timedelta(hours=23, minutes=59)


def read_moment(
    raw: object, *, day_first: bool | None = None, serial: bool = False
) -> datetime:
    """Read a moment, to the minute.

    Parameters
    ----------
    raw
        A moment, a date, or text. A zone is refused: plans have none.
    day_first
        What "04/12/2026" means; None refuses it.
    serial
        Whether a number is one of Excel's serial days, its fraction the time.

    Raises
    ------
    UnreadableValueError
        If it is neither, does not exist, has a zone, or could be read in two ways.

    Examples
    --------
    >>> str(read_moment("4 Dec 2026 14:30")), str(read_moment("2026-12-04"))
    ('2026-12-04 14:30:00', '2026-12-04 00:00:00')
    """
    if isinstance(raw, datetime) and raw.tzinfo is None:
        return _to_minute(datetime.combine(read_date(raw), raw.time()))
    if isinstance(raw, str):
        return _from_text(" ".join(raw.split()), day_first=day_first)
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return datetime.combine(read_date(raw), time.min)
    if serial and isinstance(raw, int | float) and not isinstance(raw, bool):
        day = read_date(raw, serial=True)
        part = timedelta(days=raw - (day - DAY_ZERO).days)
        return _to_minute(datetime.combine(day, time.min) + part)
    raise UnreadableValueError(ALLOWED)


def moment_text(moment: datetime) -> str:
    """Write a moment as a store and a file keep it: the day alone at midnight.

    >>> moment_text(datetime(2026, 12, 4)), moment_text(datetime(2026, 12, 4, 14, 30))
    ('2026-12-04', '2026-12-04 14:30')
    """
    text = moment.date().isoformat()
    return text if is_day(moment) else moment.isoformat(" ", "minutes")


def is_day(moment: datetime) -> bool:
    """Whether a moment stands for its whole day.

    >>> is_day(datetime(2026, 12, 4)), is_day(datetime(2026, 12, 4, 14, 30))
    (True, False)
    """
    return moment.time() == time.min


def end_of(moment: datetime) -> datetime:
    """Return the last minute that a moment can mean: of a whole day, 23:59.

    >>> str(end_of(datetime(2026, 12, 4))), str(end_of(datetime(2026, 12, 4, 14, 30)))
    ('2026-12-04 23:59:00', '2026-12-04 14:30:00')
    """
    return moment + LAST_MINUTE if is_day(moment) else moment


def _from_text(text: str, *, day_first: bool | None) -> datetime:
    match = CLOCK.fullmatch(text)
    if match is None:
        return datetime.combine(_day(text, day_first=day_first), time.min)
    day = _day(match["day"], day_first=day_first)
    second = timedelta(seconds=int(match["second"] or 0))
    return _to_minute(datetime.combine(day, _time(match)) + second)


def _day(text: str, *, day_first: bool | None) -> date:
    if ":" in text:  # a time that is not a plain one, such as one with a zone
        raise UnreadableValueError(ALLOWED)
    try:
        return read_date(text, day_first=day_first)
    except UnreadableValueError as error:
        if "confused" in error.allowed:
            raise
        raise UnreadableValueError(ALLOWED) from None


def _time(match: re.Match[str]) -> time:
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half and not 1 <= hour <= NOON:
        raise UnreadableValueError(ALLOWED)
    if half:
        hour = hour % NOON + (NOON if half == "p" else 0)
    try:
        return time(hour, int(match["minute"]))
    except ValueError:
        raise UnreadableValueError(ALLOWED) from None


def _to_minute(moment: datetime) -> datetime:
    """Return the nearest minute: Excel's fractions of a day are never exact."""
    near = moment + HALF_MINUTE
    return near.replace(second=0, microsecond=0)
