"""Close: was it worth the time; and what is left for everybody when it is over."""

import streamlit as st

from core import words
from core.retrospective.questions import ROTI, SCALE
from data import boards
from data.board_shown import outcome_shown
from pages._ui import live_actions, live_answers, live_lessons, live_seat, look, page
from pages._ui.live_seat import Live

WORTH = "Was this meeting worth your time?"
MEANS = {"1": "1 wasted", "3": "3 broke even", "5": "5 excellent"}


def lead(live: Live) -> None:
    """Show whether it was worth the time, what comes of it, and close the board."""
    left, right = st.columns([2, 3], gap="medium")
    with left:
        live_answers.bars(live, ROTI, WORTH)
        _close(live)
    with right:
        live_actions.agreed(live)
        live_lessons.learned(live)


def _close(live: Live) -> None:
    opened = look.popover("Close the board", "flag", "live-close", "secondary")
    if opened is not None:
        with opened:
            st.markdown(
                "Cards, topics and votes become entries of the project. Who wrote and "
                "who voted is deleted. A closed board is not opened again."
            )
            st.button(
                "Close it now",
                key="live-close-now",
                type="primary",
                on_click=_closed,
                args=(live,),
            )


def _closed(live: Live) -> None:
    live_seat.attempt(
        boards.close_board, live.store, live.code, actor=live.actor, today=page.today()
    )


def take_part(live: Live) -> None:
    """Ask whether it was worth the time, and show what was agreed."""
    with st.container(key="live-mine"):
        live_answers.choose(
            live, ROTI, WORTH, SCALE, lambda text: MEANS.get(text, text)
        )
        look.foot("Nobody sees who answered what; shown only from five answers on.")
    with st.container(key="live-others"):
        live_answers.bars(live, ROTI, WORTH)
        live_actions.agreed(live)


def over(live: Live) -> None:
    """Show what a board left behind, when it is over."""
    voted = [one for one in outcome_shown(live.store, live.view) if one[1]]
    look.table(
        {
            "What mattered most": [look.safe(title) for title, _ in voted],
            "Votes": [words.number(many) for _, many in voted],
        },
        alt="Topics by votes",
    )
    live_actions.agreed(live)
    live_lessons.learned(live)
    if live.leads:
        st.page_link(
            "pages/retrospective.py",
            label="What the retrospective left behind",
            icon=":material/forum:",
        )
