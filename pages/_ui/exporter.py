"""Export: a project, the whole workspace or one register, in open formats."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from core import words
from core.exchange.icalendar_writing import owners
from core.exchange.mapping import fold
from core.exchange.mspdi_unwritten import left_by_mspdi, refusal_of_mspdi
from core.exchange.project_xlsx import (
    project_to_xlsx,
    register_to_csv,
    register_to_xlsx,
    workspace_to_xlsx,
)
from core.project import Project
from core.registers.catalog import ACTIVITIES, BY_KEY, RISKS
from core.registers.spec import RegisterSpec
from core.schedule.errors import ScheduleError
from core.schedule.network import schedule
from core.schedule.reading import plan_of
from data.exchange import project_json, workspace, workspace_json
from data.plan_export import Export, plan_file
from pages._ui import look, page
from pages._ui.page import Here

CALENDAR = "text/calendar"
PLAN_HELP = (
    "Microsoft Project opens the XML; the tables have its columns, with predecessors "
    "as 3FS+2d; calendars read .ics."
)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLAN_FILES = (
    ("Plan as Microsoft Project XML", "plan.xml", "application/xml"),
    ("Plan as CSV", "plan.csv", "text/csv"),
    ("Plan as XLSX", "plan.xlsx", SHEET),
    ("Milestones as iCalendar", "milestones.ics", CALENDAR),
)


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
    _plan(project)
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


def _plan(project: Project) -> None:
    """Offer the plan for other tools; say why there is none to offer."""
    many = words.count(len(project[ACTIVITIES]), "activity", "activities")
    look.block(f"A plan of {many}", PLAN_HELP)
    if not project[ACTIVITIES].live:
        look.foot("There is no plan yet: add activities on the Schedule page.")
        return
    try:
        schedule(plan_of(project))
    except ScheduleError as error:
        look.foot(f"The plan has no dates yet: {error}")
        return
    refusal = refusal_of_mspdi(project)
    with st.container(horizontal=True):
        for label, name, mime in PLAN_FILES:
            if not (refusal and name.endswith(".xml")):
                _plan_button(project, label, name, mime)
    for remark in (refusal,) if refusal else left_by_mspdi(project):
        look.foot(remark)
    _my_activities(project)


def _my_activities(project: Project) -> None:
    """Offer the activities of one person as a calendar."""
    people = owners(project)
    if not people:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        owner = st.selectbox("Activities of", people, key="export-owner", width=260)
        name = f"{fold(owner)}.ics"
        _plan_button(project, "Activities as iCalendar", name, CALENDAR, owner)


def _plan_button(
    project: Project, label: str, name: str, mime: str, owner: str | None = None
) -> None:
    now, ending = datetime.now(UTC), f".{name.rpartition('.')[2]}"
    wish = Export(project.key, ending, None, now, owner, plan=True)
    file = f"{project.key}-{name}"
    _button(label, file, mime, lambda: plan_file(project, wish))


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
