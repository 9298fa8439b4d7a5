"""Vote: a few dots for each, given in private and counted when it is over."""

from collections.abc import Sequence

import streamlit as st

from core.retrospective import live_words
from core.retrospective.live import SeenGroup
from data import boards
from pages._ui import live_card, live_group, live_seat
from pages._ui.live_seat import Live

PART, MOST = "live-topics", 40


def lead(live: Live) -> None:
    """Show what is voted on, and open or close the vote."""
    is_open = live.view.votes_open
    st.button(
        "Close the vote" if is_open else "Open the vote again",
        icon=":material/how_to_vote:",
        key="live-votes",
        on_click=live_seat.press,
        args=(live, boards.close_votes if is_open else boards.open_votes),
    )
    live_group.topics(live)
    with st.container(key="live-one", width=360):
        live_card.show(live)


def take_part(live: Live) -> None:
    """Show each topic with the dots that one gives it; the result when it is over."""
    if not live.view.votes_open:
        live_group.topics(live)
        return
    st.markdown(f"**{live_words.votes_left(live.view.votes_left, *_rule(live))}**")
    with st.container(key="live-mine"):
        for group in _part(live.view.groups):
            _topic(live, group)


def _part(groups: Sequence[SeenGroup]) -> Sequence[SeenGroup]:
    """Return the topics that are shown at once; more of them are turned to.

    Each takes a third of a millisecond in every look of every browser.
    """
    if len(groups) <= MOST:
        return groups
    begins = range(0, len(groups), MOST)
    if st.session_state.get(PART) not in begins:
        st.session_state[PART] = 0
    first = st.pills(
        "Topics",
        list(begins),
        format_func=lambda at: f"{at + 1} to {min(at + MOST, len(groups))}",
        key=PART,
        required=True,
    )
    return groups[first or 0 : (first or 0) + MOST]


def _rule(live: Live) -> tuple[int, int]:
    return live.view.votes_each, live.view.votes_per_group


def _topic(live: Live, group: SeenGroup) -> None:
    key = f"live-vote-{group.id}"
    most = live.view.votes_per_group
    live_seat.show(key, group.my_votes or None)
    st.pills(
        live_group.label(live.view, group),
        list(range(1, most + 1)),
        format_func=live_words.dots,
        key=key,
        disabled=live.head.locked,
        on_change=_vote,
        args=(live, group, key),
    )


def _vote(live: Live, group: SeenGroup, key: str) -> None:
    """Give or take back as many votes as the tap asks for."""
    if live_seat.is_late(key):
        return
    wanted: int = st.session_state[key] or 0
    step = boards.cast_vote if wanted > group.my_votes else boards.withdraw_vote
    for _ in range(abs(wanted - group.my_votes)):
        if not live_seat.take_part(live, step, group.id):
            return
