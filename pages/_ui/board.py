"""The retrospective's board: columns of cards, votes, actions and lessons from them."""

import streamlit as st

from core import board, words
from core.board import CardColumn
from core.edits import Add, Archive, Edit
from core.errors import LinchpinError
from core.registers.catalog import ACTIONS, CARDS, LESSONS, RETROSPECTIVES
from core.registers.entry import Record
from core.registers.learning import Card
from data.store import commit, load
from pages._ui import fields, look, making, panel, pending
from pages._ui.page import Here

CHOSEN = "board-meeting"
FOLLOWED = "board-followed"  # the entry in the address whose board was opened


def choose(here: Here) -> int | None:
    """Return the retrospective that is shown; the latest until another is picked.

    An address that names a card or a retrospective is followed once.
    """
    pending.told(CARDS)
    named = st.query_params.get(panel.ENTRY, "")
    meeting = board.meeting_named(here.project, named)
    if meeting and st.session_state.get(FOLLOWED) != named:
        st.session_state[FOLLOWED], st.session_state[CHOSEN] = named, meeting
    known = {record.number: record.entry for record in board.meetings(here.project)}
    if st.session_state.get(CHOSEN) not in known:
        st.session_state.pop(CHOSEN, None)
    return st.session_state.get(CHOSEN) or next(iter(known), None)


def pick(here: Here) -> None:
    """Offer the other retrospectives and a new one."""
    known = {r.number: r.entry.title for r in board.meetings(here.project)}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if known:
            st.selectbox(
                "Retrospective",
                list(known),
                format_func=lambda number: known.get(number, ""),
                key=CHOSEN,
                width=360,
                persist_state="session",
            )
        st.space("stretch")
        if here.can_edit:
            with st.popover("New retrospective", icon=":material/add:"):
                st.text_input("What do you look back on?", key="board-title")
                st.date_input("Held on", value=here.today, key="board-day")
                st.button("Start", type="primary", on_click=_start, args=(here,))


def show(here: Here, meeting: int) -> None:
    """Show the columns with their cards and, for who may edit, a field for the next."""
    shown = board.columns(here.project, meeting)
    places = st.columns(len(shown), gap="medium")
    for place, (column, cards) in zip(places, shown.items(), strict=True):
        with place:
            look.block(board.column_title(column, cards))
            if here.can_edit:
                _new_card(here, meeting, column)
            for card in cards:
                _card(here, card)
    if here.can_edit:
        making.show(here)
        pending.show(here, CARDS)
    panel.show(here, CARDS)


def _new_card(here: Here, meeting: int, column: CardColumn) -> None:
    key = f"card-{column.name}"
    form = st.form(key, border=False)
    with form.container(horizontal=True, wrap=False, gap="xsmall"):
        st.text_input(
            "Card",
            key=f"{key}-text",
            placeholder="In one sentence",
            label_visibility="collapsed",
            max_chars=200,
            persist_state="session",
        )
        st.form_submit_button(
            "Add",
            key=f"{key}-add",
            on_click=_add,
            args=(here, meeting, column, f"{key}-text"),
        )


def _card(here: Here, card: Record[Card]) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(look.safe(card.entry.title))
        _became(here, card)
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            key = f"card-{card.number}"
            st.button(
                str(card.entry.votes),
                icon=":material/thumb_up:",
                key=f"{key}-vote",
                type="tertiary",
                help="Adds your vote.",
                disabled=not here.can_edit,
                on_click=_vote,
                args=(here, card.number),
            )
            st.space("stretch")
            st.button(
                CARDS.reference(card.number),
                key=f"{key}-open",
                type="tertiary",
                help="Opens the card with its links and history.",
                on_click=panel.open_entry,
                args=(CARDS, card.number),
            )
            if here.can_edit:
                _offer(here, card, key)


def _became(here: Here, card: Record[Card]) -> None:
    """Link what was made of a card: "became AC-012"."""
    found = board.became(here.project, card)
    if found:
        links = [
            look.link(fields.PAGES[spec.key], spec.reference(number), here.project.key)
            for spec, number in found
        ]
        st.markdown(f":gray[:small[became]] {words.listed(links)}")


def _offer(here: Here, card: Record[Card], key: str) -> None:
    st.menu_button(
        "Make",
        ["an action", "a lesson", "it go away"],
        key=f"{key}-make",
        type="tertiary",
        on_click=_make,
        args=(here, card, f"{key}-make"),
    )


def _start(here: Here) -> None:
    values = {
        "title": st.session_state["board-title"],
        "held_on": st.session_state["board-day"],
    }
    if _do(here, Add(RETROSPECTIVES.key, values), ""):
        st.session_state.pop(CHOSEN, None)
        st.session_state["board-title"] = ""


def _add(here: Here, meeting: int, column: CardColumn, key: str) -> None:
    values = {
        "title": st.session_state[key],
        "retrospective": meeting,
        "column": column.value,
    }
    if _do(here, Add(CARDS.key, values), ""):
        st.session_state[key] = ""


def _vote(here: Here, number: int) -> None:
    # Loaded anew: between drawing and click others have voted, and each vote counts.
    project = load(here.store, here.project.key, actor=here.actor)
    _do(here, board.vote(project[CARDS].records[number]), "")


def _make(here: Here, card: Record[Card], key: str) -> None:
    match st.session_state[key]:
        case "an action":
            making.ask(ACTIONS, card.number)
        case "a lesson":
            making.ask(LESSONS, card.number)
        case _:
            _do(here, Archive(CARDS.key, card.number, card.version), "Card archived.")


def _do(here: Here, edit: Edit, told: str) -> bool:
    """Commit one edit and tell the outcome; say whether it was done."""
    try:
        commit(here.store, here.project.key, [edit], actor=here.actor)
    except LinchpinError as error:
        pending.say(CARDS, str(error), saved=False)
        return False
    if told:
        pending.say(CARDS, told, saved=True)
    return True
