"""What the schedule adds to the grid of activities: outline, dates, predecessors."""

from collections.abc import Callable, Mapping

from core import predecessor_edits, tied, words
from core.registers.catalog import ACTIVITIES, DEPENDENCIES
from core.registers.entry import Record
from core.registers.schedule import Activity
from core.schedule.instants import from_instant
from core.scheduled import Scheduled
from core.what_if import to_text
from pages._ui import drafts
from pages._ui.extras import Extras
from pages._ui.page import Here
from pages._ui.schedule import Sight
from pages._ui.taking import Row
from pages._ui.written import Written

INDENT = "\u2003"
LAST = 1 << 30  # the place of what is in no outline: archived, inactive


def extras(here: Here, sight: Sight) -> Extras:
    """Return the columns beside the fields, and the order of the outline."""
    known = sight.shown
    new = tied.numbers(drafts.draft(here, ACTIVITIES), ACTIVITIES.key, here.project)
    columns = [_predecessors(here, new)]
    order = None
    if known is not None:
        columns += _computed(known, new)
        places = {number: place for place, number in enumerate(known.depths)}

        def order(record: Record[Activity]) -> int:
            return places.get(record.number, LAST + record.number)

    state = (to_text(sight.drafts), known is None)
    written = tuple(columns)
    return Extras(written=written, order=order, state=state, tied=(DEPENDENCIES,))


def _computed(known: Scheduled, new: Mapping[str, int]) -> list[Written]:
    """Return what the network says; of a new row as soon as it has enough to go by."""
    dates = known.schedule.dates

    def of(text: Callable[[int], str]) -> Callable[[Row], str]:
        def written(row: Row) -> str:
            number = new.get(row, 0) if isinstance(row, str) else row
            return text(number) if number in dates else ""

        return written

    def wbs(number: int) -> str:
        return INDENT * known.depths[number] + known.schedule.wbs[number]

    def start(number: int) -> str:
        return _day(dates[number].start)

    def finish(number: int) -> str:
        return _day(dates[number].finish - 1)

    def total_float(number: int) -> str:
        if known.is_summary(number) or known.activities[number].is_complete:
            return ""
        days = words.number(known.float_days(number), 1).removesuffix(".0")
        return f"■ {days}" if known.is_critical(number) else days

    by_network = "Computed from durations, dependencies and calendars."
    return [
        Written("WBS", of(wbs), "Place in the outline, from “Part of” and “Position”."),
        Written("Start", of(start), by_network, "duration"),
        Written("Finish", of(finish), by_network, "duration"),
        Written(
            "Float",
            of(total_float),
            "Working days by which it may slip before the project does; ■ critical.",
            "duration",
            84,
        ),
    ]


def _day(instant: int) -> str:
    return words.day(from_instant(instant).date())


def _predecessors(here: Here, new: Mapping[str, int]) -> Written:
    draft = drafts.draft(here, DEPENDENCIES)

    def text(row: Row) -> str:
        return predecessor_edits.text(here.project, draft, row)

    def typed(here: Here, row: Row, written: str) -> None:
        """Turn a text of predecessors into edits of the dependencies."""
        before = drafts.draft(here, DEPENDENCIES)
        after = predecessor_edits.typed(here.project, before, row, written, new)
        drafts.keep(here, DEPENDENCIES, after)
        drafts.renew(DEPENDENCIES.key)

    return Written(
        "Predecessors",
        text,
        "As in 3FS+2d;5SS: numbers of activities, the kind of link and its lag. "
        "A new row is named as in new 1. The text becomes edits of the dependencies.",
        "duration",
        150,
        typed,
    )
