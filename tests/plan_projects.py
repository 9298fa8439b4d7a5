"""Small projects with a plan, and large ones, made of edits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from core.edits import Add, Edit, apply
from core.project import Project

START = datetime(2026, 3, 2, 8)  # noqa: DTZ001 - a plan's times have no zone


def activity(number: int, title: str, **more: Any) -> Add:
    return Add("activities", {"title": title} | more, number=number)


def link(predecessor: int, successor: int, **more: Any) -> Add:
    ends = {"predecessor": predecessor, "successor": successor}
    return Add("dependencies", ends | more)


SETTINGS = Add("settings", {"title": "Settings", "schedule_start": START})


def project(edits: Sequence[Edit], key: str = "TRY") -> Project:
    return apply(Project(key), [SETTINGS, *edits])[0]


def house() -> Project:
    """A house: two work packages, a chain that drives, one activity with float."""
    return project(
        [
            activity(1, "Shell", kind="summary"),
            activity(2, "Dig", parent=1, duration="5d", owner="Ann"),
            activity(3, "Walls", parent=1, duration="10d", owner="Bo"),
            activity(4, "Shell done", parent=1, kind="milestone"),
            activity(5, "Inside", kind="summary"),
            activity(6, "Paint", parent=5, duration="5d"),
            activity(7, "Order lamps", parent=5, duration="3d"),
            activity(8, "Keys handed over", kind="milestone"),
            link(2, 3),
            link(3, 4),
            link(4, 6),
            link(6, 8),
            link(7, 8),
        ]
    )


def chain(many: int, package: int = 10) -> Project:
    """Many activities one after the other, in work packages."""
    edits: list[Edit] = []
    last = head = 0
    for number in range(1, many + 1):
        if number % package == 1:
            head = number
            edits.append(activity(number, f"Package {number}", kind="summary"))
            continue
        edits.append(activity(number, f"Step {number}", parent=head, duration="2d"))
        if last:
            edits.append(link(last, number))
        last = number
    return project(edits)
