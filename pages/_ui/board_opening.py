"""A new retrospective: its template, who is named, how many votes, and until when."""

from datetime import date

import streamlit as st

from core import board, words
from core.errors import LinchpinError
from core.registers.catalog import RETROSPECTIVES
from core.registers.learning import Retrospective, RetrospectiveKind, Severity
from core.retrospective import live_words
from core.retrospective.incident import TEMPLATE
from core.retrospective.live import PER_GROUP, VOTES, Opening
from core.retrospective.templates import TEMPLATES, Template
from data.boards import find_board, open_board
from pages._ui import incident_forms, look
from pages._ui.page import Here

CHOSEN = "board-meeting"  # the retrospective that the page shows
ASKED, SAID = "board-asked", "board-refused"
ABOUT = "board-about"  # the incident that the meeting is about, if it is one
WIDTH = 520  # px
MOST = 10  # votes


def button() -> None:
    """Offer a new retrospective."""
    st.button(
        "New retrospective",
        icon=":material/add:",
        key="board-new",
        type="primary",
        on_click=_ask,
    )


def button_about(incident: int) -> None:
    """Offer the meeting about an incident that is written down already."""
    st.button(
        "Hold a post-mortem",
        icon=":material/forum:",
        key="board-about-new",
        on_click=_ask,
        args=(incident,),
    )


def _ask(about: int | None = None) -> None:
    st.session_state[ASKED], st.session_state[ABOUT] = True, about


def show(here: Here) -> None:
    """Open the drawer of a new retrospective, where it was asked for."""
    if st.session_state.pop(ASKED, False):
        known = _about(here)
        title = known.title if known else "New retrospective"
        drawer = st.dialog(look.safe(title), position="right", width=WIDTH)
        drawer(_form)(here, known)


def _about(here: Here) -> Retrospective | None:
    """Return the incident that the meeting is about; None where it is a new one."""
    record = here.project[RETROSPECTIVES].records.get(st.session_state[ABOUT] or 0)
    return record.entry if record else None


def _form(here: Here, known: Retrospective | None) -> None:
    if known:
        _columns(TEMPLATE)
    else:
        _ask_new()
    named = st.toggle("Names stand beside the cards", key="board-named")
    look.foot(live_words.anonymity(anonymous=not named))
    left, right = st.columns(2)
    left.number_input("Votes for each", 1, MOST, VOTES, key="board-votes")
    right.number_input("At most on one topic", 1, MOST, PER_GROUP, key="board-most")
    st.date_input(
        "Cards are written ahead of the meeting until",
        value=None,
        min_value=here.today,
        key="board-until",
        help="Leave it empty where everybody writes in the meeting itself.",
    )
    if not known:
        _left_over(here)
    if st.button(
        "Start", type="primary", key="board-start", on_click=_start, args=(here,)
    ):
        if refused := st.session_state.pop(SAID, ""):
            st.error(refused)
        else:
            st.rerun()


def _ask_new() -> None:
    st.text_input("What do you look back on?", key="board-title", max_chars=120)
    key: str = st.selectbox(
        "Template",
        list(TEMPLATES),
        format_func=lambda key: TEMPLATES[key].title if key in TEMPLATES else key,
        key="board-template",
    )
    _columns(TEMPLATES[key])
    if TEMPLATES[key].kind is RetrospectiveKind.POST_MORTEM:
        st.selectbox("Severity", [s.value for s in Severity], key="board-severity")


def _columns(template: Template) -> None:
    look.foot(template.purpose)
    look.table(
        {
            "Column": [f"**{look.safe(c.title)}**" for c in template.columns],
            "Asks": [look.safe(column.hint) for column in template.columns],
        },
        alt=f"Columns of the template {template.title}",
    )


def _left_over(here: Here) -> None:
    cards = board.left_over(here.project)
    if cards:
        many = words.count(len(cards), "card")
        st.toggle(f"Carry over {many} not discussed last time", key="board-carry")


def _start(here: Here) -> None:
    """Open the board; what is refused is said in the drawer."""
    try:
        code = open_board(
            here.store,
            here.project.key,
            opening(here),
            actor=here.actor,
            today=here.today,
        )
    except LinchpinError as error:
        st.session_state[SAID] = str(error)
        return
    head = find_board(here.store, code)
    st.session_state[CHOSEN] = head.retrospective
    if head.template.kind is RetrospectiveKind.POST_MORTEM:
        st.session_state[incident_forms.CHOSEN] = head.retrospective


def opening(here: Here) -> Opening:
    """Return what the form asks for."""
    state, known = st.session_state, _about(here)
    template = TEMPLATE if known else TEMPLATES[state["board-template"]]
    until: date | None = state["board-until"]
    carry = bool(state.get("board-carry"))
    cards = board.left_over(here.project) if carry else ()
    return Opening(
        title=known.title if known else state["board-title"].strip(),
        template=template.key,
        kind=template.kind,
        anonymous=not state["board-named"],
        votes=state["board-votes"],
        per_group=state["board-most"],
        open_until=until,
        severity=state.get("board-severity"),
        carried=tuple(card.number for card in cards),
        retrospective=state[ABOUT] if known else None,
    )
