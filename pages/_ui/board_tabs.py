"""The tabs of the retrospective page; only the open one is made."""

from collections.abc import Callable, Mapping

import streamlit as st

from pages._ui import board, review
from pages._ui.page import Here

TAB = "retrospective-tab"
BOARDS = "Boards"
REVIEW = "Review"
TABS: Mapping[str, Callable[[Here], None]] = {
    BOARDS: board.show,
    REVIEW: review.show,
}


def show(here: Here) -> None:
    """Show the tabs."""
    tabs = st.tabs(list(TABS), key=TAB, on_change="rerun")
    for tab, made in zip(tabs, TABS.values(), strict=True):
        if tab.open:
            with tab:
                made(here)
