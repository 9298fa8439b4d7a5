"""Make an action or a lesson of a card: ask for what the card does not say."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from core import board
from core.edits import Add
from core.errors import InvalidEntryError, LinchpinError, Problem
from core.project import Project
from core.registers.catalog import ACTIONS, BY_KEY, CARDS, LESSONS
from core.registers.entry import Record
from core.registers.learning import Card
from core.registers.spec import RegisterSpec
from data.store import commit
from pages._ui import drafts, fields, pending
from pages._ui.page import Here

ASKED = "linchpin_making"  # register and card, from the menu to the dialog
REFUSED = "linchpin_not_made"
FIELDS: Mapping[str, tuple[str, ...]] = {
    ACTIONS.key: ("title", "owner", "due"),
    LESSONS.key: ("title", "situation", "advice", "reason"),
}
EDITS: Mapping[str, Callable[..., Add]] = {
    ACTIONS.key: board.to_action,
    LESSONS.key: board.to_lesson,
}


def ask(spec: RegisterSpec[Any], card: int) -> None:
    """Note what is to be made; a dialog may only be opened from the script."""
    st.session_state[ASKED] = (spec.key, card)
    st.session_state.pop(REFUSED, None)


def show(here: Here) -> None:
    """Open the form that was asked for."""
    register, number = st.session_state.pop(ASKED, ("", 0))
    card = here.project[CARDS].records.get(number)
    if card is not None:
        spec = BY_KEY[register]
        title = f"New {spec.noun} of {CARDS.reference(number)}"
        st.dialog(title)(_form)(here, spec, card)


def _form(here: Here, spec: RegisterSpec[Any], card: Record[Card]) -> None:
    begun = {"title": card.entry.title}
    key = f"make-{spec.key}-{card.number}"
    with st.form(key, border=False):
        for name in FIELDS[spec.key]:
            fields.edit(
                spec.by_name[name], begun.get(name), here.project, key=f"{key}-{name}"
            )
        pressed = st.form_submit_button(
            f"Add the {spec.noun}",
            type="primary",
            key=f"{key}-add",
            on_click=_made,
            args=(here, spec, card, key),
        )
    refused = st.session_state.pop(REFUSED, "")
    if refused:
        st.error(refused)
    elif pressed:
        st.rerun()


def _made(here: Here, spec: RegisterSpec[Any], card: Record[Card], key: str) -> None:
    said = {
        name: fields.plain(spec.by_name[name], st.session_state[f"{key}-{name}"])
        for name in FIELDS[spec.key]
    }
    edit = EDITS[spec.key](here.project, card, **said)
    try:
        project: Project = commit(
            here.store, here.project.key, [edit], actor=here.actor
        )
    except InvalidEntryError as error:
        st.session_state[REFUSED] = " ".join(_wrong(spec, p) for p in error.problems)
        return
    except LinchpinError as error:
        st.session_state[REFUSED] = str(error)
        return
    drafts.renew(spec.key)
    reference = spec.reference(project[spec].last_number)
    told = f"Made {reference} of {CARDS.reference(card.number)}."
    pending.say(CARDS, told, saved=True)


def _wrong(spec: RegisterSpec[Any], problem: Problem) -> str:
    """Say what is wrong with a field of the form; the entry has no reference yet."""
    field = spec.by_name.get(problem.field)
    name = field.label if field else problem.field
    said = f"{name} {problem.message}".strip()
    return f"{said}: write {problem.allowed}." if problem.allowed else f"{said}."
