"""Import a file: choose it, correct the mapping, see every problem, then write."""

from typing import Any

import streamlit as st

from core import words
from core.errors import LinchpinError, Problem, UnreadableFileError
from core.exchange.importing import ImportPreview, Target, edits, preview
from core.exchange.mapping import ColumnMapping, signature, to_json
from core.registers.catalog import PROJECTS
from core.registers.spec import RegisterSpec
from data.exchange import workspace, write_import
from data.mappings import remember_mapping
from pages._ui import look, page, upload
from pages._ui.upload import Upload

SHOWN = 200  # problems and rows that are listed; the rest is counted
SAID = "linchpin_imported"


def show() -> None:
    """Lead through an import, from the file to what was written."""
    _told()
    given = st.file_uploader(
        "A CSV or Excel file, or a project that was exported",
        type=["csv", "tsv", "txt", "xlsx", "json"],
        key=f"import-file-{st.session_state.get('import-round', 0)}",
    )
    if given is None:
        look.foot(
            "Semicolons, commas and tabs, UTF-8 and Windows files, European numbers and "
            "dates are read. Nothing is written before you have seen it."
        )
        return
    if given.name.lower().endswith(".json"):
        _project_file(given.name, given.getvalue())
        return
    table = upload.read(given.name, given.getvalue())
    spec = upload.choose_register(table) if table else None
    if table and spec:
        _import(Upload(table, spec, given.name))


def _import(chosen: Upload) -> None:
    begun, remembered = upload.start_mapping(page.store(), chosen)
    look.block(
        f"Which column fills which field of {chosen.spec.title.lower()}?",
        "As you mapped a file with these columns before."
        if remembered
        else "Guessed from the names of the columns; change what is wrong.",
    )
    mapping = upload.correct(chosen, begun)
    target = _target(chosen.spec, mapping)
    try:
        found = preview(chosen.table, chosen.spec, mapping, target)
    except UnreadableFileError as error:
        st.error(str(error))
        return
    _preview(chosen, mapping, found)


def _target(spec: RegisterSpec[Any], mapping: ColumnMapping) -> Target:
    """Return where lines go: where they say, else to the project that is open."""
    open_project = st.session_state.get(page.PROJECT)
    spread = spec is PROJECTS or mapping.project is not None
    known = workspace(page.store(), actor=page.actor())
    return Target(known, None if spread else open_project)


def _preview(chosen: Upload, mapping: ColumnMapping, found: ImportPreview) -> None:
    look.block(headline(chosen.spec, found), "; ".join(found.notes))
    if found.unknown:
        look.foot("Columns that nothing is read from: " + ", ".join(found.unknown))
    skip = False
    if found.problems:
        _problems(found.problems)
        skip = st.toggle("Leave the lines with problems out", key="import-skip")
    _rows(chosen.spec, found)
    st.button(
        "Import",
        type="primary",
        icon=":material/download_done:",
        disabled=(bool(found.problems) and not skip) or not found.projects,
        on_click=_write,
        args=(chosen, mapping, found, skip),
    )


def headline(spec: RegisterSpec[Any], found: ImportPreview) -> str:
    """Say what the import would do."""
    parts = [
        f"{words.number(len(some))} {verb}"
        for some, verb in (
            (found.added, "to add"),
            (found.changed, "to change"),
            (found.unchanged, "unchanged"),
        )
        if some
    ]
    said = ", ".join(parts) or "nothing to import"
    wrong = words.count(len(found.problems), "problem")
    return f"{spec.title}: {said}; {wrong}"


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
        height="content" if len(problems) <= 10 else 320,  # noqa: PLR2004
    )
    if len(problems) > SHOWN:
        look.foot(f"{words.number(len(problems) - SHOWN)} more problems are not listed.")


def _rows(spec: RegisterSpec[Any], found: ImportPreview) -> None:
    rows = (*found.added, *found.changed)[:SHOWN]
    if not rows:
        return
    used = [f for f in spec.fields if any(f.name in row.values for row in rows)]
    content = {
        "Line": [row.line for row in rows],
        "Project": [row.project for row in rows],
        "Does": [row.verb.value for row in rows],
    } | {f.label: [str(row.values.get(f.name, "")) for row in rows] for f in used}
    st.dataframe(content, hide_index=True, alt="What would be imported", row_height=32)


def _write(
    chosen: Upload, mapping: ColumnMapping, found: ImportPreview, skip: bool  # noqa: FBT001
) -> None:
    store, actor = page.store(), page.actor()
    try:
        written = write_import(
            store,
            edits(found, skip_bad=skip),
            actor=actor,
            note=f"Import of {chosen.name}",
        )
    except LinchpinError as error:
        st.session_state[SAID] = (False, str(error))
        return
    key = signature(chosen.table.headers)
    remember_mapping(store, chosen.spec.key, key, to_json(mapping))
    revisions = ", ".join(f"{k} revision {p.revision}" for k, p in list(written.items())[:3])
    more = f" and {len(written) - 3} more" if len(written) > 3 else ""  # noqa: PLR2004
    _done(f"Imported as {revisions}{more}. History can undo it.")


def _project_file(name: str, content: bytes) -> None:
    """Offer to read a project or workspace that was exported as JSON."""
    from data.exchange import describe_json, import_json

    try:
        described = describe_json(name, content)
    except LinchpinError as error:
        st.error(str(error))
        return
    st.markdown(look.safe(described))
    if st.button("Import", type="primary", icon=":material/download_done:"):
        try:
            keys = import_json(page.store(), name, content, actor=page.actor())
        except LinchpinError as error:
            st.error(str(error))
            return
        _done(f"Imported {', '.join(keys)} with all revisions.")
        st.rerun()


def _done(text: str) -> None:
    """Tell that an import is done, and clear the way for the next file."""
    st.session_state[SAID] = (True, text)
    st.session_state["import-round"] = st.session_state.get("import-round", 0) + 1


def _told() -> None:
    done: Any = st.session_state.pop(SAID, None)
    if done is not None:
        (st.success if done[0] else st.error)(done[1])
