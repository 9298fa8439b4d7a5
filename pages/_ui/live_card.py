"""One card, by hand: to another topic, alone again, or off the board and back."""

from collections.abc import Callable, Mapping

import streamlit as st

from core.retrospective import phases
from core.retrospective.live import SeenGroup
from core.retrospective.phases import Phase
from data import boards
from pages._ui import live_seat, look
from pages._ui.live_seat import Live

CARD, TOPIC = "live-one-card", "live-one-topic"
ASKED, ASKED_LATER = "Choose a card to move or take off", "Choose one to take off"
ALONE = 0  # in the list of topics: one of its own


def show(live: Live) -> None:
    """Let who leads choose a card, and say what becomes of it."""
    if not (live.view.revealed and phases.may_take_off(live.head.phase)):
        return
    texts = {card.id: card.text for card in live.view.cards}
    if st.session_state.get(CARD) not in texts:
        st.session_state[CARD] = None
    card: int | None = st.selectbox(
        "One card",
        list(texts),
        index=None,
        format_func=lambda known: texts.get(known, ""),
        key=CARD,
        placeholder=ASKED if live.head.phase is Phase.GROUP else ASKED_LATER,
    )
    if card is not None:
        if live.head.phase is Phase.GROUP:
            _move(live, card)
        st.button(
            "Take it off the board",
            icon=":material/delete:",
            key="live-one-remove",
            type="tertiary",
            on_click=_done,
            args=(live, boards.remove_card, card),
        )
    _removed(live)


def _move(live: Live, card: int) -> None:
    """Offer the topics that the card is not in, those of several cards first."""
    own = next(group for group in live.view.groups if card in group.cards)
    others = sorted(
        (group for group in live.view.groups if group is not own),
        key=lambda group: (len(group.cards) == 1, group.title),
    )
    names = {group.id: _name(group) for group in others}
    if len(own.cards) > 1:
        names = {ALONE: "A topic of its own", **names}
    key = f"{TOPIC}-{card}"
    if st.session_state.get(key) not in names:
        st.session_state[key] = None
    st.selectbox(
        "It belongs to",
        list(names),
        index=None,
        format_func=lambda known: names.get(known, ""),
        key=key,
        placeholder="Choose a topic",
        on_change=_moved,
        args=(live, card, names),
    )


def _name(group: SeenGroup) -> str:
    many = len(group.cards)
    return f"{group.title} ({many})" if many > 1 else group.title


def _moved(live: Live, card: int, names: Mapping[int, str]) -> None:
    topic = st.session_state[f"{TOPIC}-{card}"]
    if topic == ALONE:
        _done(live, boards.take_out, card)
    elif topic in names:
        _done(live, boards.move_card, card, topic)


def _done(live: Live, work: Callable[..., object], card: int, *more: int) -> None:
    if live_seat.lead(live, work, card, *more):
        st.session_state[CARD] = None


def _removed(live: Live) -> None:
    held = boards.removed_cards(live.store, live.code, actor=live.actor)
    for card, text in held.items():
        with st.container(key=f"live-removed-{card}", gap=None):
            look.foot(f"Off the board until the phase ends: “{look.safe(text)}”")
            st.button(
                "Put it back",
                icon=":material/undo:",
                key=f"live-restore-{card}",
                type="tertiary",
                on_click=live_seat.press,
                args=(live, boards.restore_card, card),
            )
