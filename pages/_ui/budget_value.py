"""Earned value: S-curve, bull's-eye, status dates, branches, and what it is made of."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from core import budget_page
from core.charts.bullseye import bullseye, bullseye_words
from core.charts.earned_value import s_curve, s_curve_words
from core.costs import Costs
from core.earned_value import tables, words
from core.earned_value.project import earned_value, what_is_missing
from core.earned_value.series import EarnedValue
from core.figure import Figure
from core.registers.catalog import PERFORMANCE, PROGRESS_MEASUREMENTS
from pages._ui import budget_registers, look
from pages._ui.page import Here

ROWS, HEIGHT = 12, 420  # a longer table scrolls
NARROW, WIDE = 92, 104  # px
WORDED = {"Branch": 230, "Status date": 108, "WBS": 108}
SHOW = "budget-value-table"
DATES, BRANCHES = "By status date", "By WBS branch"


def show(here: Here) -> Sequence[Figure]:
    """Show what was earned, or what it takes to know that; then the registers."""
    found = earned_value(here.project, here.status_date)
    row: Sequence[Figure] = ()
    if found is None:
        _missing(here)
    else:
        note = budget_page.value_note(found, here.memo(Costs, here.status_date))
        look.block(here.drawn(words.headline, found, here.currency), note)
        if found.last is not None:
            row = _told(here, found)
    by_baseline = found is not None and found.branches
    first = PROGRESS_MEASUREMENTS if by_baseline else PERFORMANCE
    budget_registers.show(here, budget_registers.VALUE, first=first)
    return row


def _told(here: Here, found: EarnedValue) -> Sequence[Figure]:
    settings = here.project.settings
    row: Sequence[Figure] = ()
    if budget_page.is_begun(here.project):  # else the head of the page has them
        row = here.drawn(budget_page.value_figures, found, settings)
    look.figures(row)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        look.block(
            here.drawn(words.curve_title, found, here.currency), words.curve_note(found)
        )
        chart = here.drawn(s_curve, found, here.currency, look.mode())
        look.chart(chart, "s-curve", here.drawn(s_curve_words, found, here.currency))
    with right:
        look.block(here.drawn(words.bullseye_title, found), words.bullseye_note(found))
        chart = here.drawn(bullseye, found, look.mode())
        look.chart(chart, "bullseye", here.drawn(bullseye_words, found))
    _tables(here, found)
    return row


def _tables(here: Here, found: EarnedValue) -> None:
    """Show the status dates or the branches, each figure with its formula."""
    chosen = DATES
    if found.branches:
        chosen = st.segmented_control(
            "Table",
            [DATES, BRANCHES],
            default=DATES,
            key=SHOW,
            required=True,
            label_visibility="collapsed",
            persist_state="session",
        )
    if chosen == BRANCHES:
        look.block(
            here.drawn(tables.branch_title, found),
            "On the newest status date; what lies within a branch is summed up in it.",
        )
        _table(here.drawn(tables.branch_table, found), "Earned value by WBS branch")
        return
    look.block(
        here.drawn(tables.period_title, found),
        "Cumulative, the newest first. Point at a heading to see its formula.",
    )
    _table(here.drawn(tables.period_table, found), "Earned value by status date")


def _table(columns: Mapping[str, Sequence[str]], alt: str) -> None:
    frame = pd.DataFrame(columns)
    st.dataframe(
        frame,
        key=f"{alt.lower().replace(' ', '-')}",
        alt=alt,
        hide_index=True,
        row_height=32,
        height="content" if len(frame) <= ROWS else HEIGHT,
        column_config={
            name: st.column_config.TextColumn(
                help=tables.FORMULAS.get(name) or None,
                width=WORDED.get(name, NARROW if len(name) < 7 else WIDE),  # noqa: PLR2004
                alignment=None if name in WORDED else "right",
                pinned=name in ("Status date", "WBS"),
            )
            for name in columns
        },
    )


def _missing(here: Here) -> None:
    with look.empty(
        "No earned value yet", what_is_missing(here.project), "trending_up"
    ):
        if here.can_edit:
            st.page_link(
                "pages/schedule.py",
                label="Take a baseline on the Schedule page",
                icon=":material/photo_camera:",
            )
            st.page_link(
                "pages/exchange.py",
                label="Import performance reports",
                icon=":material/upload_file:",
            )
