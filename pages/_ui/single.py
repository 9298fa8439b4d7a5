"""Registers of one entry a project, shown as a form on the page: charter, rules."""

from typing import Any

import streamlit as st

from core.edits import Add
from core.errors import LinchpinError
from core.registers.spec import RegisterSpec
from data.store import commit
from pages._ui import fields, look, panel, pending
from pages._ui.page import Here


def show(here: Here, spec: RegisterSpec[Any], empty: str) -> None:
    """Show the one entry of a register as a form, or what starting it would bring."""
    live = here.project[spec].live
    if not live:
        pending.told(spec)
        _start(here, spec, empty)
        return
    if not here.can_edit:
        pending.told(spec)
        fields.read(spec, live[0].entry, here)
        return
    panel.form(here, spec, live[0])
    pending.show(here, spec)


def _start(here: Here, spec: RegisterSpec[Any], text: str) -> None:
    with look.empty(f"No {spec.noun} yet", text, "edit_note"):
        if not here.can_edit:
            return
        with st.container(
            horizontal=True, horizontal_alignment="center", vertical_alignment="bottom"
        ):
            _begin(here, spec)


def _begin(here: Here, spec: RegisterSpec[Any]) -> None:
    key, title = f"{spec.key}-title", spec.by_name["title"]
    if title.required:
        st.text_input(title.label, key=key, width=420, persist_state="session")
    st.button(
        f"Start the {spec.noun}" if title.required else f"Set own {spec.noun}",
        type="primary",
        key=f"{spec.key}-start",
        on_click=_add,
        args=(here, spec, key),
    )


def _add(here: Here, spec: RegisterSpec[Any], key: str) -> None:
    values = {"title": st.session_state.get(key, "").strip()}
    title = spec.by_name["title"]
    if title.required and not values["title"]:
        said = f"A {spec.noun} begins with its {title.label.lower()}: write that first."
        pending.say(spec, said, saved=False)
        return
    try:
        commit(here.store, here.project.key, [Add(spec.key, values)], actor=here.actor)
    except LinchpinError as error:
        pending.say(spec, str(error), saved=False)
