"""The tabs of the retrospective page; only the open one is made."""

from collections.abc import Callable, Mapping

import streamlit as st

from core import board as meetings
from core.retrospective.incidents import incidents
from pages._ui import board, incident, incident_forms, panel, review
from pages._ui.page import Here

TAB = "retrospective-tab"
FOLLOWED = "incident-followed"  # the entry in the address whose incident was turned to
BOARDS = "Boards"
REVIEW = "Review"
INCIDENTS = "Incidents"
TABS: Mapping[str, Callable[[Here], None]] = {
    BOARDS: board.show,
    REVIEW: review.show,
    INCIDENTS: incident.show,
}


def show(here: Here) -> None:
    """Show the tabs."""
    _follow(here)
    tabs = st.tabs(list(TABS), key=TAB, on_change="rerun")
    for tab, made in zip(tabs, TABS.values(), strict=True):
        if tab.open:
            with tab:
                made(here)


def _follow(here: Here) -> None:
    """Turn to the incident that the address names, or one of its cards, once."""
    named = st.query_params.get(panel.ENTRY, "")
    if not named or st.session_state.get(FOLLOWED) == named:
        return
    st.session_state[FOLLOWED] = named
    number = meetings.meeting_named(here.project, named)
    if number and here.memo(incidents, here.status_date).numbered(number):
        st.session_state[TAB] = INCIDENTS
        st.session_state[incident_forms.CHOSEN] = number
