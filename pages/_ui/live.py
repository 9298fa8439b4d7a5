"""A live board: one fragment that looks every second, and draws the phase it finds."""

from collections.abc import Callable, Mapping

import streamlit as st

from core.retrospective.live import BoardHead
from core.retrospective.phases import Phase
from pages._ui import (
    live_actions,
    live_bar,
    live_check_in,
    live_close,
    live_discuss,
    live_evidence,
    live_group,
    live_lessons,
    live_seat,
    live_vote,
    live_write,
)
from pages._ui.live_seat import Live

EVERY = 1.0  # seconds between two looks while the meeting runs
Screen = Callable[[Live], None]
SCREENS: Mapping[Phase, tuple[Screen, Screen]] = {  # who leads, who takes part
    Phase.CHECK_IN: (live_check_in.lead, live_check_in.take_part),
    Phase.OPEN_ACTIONS: (live_actions.lead_open, live_actions.take_part_open),
    Phase.EVIDENCE: (live_evidence.lead, live_evidence.take_part),
    Phase.WRITE: (live_write.lead, live_write.take_part),
    Phase.GROUP: (live_group.lead, live_group.take_part),
    Phase.VOTE: (live_vote.lead, live_vote.take_part),
    Phase.DISCUSS: (live_discuss.lead, live_discuss.take_part),
    Phase.COMMIT: (live_actions.lead, live_actions.take_part),
    Phase.LESSONS: (live_lessons.lead, live_lessons.take_part),
    Phase.CLOSE: (live_close.lead, live_close.take_part),
}


def show(head: BoardHead) -> None:
    """Show a board; one that is closed is looked at once."""
    every = None if head.closed else EVERY
    st.fragment(_turn, run_every=every, key="live-board")(head)


def _turn(head: BoardHead) -> None:
    """Draw the board as it is now.

    What changes in number stands in containers of its own, each always in the same
    place: what somebody is typing below is then left alone.
    """
    live = live_seat.sit(head)
    live_seat.clear_again()
    live_seat.told()
    if live.head.closed:
        if not head.closed:
            st.rerun()  # the one time: the board is over, and need not be looked at
        live_close.over(live)
        return
    leading, taking_part = SCREENS[live.head.phase]
    with st.container(key="live-top", gap="small"):
        (live_bar.lead if live.leads else live_bar.take_part)(live)
    with st.container(key="live-screen"):
        (leading if live.leads else taking_part)(live)
