"""What an import would write: offered, listed, and written when it is wished."""

from typing import Any

import streamlit as st

from core import words
from core.access import Actor
from core.errors import LinchpinError, Problem
from core.exchange.importing import ImportPreview, Target, edits, preview
from core.exchange.mapping import ColumnMapping, signature, to_json
from core.exchange.outcome import hindrance
from core.project import Project
from core.registers.catalog import BY_KEY
from data.exchange import workspace, write_import
from data.mappings import remember_mapping
from data.store import Store
from pages._ui import look, opened, page
from pages._ui.upload import Upload

FEW = 10  # problems that are shown without scrolling
SHOWN = 200  # problems and rows that are listed; the rest is counted
LONG = 80  # characters that one line of a table shows
ROW, THREE_LINES = 32, 62  # px; text wraps in rows above 4 rem
CHECKED = "import-checked"
SAID = "linchpin_imported"


def known(store: Store, actor: Actor) -> dict[str, Project]:
    """Return the projects that a line may belong to."""
    return workspace(store, actor=actor)


def checked(chosen: Upload, mapping: ColumnMapping, target: Target) -> ImportPreview:
    """Return what an import would do; it is kept until file, mapping or store change.

    Ten thousand lines take seconds to check, and a page runs at every click.
    """
    states = tuple((key, one.revision) for key, one in target.projects.items())
    asked = (chosen.table, chosen.spec.key, mapping, target.key, states)
    kept: Any = st.session_state.get(CHECKED)
    if kept is not None and kept[0] == asked:
        found: ImportPreview = kept[1]
        return found
    with st.spinner("Checking every line"):
        found = preview(chosen.table, chosen.spec, mapping, target)
    st.session_state[CHECKED] = (asked, found)
    return found


def offer(
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
    is_long = any(len(p.allowed) > LONG for p in problems[:SHOWN])
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
        row_height=THREE_LINES if is_long else ROW,
        column_config={
            "Line": st.column_config.NumberColumn(width=56),
            "Column": st.column_config.TextColumn(width=120),
            "Written": st.column_config.TextColumn(width=110),
            "Problem": st.column_config.TextColumn(width=150),
            "Allowed": st.column_config.TextColumn(width=600),
        },
        height="content" if len(problems) <= FEW else 320,
    )
    if len(problems) > SHOWN:
        look.foot(
            f"{words.number(len(problems) - SHOWN)} more problems are not listed."
        )


def rows(found: ImportPreview) -> None:
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
    store, actor = opened.store(), page.actor()
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
    done(f"Imported into {projects}: {first}. History can undo it.")


def done(text: str) -> None:
    """Tell that an import is done, and clear the way for the next file."""
    st.session_state[SAID] = (True, text)
    st.session_state.pop(CHECKED, None)
    st.session_state["import-round"] = st.session_state.get("import-round", 0) + 1


def told() -> None:
    """Say how the last import went."""
    done: Any = st.session_state.pop(SAID, None)
    if done is not None:
        (st.success if done[0] else st.error)(done[1])
