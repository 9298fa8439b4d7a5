"""Links and baselines of activities out of Microsoft Project's XML."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from core.exchange.mspdi_tasks import MOST_COST, FileTask, Reading, as_finish
from core.exchange.mspdi_units import LINK_KINDS
from core.exchange.mspdi_xml import Node
from core.exchange.plan_file import PlanEntry

NAMED = 5  # of what is left out


def dependency_entries(
    reading: Reading, tasks: Sequence[FileTask]
) -> Iterator[PlanEntry]:
    """Yield the links of every task with its predecessors."""
    strange: list[str] = []
    for task in tasks:
        for link in task.node.within("PredecessorLink", task.node.what):
            uid = link.whole("PredecessorUID", -1)
            if link.flag("CrossProject"):
                reading.left["links with other projects"] += 1
            elif uid in reading.numbers:
                yield _dependency(reading, task, link, reading.numbers[uid])
            else:
                strange.append(f"{uid} of {task.node.what}")
    if strange:
        first = ", ".join(strange[:NAMED])
        words = f"links with predecessors that the file does not have, {first}"
        reading.left[words] = len(strange)


def _dependency(reading: Reading, task: FileTask, link: Node, before: int) -> PlanEntry:
    code = link.whole("Type", 1)
    values = {
        "predecessor": before,
        "successor": reading.numbers[task.uid],
        "kind": LINK_KINDS[code] if 0 <= code < len(LINK_KINDS) else "FS",
        "lag": _lag(reading, link),
    }
    return PlanEntry("dependencies", task.node.what, values)


def _lag(reading: Reading, link: Node) -> str:
    value = link.number("LinkLag", most=10**9) or Decimal(0)
    return reading.hours.lag(value, link.whole("LagFormat", 7)) if value else "0d"


def baseline_entries(
    reading: Reading, tasks: Sequence[FileTask]
) -> Iterator[PlanEntry]:
    """Yield the baselines, 0 to 10, and what each keeps of every activity."""
    rows = [
        (base.whole("Number", most=10), task, base)
        for task in tasks
        for base in task.node.within("Baseline", task.node.what)
    ]
    for code in sorted({code for code, _, _ in rows}):
        title = f"Baseline {code}" if code else "Baseline"
        yield PlanEntry("baselines", title, {"title": title}, code + 1)
    for code, task, base in sorted(rows, key=lambda row: row[0]):
        values = {
            "baseline": code + 1,
            "activity": reading.numbers[task.uid],
            **_baseline(reading, base, task.node.whole("DurationFormat", 7)),
        }
        yield PlanEntry("baseline_activities", task.node.what, values)


def _baseline(reading: Reading, base: Node, code: int) -> dict[str, Any]:
    start = base.moment("Start")
    cost = base.number("Cost", most=MOST_COST)
    form = base.whole("DurationFormat", code)
    return {
        "start": start,
        "finish": as_finish(base.moment("Finish"), start),
        "duration": reading.duration(base, "Duration", form),
        "effort": reading.effort(base),
        "cost": None if cost is None else (cost / 100).quantize(Decimal("0.01")),
    }
