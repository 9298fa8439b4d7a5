"""Every register as a spreadsheet: edit many cells and rows, then save once.

The editor has a fixed number of rows, so that its columns can be sorted and Streamlit
keeps its state while values change. New rows come from the draft, rows to archive are
ticked. The rows and their order stay as they are until the reader asks for another view
or saves: an edit belongs to a row by its position in the very table that was shown.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from core import draft as drafting
from core import register_words
from core.draft import Draft
from core.project import Register
from core.registers.spec import RegisterSpec
from core.view import View, counted, select
from pages._ui import (
    clipboard,
    columns,
    drafts,
    look,
    panel,
    pending,
    toolbar,
    written,
)
from pages._ui.extras import Computed, Extras
from pages._ui.page import Here
from pages._ui.taking import ARCHIVE, Row, take

PAGE = 60  # rows shown at once; the rest is a page further
CONTENT_ROWS = 15  # up to so many rows the grid is as high as its content
ROW, TALL_ROW, GRID_HEIGHT = 32, 96, 520  # px
MARK, REF = "Mark", "Ref"

T = TypeVar("T")

__all__ = ["Computed", "Extras", "show"]


@dataclass(frozen=True)
class Table:
    """What is shown of a register: rows, columns, and what the page adds to them."""

    rows: tuple[Row, ...]
    choice: toolbar.Choice
    extras: Extras

    @property
    def names(self) -> tuple[str, ...]:
        """The columns between the mark and the box to archive, in their order."""
        placed = written.placed(self.choice.fields, self.extras.written)
        return (*self.computed, *placed)

    @property
    def computed(self) -> tuple[str, ...]:
        """The column that nobody types, if the page adds one."""
        return (self.extras.computed.label,) if self.extras.computed else ()


def show(here: Here, spec: RegisterSpec[Any], extras: Extras | None = None) -> None:
    """Show a register: tools, grid, what waits to be saved, and the panel."""
    extras = extras or Extras()
    button = toolbar.NewButton(dict(extras.new or {}), primary=extras.primary)
    title = extras.title or here.memo(register_words.title, spec, here.status_date)
    choice = toolbar.show(here, spec, title, button)
    rows = _rows(here, spec, choice.view, extras)
    if rows:
        _count(here, spec, choice.view)
    if not rows:
        toolbar.nothing(here, spec, choice.view, filtered=extras.keep is not None)
    elif here.can_edit:
        _editor(here, spec, Table(tuple(rows), choice, extras))
    else:
        _table(here, spec, Table(tuple(rows), choice, extras))
    if here.can_edit:
        pending.show(here, spec, extras.tied)
    else:
        pending.told(spec)
    panel.show(here, spec)


def _count(here: Here, spec: RegisterSpec[Any], view: View) -> None:
    """Say how many rows are shown; the line also keeps the grid's tools off ours."""
    state = st.session_state[f"{spec.key}-rows"]
    rows, known = state["rows"], (here.project.revision, state["asked"])
    if state.get("counted", ("", ""))[0] != known:
        state["counted"] = known, counted(here.project[spec], view, rows)
    said = state["counted"][1]
    hint = "edits wait until you press Save" if here.can_edit else "read only"
    most = f" · {PAGE} a page" if len(rows) > PAGE else ""
    look.foot(f"{said}{most} · click a reference to open it · {hint}")


def _rows(
    here: Here, spec: RegisterSpec[Any], view: View, extras: Extras
) -> Sequence[Row]:
    """Return the rows of the page shown, frozen while the view stays the same."""
    draft = drafts.draft(here, spec)
    state = st.session_state.setdefault(f"{spec.key}-rows", {})
    asked = (
        here.project.key,
        here.as_of,
        repr(view),
        extras.kept,
        tuple(draft.added),
        drafts.generation(spec.key),
    )
    if state.get("asked") != asked:
        register = here.project[spec]
        chosen = select(register, view, extras.keep)
        if extras.order and not (view.sort or view.descending):
            chosen = tuple(sorted(chosen, key=extras.order))
        found = [r.number for r in chosen]
        rows = [*draft.added, *found]
        state.update(asked=asked, rows=rows, last=register.last_number)
        drafts.renew(f"{spec.key}-order")
    _newer(here.project[spec], state["last"])
    return _page(spec, state["rows"])


def _newer(register: Register[Any], last: int) -> None:
    """Offer entries that others added meanwhile; they would move the rows."""
    if (many := register.last_number - last) > 0:
        key = register.spec.key
        st.button(
            f"{many} newer: show",
            icon=":material/refresh:",
            key=f"{key}-newer",
            on_click=drafts.renew,
            args=(key,),
        )


def _page(spec: RegisterSpec[Any], rows: Sequence[Row]) -> Sequence[Row]:
    if len(rows) <= PAGE:
        return rows
    pages = -(-len(rows) // PAGE)
    key = f"{spec.key}-page"
    if st.session_state.get(key, 1) > pages:
        st.session_state[key] = 1
    page = st.pagination(pages, key=key, persist_state="session")
    return rows[(page - 1) * PAGE : page * PAGE]


def _editor(here: Here, spec: RegisterSpec[Any], table: Table) -> None:
    order = drafts.generation(f"{spec.key}-order")
    page = st.session_state.get(f"{spec.key}-page", 1)
    fields = "-".join(table.choice.fields)
    key = f"{spec.key}-grid-{here.project.key}-{order}-{page}-{hash(fields)}"
    frame, config = _shown(here, spec, table)
    names, others = [REF, MARK, *table.names, ARCHIVE], table.extras.written
    with st.container(key=f"{spec.key}-sheet", gap=None):
        st.data_editor(
            frame,
            key=key,
            alt=f"{spec.title}, editable",
            height=_height(table),
            row_height=TALL_ROW if table.choice.tall else ROW,
            hide_index=True,
            disabled=[MARK, *table.computed, *written.fixed(others)],
            column_order=names,
            column_config=config,
            placeholder="",
            on_change=take,
            args=(here, spec, key, table.rows, written.typed(others)),
        )
        clipboard.listen(here, spec, clipboard.sheet(spec, key, table.rows, names))


def _table(here: Here, spec: RegisterSpec[Any], table: Table) -> None:
    """Show the register where nothing may be edited: as of a day, or to a reader."""
    frame, config = _shown(here, spec, table)
    st.dataframe(
        frame,
        key=f"{spec.key}-table",
        alt=spec.title,
        height=_height(table),
        row_height=TALL_ROW if table.choice.tall else ROW,
        hide_index=True,
        column_order=[REF, *table.names],
        column_config=config,
        placeholder="",
    )


def _shown(
    here: Here, spec: RegisterSpec[Any], table: Table
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Return cells and columns of the rows shown; kept as long as nothing is typed."""
    frame = _kept(here, spec, table, "cells", lambda: _cells(here, spec, table))
    asked = ("columns", look.mode())
    plain = _kept(here, spec, table, asked, lambda: _config(here, spec, table, frame))
    return frame, {REF: _button(here, spec), **plain}


def _kept(
    here: Here,
    spec: RegisterSpec[Any],
    table: Table,
    what: Hashable,
    make: Callable[[], T],
) -> T:
    if drafts.draft(here, spec) != Draft():
        return make()
    known = (here.project.key, here.project.revision, what, spec.key)
    shown = (table.rows, table.names, table.extras.state)
    return here.memory.answer((*known, *shown), make)


def _cells(here: Here, spec: RegisterSpec[Any], table: Table) -> pd.DataFrame:
    draft, project = drafts.draft(here, spec), here.project
    rows, extras = table.rows, table.extras
    marks = pending.marks(here, spec, extras.tied)
    values = [_values(spec, project[spec], draft, row) for row in rows]
    content: dict[str, Any] = {
        REF: [row if isinstance(row, str) else spec.reference(row) for row in rows],
        MARK: [marks.get(row, "") for row in rows],
    }
    if extras.computed:
        records = project[spec].records
        content[extras.computed.label] = [
            [extras.computed.text(records[row])] if isinstance(row, int) else []
            for row in rows
        ]
    for other in extras.written:
        content[other.label] = written.cells(other, rows)
    for name in table.choice.fields:
        column = spec.by_name[name]
        cells = [value.get(name) for value in values]
        content[name] = columns.series(column, cells, project)
    content[ARCHIVE] = [_is_archived(draft, row) for row in rows]
    # Names as Python's own text: Streamlit asks for each of them in every run.
    return pd.DataFrame(content, columns=pd.Index(list(content), dtype=object))


def _values(
    spec: RegisterSpec[Any], register: Register[Any], draft: Draft, row: Row
) -> Mapping[str, Any]:
    if isinstance(row, str):
        return draft.added.get(row, {})
    return drafting.overlay(draft, spec, register.records[row])


def _labels(frame: pd.DataFrame, computed: Computed) -> Any:
    shown = {label for cell in frame[computed.label] for label in cell}
    return look.label_column(shown, computed.width, computed.tint)


def _button(here: Here, spec: RegisterSpec[Any]) -> Any:
    return st.column_config.ButtonColumn(
        REF,
        width=78,
        pinned=True,
        type="tertiary",
        alignment="left",
        key=f"{spec.key}-open",
        on_click=panel.request,
        args=(spec, here),
        help="Opens the entry with all its fields, links and history.",
    )


def _config(
    here: Here, spec: RegisterSpec[Any], table: Table, frame: pd.DataFrame
) -> dict[str, Any]:
    config: dict[str, Any] = {
        MARK: st.column_config.TextColumn(
            "",
            width=34,
            help="✎ edited, + new, ■ to be corrected, ⇄ changed by two people.",
        ),
        ARCHIVE: st.column_config.CheckboxColumn(
            width=84, help="Tick to archive with the next Save; it can be restored."
        ),
    }
    if table.extras.computed:
        config[table.extras.computed.label] = _labels(frame, table.extras.computed)
    config |= written.config(table.extras.written)
    for name in table.choice.fields:
        config[name] = columns.config(spec.by_name[name], here.project, frame[name])
    return config


def _height(table: Table) -> Any:
    most = CONTENT_ROWS // 3 if table.choice.tall else CONTENT_ROWS
    return "content" if len(table.rows) <= most else GRID_HEIGHT


def _is_archived(draft: Draft, row: Row) -> bool:
    touched = draft.changed.get(row) if isinstance(row, int) else None
    return bool(touched and touched.archive)
