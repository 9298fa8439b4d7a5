"""Retrospectives of a project: those in session, and what the others left behind."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from core import board, words
from core.registers.catalog import ACTIONS, CARDS, LESSONS, RETROSPECTIVES, TOPICS
from core.registers.entry import Record
from core.registers.learning import Card, Topic
from core.reports.board import board_report
from core.retrospective import live_words
from core.retrospective.live import BoardHead
from data.boards import boards_of
from pages._ui import board_opening, grid, live_code, look, panel, report_downloads
from pages._ui.board_opening import CHOSEN
from pages._ui.page import Here

FOLLOWED = "board-followed"  # the entry in the address whose board was opened
NARROWEST = 240  # px of a column


def show(here: Here) -> None:
    """Show the retrospective that is chosen; offer the others and a new one."""
    live = sessions(here)
    meeting = choose(here)
    _pick(here)
    board_opening.show(here)
    if meeting is None:
        look.empty(
            "No retrospective yet",
            "Start one for the last milestone or release: everybody writes cards on "
            "their own device, votes, and the best become actions with an owner and "
            "lessons for the next project.",
            "forum",
        )
    elif meeting in live:
        session(live[meeting])
    else:
        _outcome(here, meeting)
    panel.show(here, RETROSPECTIVES)


def sessions(here: Here) -> Mapping[int, BoardHead]:
    """Return the boards in session, by their retrospective."""
    heads = boards_of(here.store, here.project.key, actor=here.actor)
    return {head.retrospective: head for head in heads if not head.closed}


def choose(here: Here) -> int | None:
    """Return the retrospective that is shown; one in session until another is picked.

    An address that names a card or a retrospective is followed once.
    """
    named = st.query_params.get(panel.ENTRY, "")
    meeting = board.meeting_named(here.project, named)
    if meeting and st.session_state.get(FOLLOWED) != named:
        st.session_state[FOLLOWED], st.session_state[CHOSEN] = named, meeting
    known = _titles(here)
    if st.session_state.get(CHOSEN) not in known:
        st.session_state.pop(CHOSEN, None)
    chosen: int | None = st.session_state.get(CHOSEN)
    return chosen or next(iter(known), None)


def _titles(here: Here) -> Mapping[int, str]:
    return {r.number: r.entry.title for r in board.meetings(here.project)}


def _pick(here: Here) -> None:
    known = _titles(here)
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
            board_opening.button()


def session(head: BoardHead) -> None:
    """Show how others join a board in session, and the way to it."""
    with st.container(border=True):
        live_code.show(head.code)
        st.link_button(
            "Open the board",
            f"/board?code={head.code}",
            type="primary",
            icon=":material/forum:",
        )
        look.foot(
            f"In session: {head.template.title}, phase “{head.phase.value}”. "
            "What it leaves behind appears here when it is closed."
        )


def _outcome(here: Here, meeting: int) -> None:
    """Show topics and cards, then the actions and lessons that came of them."""
    entry = here.project[RETROSPECTIVES].records[meeting].entry
    look.block(here.memo(board.outcome_title, meeting), board.held(entry))
    if entry.summary:
        st.markdown(look.safe(entry.summary))
    _topics(here, meeting)
    _columns(here, meeting)
    report_downloads.show(
        f"{here.project.key}-{RETROSPECTIVES.reference(meeting)}",
        partial(board_report, here.project, meeting, here.status_date),
        "board-report",
    )
    panel.show(here, CARDS)
    panel.show(here, TOPICS)
    grid.show(
        here,
        ACTIONS,
        grid.Extras(
            title=here.memo(board.actions_title, meeting),
            keep=board.is_from_retrospective,
            kept="retrospectives",
            new=here.memo(board.new_action, meeting),
            primary=False,
        ),
    )
    grid.show(
        here,
        LESSONS,
        grid.Extras(
            title=here.memo(board.lessons_title, meeting),
            keep=here.memo(board.lessons_of, meeting),
            kept=f"retrospective {meeting}",
            new=here.memo(board.new_lesson, meeting),
            primary=False,
        ),
    )


def _topics(here: Here, meeting: int) -> None:
    found = here.memo(board.topics, meeting)
    look.table(
        {
            "Topic": [_topic(here, record) for record in found],
            "Votes": [words.number(record.entry.votes) for record in found],
            "What was said": [_lines(record.entry.notes) for record in found],
            "Why": [_lines(record.entry.whys) for record in found],
        },
        alt="Topics by votes",
    )


def _topic(here: Here, record: Record[Topic]) -> str:
    """Return a topic with its cards, or that nobody came to it."""
    cards = board.cards_of(here.project, record.number)
    said = " · ".join(
        look.safe(card.entry.title)
        for card in cards
        if card.entry.title != record.entry.title
    )
    late = "" if record.entry.discussed else " :gray-badge[not discussed]"
    return f"**{look.safe(record.entry.title)}**{late}  \n:gray[:small[{said}]]"


def _lines(text: str) -> str:
    return "  \n".join(look.safe(line) for line in text.splitlines())


def _columns(here: Here, meeting: int) -> None:
    shown = here.memo(board.columns, meeting)
    if not shown:
        return
    cells = st.grid(len(shown), min_column_width=NARROWEST, gap="small")
    for column, cards in shown.items():
        with cells.cell():
            look.table(
                {
                    f"{look.safe(column)} {len(cards)}": [
                        _card(here, card) for card in cards
                    ]
                },
                alt=f"Cards of the column {column}",
            )


def _card(here: Here, card: Record[Card]) -> str:
    reference = CARDS.reference(card.number)
    link = look.link("retrospective", reference, here.project.key)
    votes = board.votes(here.project, card)
    counted = f" :gray-badge[{votes}\u00a0{live_words.DOT}]" if votes else ""
    carried = " :gray-badge[for next time]" if card.entry.carried else ""
    return f"{look.safe(card.entry.title)}{counted}{carried} :small[{link}]"
