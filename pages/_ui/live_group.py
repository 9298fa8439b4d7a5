"""Group: cards that say the same become one topic; suggested, previewed, undone."""

import streamlit as st

from core import words
from core.retrospective import live_words
from core.retrospective.grouping import Suggestion, suggest
from core.retrospective.live import SeenGroup, View
from data import boards
from pages._ui import live_card, live_cards, live_seat, live_write, look
from pages._ui.live_seat import Live

FOUND, MADE = "live-suggested", "live-grouped"
PICK, TITLE = "live-pick", "live-title"
CHOSEN = "live-topic"
NARROWEST = 260  # px of a topic


def lead(live: Live) -> None:
    """Show the topics at the left, and at the right what makes and changes them."""
    board, tools = st.columns([2, 1], gap="medium")
    with board:
        topics(live)
    with tools:
        with st.container(key="live-suggest"):
            _suggestions(live)
        with st.container(key="live-one"):
            live_card.show(live)
        with st.container(key="live-make"):
            _make(live)
        with st.container(key="live-change"):
            _change(live)


def take_part(live: Live) -> None:
    """Show the topics as they come about; a card begun earlier can still be added."""
    with st.container(key="live-above"):
        topics(live)
    with st.container(key="live-mine"):
        live_write.unfinished(live)


def topics(live: Live) -> None:
    """Show each topic of several cards as a block, then the other cards by column.

    Once the vote is over, all of them by votes.
    """
    view = live.view
    if any(group.votes is not None for group in view.groups):
        _result(view)
        return
    many = [group for group in view.groups if len(group.cards) > 1]
    if many:
        cells = st.grid(min(len(many), 3), min_column_width=NARROWEST, gap="small")
        for group in many:
            with cells.cell():
                live_cards.block(group.title, _texts(view, group))
    alone = {group.cards[0] for group in view.groups if len(group.cards) == 1}
    live_cards.columns(view, alone)


def _result(view: View) -> None:
    look.table(
        {
            "Topic": [label(view, group) for group in view.groups],
            "Votes": [
                f"{group.votes or 0} :blue[{live_words.dots(group.votes or 0)}]"
                for group in view.groups
            ],
        },
        alt="Topics by votes",
    )


def _texts(view: View, group: SeenGroup) -> list[str]:
    return [live_cards.text(card) for card in view.cards if card.id in group.cards]


def label(view: View, group: SeenGroup) -> str:
    """Return a topic with its cards as one line of Markdown."""
    cards = [card.text for card in view.cards if card.id in group.cards]
    texts = [look.safe(text) for text in cards if text != group.title]
    return " · ".join([f"**{look.safe(group.title)}**", *texts])


def name(group: SeenGroup) -> str:
    """Return a topic as a list of choices names it."""
    return (
        f"{group.title} ({len(group.cards)})" if len(group.cards) > 1 else group.title
    )


def _suggestions(live: Live) -> None:
    view = live.view
    look.block("Suggested", "By the words that cards share; nothing moves by itself.")
    st.button(
        "Suggest groups",
        icon=":material/join_inner:",
        key="live-suggest-go",
        on_click=_suggest,
        args=(live,),
    )
    single = {g.cards[0] for g in view.groups if len(g.cards) == 1}
    found: tuple[Suggestion, ...] = st.session_state.get(FOUND, ())
    for place, suggestion in enumerate(found):
        if single.issuperset(suggestion.cards):
            _suggestion(live, place, suggestion)
    if made := st.session_state.get(MADE):
        st.button(
            "Undo the last group",
            icon=":material/undo:",
            key="live-undo",
            type="tertiary",
            on_click=_undo,
            args=(live, made[-1]),
        )


def _suggest(live: Live) -> None:
    groups = live.view.groups
    single = {g.cards[0] for g in groups if len(g.cards) == 1}
    texts = {c.id: c.text for c in live.view.cards if c.id in single}
    found = suggest(texts)
    st.session_state[FOUND] = found
    if not found:
        st.session_state[live_seat.SAID] = "No two cards are alike enough to suggest."


def _suggestion(live: Live, place: int, suggestion: Suggestion) -> None:
    texts = {card.id: card.text for card in live.view.cards}
    with st.container(border=True, gap="xsmall"):
        st.markdown("  \n".join(f"· {look.safe(texts[c])}" for c in suggestion.cards))
        look.foot(f"They share: {words.listed(suggestion.shared)}")
        with st.container(horizontal=True, gap="xsmall"):
            st.button(
                "Group them",
                key=f"live-accept-{place}",
                on_click=_accept,
                args=(live, suggestion),
            )
            st.button(
                "No",
                key=f"live-refuse-{place}",
                type="tertiary",
                on_click=_refuse,
                args=(suggestion,),
            )


def _refuse(suggestion: Suggestion) -> None:
    found = st.session_state.get(FOUND, ())
    st.session_state[FOUND] = tuple(x for x in found if x != suggestion)


def _accept(live: Live, suggestion: Suggestion) -> None:
    _group(live, suggestion.cards, suggestion.title)


def _group(live: Live, cards: tuple[int, ...], title: str) -> bool:
    made: list[int] = st.session_state.setdefault(MADE, [])

    def group() -> None:
        made.append(
            boards.make_group(live.store, live.code, cards, title, actor=live.actor)
        )

    return live_seat.attempt(group)


def _undo(live: Live, group: int) -> None:
    live_seat.lead(live, boards.dissolve, group)
    st.session_state[MADE].remove(group)


def _make(live: Live) -> None:
    texts = {card.id: card.text for card in live.view.cards}
    with st.form("live-make-form", border=False):
        st.multiselect(
            "Cards that say the same",
            list(texts),
            format_func=lambda card: texts.get(card, ""),
            key=PICK,
            placeholder="Type a word of a card",
        )
        st.text_input("Name of the topic", key=TITLE, max_chars=80)
        st.form_submit_button(
            "Make a group", key="live-make-go", on_click=_picked, args=(live,)
        )


def _picked(live: Live) -> None:
    cards, title = st.session_state[PICK], st.session_state[TITLE]
    if _group(live, tuple(cards), title.strip()):
        live_seat.clear({PICK: [], TITLE: ""})


def _change(live: Live) -> None:
    many = {g.id: g for g in live.view.groups if len(g.cards) > 1}
    if not many:
        return
    if st.session_state.get(CHOSEN) not in many:
        st.session_state.pop(CHOSEN, None)
    chosen: int = st.selectbox(
        "Change a topic",
        list(many),
        format_func=lambda group: name(many[group]) if group in many else "",
        key=CHOSEN,
    )
    group, texts = many[chosen], {card.id: card.text for card in live.view.cards}
    with st.form(f"live-rename-{chosen}", border=False):
        st.text_input("Its name", value=group.title, key=f"live-name-{chosen}")
        st.multiselect(
            "Take out",
            list(group.cards),
            format_func=lambda card: texts.get(card, ""),
            key=f"live-out-{chosen}",
            placeholder="Cards that belong elsewhere",
        )
        with st.container(horizontal=True):
            st.form_submit_button("Save", on_click=_renamed, args=(live, group))
            st.form_submit_button(
                "Dissolve it",
                type="tertiary",
                on_click=live_seat.press,
                args=(live, boards.dissolve, chosen),
            )


def _renamed(live: Live, group: SeenGroup) -> None:
    title = st.session_state[f"live-name-{group.id}"].strip()
    if title and title != group.title:
        live_seat.lead(live, boards.rename_group, group.id, title)
    for card in st.session_state[f"live-out-{group.id}"]:
        live_seat.lead(live, boards.take_out, card)
