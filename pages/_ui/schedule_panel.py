"""What the drawer says of an activity: dates, float, slips, and why it is there."""

import streamlit as st

from core import baselines, driving, words
from core.registers.catalog import ACTIVITIES
from core.registers.entry import Record
from core.registers.schedule import Activity
from core.schedule.errors import ScheduleError
from core.schedule.instants import from_instant
from core.scheduled import Scheduled, scheduled
from core.slips import slip_rows
from core.workdays import working_days
from pages._ui import look
from pages._ui.page import Here

CHAIN = 12  # steps of the chain that are shown


def show(here: Here, record: Record[Activity]) -> None:
    """Show what the network says of an activity, above its fields."""
    try:
        known = scheduled(here.project)
    except ScheduleError as error:
        st.markdown(f":red[■] {look.safe(error)}")
        return
    if record.number not in known.schedule.dates:
        return
    _badges(known, record)
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{look.safe(driving.float_words(known, record.number))}**")
        _dates(known, record.number)
    _slips(here, record.number)
    _why(here, known, record.number)


def _badges(known: Scheduled, record: Record[Activity]) -> None:
    parts = [f":gray-badge[{look.tight(known.schedule.wbs[record.number])}]"]
    if known.is_critical(record.number):
        parts.append(":red-badge[■\u00a0Critical]")
    parts.append(f":gray-badge[{record.entry.kind.value}]")
    if not known.is_summary(record.number):
        parts.append(f":gray-badge[{record.entry.percent_complete}\u00a0% done]")
    st.markdown(" ".join(parts))


def _dates(known: Scheduled, number: int) -> None:
    dates = known.schedule.dates[number]
    look.table(
        {
            "": ["Early", "Late"],
            "Start": [_moment(dates.early_start), _moment(dates.late_start)],
            "Finish": [_moment(dates.early_finish), _moment(dates.late_finish)],
        },
        alt="Early and late dates",
    )
    if not known.is_summary(number):
        look.foot(
            f"Total float {working_days(known.float_days(number))}, "
            f"free float {working_days(known.free_days(number))}"
        )


def _moment(instant: int) -> str:
    return look.tight(words.moment(from_instant(instant)))


def _slips(here: Here, number: int) -> None:
    """Show the slip against each baseline, the newest first."""
    taken = baselines.ordered(here.project)
    if not taken:
        return
    rows = here.memo(slip_rows, tuple(record.number for record in taken))
    (found,) = (row.slips for row in rows if row.number == number)
    look.table(
        {
            "Baseline": [look.safe(record.entry.title) for record in taken],
            "Slip of the finish": [_slip(days) for days in found],
        },
        alt="Slip against each baseline",
    )


def _slip(days: float | None) -> str:
    if days is None:
        return ":gray[not in it]"
    if not round(days, 1):
        return "as planned"
    text = look.safe(working_days(days, plus=True))
    return f":red[{text}]" if days > 0 else f":green[{text}]"


def _why(here: Here, known: Scheduled, number: int) -> None:
    """Show what drives the activity, step by step back to the beginning."""
    steps = driving.chain(known, number)
    st.markdown("**Why is this here?**")
    for step in steps[:CHAIN]:
        reference = ACTIVITIES.reference(step.number)
        address = look.link("schedule", reference, here.project.key)
        st.markdown(
            f"{address} {look.safe(step.title)}  \n:gray[:small[{look.safe(step.why)}]]"
        )
    if len(steps) > CHAIN:
        more = words.count(len(steps) - CHAIN, "step")
        look.foot(f"{words.capital(more)} further back, to the beginning.")
