"""A browser's seat at a live board: what it may see there, and what it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from core.access import Actor, Right
from core.errors import LinchpinError
from core.retrospective.live import BoardHead, Seat, View
from data.boards import look as look_at
from data.boards import revision, seat_of
from data.store import Store
from pages._ui import opened, page, visiting

CODE = "code"  # in the address
ROLE, PARTICIPANT = "as", "participant"  # in the address: a leader's second tab
LEADER = "leader"  # no participant: one's own cards are not on the projector
SEEN = "live-seen"  # the board as it was drawn last, with its revision
SAID = "live-said"
LATE = "live-late"  # what a browser may still report, of what the server has changed
CLEARED = "live-cleared"  # fields that are to be empty, until the browser says they are


@dataclass
class Cleared:
    """A field that was emptied: what was in it, and whether this is the first run."""

    was: object
    empty: object
    is_new: bool = True


@dataclass(frozen=True)
class Live:
    """A board in session, as this browser may see it."""

    store: Store
    seat: Seat
    view: View
    leads: bool

    @property
    def head(self) -> BoardHead:
        """Title, code, phase: what everybody may know."""
        return self.view.head

    @property
    def code(self) -> str:
        """The code by which others join."""
        return self.seat.code

    @property
    def actor(self) -> Actor:
        """The person who looks, asked anew: a callback runs before the page does."""
        return page.actor()


def now() -> datetime:
    """Return the server's time, which is the same for every browser."""
    return datetime.now(UTC)


def leads(project: str) -> bool:
    """Whether this tab shows the leader's screen; the store asks again."""
    takes_part = st.query_params.get(ROLE) == PARTICIPANT
    return not takes_part and page.actor().may(Right.EDIT, project)


def sit(head: BoardHead) -> Live:
    """Return the board as it is now; it is read again only when it has moved."""
    store, leading = opened.store(), leads(head.project)
    seat = seat_of(visiting.browser() + (LEADER if leading else ""), head.code)
    key = (seat, leading, revision(store, head.code))
    known: tuple[object, View] | None = st.session_state.get(SEEN)
    if known is None or known[0] != key:
        actor = page.actor() if leading else None
        known = key, look_at(store, seat, actor=actor)
        st.session_state[SEEN] = known
    return Live(store, seat, known[1], leading)


def attempt(work: Callable[..., object], *args: object, **named: object) -> bool:
    """Do something at the board; tell what is refused, in the run that follows."""
    try:
        work(*args, **named)
    except LinchpinError as error:
        st.session_state[SAID] = str(error)
        return False
    return True


def lead(live: Live, work: Callable[..., object], *args: object) -> bool:
    """Do something that only who leads the meeting may do."""
    return attempt(work, live.store, live.code, *args, actor=live.actor)


def press(live: Live, work: Callable[..., object], *args: object) -> None:
    """Do, as the answer to a button, what only who leads the meeting may do."""
    lead(live, work, *args)


def take_part(live: Live, work: Callable[..., object], *args: object) -> bool:
    """Do something that everybody at the board may do."""
    return attempt(work, live.store, live.seat, *args)


def clear(fields: Mapping[str, object]) -> None:
    """Empty fields once the store has what was in them; never by `clear_on_submit`.

    A browser that empties its fields as it sends them tells so with its next look. If
    that comes before the server is free, Streamlit takes both as one: the press of the
    button, and the empty fields.
    """
    asked = st.session_state.setdefault(CLEARED, {})
    for key, empty in fields.items():
        asked[key] = Cleared(st.session_state[key], empty)
        st.session_state[key] = empty


def clear_again() -> None:
    """Empty the fields that the browser still shows as it sent them.

    Its next look may come before it was told; Streamlit then sends the newer answer
    alone, and that empties nothing.
    """
    asked: dict[str, Cleared] = st.session_state.get(CLEARED, {})
    for key, field in list(asked.items()):
        if field.is_new:  # what the field holds in this run is our own answer
            field.is_new = False
        elif st.session_state.get(key) == field.was != field.empty:
            st.session_state[key] = field.empty
        else:
            del asked[key]


def show(key: str, value: object) -> None:
    """Show the server's value in a widget that people change as well.

    The browser's next look may still report the value before; `is_late` tells.
    """
    late: dict[str, object] = st.session_state.setdefault(LATE, {})
    before = st.session_state.get(key, value)
    if before != value:
        late[key] = before
    else:
        late.pop(key, None)
    st.session_state[key] = value


def is_late(key: str) -> bool:
    """Whether a widget's change is none of a person's: the value before, once more.

    Streamlit calls the widget's callback for it: without asking here, a vote that was
    given would be taken back.
    """
    late: dict[str, object] = st.session_state.get(LATE, {})
    return key in late and late[key] == st.session_state[key]


def told() -> None:
    """Tell what was refused, wherever the reader has scrolled to."""
    if said := st.session_state.pop(SAID, ""):
        st.toast(said, icon=":material/error:", duration="long")
