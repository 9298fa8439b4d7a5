"""What a promise would lack, said beside the question, with the way to mend it."""

import streamlit as st

from core import simulated_gaps
from core.figure import Status
from pages._ui import look
from pages._ui.page import Here

LABELS = {"schedule": "Open the schedule", "budget": "Open the budget"}


def nothing(here: Here) -> None:
    """Say that there is nothing to work a promise out from."""
    (gap,) = here.memo(simulated_gaps.gaps)
    with look.empty(gap.title, gap.text, "event_available"):
        for page, label in LABELS.items():
            st.page_link(f"pages/{page}.py", label=label)


def show(here: Here) -> None:
    """Say what is missing, before anybody reads a figure without it."""
    for gap in here.memo(simulated_gaps.gaps):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"{Status.WATCH.glyph} **{look.safe(gap.title)}.** "
                f":gray[{look.safe(gap.text)}]",
                width="stretch",
            )
            if gap.page in LABELS:
                label = LABELS[gap.page]
                st.page_link(f"pages/{gap.page}.py", label=label, width="content")
