"""The way to a live board: its code, and a name where the board asks for one."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from core.errors import LinchpinError
from core.retrospective import live_words
from core.retrospective.live import BoardHead, Seat
from data.board_codes import enter
from data.boards import join, seat_of
from pages._ui import live_seat, look, opened, page, visiting
from pages._ui.live_seat import CODE

TYPED, NAME = "live-code", "live-name"
STYLE = Path(__file__).parents[2] / "assets" / "touch.css"
TOUCH = st.components.v2.component(
    "linchpin_touch", css=STYLE.read_text(encoding="utf-8"), isolate_styles=False
)


@dataclass(frozen=True)
class Arrived:
    """A board that somebody came to, and what the page says of it."""

    head: BoardHead
    sentence: str


def start() -> Arrived:
    """Return the board in the address, or end the page with a way to one."""
    if not visiting.guest():
        page.keys()
    st.set_page_config(page_title="Linchpin board", initial_sidebar_state="collapsed")
    TOUCH(key="live-touch", height=1)
    named = st.query_params.get(CODE, "")
    head = _found(named)
    if head is None:
        _ask(named)
        st.stop()
    if not live_seat.leads(head.project) and not _joined(head):
        _welcome(head)
        st.stop()
    return Arrived(head, _sentence(head))


def _found(named: str) -> BoardHead | None:
    if not named:
        return None
    try:
        return enter(
            opened.store(),
            visiting.browser(),
            named,
            actor=page.actor(),
            now=live_seat.now(),
        )
    except LinchpinError as error:
        st.session_state[live_seat.SAID] = str(error)
        return None


def _joined(head: BoardHead) -> bool:
    if head.closed:
        return True
    try:
        live_seat.sit(head)
    except LinchpinError:
        return False
    return True


def _sentence(head: BoardHead) -> str:
    if live_seat.leads(head.project):
        if head.closed:
            return "The meeting is over; what it left behind is kept in the project."
        code = live_words.code(head.code)
        return f"You lead this meeting. Others join with the code {code}."
    if head.closed:
        return "The meeting is over; thank you for taking part."
    said = live_words.short_anonymity(anonymous=head.anonymous)
    return f"{head.project_name}, {said}."


def _ask(named: str) -> None:
    """Ask for a code, on a phone with one thumb."""
    look.head("Join a board", "The code stands on the screen of whoever leads.")
    said = st.session_state.pop(live_seat.SAID, "")
    with st.form("live-ask", border=False, width=360):
        st.text_input(
            "Code",
            value=named,
            key=TYPED,
            placeholder="ABC 123",
            max_chars=12,
            help="Six characters; small letters will do.",
        )
        st.form_submit_button(
            "Join", key="live-ask-join", type="primary", width="stretch", on_click=_go
        )
    if said:
        st.error(said)


def _go() -> None:
    st.query_params[CODE] = st.session_state[TYPED].strip()


def _welcome(head: BoardHead) -> None:
    """Say what a participant comes to, and ask for a name where the board does."""
    look.head(head.title, head.project_name)
    st.markdown(look.safe(live_words.anonymity(anonymous=head.anonymous)))
    with st.form("live-join", border=False, width=360):
        if not head.anonymous:
            st.text_input("Your name", key=NAME, max_chars=60)
        st.form_submit_button(
            "Take part",
            key="live-join-go",
            type="primary",
            width="stretch",
            on_click=_join,
            args=(head, seat_of(visiting.browser(), head.code)),
        )
    live_seat.told()


def _join(head: BoardHead, seat: Seat) -> None:
    name = "" if head.anonymous else st.session_state[NAME].strip()
    live_seat.attempt(join, opened.store(), seat, name)
