"""Import a file: choose it, correct the mapping, see every problem, then write."""

import zipfile
from collections.abc import Container
from io import BytesIO
from typing import Any

import streamlit as st

from core import words
from core.access import Actor
from core.errors import LinchpinError, Problem, UnreadableFileError
from core.exchange.importing import (
    ImportPreview,
    Target,
    edits,
    preview,
    preview_parts,
)
from core.exchange.mapping import ColumnMapping, signature, to_json
from core.exchange.outcome import hindrance, verdict
from core.exchange.project_json import Story, is_json, read_stories
from core.exchange.project_xlsx import is_project_workbook, key_in, read_parts
from core.project import Project
from core.project_keys import ALLOWED_KEY, LONGEST_KEY, free_key, is_key
from core.registers.catalog import BY_KEY, PROJECTS
from core.registers.spec import RegisterSpec
from data.exchange import workspace, write_import, write_stories
from data.mappings import remember_mapping
from data.store import Store
from pages._ui import look, page, upload
from pages._ui.upload import Upload

FEW = 10  # problems that are shown without scrolling
SHOWN = 200  # problems and rows that are listed; the rest is counted
SAID = "linchpin_imported"
LOST = (
    "The file does not say which project its lines belong to: choose or start a "
    "project on the Portfolio page, or choose the column that names it below."
)


def show() -> None:
    """Lead through an import, from the file to what was written."""
    _told()
    if page.past():
        look.foot(
            "Nothing can be imported into an earlier day: clear “As of” at the left to "
            "go back to today."
        )
        return
    given = st.file_uploader(
        "A CSV or Excel file, or a project that was exported",
        type=["csv", "tsv", "txt", "xlsx", "json"],
        key=f"import-file-{st.session_state.get('import-round', 0)}",
    )
    if given is None:
        look.foot(
            "Semicolons, commas, tabs, UTF-8 and Windows files, European numbers and "
            "dates are read. Nothing is written before you have seen it."
        )
        return
    try:
        _by_kind(given.name, given.getvalue())
    except LinchpinError as error:
        st.error(str(error))


def _by_kind(name: str, content: bytes) -> None:
    if is_json(content):
        _project_json(name, content)
    elif zipfile.is_zipfile(BytesIO(content)) and is_project_workbook(name, content):
        _workbook(name, content)
    else:
        table = upload.read(name, content)
        spec = upload.choose_register(table)
        if spec:
            _import(Upload(table, spec, name))


def _import(chosen: Upload) -> None:
    """Say first what the import would do; below that, how the columns are read."""
    begun, remembered = upload.start_mapping(page.store(), chosen)
    first = st.container()
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
    with first:
        if _is_lost(chosen.spec, mapping):
            st.error(LOST)
            return
        target = _target(chosen.spec, mapping)
        found = preview(chosen.table, chosen.spec, mapping, target)
        look.block(verdict(chosen.spec.title, found), " ".join(found.notes))
        if found.unknown:
            names = ", ".join(found.unknown)
            look.foot(f"Columns that nothing is read from: {names}")
        _offer(chosen.name, found, chosen, mapping)
    _rows(found)


def _is_lost(spec: RegisterSpec[Any], mapping: ColumnMapping) -> bool:
    """Whether nothing says which project the lines belong to."""
    is_open = st.session_state.get(page.PROJECT) is not None
    return spec is not PROJECTS and mapping.project is None and not is_open


def _target(spec: RegisterSpec[Any], mapping: ColumnMapping) -> Target:
    """Return where lines go: where they say, else to the project that is open."""
    open_project = st.session_state.get(page.PROJECT)
    spread = spec is PROJECTS or mapping.project is not None
    known = page.workspace(_known)
    return Target(known, None if spread else open_project)


def _known(store: Store, actor: Actor) -> dict[str, Project]:
    """Return the projects that a line may belong to."""
    return workspace(store, actor=actor)


def _offer(
    name: str,
    found: ImportPreview,
    chosen: Upload | None = None,
    mapping: ColumnMapping | None = None,
) -> None:
    """Offer to write what was found, or say why not; list what is wrong."""
    with st.container(horizontal=True, vertical_alignment="center"):
        button = st.empty()
        skip = bool(found.problems) and st.toggle(
            "Leave the lines with problems out", key="import-skip"
        )
        why = hindrance(found, skip_bad=skip)
        button.button(
            "Import",
            type="primary",
            icon=":material/download_done:",
            key="import-write",
            disabled=bool(why),
            on_click=_write,
            args=(name, found, chosen, mapping),
        )
        if why:
            look.foot(why)
    if found.problems:
        _problems(found.problems)


def _problems(problems: tuple[Problem, ...]) -> None:
    st.dataframe(
        {
            "Line": [p.line for p in problems[:SHOWN]],
            "Column": [p.field for p in problems[:SHOWN]],
            "Written": [p.value for p in problems[:SHOWN]],
            "Problem": [p.message for p in problems[:SHOWN]],
            "Allowed": [p.allowed for p in problems[:SHOWN]],
        },
        hide_index=True,
        alt="Problems of the file",
        placeholder="",
        height="content" if len(problems) <= FEW else 320,
    )
    if len(problems) > SHOWN:
        look.foot(
            f"{words.number(len(problems) - SHOWN)} more problems are not listed."
        )


def _rows(found: ImportPreview) -> None:
    """Show the first rows as they would be written."""
    rows = (*found.added, *found.changed)[:SHOWN]
    if not rows:
        return
    names = dict.fromkeys(name for row in rows for name in row.values)
    labels = {
        name: BY_KEY[row.register].by_name[name].label
        for row in rows
        for name in row.values
    }
    content = {
        "Line": [row.label for row in rows],
        "Project": [row.project for row in rows],
        "Does": [row.verb.value for row in rows],
    } | {labels[n]: [str(row.values.get(n, "")) for row in rows] for n in names}
    st.dataframe(content, hide_index=True, alt="What would be imported", row_height=32)


def _write(
    name: str,
    found: ImportPreview,
    chosen: Upload | None,
    mapping: ColumnMapping | None,
) -> None:
    store, actor = page.store(), page.actor()
    skip = bool(st.session_state.get("import-skip"))
    try:
        edited = edits(found, skip_bad=skip)
        written = write_import(store, edited, actor=actor, note=f"Import of {name}")
    except LinchpinError as error:
        st.session_state[SAID] = (False, str(error))
        return
    if chosen is not None and mapping is not None:
        key = signature(chosen.table.headers)
        remember_mapping(store, chosen.spec.key, key, to_json(mapping))
    projects = words.count(len(written), "project")
    first = ", ".join(
        f"{k} is at revision {p.revision}" for k, p in [*written.items()][:3]
    )
    _done(f"Imported into {projects}: {first}. History can undo it.")


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
            page.store(), stories, actor=page.actor(), note=f"Import of {name}"
        )
    except LinchpinError as error:
        st.session_state[SAID] = (False, str(error))
        return
    _done(f"Imported {', '.join(written)} with all revisions.")


def _workbook(name: str, content: bytes) -> None:
    """Read a workbook that was exported: one sheet a register, changes by reference."""
    parts = read_parts(name, content)
    open_project = st.session_state.get(page.PROJECT)
    known = page.workspace(_known)
    key = key_in(parts) or open_project
    found = preview_parts(parts, Target(known, key))
    rest = f" Lines that name no project go to {key}." if key else ""
    look.block(verdict(name, found), f"A workbook that was exported.{rest}")
    for note in found.notes:
        look.foot(note)
    _offer(name, found)
    _rows(found)


def _done(text: str) -> None:
    """Tell that an import is done, and clear the way for the next file."""
    st.session_state[SAID] = (True, text)
    st.session_state["import-round"] = st.session_state.get("import-round", 0) + 1


def _told() -> None:
    done: Any = st.session_state.pop(SAID, None)
    if done is not None:
        (st.success if done[0] else st.error)(done[1])
