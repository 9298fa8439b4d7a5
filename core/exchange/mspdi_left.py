"""What a file of Microsoft Project says that cannot be carried: counted, and told."""

from collections import Counter

from core.exchange.mspdi_known import CALENDAR, PROJECT, Known
from core.exchange.mspdi_units import KIND_NAME
from core.exchange.mspdi_xml import BULKY, Node
from core.schedule.calendar import STANDARD
from core.schedule.instants import to_instant

NOTHING = ("", "0", "0.0", "0.00", "false", "NA")
FIRST_DAY, LAST_DAY = "1984-01-01", "2049-12-31"  # of what has no end of its own
HARD = (2, 3, 5, 7)  # codes of constraints that links could break
DEEPER = {
    "OutlineCodes/OutlineCode": "definitions of outline codes",
    "WBSMasks/WBSMask": "masks of WBS codes",
}


def count_left(node: Node, known: Known, left: Counter[str]) -> None:
    """Count the children of an element that hold something and cannot be carried."""
    for child in node.element:
        if child.tag in known.carried or child.tag in known.derived:
            continue
        said = (child.text or "").strip()
        if said == known.usual.get(child.tag) or _is_nothing(said, len(child)):
            continue
        left[known.told.get(child.tag, f"“{child.tag}” of {known.what}")] += 1


def _is_nothing(said: str, children: int) -> bool:
    if said.startswith("PT"):
        return not any(figure in said for figure in "123456789")
    return not children and said in NOTHING


def count_pause(task: Node, left: Counter[str]) -> None:
    """Count a pause in work that has begun, which only dates of there tell."""
    stop, resume = task.moment("Stop"), task.moment("Resume")
    begun = task.text("ActualStart") and not task.text("ActualFinish")
    if begun and stop and resume:
        pause = STANDARD.between(to_instant(stop), to_instant(resume))
        left["pauses in work that has begun (splits)"] += pause > 0


def count_nested(root: Node, left: Counter[str]) -> None:
    """Count what stands deeper, or for the whole file."""
    count_left(root, PROJECT, left)
    left["values by day or week (time-phased)"] += root.bulky[BULKY]
    fields = root.within(
        "ExtendedAttributes/ExtendedAttribute", "Custom field", "Ltuid"
    )
    custom = [node for node in fields if node.text("Alias") != KIND_NAME]
    left["definitions of custom fields"] += len(custom)
    for path, words in DEEPER.items():
        left[words] += len(root.element.findall(path))
    for calendar in root.within("Calendars/Calendar", "Calendar"):
        count_left(calendar, CALENDAR, left)
    for resource in root.within("Resources/Resource", "Resource"):
        _count_periods(resource, left)
    _count_choices(root, left)


def _count_periods(resource: Node, left: Counter[str]) -> None:
    """Count rates and availability beyond the one of now."""
    rates = len(resource.element.findall("Rates/Rate"))
    left["further cost rates of resources"] += max(rates - 1, 0)
    periods = [*resource.within("AvailabilityPeriods/AvailabilityPeriod", "")]
    bounded = any(
        period.text(tag) and not period.text(tag).startswith(day)
        for period in periods
        for tag, day in (("AvailableFrom", FIRST_DAY), ("AvailableTo", LAST_DAY))
    )
    left["periods of availability"] += max(len(periods) - 1, int(bounded))
    is_work = resource.whole("Type", 1) == 1 and resource.text("Name")
    kept = is_work and resource.text("CanLevel") in ("0", "false")
    left["orders to leave resources as they are in levelling"] += bool(kept)


def _count_choices(root: Node, left: Counter[str]) -> None:
    if root.text("ScheduleFromStart") in ("0", "false"):
        left["a plan that is computed back from its finish, now from its start"] += 1
    held = any(t.whole("ConstraintType") in HARD for t in root.within("Tasks/Task", ""))
    if held and root.text("HonorConstraints") in ("0", "false"):
        left["an order that links go before constraints; here constraints do"] += 1
    if root.text("CurrencySymbol") and not root.text("CurrencyCode"):
        left["a sign of a currency without its code"] += 1


def told(left: Counter[str]) -> tuple[str, ...]:
    """Say what is not carried, the most frequent first.

    >>> told(Counter({"hyperlinks": 2, "fixed costs": 0}))
    ('Not carried over: hyperlinks (2).',)
    """
    some = [f"{words} ({many:,})" for words, many in left.most_common() if many]
    return (f"Not carried over: {', '.join(some)}.",) if some else ()
