"""Resources and assignments as elements of Microsoft Project's XML.

It knows work, material and cost, and no equipment. So what is equipment is written as
work, and says so in a custom field that Microsoft Project shows and keeps.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from core.exchange import mspdi_elements as xml
from core.exchange.mspdi_units import KIND_FIELD, KIND_NAME, Hours
from core.project import Project
from core.registers.catalog import ASSIGNMENTS, RESOURCES
from core.registers.resources import ResourceKind
from core.schedule.instants import from_instant
from core.schedule.network import ActivityDates

HOUR = 2  # code of a rate's unit


def definitions(project: Project) -> list[Element]:
    """Return the definition of the custom field for kinds, where it is needed."""
    if not any(_is_equipment(entry.kind) for entry in project[RESOURCES].entries):
        return []
    values: xml.Values = {
        "FieldID": KIND_FIELD,
        "FieldName": "Text1",
        "Alias": KIND_NAME,
    }
    order = ("FieldID", "FieldName", "Alias")
    field = xml.element("ExtendedAttribute", order, values)
    return xml.group("ExtendedAttributes", [field])


def resources(project: Project, calendars: Mapping[int, int]) -> Iterator[Element]:
    """Yield every resource; `calendars` has the calendar of each that has one."""
    for place, record in enumerate(project[RESOURCES].live, start=1):
        entry = record.entry
        rate = entry.cost_per_hour
        values: dict[str, Any] = {
            "UID": record.number,
            "ID": place,
            "Name": entry.title,
            "Type": int(entry.kind is not ResourceKind.MATERIAL),
            "IsNull": False,
            "Group": entry.group or None,
            "EmailAddress": entry.email or None,
            "MaxUnits": f"{entry.units / 100:.2f}",
            "StandardRate": None if rate is None else str(rate),
            "StandardRateFormat": None if rate is None else HOUR,
            "CalendarUID": calendars.get(record.number),
            "ExtendedAttribute": _kind(entry.kind),
        }
        yield xml.element("Resource", xml.RESOURCE, values)


def _is_equipment(kind: ResourceKind) -> bool:
    return kind is ResourceKind.EQUIPMENT


def _kind(kind: ResourceKind) -> list[Element]:
    """Return the value of the custom field of a resource."""
    if not _is_equipment(kind):
        return []
    values: xml.Values = {"FieldID": KIND_FIELD, "Value": kind.value}
    return [xml.element("ExtendedAttribute", ("FieldID", "Value"), values)]


def assignments(
    project: Project, dates: Mapping[int, ActivityDates], hours: Hours
) -> Iterator[Element]:
    """Yield every assignment, with the dates of its activity."""
    for record in project[ASSIGNMENTS].live:
        entry = record.entry
        dated = dates.get(entry.activity)
        values: xml.Values = {
            "UID": record.number,
            "TaskUID": entry.activity,
            "ResourceUID": entry.resource,
            "Start": dated and from_instant(dated.start),
            "Finish": dated and from_instant(dated.finish),
            "Units": f"{entry.units / 100:.2f}",
            "Work": xml.span(entry.effort, hours)[0],
        }
        yield xml.element("Assignment", xml.ASSIGNMENT, values)
