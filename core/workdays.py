"""Working days: Monday to Friday, until calendars say more."""

from datetime import date

import numpy as np


def slip(planned: date | None, forecast: date | None) -> int | None:
    """Return by how many working days a date is late; negative where it is early.

    >>> slip(date(2026, 11, 20), date(2026, 11, 23)), slip(None, date(2026, 1, 1))
    (1, None)
    """
    if planned is None or forecast is None:
        return None
    return int(np.busday_count(planned, forecast))
