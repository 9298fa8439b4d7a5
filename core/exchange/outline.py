"""The activities of a project in the order of their outline, with their codes."""

from collections import defaultdict
from dataclasses import dataclass

from core.project import Project
from core.registers.catalog import ACTIVITIES
from core.registers.entry import Record
from core.registers.schedule import Activity


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One activity at its place.

    Attributes
    ----------
    code
        Where it stands: "1.2" is the second part of the first summary.
    depth
        How many summaries it is within.
    """

    record: Record[Activity]
    code: str
    depth: int


def outline(project: Project) -> list[OutlineRow]:
    """Return the activities that are not archived; parts follow their summary."""
    live = {record.number: record for record in project[ACTIVITIES].live}
    children: dict[int | None, list[Record[Activity]]] = defaultdict(list)
    for record in live.values():
        parent = record.entry.parent
        children[parent if parent in live else None].append(record)
    for some in children.values():
        some.sort(key=lambda record: (record.entry.position, record.number))
    rows: list[OutlineRow] = []
    # A stack, not recursion: outlines may be thousands of levels deep.
    waiting = _numbered(children[None], "", 0)
    while waiting:
        row = waiting.pop()
        rows.append(row)
        below = children.get(row.record.number, [])
        waiting += _numbered(below, f"{row.code}.", row.depth + 1)
    return rows


def _numbered(some: list[Record[Activity]], start: str, depth: int) -> list[OutlineRow]:
    """Give siblings their codes, the last one first, as a stack returns them."""
    rows = [
        OutlineRow(record, f"{start}{place}", depth)
        for place, record in enumerate(some, start=1)
    ]
    return rows[::-1]
