"""Instants: whole minutes since 1970-01-01 00:00 of the project's local time."""

from datetime import date, datetime, timedelta

DAY = 1440
WEEK = 7 * DAY
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a plan's times have no zone
EPOCH_DAY = EPOCH.toordinal()
EARLIEST, LATEST = (
    (day.toordinal() - EPOCH_DAY) * DAY for day in (date.min, date(9999, 12, 31))
)


def to_instant(moment: datetime) -> int:
    """Return the minutes since the epoch; seconds are cut off.

    >>> to_instant(datetime(1970, 1, 2, 8, 30))
    1950
    """
    days = moment.toordinal() - EPOCH_DAY
    return days * DAY + moment.hour * 60 + moment.minute


def from_instant(instant: int) -> datetime:
    """Return the moment without zone.

    Raises
    ------
    OverflowError
        Past the year 9999.

    Examples
    --------
    >>> from_instant(1950)
    datetime.datetime(1970, 1, 2, 8, 30)
    """
    return EPOCH + timedelta(minutes=int(instant))


def to_day(day: date) -> int:
    """Return the instant at which a day begins.

    >>> to_day(date(1970, 1, 3))
    2880
    """
    return (day.toordinal() - EPOCH_DAY) * DAY


def iso(instant: int) -> str:
    """Write an instant as ISO 8601, to the minute.

    >>> iso(1950)
    '1970-01-02T08:30'
    """
    return from_instant(instant).isoformat(timespec="minutes")
