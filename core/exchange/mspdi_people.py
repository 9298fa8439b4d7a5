"""Resources and assignments out of Microsoft Project's XML."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from core.exchange.mspdi_calendars import FileCalendar
from core.exchange.mspdi_known import ASSIGNMENT, CUSTOM, RESOURCE
from core.exchange.mspdi_left import count_left
from core.exchange.mspdi_tasks import LONGEST_TITLE, MOST_COST, Reading
from core.exchange.mspdi_units import KIND_NAME
from core.exchange.mspdi_xml import Node
from core.exchange.plan_file import PlanEntry, numbers_for

MOST_UNITS = 1000  # times full time
PERCENT = Decimal("0.01")
FLAT, CONTOURED = 0, 8  # codes of how effort is spread; edited by hand is 8
MATERIAL = 0  # code of a resource's type
RATE_OF_MATERIAL = 8
HOURS_PER = {1: Decimal(1) / 60, 2: Decimal(1), 5: Decimal(160), 7: Decimal(2080)}

PERSON, EQUIPMENT = "person", "equipment"

Found = Mapping[int, Mapping[str, Any]]


def people_entries(
    root: Node, reading: Reading, calendars: Mapping[int, FileCalendar]
) -> Iterator[PlanEntry]:
    """Yield the resources of a file, and then its assignments."""
    nodes = {
        node.whole("UID"): node
        for node in root.within("Resources/Resource", "Resource")
        if node.text("Name") and not node.flag("IsNull")
    }
    numbers = numbers_for(nodes)
    found = {uid: _resource(reading, n, calendars) for uid, n in nodes.items()}
    fields = [*root.within("ExtendedAttributes/ExtendedAttribute", "", "FieldID")]
    own = {
        field.text("FieldID") for field in fields if field.text("Alias") == KIND_NAME
    }
    for uid, node in nodes.items():
        count_left(node, RESOURCE, reading.left)
        if found[uid]["kind"] == PERSON and _said_kind(node, own) == EQUIPMENT:
            found[uid]["kind"] = EQUIPMENT
            reading.left[CUSTOM["ExtendedAttribute"]] -= 1
        yield PlanEntry("resources", node.what, found[uid], numbers[uid])
    yield from _Assignments(root, reading, found, numbers).entries()


# Assignments --------------------------------------------------------------------------


@dataclass(frozen=True)
class _Assignments:
    """What the assignments of a file are read with."""

    root: Node
    reading: Reading
    resources: Found
    numbers: Mapping[int, int]
    ignoring: set[int] = field(default_factory=set)

    def entries(self) -> Iterator[PlanEntry]:
        usual = self.root.whole("CalendarUID", -1)
        tasks = {
            node.whole("UID", -1): node
            for node in self.root.within("Tasks/Task", "Task")
        }
        for node in self.root.within("Assignments/Assignment", "Assignment"):
            uid, task = node.whole("ResourceUID", -1), node.whole("TaskUID", -1)
            if uid not in self.numbers or task not in self.reading.numbers:
                continue  # a row for work that nobody does yet
            count_left(node, ASSIGNMENT, self.reading.left)
            self._note_ignored(tasks[task], uid)
            values = {
                "activity": self.reading.numbers[task],
                "resource": self.numbers[uid],
                **self._work(node, uid, _calendar(tasks[task], usual)),
            }
            yield PlanEntry("assignments", node.what, values)
        ignored = "orders to ignore resource calendars"
        self.reading.left[ignored] += len(self.ignoring)

    def _note_ignored(self, task: Node, resource: int) -> None:
        if task.flag("IgnoreResourceCalendar") and self.resources[resource]["calendar"]:
            self.ignoring.add(task.whole("UID"))

    def _work(self, node: Node, resource: int, calendar: int) -> dict[str, Any]:
        """Return units and effort; where effort decides dates, only if it is even.

        Once a resource works by another calendar than the task, effort over units says
        how long; spread unevenly it would say less than Microsoft Project does.
        """
        reading, entry = self.reading, self.resources[resource]
        units = node.number("Units", MOST_UNITS) or Decimal(1)
        uneven = node.whole("WorkContour") not in (FLAT, CONTOURED) or units % PERCENT
        decides = entry["calendar"] not in (None, reading.calendars.get(calendar))
        effort = None if entry["kind"] == "material" else reading.effort(node)
        if effort and uneven and decides:
            reading.left["effort of assignments that is not spread evenly"] += 1
            effort = None
        return {"units": _percent(reading, node, "Units"), "effort": effort}


def _calendar(task: Node, usual: int) -> int:
    """Return the UID of the calendar that a task works by."""
    own = task.whole("CalendarUID", -1)
    return usual if own < 0 else own


# Resources ----------------------------------------------------------------------------


def _resource(
    reading: Reading, node: Node, calendars: Mapping[int, FileCalendar]
) -> dict[str, Any]:
    own = calendars.get(node.whole("CalendarUID", -1))
    while own is not None and own.uid not in reading.calendars:
        own = None if own.base is None else calendars[own.base]
    return {
        "title": reading.cut(node.text("Name"), LONGEST_TITLE),
        "kind": "material" if _is_material(node) else PERSON,
        "units": _percent(reading, node, "MaxUnits"),
        "calendar": own and reading.calendars[own.uid],
        "cost_per_hour": _rate(reading, node),
        "group": reading.cut(node.text("Group")),
        "email": reading.cut(node.text("EmailAddress")),
    }


def _said_kind(node: Node, fields: Collection[str]) -> str:
    """Return the kind that a custom field of ours says; empty without one."""
    values = node.within("ExtendedAttribute", node.what, "FieldID")
    said = (one.text("Value") for one in values if one.text("FieldID") in fields)
    return next(said, "")


def _is_material(node: Node) -> bool:
    return node.whole("Type", 1) == MATERIAL or node.flag("IsCostResource")


def _percent(reading: Reading, node: Node, tag: str) -> int:
    number = node.number(tag, MOST_UNITS)
    exact = Decimal(100) if number is None else 100 * max(number, Decimal(0))
    if exact != int(exact):
        reading.left["parts of a percent of units"] += 1
    return round(exact)


def _rate(reading: Reading, node: Node) -> Decimal | None:
    """Return what an hour costs; what a ton costs is not carried."""
    rate, form = (
        node.number("StandardRate", MOST_COST),
        node.whole("StandardRateFormat"),
    )
    if not rate:
        return None
    if _is_material(node) or form == RATE_OF_MATERIAL:
        reading.left["prices of materials"] += 1
        return None
    hours = {3: Decimal(reading.hours.day) / 60, 4: Decimal(reading.hours.week) / 60}
    return (rate / (HOURS_PER | hours).get(form, 1)).quantize(Decimal("0.01"))
