"""Working days: Monday to Friday, until calendars say more."""

from datetime import date

import numpy as np

from core import words


def slip(planned: date | None, forecast: date | None) -> int | None:
    """Return by how many working days a date is late; negative where it is early.

    >>> slip(date(2026, 11, 20), date(2026, 11, 23)), slip(None, date(2026, 1, 1))
    (1, None)
    """
    if planned is None or forecast is None:
        return None
    if forecast < planned:  # counted forward, so that a weekend counts alike both ways
        return -int(np.busday_count(forecast, planned))
    return int(np.busday_count(planned, forecast))


def slip_words(days: int) -> str:
    """Write a slip within a sentence.

    >>> slip_words(11), slip_words(-1), slip_words(0)
    ('11 working days late', '1 working day early', 'as planned')
    """
    if not days:
        return "as planned"
    unit = "working day" if abs(days) == 1 else "working days"
    return f"{words.number(abs(days))} {unit} {'late' if days > 0 else 'early'}"


def working_days(value: float | None, *, plus: bool = False) -> str:
    """Write a number of working days, with its sign where it is a difference.

    >>> working_days(1), working_days(-2.5, plus=True), working_days(None)
    ('1\\xa0working day', '−2.5\\xa0working days', 'n/a')
    """
    if value is None:
        return words.UNDEFINED
    places = 0 if round(value, 1) == int(value) else 1
    written = (words.signed if plus else words.number)(value, places)
    unit = "working day" if abs(value) == 1 else "working days"
    return f"{written}{words.NARROW}{unit}"
