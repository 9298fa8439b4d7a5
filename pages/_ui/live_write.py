"""Write: cards in private, one column at a time, until they are revealed."""

from functools import partial

import streamlit as st

from core.retrospective import live_words
from core.retrospective.live import SeenCard
from core.retrospective.templates import Column
from core.retrospective.voting import LONGEST_CARD
from data import boards
from pages._ui import live_card, live_cards, live_code, live_seat, look
from pages._ui.live_seat import Live

COLUMN, TEXT, EDITING = "live-column", "live-card", "live-editing"
WHEN = "live-when"
HEIGHT = 132  # px: the longest card and its counter, on a phone
TOO_LONG = (
    f"A card takes {LONGEST_CARD} characters. A longer text is not taken at all: "
    "paste it in two."
)


def lead(live: Live) -> None:
    """Show how much is written; the cards themselves only when they are revealed."""
    view = live.view
    st.markdown(f"###### {live_words.written(view.hidden, len(view.cards))}")
    if live.head.open_until:
        look.foot(live_words.open_until(live.head.open_until))
    live_cards.columns(view)
    with st.container(key="live-one"):
        live_card.show(live)
    if not view.revealed:
        live_code.show(live.code)  # for those who come late


def take_part(live: Live) -> None:
    """Ask for a card; below it one's own, and how many others there are."""
    with st.container(key="live-above"):
        if live.head.open_until:
            look.foot(live_words.open_until(live.head.open_until))
    with st.container(key="live-mine"):
        column = _form(live)
    with st.container(key="live-own"):
        own(live, column)
    with st.container(key="live-others"):
        hidden = live.view.hidden.get(column.key, 0)
        if not look.is_phone():
            live_cards.columns(live.view)
        elif live.view.revealed:
            live_cards.columns(live.view, shown=[column])
        elif hidden:
            look.foot(f"In this column: {live_words.hidden(hidden)}.")


def unfinished(live: Live) -> None:
    """Leave alone what somebody was typing when the phase moved on.

    The field stands in the same place as before, or the browser would make a new one.
    """
    with st.container(key="live-where"):
        look.foot(
            "Writing is over. What you had begun stays in this field: say it when its "
            "topic comes, or ask for a step back."
        )
    _field(live, "", "", [], is_open=False)


def _form(live: Live) -> Column:
    """Show the field for the next card; return the column it goes to."""
    with st.container(key="live-where"):
        column = _column(live)
    is_timed = column.key in live.head.template.timed
    _field(live, column.key, column.hint, [WHEN] if is_timed else [], is_open=True)
    return column


def _column(live: Live) -> Column:
    known = {column.key: column for column in live.view.columns}
    if st.session_state.get(COLUMN) not in known:
        st.session_state[COLUMN] = next(iter(known))
    chosen = st.pills(
        "Column",
        list(known),
        format_func=lambda key: known[key].title if key in known else key,
        key=COLUMN,
        required=True,
        label_visibility="collapsed",
    )
    return known[chosen or next(iter(known))]


def _field(
    live: Live, column: str, hint: str, more: list[str], *, is_open: bool
) -> None:
    with st.form("live-write", border=False):
        st.text_area(
            "Your card",
            key=TEXT,
            height=HEIGHT,
            max_chars=LONGEST_CARD,
            placeholder=hint,
            label_visibility="collapsed",
        )
        for key in more:
            st.datetime_input("When did it happen?", value=None, key=key)
        st.form_submit_button(
            "Add the card",
            key="live-add",
            type="primary" if is_open else "secondary",
            width="stretch",
            disabled=live.head.locked or not is_open,
            on_click=_add,
            args=(live, column, more),
        )
        if is_open:
            look.foot(TOO_LONG)


def _add(live: Live, column: str, more: list[str]) -> None:
    """Write the card; sent again after a lost connection, it is there once."""
    text = st.session_state[TEXT].strip()
    when = st.session_state[WHEN] if more else None
    if not text:
        return
    once = f"{column} {when} {text}"
    write = partial(boards.write_card, once=once, happened_at=when)
    if live_seat.take_part(live, write, column, text):
        live_seat.clear({TEXT: "", **dict.fromkeys(more)})


def own(live: Live, column: Column) -> None:
    """List one's own cards of a column, each to be changed or taken back."""
    mine = [c for c in live.view.cards if c.mine and c.column == column.key]
    for card in mine:
        with st.container(key=f"live-own-{card.id}"):
            if st.session_state.get(EDITING) == card.id:
                _change(live, card)
            else:
                _own(card)


def _own(card: SeenCard) -> None:
    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        st.markdown(look.safe(card.text))
        st.button(
            "Change",
            key=f"live-change-{card.id}",
            type="tertiary",
            on_click=_edit,
            args=(card.id,),
        )


def _edit(card: int | None) -> None:
    st.session_state[EDITING] = card


def _change(live: Live, card: SeenCard) -> None:
    key = f"live-changed-{card.id}"
    with st.form(f"{key}-form"):
        st.text_area("Your card", value=card.text, key=key, max_chars=LONGEST_CARD)
        with st.container(horizontal=True):
            st.form_submit_button(
                "Save", type="primary", on_click=_save, args=(live, card, key)
            )
            st.form_submit_button("Take it back", on_click=_withdraw, args=(live, card))
            st.form_submit_button(
                "Leave it", type="tertiary", on_click=_edit, args=(None,)
            )


def _save(live: Live, card: SeenCard, key: str) -> None:
    text = st.session_state[key].strip()
    if text and live_seat.take_part(live, boards.change_card, card.id, text):
        _edit(None)


def _withdraw(live: Live, card: SeenCard) -> None:
    if live_seat.take_part(live, boards.withdraw_card, card.id):
        _edit(None)
