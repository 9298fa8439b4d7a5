"""What a file of Microsoft Project says that cannot be carried: counted, and told."""

from collections import Counter
from collections.abc import Mapping

from core.exchange.mspdi_xml import BULKY, Node
from core.words import count

# What a child that holds more than nothing is called in a remark, by its element.
TASK: Mapping[str, str] = {
    "FixedCost": "fixed costs",
    "Cost": "costs of activities, as computed there",
    "ActualCost": "actual costs of activities",
    "ActualWork": "actual work of activities",
    "OvertimeWork": "overtime work of activities",
    "LevelingDelay": "levelling delays of activities",
    "PhysicalPercentComplete": "physical percent complete",
    "EarnedValueMethod": "earned value methods",
    "EffortDriven": "orders to keep effort when resources change",
    "Estimated": "durations marked as estimates (?)",
    "Recurring": "recurring activities, now single ones",
    "IsSubproject": "inserted projects",
    "ExternalTask": "activities of other projects, with typed dates",
    "ExtendedAttribute": "values of custom fields",
    "OutlineCode": "values of outline codes",
    "Hyperlink": "hyperlinks",
    "HyperlinkAddress": "addresses of hyperlinks",
    "StartText": "start dates typed as words",
    "FinishText": "finish dates typed as words",
    "DurationText": "durations typed as words",
}
RESOURCE: Mapping[str, str] = {
    "Initials": "initials of resources",
    "Code": "codes of resources",
    "Notes": "notes of resources",
    "CostPerUse": "costs per use",
    "OvertimeRate": "overtime rates",
    "ActualWork": "actual work of resources",
    "MaterialLabel": "units of materials",
    "IsBudget": "budget resources",
    "IsCostResource": "cost resources, now materials",
    "NTAccount": "user accounts of resources",
    "Hyperlink": "hyperlinks",
    "ExtendedAttribute": "values of custom fields",
    "OutlineCode": "values of outline codes",
    "Baseline": "baselines of resources",
}
ASSIGNMENT: Mapping[str, str] = {
    "Delay": "delays of assignments",
    "LevelingDelay": "levelling delays of assignments",
    "WorkContour": "work contours of assignments",
    "CostRateTable": "choices of a cost rate table",
    "ActualWork": "actual work of assignments",
    "OvertimeWork": "overtime work of assignments",
    "Notes": "notes of assignments",
    "Hyperlink": "hyperlinks",
    "ExtendedAttribute": "values of custom fields",
    "Baseline": "baselines of assignments",
}
PROJECT: Mapping[str, str] = {
    "CriticalSlackLimit": "limits of the float that is critical",
    "Author": "document properties",
    "Subject": "document properties",
    "Keywords": "document properties",
}
NOTHING = ("", "0", "0.0", "0.00", "false")


def count_left(node: Node, known: Mapping[str, str], left: Counter[str]) -> None:
    """Count the children of an element that hold something and cannot be carried."""
    for child in node.element:
        words = known.get(child.tag)
        if words and not _is_nothing(child.text, has_children=len(child) > 0):
            left[words] += 1


def count_nested(root: Node, left: Counter[str]) -> None:
    """Count what stands deeper, or for the whole file."""
    left["values by day or week (time-phased)"] += root.bulky[BULKY]
    deeper = {
        "ExtendedAttributes/ExtendedAttribute": "definitions of custom fields",
        "OutlineCodes/OutlineCode": "definitions of outline codes",
        "WBSMasks/WBSMask": "masks of WBS codes",
    }
    for path, words in deeper.items():
        left[words] += len(root.element.findall(path))
    for resource in root.element.iterfind("Resources/Resource"):
        rates = len(resource.findall("Rates/Rate"))
        left["further cost rates of resources"] += max(rates - 1, 0)
        periods = len(resource.findall("AvailabilityPeriods/AvailabilityPeriod"))
        left["periods of availability"] += max(periods - 1, 0)
    if root.text("ScheduleFromStart") in ("0", "false"):
        left["a plan that is computed back from its finish, now from its start"] += 1


def told(left: Counter[str]) -> tuple[str, ...]:
    """Say what is not carried, the most frequent first.

    >>> told(Counter({"hyperlinks": 2, "fixed costs": 0}))
    ('Not carried over: hyperlinks (2).',)
    """
    some = [f"{words} ({many:,})" for words, many in left.most_common() if many]
    return (f"Not carried over: {', '.join(some)}.",) if some else ()


def counted(entries: Mapping[str, int]) -> str:
    """Count the entries of a plan in words."""
    return ", ".join(count(many, word) for word, many in entries.items() if many)


def _is_nothing(text: str | None, *, has_children: bool) -> bool:
    said = (text or "").strip()
    if said.startswith("PT"):
        return not any(figure in said for figure in "123456789")
    return not has_children and said in NOTHING
