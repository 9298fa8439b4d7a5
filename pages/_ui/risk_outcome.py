"""What becomes of a risk, told in its drawer: reviewed, happened, or no longer can."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial

import streamlit as st

from core import risk_outcomes, risk_reviews
from core.edits import Edit
from core.errors import LinchpinError, Problem
from core.project import Project
from core.registers.catalog import ISSUES, RISKS
from core.registers.entry import Record
from core.registers.risks import Risk, RiskStatus
from core.registers.values import read_value
from core.risk_outcomes import Outcome
from data.store import commit
from pages._ui import drafts, look, pending
from pages._ui.page import Here

Done = Callable[[], None]
Edits = Callable[[Outcome, date], tuple[Edit, ...]]
TEXT, COST, DAYS, ON = (
    f"risk-outcome-{name}" for name in ("text", "cost", "days", "on")
)
WRONG = "risk-outcome-wrong"
COST_FIELD = RISKS.by_name["actual_cost"]


def show(here: Here, record: Record[Risk], done: Done) -> None:
    """Offer to review or to end an open risk; say how an ended one ended.

    Parameters
    ----------
    done
        Called after the store has taken it: the drawer shows the entry as it was.
    """
    if said := risk_outcomes.outcome_words(record.entry, here.currency):
        links = " ".join(
            look.link("log", ISSUES.reference(number), here.project.key)
            for number in risk_outcomes.issues_of(here.project, record.number)
        )
        st.markdown(f"{look.safe(said)} {links}")
    if record.entry.status is not RiskStatus.OPEN or record.archived:
        return
    look.foot(_review(here, record))
    if not here.can_edit:
        return
    with st.container(horizontal=True):
        st.button(
            "Reviewed today",
            icon=":material/event_available:",
            key=f"risk-reviewed-{record.number}",
            type="tertiary",
            help="The risk stays as it is; the next review is due by its level.",
            on_click=_reviewed,
            args=(here, record, done),
        )
        opened = look.popover("How it ended", "flag", f"risk-outcome-{record.number}")
    if opened is not None:
        with opened:
            _form(here, record, done)


def _review(here: Here, record: Record[Risk]) -> str:
    settings = here.project.settings
    said = risk_reviews.review_words(record.entry, here.status_date, settings)
    return f"{said[:1].upper()}{said[1:]}"


def _reviewed(here: Here, record: Record[Risk], done: Done) -> None:
    edit = risk_reviews.reviewed(record, here.today, here.project.settings)
    reference = RISKS.reference(record.number)

    def told(project: Project) -> str:
        after = project[RISKS].records[record.number].entry
        again = risk_reviews.review_words(after, here.today, project.settings)
        return f"{reference} is reviewed: {again}."

    if error := _save(here, (edit,), told, done):
        pending.say(RISKS, error, saved=False)
        done()


def _form(here: Here, record: Record[Risk], done: Done) -> None:
    number = record.number
    st.text_area(
        "What happened, or why it no longer can", key=f"{TEXT}-{number}", height=90
    )
    left, right = st.columns(2)
    left.text_input(
        f"Cost ({here.currency})",
        key=f"{COST}-{number}",
        placeholder="1,250.50",
        help=f"What it cost, or saved. Allowed: {COST_FIELD.allowed}.",
    )
    right.number_input(
        "Working days", 0.0, value=None, step=1.0, key=f"{DAYS}-{number}"
    )
    st.date_input(
        "On", here.status_date, key=f"{ON}-{number}", format="YYYY-MM-DD", width=200
    )
    if wrong := st.session_state.pop(f"{WRONG}-{number}", ""):
        st.error(wrong)
    happened = partial(risk_outcomes.happened, record, project=here.project)
    with st.container(horizontal=True):
        st.button(
            "It happened",
            type="primary",
            key=f"risk-happened-{number}",
            help="The risk ends, and an issue begins that names it.",
            on_click=_end,
            args=(here, record, happened, done),
        )
        st.button(
            "It cannot happen any more",
            key=f"risk-ended-{number}",
            on_click=_end,
            args=(here, record, partial(risk_outcomes.ended, record), done),
        )


def _end(here: Here, record: Record[Risk], ending: Edits, done: Done) -> None:
    """End a risk as the form says; what is wrong stands in the form."""
    state, number = st.session_state, record.number
    cost: Decimal | Problem | None = read_value(
        COST_FIELD, state.get(f"{COST}-{number}")
    )
    if isinstance(cost, Problem):
        wrong = f"“{cost.value}” is not a cost. Allowed: {cost.allowed}."
    else:
        text = str(state.get(f"{TEXT}-{number}") or "").strip()
        outcome = Outcome(text, cost, state.get(f"{DAYS}-{number}"))
        edits = ending(outcome, state.get(f"{ON}-{number}") or here.status_date)
        wrong = _save(here, edits, partial(_told, here, record), done)
    if wrong:
        state[f"{WRONG}-{number}"] = wrong


def _told(here: Here, record: Record[Risk], project: Project) -> str:
    """Say how a risk ended, and which issue came of it in the same step."""
    reference = RISKS.reference(record.number)
    after = project[RISKS].records[record.number].entry
    if after.status is RiskStatus.CLOSED:
        return f"{reference} is closed."
    before = risk_outcomes.issues_of(here.project, record.number)
    new = set(risk_outcomes.issues_of(project, record.number)) - set(before)
    became = "".join(f" and became {ISSUES.reference(n)}" for n in new)
    return f"{reference} happened{became}."


def _save(
    here: Here, edits: tuple[Edit, ...], told: Callable[[Project], str], done: Done
) -> str:
    """Save, and say it in the run that follows; return what went wrong."""
    try:
        project = commit(here.store, here.project.key, edits, actor=here.actor)
    except LinchpinError as error:
        return str(error)
    for spec in (RISKS, ISSUES):
        drafts.renew(spec.key)
    said = f"{told(project)} Revision {project.revision}; History can undo it."
    pending.say(RISKS, said, saved=True)
    done()
    return ""
