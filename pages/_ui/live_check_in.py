"""Check-in: everybody says a word first, and how freely they can speak."""

import streamlit as st

from core.retrospective.questions import CHECK_IN, LONGEST_WORD, SAFETY, SCALE
from pages._ui import live_answers, live_code, look
from pages._ui.live_seat import Live

FREELY = "How freely can you speak today?"
MEANS = {"1": "1 not at all", "5": "5 freely"}


def lead(live: Live) -> None:
    """Show how to join, large, and what came in so far."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        live_code.show(live.code, live_code.ROOM)
    with right:
        live_answers.bars(live, SAFETY, FREELY)
    _words(live, "######")


def take_part(live: Live) -> None:
    """Ask for a word, and how freely one can speak; show the words of the others."""
    with st.container(key="live-mine"):
        live_answers.write(
            live,
            CHECK_IN,
            "In a word or two: how do you arrive?",
            "Curious, tired, relieved …",
            LONGEST_WORD,
        )
        live_answers.choose(
            live, SAFETY, FREELY, SCALE, lambda text: MEANS.get(text, text)
        )
        look.foot("Nobody sees who answered what; shown only from five answers on.")
    with st.container(key="live-others"):
        live_answers.bars(live, SAFETY, "How freely we can speak")
        _words(live, "")


def _words(live: Live, size: str) -> None:
    found = live_answers.tally(live, CHECK_IN).counts
    said = [
        f"{look.safe(word)}{f' :gray[×{many}]' if many > 1 else ''}"
        for word, many in found.items()
    ]
    if said:
        st.markdown(f"{size} {' · '.join(said)}".strip())
    if live.view.names:
        look.foot("Here: " + ", ".join(live.view.names))
