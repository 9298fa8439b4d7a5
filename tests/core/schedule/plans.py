"""Small plans, written short: durations in days, dates as ISO text."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from core.registers.schedule import Constraint, LinkKind
from core.schedule.instants import iso, to_instant
from core.schedule.network import Schedule, schedule
from core.schedule.plan import Plan, PlanActivity, PlanLink

DAY = 480
MONDAY = "2026-01-05T08:00"


def at(text: str) -> int:
    return to_instant(datetime.fromisoformat(text))


def activity(number: int, days: float = 1, **fields: Any) -> PlanActivity:
    for name in ("constraint_at", "deadline", "actual_start", "actual_finish"):
        if isinstance(fields.get(name), str):
            fields[name] = at(fields[name])
    if "constraint" in fields:
        fields["constraint"] = Constraint(fields["constraint"])
    return PlanActivity(number, minutes=round(days * DAY), **fields)


def links(*written: str) -> tuple[PlanLink, ...]:
    """Write links as "1 FS 2 +1d": lags in days, ed for elapsed ones, or in percent."""
    return tuple(_link(number, text) for number, text in enumerate(written, 1))


def _link(number: int, text: str) -> PlanLink:
    before, kind, after, *lag = text.split()
    fields: dict[str, Any] = {}
    if lag and lag[0].endswith("%"):
        fields = {"lag_percent": float(lag[0][:-1])}
    elif lag:
        is_elapsed = lag[0].endswith("ed")
        days = float(lag[0].rstrip("ed"))
        minutes = round(days * (1440 if is_elapsed else DAY))
        fields = {"lag": minutes, "lag_is_elapsed": is_elapsed}
    return PlanLink(number, int(before), int(after), LinkKind(kind), **fields)


def dated(activities: Iterable[PlanActivity], *written: str, **fields: Any) -> Schedule:
    fields = {"start": at(MONDAY)} | fields
    return schedule(Plan(activities=tuple(activities), links=links(*written), **fields))


def early(made: Schedule, number: int) -> tuple[str, str]:
    found = made.dates[number]
    return iso(found.early_start)[5:], iso(found.early_finish)[5:]


def late(made: Schedule, number: int) -> tuple[str, str]:
    found = made.dates[number]
    return iso(found.late_start)[5:], iso(found.late_finish)[5:]


def floats(made: Schedule, number: int) -> tuple[float, float]:
    found = made.dates[number]
    return found.total_float / DAY, found.free_float / DAY
