"""Working time of many instants at once: what `WorkingCalendar` says of one."""

import numpy as np
from numpy.typing import NDArray

from core.schedule.calendar import WorkingCalendar
from core.schedule.instants import WEEK

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]


def worked(calendar: WorkingCalendar, instants: Places) -> Places:
    """Return the working minutes up to instants, from a fixed beginning."""
    line = calendar.timeline
    weeks = np.where(instants < line.first, (instants - line.first) // WEEK, 0)
    weeks = np.where(instants >= line.last, (instants - line.last) // WEEK + 1, weeks)
    within = instants - weeks * WEEK
    row = np.searchsorted(np.array(line.starts), within, "right") - 1
    last = np.maximum(row, 0)
    done = np.minimum(within, np.array(line.ends)[last]) - np.array(line.starts)[last]
    found = weeks * line.week + np.where(row < 0, 0, np.array(line.before)[last] + done)
    return np.asarray(found, np.int64)


def instants(calendar: WorkingCalendar, minutes: Places, is_begin: Flags) -> Places:
    """Return the instants by which so many minutes were worked.

    Parameters
    ----------
    is_begin
        The last such instant, where a period begins; otherwise the first.
    """
    line = calendar.timeline
    week = max(line.week, 1)
    count = np.where(is_begin, minutes, minutes - 1)
    weeks = np.where(count >= line.total, (count - line.total) // week + 1, 0)
    weeks = np.where(count < 0, count // week, weeks)
    within, before = minutes - weeks * line.week, np.array(line.before)
    right = np.searchsorted(before, within, "right") - 1
    row = np.where(is_begin, right, np.searchsorted(before, within, "left") - 1)
    found = weeks * WEEK + np.array(line.starts)[row] + within - before[row]
    return np.asarray(found, np.int64)
