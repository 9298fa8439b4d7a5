"""Export: a project, the whole workspace or one register, in open formats."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from core import words
from core.exchange.project_xlsx import (
    project_to_xlsx,
    register_to_csv,
    register_to_xlsx,
    workspace_to_xlsx,
)
from core.registers.catalog import BY_KEY, RISKS
from core.registers.spec import RegisterSpec
from data.exchange import project_json, workspace, workspace_json
from pages._ui import look, page
from pages._ui.page import Here

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(here: Here) -> None:
    """Offer every file that can be taken away; each is made when it is asked for."""
    store, actor, project = here.store, here.actor, here.project
    name = project.key
    look.block(
        f"{project.name} with {words.count(project.revision, 'revision')}",
        "JSON holds the history and comes back without loss; XLSX has one sheet a "
        "register, as of the day shown.",
    )
    with st.container(horizontal=True):
        _button(
            "Project as JSON",
            f"{name}.json",
            "application/json",
            lambda: project_json(store, name, actor=actor),
        )
        _button(
            "Project as XLSX", f"{name}.xlsx", SHEET, lambda: project_to_xlsx(project)
        )
    look.block(
        f"One of {len(BY_KEY)} registers",
        "For other tools, or to edit many lines and import them.",
    )
    spec = _register()
    with st.container(horizontal=True):
        _button(
            f"{spec.title} as CSV",
            f"{name}-{spec.key}.csv",
            "text/csv",
            lambda: register_to_csv([project], spec),
        )
        _button(
            f"{spec.title} as XLSX",
            f"{name}-{spec.key}.xlsx",
            SHEET,
            lambda: register_to_xlsx([project], spec),
        )
    many = words.count(len(page.keys()), "project")
    look.block(f"A workspace of {many}", "All that you may read, as they are now.")
    with st.container(horizontal=True):
        _button(
            "Workspace as JSON",
            "workspace.json",
            "application/json",
            lambda: workspace_json(store, actor=actor),
        )
        _button(
            "Workspace as XLSX",
            "workspace.xlsx",
            SHEET,
            lambda: workspace_to_xlsx(list(workspace(store, actor=actor).values())),
        )


def _register() -> RegisterSpec[Any]:
    keys = list(BY_KEY)
    chosen = st.selectbox(
        "Register",
        keys,
        index=keys.index(RISKS.key),
        format_func=lambda key: BY_KEY[key].title,
        key="export-register",
        width=260,
        persist_state="session",
    )
    return BY_KEY[chosen]


def _button(label: str, name: str, mime: str, make: Callable[[], bytes]) -> None:
    st.download_button(
        label,
        make,
        file_name=name,
        mime=mime,
        icon=":material/download:",
        key=f"export-{label}",
        on_click="ignore",
    )
