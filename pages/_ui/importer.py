"""Import a file: choose it, correct the mapping, see every problem, then write."""

import zipfile
from collections.abc import Container
from io import BytesIO
from typing import Any

import streamlit as st

from core import words
from core.errors import LinchpinError, UnreadableFileError
from core.exchange.importing import Target, preview_parts
from core.exchange.jira_table import is_jira
from core.exchange.mapping import ColumnMapping
from core.exchange.outcome import undecided, verdict
from core.exchange.plan_file import PlanFile
from core.exchange.plan_import import entries_told, plan_preview
from core.exchange.plans import is_plan, read_plan
from core.exchange.project_json import Story, is_json, read_stories
from core.exchange.project_xlsx import is_project_workbook, key_in, read_parts
from core.project_keys import ALLOWED_KEY, LONGEST_KEY, free_key, is_key
from core.registers.catalog import PROJECTS
from core.registers.spec import RegisterSpec
from data.exchange import write_stories
from pages._ui import look, offering, opened, orders, page, upload
from pages._ui.upload import Upload

LOST = (
    "The file does not say which project its lines belong to: choose or start a "
    "project on the Portfolio page, or choose the column that names it below."
)


def show() -> None:
    """Lead through an import, from the file to what was written."""
    offering.told()
    if page.past():
        look.foot(
            "Nothing can be imported into an earlier day: clear “As of” at the left to "
            "go back to today."
        )
        return
    given = st.file_uploader(
        "A CSV or Excel file, a plan as Microsoft Project XML, or a project that was "
        "exported",
        type=["csv", "tsv", "txt", "xlsx", "json", "xml"],
        key=f"import-file-{st.session_state.get('import-round', 0)}",
    )
    if given is None:
        look.foot(
            "Semicolons, commas, tabs, UTF-8 and Windows files, European numbers and "
            "dates are read. A preview shows every problem first."
        )
        return
    try:
        _by_kind(given.name, given.getvalue())
    except LinchpinError as error:
        st.error(str(error))


def _by_kind(name: str, content: bytes) -> None:
    if is_json(content):
        _project_json(name, content)
    elif is_plan(content, _register_asked(content)):
        _plan(name, content)
    elif zipfile.is_zipfile(BytesIO(content)) and is_project_workbook(name, content):
        _workbook(name, content)
    else:
        table = upload.read(name, content)
        spec = upload.choose_register(table)
        if spec:
            _import(Upload(table, spec, name))
        else:
            look.foot(undecided(table.headers))


def _import(chosen: Upload) -> None:
    """Say first what the import would do; below that, how the columns are read."""
    begun, remembered = upload.start_mapping(opened.store(), chosen)
    asked, first = st.container(), st.container()
    with st.expander(
        f"Which column fills which field of {chosen.spec.title.lower()}",
        expanded=upload.needs_a_choice(chosen, begun) or _is_lost(chosen.spec, begun),
        icon=":material/swap_horiz:",
        key=f"import-columns-{chosen.key}",
    ):
        look.foot(
            "As you mapped a file with these columns before."
            if remembered
            else "Guessed from the names of the columns; change what is wrong."
        )
        mapping = upload.correct(chosen, begun)
    with asked:
        mapping = orders.ask(chosen, mapping)
    with first:
        if _is_lost(chosen.spec, mapping):
            st.error(LOST)
            return
        target = _target(chosen.spec, mapping)
        found = offering.checked(chosen, mapping, target)
        look.block(verdict(chosen.spec.title, found), " ".join(found.notes))
        if found.unknown:
            names = ", ".join(found.unknown)
            look.foot(f"Columns that nothing is read from: {names}")
        offering.offer(chosen.name, found, chosen, mapping)
    offering.rows(found)


def _is_lost(spec: RegisterSpec[Any], mapping: ColumnMapping) -> bool:
    """Whether nothing says which project the lines belong to."""
    is_open = st.session_state.get(page.PROJECT) is not None
    return spec is not PROJECTS and mapping.project is None and not is_open


def _target(spec: RegisterSpec[Any], mapping: ColumnMapping) -> Target:
    """Return where lines go: where they say, else to the project that is open."""
    open_project = st.session_state.get(page.PROJECT)
    spread = spec is PROJECTS or mapping.project is not None
    known = page.workspace(offering.known)
    return Target(known, None if spread else open_project)


def _project_json(name: str, content: bytes) -> None:
    """Offer to read projects that were exported as JSON, with their history."""
    stories = read_stories(name, content)
    known = page.keys()
    taken = [story.key for story in stories if story.key in known]
    if taken and len(stories) == 1:
        stories = read_stories(name, content, key=_other_key(taken[0], known))
        taken = [story.key for story in stories if story.key in known]
    for story in stories:
        many = words.count(len(story.steps), "revision")
        st.markdown(
            f"**{look.safe(story.project.name)}** as project {look.tight(story.key)}, "
            f"with {many}"
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Import",
            type="primary",
            icon=":material/download_done:",
            key="import-write",
            disabled=bool(taken),
            on_click=_write_stories,
            args=(name, stories),
        )
        if taken:
            look.foot(
                f"There is a project {taken[0]} already: give this one another key, or "
                "import a whole workspace into a store without any of its projects."
            )


def _other_key(key: str, known: Container[str]) -> str:
    """Ask which key a project gets whose own is taken."""
    said = st.text_input(
        f"There is a project {key} already; import this one under the key",
        free_key(key, known),
        max_chars=LONGEST_KEY,
        key=f"import-as-{key}",
    )
    if not is_key(said):
        raise UnreadableFileError(f"“{said}” is no key; write {ALLOWED_KEY}.")
    return said


def _write_stories(name: str, stories: tuple[Story, ...]) -> None:
    try:
        written = write_stories(
            opened.store(), stories, actor=page.actor(), note=f"Import of {name}"
        )
    except LinchpinError as error:
        st.session_state[offering.SAID] = (False, str(error))
        return
    offering.done(f"Imported {', '.join(written)} with all revisions.")


def _workbook(name: str, content: bytes) -> None:
    """Read a workbook that was exported: one sheet a register, changes by reference."""
    parts = read_parts(name, content)
    open_project = st.session_state.get(page.PROJECT)
    known = page.workspace(offering.known)
    key = key_in(parts) or open_project
    found = preview_parts(parts, Target(known, key))
    rest = f" Lines that name no project go to {key}." if key else ""
    look.block(verdict(name, found), f"A workbook that was exported.{rest}")
    for note in found.notes:
        look.foot(note)
    offering.offer(name, found)
    offering.rows(found)


def _register_asked(content: bytes) -> str | None:
    """Ask what the issues of Jira become; None where a file leaves no choice."""
    if not is_jira(content):
        return None
    plan, lines = "Activities of a plan", "Lines of a register"
    chosen = st.segmented_control(
        "The issues of Jira become",
        [plan, lines],
        default=plan,
        key="import-jira-as",
        required=True,
    )
    return None if chosen == plan else "another"


def _plan(name: str, content: bytes) -> None:
    """Offer to write a plan of another tool: as a new project, or into the open one."""
    plan = read_plan(name, content)
    if plan.unclear:
        plan = read_plan(name, content, orders.day_order_of(plan.unclear, name))
    key = _plan_project(plan)
    found = plan_preview(plan, page.workspace(offering.known), key)
    look.block(verdict(plan.title, found), entries_told(found))
    for note in found.notes:
        look.foot(note)
    offering.offer(name, found)
    offering.rows(found)


def _plan_project(plan: PlanFile) -> str | None:
    """Ask where a plan goes; None makes a project of it."""
    open_project = st.session_state.get(page.PROJECT)
    if open_project is None:
        return None
    new = f"A new project: {plan.title}"
    chosen = st.segmented_control(
        "The plan goes into",
        [new, open_project],
        default=new,
        key="import-plan-into",
        required=True,
    )
    return open_project if chosen == open_project else None
