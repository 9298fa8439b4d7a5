"""What the schedule adds to the grid of activities: outline, dates, predecessors."""

from core import predecessor_edits, words
from core.registers.catalog import DEPENDENCIES
from core.registers.entry import Record
from core.registers.schedule import Activity
from core.schedule.instants import from_instant
from core.scheduled import Scheduled
from core.what_if import to_text
from pages._ui import drafts
from pages._ui.extras import Extras
from pages._ui.page import Here
from pages._ui.schedule import Sight
from pages._ui.written import Written

INDENT = "\u2003"
LAST = 1 << 30  # the place of what is in no outline: archived, inactive


def extras(here: Here, sight: Sight) -> Extras:
    """Return the columns beside the fields, and the order of the outline."""
    known = sight.shown
    columns = [_predecessors(here)]
    order = None
    if known is not None:
        columns += _computed(known)
        places = {number: place for place, number in enumerate(known.depths)}

        def order(record: Record[Activity]) -> int:
            return places.get(record.number, LAST + record.number)

    state = (to_text(sight.drafts), known is None)
    return Extras(written=tuple(columns), order=order, state=state)


def _computed(known: Scheduled) -> list[Written]:
    dates = known.schedule.dates

    def wbs(number: int) -> str:
        if number not in dates:
            return ""
        return INDENT * known.depths[number] + known.schedule.wbs[number]

    def start(number: int) -> str:
        return _day(dates[number].start) if number in dates else ""

    def finish(number: int) -> str:
        return _day(dates[number].finish - 1) if number in dates else ""

    def total_float(number: int) -> str:
        if number not in dates or known.is_summary(number):
            return ""
        if known.activities[number].is_complete:
            return ""
        days = words.number(known.float_days(number), 1).removesuffix(".0")
        return f"■ {days}" if known.is_critical(number) else days

    by_network = "Computed from durations, dependencies and calendars."
    return [
        Written("WBS", wbs, "Place in the outline, from “Part of” and “Position”."),
        Written("Start", start, by_network, "duration"),
        Written("Finish", finish, by_network, "duration"),
        Written(
            "Float",
            total_float,
            "Working days by which it may slip before the project does; ■ critical.",
            "duration",
            84,
        ),
    ]


def _day(instant: int) -> str:
    return words.day(from_instant(instant).date())


def _predecessors(here: Here) -> Written:
    draft = drafts.draft(here, DEPENDENCIES)

    def text(number: int) -> str:
        return predecessor_edits.text(here.project, draft, number)

    return Written(
        "Predecessors",
        text,
        "As in 3FS+2d;5SS: numbers of activities, the kind of link and its lag. "
        "A changed text becomes edits of the dependencies.",
        "duration",
        150,
        _typed,
    )


def _typed(here: Here, number: int, text: str) -> None:
    """Turn a text of predecessors into edits of the dependencies."""
    draft = drafts.draft(here, DEPENDENCIES)
    new = predecessor_edits.typed(here.project, draft, number, text)
    drafts.keep(here, DEPENDENCIES, new)
    drafts.renew(DEPENDENCIES.key)
