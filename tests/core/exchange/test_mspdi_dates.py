"""Dates after an import are those that Microsoft Project stored in the file."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from defusedxml.ElementTree import fromstring

from core.registers.catalog import ACTIVITIES
from core.registers.schedule import ActivityKind
from core.schedule.calendar import WorkingCalendar
from core.schedule.instants import iso, to_instant
from core.schedule.network import schedule
from core.schedule.reading import plan_of
from tests.core.exchange.test_mspdi import FILES, imported

NAMES = "{http://schemas.microsoft.com/project}"
EARLY = {"early_start": "EarlyStart", "early_finish": "EarlyFinish"}
LATE = {"late_start": "LateStart", "late_finish": "LateFinish"}
FLOATS = {"total_float": "TotalSlack", "free_float": "FreeSlack"}
# The others were converted: their late dates and slack are not Microsoft's.
BY_MICROSOFT = ("02", "05", "06", "10", "11", "12")
TENTHS = 10


class Difference(NamedTuple):
    """One figure that is not as stored."""

    file: str
    uid: int
    field: str
    ours: str
    theirs: str


def compared(path: Path) -> Iterator[tuple[bool, Difference]]:
    """Yield every figure of what has not begun, and whether it agrees."""
    project = imported(path.read_bytes())
    found = schedule(plan_of(project))
    activities = {one.number: one for one in found.plan.activities}
    root = fromstring(path.read_text(encoding="utf-8"))
    for task in root.iter(f"{NAMES}Task"):
        uid = int(task.findtext(f"{NAMES}UID") or 0)
        record = project[ACTIVITIES].records.get(uid)
        begun = record is not None and (
            record.entry.actual_start or record.entry.percent_complete
        )
        if record is None or begun or record.entry.kind is ActivityKind.SUMMARY:
            continue
        dates, activity = found.dates[uid], activities[uid]
        calendar = found.plan.calendars[activity.calendar]
        wanted = EARLY | (LATE if path.name[:2] in BY_MICROSOFT else {})
        for ours, theirs in wanted.items():
            said = task.findtext(NAMES + theirs)
            if said:
                moment, own = _minute(said), getattr(dates, ours)
                same = _is_same(calendar, own, moment)
                yield same, Difference(path.name, uid, ours, iso(own), said)
        for ours, theirs in FLOATS.items() if LATE.keys() <= wanted.keys() else ():
            said = task.findtext(NAMES + theirs)
            if said:
                own = getattr(dates, ours)
                same = abs(own * TENTHS - int(said)) <= TENTHS
                yield same, Difference(path.name, uid, ours, str(own * TENTHS), said)
        # A date typed as words, or not at all: Microsoft calls none of these critical.
        is_placeholder = task.find(f"{NAMES}StartText") is not None
        critical = None if is_placeholder else task.findtext(f"{NAMES}Critical")
        if critical and LATE.keys() <= wanted.keys():
            same = dates.is_critical is (critical == "1")
            yield (
                same,
                Difference(
                    path.name, uid, "critical", str(dates.is_critical), critical
                ),
            )


def _minute(text: str) -> int:
    moment = datetime.fromisoformat(text)
    return to_instant(moment)


def _is_same(calendar: WorkingCalendar, one: int, other: int) -> bool:
    """Whether no minute is worked between: 17:00 and the next 08:00 are one moment."""
    return (
        abs(one - other) <= 1 or calendar.between(min(one, other), max(one, other)) == 0
    )


@pytest.mark.skipif(not FILES, reason="the cases of shared/cases/mspdi are not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_dates_are_those_that_microsoft_project_stored(path: Path) -> None:
    results = list(compared(path))
    assert [difference for same, difference in results if not same] == []
