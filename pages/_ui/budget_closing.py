"""Closing a month: what it closes, a confirmation, and the way back."""

from datetime import date

import streamlit as st

from core import closing, words
from core.book_rules import closed_until
from core.errors import LinchpinError
from core.registers.catalog import EXPENSES
from data.store import commit
from pages._ui import look, pending
from pages._ui.page import Here

MONTH = "closing-month"
CLOSE, REOPEN = "closing", "reopening"


def show(here: Here) -> None:
    """Say which months are closed, and offer to close one more or to open the last."""
    limit = closed_until(here.project)
    note = (
        "Expenses and hours of closed months stay as they are; corrections are new "
        "entries."
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        look.block(closing.title(here.project), note)
        if here.can_edit:
            st.space("stretch")
            _close(here)
            if limit is not None:
                _reopen(here, limit)


def _close(here: Here) -> None:
    months = here.memo(closing.closable, here.today)
    if not months:
        return
    opened = look.popover("Close a month", "lock", CLOSE, "secondary")
    if opened is None:
        return
    with opened:
        chosen = st.selectbox(
            "Close up to the end of", months, format_func=words.month, key=MONTH
        )
        found = here.memo(closing.closing, chosen)
        st.markdown(look.safe(closing.told(found, here.currency)))
        st.button(
            f"Close {words.month(chosen)}",
            key="closing-confirm",
            type="primary",
            on_click=_set,
            args=(here, found.until, f"Closed {words.month(chosen)}"),
        )


def _reopen(here: Here, limit: date) -> None:
    opened = look.popover(f"Reopen {words.month(limit)}", "lock_open", REOPEN)
    if opened is None:
        return
    with opened:
        st.markdown(
            "Its expenses and hours can then be changed again. Reports that were made "
            "of it may not match any more; the journal tells who reopened it."
        )
        st.button(
            f"Reopen {words.month(limit)} now",
            key="reopening-confirm",
            on_click=_set,
            args=(
                here,
                closing.reopened(here.project),
                f"Reopened {words.month(limit)}",
            ),
        )


def _set(here: Here, until: date | None, note: str) -> None:
    edits = closing.closing_edits(here.project, until)
    for name in (CLOSE, REOPEN):
        st.session_state[f"{name}-popover"] = False
    st.session_state.pop(MONTH, None)
    try:
        project = commit(
            here.store, here.project.key, edits, actor=here.actor, note=note
        )
    except LinchpinError as error:
        pending.say(EXPENSES, str(error), saved=False)
        return
    told = f"{note}, as revision {project.revision}. History can undo it."
    pending.say(EXPENSES, told, saved=True)
