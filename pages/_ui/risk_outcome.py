"""How a risk ended, told in its drawer: it happened, or it no longer can."""

from collections.abc import Callable
from decimal import Decimal

import streamlit as st

from core.edits import Edit
from core.errors import LinchpinError
from core.registers.catalog import ISSUES, RISKS
from core.registers.entry import Record
from core.registers.risks import Risk, RiskStatus
from core.risk_outcomes import Outcome, ended, happened, issues_of, outcome_words
from data.store import commit
from pages._ui import drafts, look, pending
from pages._ui.page import Here

TEXT, COST, DAYS = "risk-outcome-text", "risk-outcome-cost", "risk-outcome-days"


def show(here: Here, record: Record[Risk], done: Callable[[], None]) -> None:
    """Offer to end an open risk; say how an ended one ended.

    Parameters
    ----------
    done
        Called after the store has taken it: the drawer shows the entry as it was.
    """
    if said := outcome_words(record.entry, here.currency):
        links = " ".join(
            look.link("log", ISSUES.reference(number), here.project.key)
            for number in issues_of(here.project, record.number)
        )
        st.markdown(f"{look.safe(said)} {links}")
    if record.entry.status is RiskStatus.OPEN and here.can_edit:
        opened = look.popover("How it ended", "flag", f"risk-outcome-{record.number}")
        if opened is not None:
            with opened:
                _form(here, record, done)


def _form(here: Here, record: Record[Risk], done: Callable[[], None]) -> None:
    st.text_area("What happened, or why it no longer can", key=TEXT, height=90)
    left, right = st.columns(2)
    left.number_input(f"Cost ({here.currency})", 0.0, value=None, step=100.0, key=COST)
    right.number_input("Working days", 0.0, value=None, step=1.0, key=DAYS)
    with st.container(horizontal=True):
        st.button(
            "It happened",
            type="primary",
            key="risk-happened",
            help="The risk ends, and an issue begins that names it.",
            on_click=_happened,
            args=(here, record, done),
        )
        st.button(
            "It cannot happen any more",
            key="risk-ended",
            on_click=_ended,
            args=(here, record, done),
        )


def _outcome() -> Outcome:
    state = st.session_state
    cost = state.get(COST)
    return Outcome(
        str(state.get(TEXT) or "").strip(),
        None if cost is None else Decimal(repr(cost)).quantize(Decimal("0.01")),
        state.get(DAYS),
    )


def _happened(here: Here, record: Record[Risk], done: Callable[[], None]) -> None:
    edits = happened(record, _outcome(), here.status_date, here.project)
    told = " and became an issue" if len(edits) > 1 else ""
    _save(here, edits, f"{RISKS.reference(record.number)} happened{told}.", done)


def _ended(here: Here, record: Record[Risk], done: Callable[[], None]) -> None:
    edits = ended(record, _outcome(), here.status_date)
    _save(here, edits, f"{RISKS.reference(record.number)} is closed.", done)


def _save(
    here: Here, edits: tuple[Edit, ...], told: str, done: Callable[[], None]
) -> None:
    try:
        commit(here.store, here.project.key, edits, actor=here.actor)
    except LinchpinError as error:
        pending.say(RISKS, str(error), saved=False)
        return
    for spec in (RISKS, ISSUES):
        drafts.renew(spec.key)
    pending.say(RISKS, told, saved=True)
    done()
