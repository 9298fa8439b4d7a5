"""Baselines: take one now, how far each activity slipped, and the milestone trend."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from core import baselines, words
from core.charts.milestones import milestone_trend, milestones_words
from core.errors import LinchpinError
from core.milestones import trend_title, trends
from core.registers.catalog import ACTIVITIES, BASELINES
from core.schedule.instants import from_instant
from core.scheduled import Scheduled, scheduled
from core.slips import SlipRow, slip_rows, slip_title
from data.store import commit
from pages._ui import look, pending
from pages._ui.page import Here
from pages._ui.schedule import Sight

NAME = "baseline-name"
ONLY_MOVED = "baseline-only-moved"
MOST = 4  # baselines beside each other, the newest first
HEIGHT = 430  # px


def show(here: Here, sight: Sight) -> None:
    """Show what the plan was, how it moved since, and how to keep it as it is."""
    known = sight.now
    if known is None:
        return
    _take(here)
    if here.project[BASELINES].live:
        _trend(here)
        _slips(here, known)


def _take(here: Here) -> None:
    if not here.can_edit:
        return
    number = here.project[BASELINES].last_number + 1
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Name of a new baseline", f"Baseline {number}", key=NAME, width=260
        )
        st.button(
            "Take a baseline now",
            icon=":material/photo_camera:",
            key="baseline-take",
            on_click=_taken,
            args=(here,),
        )
    look.foot("It keeps dates, effort and cost of every activity as they are now.")


def _taken(here: Here) -> None:
    """Keep the plan as it is saved, all of it in one revision."""
    title = st.session_state[NAME]
    try:
        edits = baselines.take(scheduled(here.project), title, here.today)
        project = commit(
            here.store, here.project.key, edits, actor=here.actor, note=f"Took {title}"
        )
    except LinchpinError as error:
        pending.say(BASELINES, str(error), saved=False)
        return
    many = words.count(len(edits) - 1, "activity", "activities")
    told = f"{title} keeps {many}, as revision {project.revision}."
    pending.say(BASELINES, told, saved=True)


def _slips(here: Here, known: Scheduled) -> None:
    taken = baselines.ordered(here.project)[:MOST]
    rows = here.memo(slip_rows, tuple(record.number for record in taken))
    look.block(slip_title(rows), "Working days by which the finish is later.")
    moved = st.toggle("Only what moved", key=ONLY_MOVED, persist_state="session")
    shown = [row for row in rows if not moved or any(row.slips)]
    titles = [record.entry.title for record in taken]
    frame = _frame(known, shown, len(titles))
    st.dataframe(
        frame,
        key="schedule-slips",
        alt="Slip of each activity against each baseline",
        hide_index=True,
        row_height=32,
        height="content" if len(shown) <= 12 else HEIGHT - 40,  # noqa: PLR2004
        placeholder="not in it",
        column_config={
            "Activity": st.column_config.TextColumn(width=230),
            "Finish now": st.column_config.DateColumn(format="D MMM YYYY", width=104),
            **{
                _column(place): _slip_column(title, frame[_column(place)])
                for place, title in enumerate(titles)
            },
        },
    )


def _column(place: int) -> str:
    """Name a column by place: two baselines may have one title."""
    return f"slip-{place}"


def _frame(known: Scheduled, rows: Sequence[SlipRow], many: int) -> pd.DataFrame:
    dates, wbs = known.schedule.dates, known.schedule.wbs
    content: dict[str, Any] = {
        "Ref": [ACTIVITIES.reference(row.number) for row in rows],
        "WBS": [wbs[row.number] for row in rows],
        "Activity": [known.activities[row.number].title for row in rows],
        "Finish now": [
            from_instant(dates[row.number].finish - 1).date() for row in rows
        ],
    }
    for place in range(many):
        days = [row.slips[place] for row in rows]
        content[_column(place)] = pd.array(days, dtype="Float64")
    return pd.DataFrame(content)


def _slip_column(title: str, days: "pd.Series[float]") -> Any:
    whole = all(float(one).is_integer() for one in days.dropna())
    return st.column_config.NumberColumn(title, format="%+d d" if whole else "%+.1f d")


def _trend(here: Here) -> None:
    found = here.over_months(trends)
    look.block(
        trend_title(found), "Level = steady, rising = later with each month's plan."
    )
    chart = here.drawn(milestone_trend, found, look.mode())
    look.chart(chart, "milestone-trend", here.drawn(milestones_words, found))
