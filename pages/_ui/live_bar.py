"""Above the board: where the meeting stands, its time, and how it goes on."""

from datetime import timedelta

import streamlit as st

from core.registers.learning import RetrospectiveKind
from core.retrospective import live_words, phases
from core.retrospective.phases import Phase
from data import boards
from pages._ui import live_code, live_seat, look
from pages._ui.live_seat import Live

MINUTES = (1, 2, 3, 5, 8, 10, 15)
STOP, MORE = "Stop the time", "One minute more"
TIMER = "live-timer"


def take_part(live: Live) -> None:
    """Say in two lines what happens now and what to do."""
    st.markdown(f"{_step(live)} {_time(live)}")
    if live.head.locked:
        look.foot("The board is locked: whoever leads the meeting has the word.")
    else:
        look.foot(_purpose(live))


def lead(live: Live) -> None:
    """Show phase, time and code in large type, and the buttons of who leads."""
    here = live_words.here(live.view.seats)
    with st.container(gap=None):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"###### {_step(live)}", width="content")
            st.space("stretch")
            if live.view.deadline is not None:
                st.markdown(f"##### {_time(live)}", width="content")
                st.space("stretch")
            st.markdown(
                f"###### :gray[{here}, code] **{live_words.code(live.code)}**",
                width="content",
            )
        look.foot(_purpose(live))
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        _moves(live)
        _timer(live)
        _cards(live)
        st.space("stretch")
        _others(live)


def _purpose(live: Live) -> str:
    return phases.purpose(
        live.head.phase,
        leads=live.leads,
        incident=live.head.template.kind is RetrospectiveKind.POST_MORTEM,
        voted=not live.view.votes_open,
    )


def _step(live: Live) -> str:
    phase = live.head.phase
    order = list(phases.ORDER)
    place = f"{order.index(phase) + 1}\u00a0of\u00a0{len(order)}"
    return f":gray[{place}] **{phases.title(phase)}**"


def _time(live: Live) -> str:
    deadline = live.view.deadline
    if deadline is None:
        return ""
    left, late = live_words.time_left(deadline, live_seat.now())
    return f":{'red' if late else 'blue'}-badge[:material/timer: {look.tight(left)}]"


def _moves(live: Live) -> None:
    phase = live.head.phase
    before, after = phases.previous_phase(phase), phases.next_phase(phase)
    st.button(
        "Back",
        icon=":material/arrow_back:",
        key="live-back",
        disabled=before is None,
        help=f"Back to {phases.title(before)}" if before else None,
        on_click=live_seat.press,
        args=(live, boards.move, before),
    )
    if after is not None:
        st.button(
            f"Next: {phases.title(after)}",
            icon=":material/arrow_forward:",
            key="live-next",
            type="primary",
            on_click=live_seat.press,
            args=(live, boards.move, after),
        )


def _timer(live: Live) -> None:
    running = [STOP, MORE] if live.view.deadline else []
    st.menu_button(
        "Time",
        [*running, *(f"{minutes} min" for minutes in MINUTES)],
        icon=":material/timer:",
        key=TIMER,
        on_click=_set,
        args=(live,),
    )


def _set(live: Live) -> None:
    """Store when the time ends: every browser counts down to the same moment."""
    chosen: str = st.session_state[TIMER]
    now, ends = live_seat.now(), live.view.deadline
    if chosen == STOP:
        until = None
    elif chosen == MORE:
        until = max(ends or now, now) + timedelta(minutes=1)
    else:
        until = now + timedelta(minutes=int(chosen.partition(" ")[0]))
    live_seat.lead(live, boards.set_timer, until)


def _cards(live: Live) -> None:
    if live.head.phase is Phase.WRITE:
        shown = live.view.revealed
        st.button(
            "Hide the cards" if shown else "Reveal the cards",
            icon=":material/visibility_off:" if shown else ":material/visibility:",
            key="live-reveal",
            on_click=live_seat.press,
            args=(live, boards.reveal, not shown),
        )
    locked = live.head.locked
    st.button(
        "Unlock" if locked else "Lock",
        icon=":material/lock_open:" if locked else ":material/lock:",
        key="live-lock",
        type="tertiary",
        help="A locked board takes nothing from participants.",
        on_click=live_seat.press,
        args=(live, boards.lock, not locked),
    )


def _others(live: Live) -> None:
    opened = look.popover("How to join", "qr_code_2", "live-join")
    if opened is not None:
        with opened:
            live_code.show(live.code)
    st.link_button(
        "Take part too",
        live_code.takes_part(live.code),
        type="tertiary",
        icon=":material/edit_note:",
        help="Opens a participant's screen in a tab of its own, for your own cards.",
    )
