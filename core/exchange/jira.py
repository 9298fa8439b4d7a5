"""Issues that Jira exported as CSV, read as a plan: epics with what belongs to them."""

from collections.abc import Iterator, Mapping
from typing import Any

from core.exchange.cells import as_text
from core.exchange.jira_table import COPY, Export, Issue
from core.exchange.mspdi_left import told
from core.exchange.mspdi_units import Hours
from core.exchange.orders import DayOrder
from core.exchange.plan_file import PlanEntry, PlanFile
from core.exchange.shape import shown_name
from core.exchange.tables import read_table

LONGEST_TITLE, LONGEST_OWNER, LONGEST_NOTES = 200, 200, 20_000
DONE_WORDS = ("done", "closed", "resolved", "complete", "completed", "fertig")
WAITING_WORDS = ("to do", "todo", "open", "new", "backlog", "selected for development")
HALF, WHOLE = 50, 100
PRIORITIES: Mapping[str, int] = {
    "blocker": 1000,
    "highest": 900,
    "critical": 900,
    "high": 700,
    "major": 700,
    "medium": 500,
    "low": 300,
    "minor": 300,
    "lowest": 100,
    "trivial": 100,
}
STARTED = (
    "Jira does not say when work began: of issues under way or done, the start date "
    "counts as it, else the day on which they were created"
)


def read_jira(
    file_name: str, content: bytes, day_order: DayOrder | None = None
) -> PlanFile:
    """Read the issues of an export as activities, with links from “blocks”.

    Parameters
    ----------
    day_order
        How dates are read that have two readings; None makes them problems.

    Raises
    ------
    UnreadableFileError
        If it cannot be read as a table.
    """
    export = Export(read_table(file_name, content), day_order)
    entries = [_activity(export, issue) for issue in export.issues]
    entries += _links(export)
    name = shown_name(file_name).rsplit(".", 1)[0]
    projects = {issue.first("project") for issue in export.issues}
    title = projects.pop() if len(projects) == 1 else ""
    return PlanFile(
        (title or name)[:LONGEST_TITLE],
        tuple(entries),
        notes=tuple(_notes(export)),
        problems=(*export.table.problems, *export.problems),
        unclear=export.unclear,
    )


# Entries ------------------------------------------------------------------------------


def _activity(export: Export, issue: Issue) -> PlanEntry:
    number = export.numbers[issue.what]
    is_summary = number in export.summaries
    notes = "\n\n".join(filter(None, (f"Jira {issue.what}", issue.first("notes"))))
    values = {
        "title": issue.first("title")[:LONGEST_TITLE],
        "kind": "summary" if is_summary else "activity",
        "parent": export.parents.get(number),
        "owner": issue.first("owner")[:LONGEST_OWNER],
        "deadline": export.moment(issue, "due"),
        "priority": PRIORITIES.get(issue.first("priority").casefold(), HALF * 10),
        "notes": notes[:LONGEST_NOTES],
        **({} if is_summary else _progress(export, issue)),
    }
    return PlanEntry("activities", issue.what, values, number)


def _progress(export: Export, issue: Issue) -> dict[str, Any]:
    estimate = export.seconds(issue, "estimate")
    length = Hours().text(estimate / 60, 7) if estimate else None
    percent = _percent(export, issue)
    begun = export.moment(issue, "start") or export.moment(issue, "created")
    finish = export.moment(issue, "resolved") if percent == WHOLE else None
    start = begun if percent else None
    if start and not export.moment(issue, "start"):
        export.left[STARTED] += 1
    return {
        "duration": length,
        "effort": length,
        "percent_complete": percent,
        "actual_start": min(start, finish) if start and finish else start,
        "actual_finish": finish,
    }


def _percent(export: Export, issue: Issue) -> int:
    """Return how much is done: by the status, under way by the time spent."""
    said = (issue.first("category") or issue.first("status")).casefold()
    if said in DONE_WORDS or issue.first("resolved"):
        return WHOLE
    if said in WAITING_WORDS or not said:
        return 0
    spent, left = export.seconds(issue, "spent"), export.seconds(issue, "remaining")
    if not spent + left:
        return HALF
    return min(round(100 * spent / (spent + left)), WHOLE - 1)


def _links(export: Export) -> Iterator[PlanEntry]:
    """Yield each “blocks” once, though both of its issues may tell it."""
    pairs: dict[tuple[int, int], str] = {}
    for issue in export.issues:
        own = export.numbers[issue.what]
        for name in ("before", "after"):
            for cell in issue.all(name):
                other = export.by_name.get(as_text(cell).strip())
                if other is None:
                    export.left["links to issues that the file does not hold"] += 1
                    continue
                pair = (other, own) if name == "before" else (own, other)
                pairs.setdefault(pair, issue.what)
    for (before, after), what in pairs.items():
        values = {"predecessor": before, "successor": after, "kind": "FS", "lag": "0d"}
        yield PlanEntry("dependencies", what, values)


def _notes(export: Export) -> Iterator[str]:
    assumed = export.left.pop(STARTED, 0)
    if assumed:
        yield f"{STARTED} ({assumed:,})."
    yield from told(export.left)
    read = {place for places in export.places.values() for place in places}
    unread = dict.fromkeys(
        COPY.sub("", header)
        for at, header in enumerate(export.table.headers)
        if at not in read and any(line.cells[at] for line in export.table.lines)
    )
    if unread:
        yield f"Nothing is read from: {', '.join(f'“{name}”' for name in unread)}."
