"""Files of Microsoft Project for tests, written by hand as small as they may be."""

from collections.abc import Iterable

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<Project xmlns="http://schemas.microsoft.com/project">'
)
STANDARD = (
    "<Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar>"
    "</Calendar>"
)


def element(tag: str, content: object) -> str:
    return f"<{tag}>{content}</{tag}>"


def task(uid: int, inner: str = "", *, level: int = 1, **values: object) -> str:
    """A task of two days called by its UID, unless `values` say otherwise."""
    usual = {
        "UID": uid,
        "ID": uid,
        "Name": f"Task {uid}",
        "OutlineLevel": level,
        "Duration": "PT16H0M0S",
        "DurationFormat": 7,
    }
    said = "".join(element(tag, value) for tag, value in (usual | values).items())
    return element("Task", said + inner)


def link(uid: int, kind: int = 1, lag: int = 0, lag_format: int = 7) -> str:
    return element(
        "PredecessorLink",
        f"<PredecessorUID>{uid}</PredecessorUID><Type>{kind}</Type>"
        f"<LinkLag>{lag}</LinkLag><LagFormat>{lag_format}</LagFormat>",
    )


def file(
    tasks: Iterable[str] = (),
    *,
    calendars: str = STANDARD,
    resources: str = "",
    assignments: str = "",
    **values: object,
) -> bytes:
    usual = {
        "Title": "Crane",
        "StartDate": "2026-03-02T08:00:00",
        "CalendarUID": 1,
        "MinutesPerDay": 480,
        "MinutesPerWeek": 2400,
    }
    said = "".join(element(tag, value) for tag, value in (usual | values).items())
    groups = {
        "Calendars": calendars,
        "Tasks": "".join(tasks),
        "Resources": resources,
        "Assignments": assignments,
    }
    inner = "".join(element(tag, some) for tag, some in groups.items())
    return f"{HEAD}{said}{inner}</Project>".encode()
