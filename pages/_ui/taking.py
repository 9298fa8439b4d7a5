"""What the browser says was typed into a grid, carried over to the draft."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from core import draft as drafting
from core.draft import Draft
from core.registers.spec import RegisterSpec
from pages._ui import columns, drafts
from pages._ui.page import Here
from pages._ui.written import Typed

ARCHIVE = "Archive"
LET_GO = "linchpin_let_go"  # the key of a grid whose last edits were taken
Row = int | str  # an entry's number, or the label of a new row


def take(
    here: Here,
    spec: RegisterSpec[Any],
    key: str,
    rows: tuple[Row, ...],
    others: Mapping[str, Typed] | None = None,
) -> None:
    """Carry what was typed into the grid over to the draft.

    The editor's word is not trusted: only fields of this register, of the rows that
    were shown, are taken; the store validates and authorises again.
    """
    if st.session_state.get(LET_GO) == key:
        return
    draft = drafts.draft(here, spec)
    for position, cells in st.session_state[key]["edited_rows"].items():
        if 0 <= int(position) < len(rows):
            draft = _taken(here, spec, draft, rows[int(position)], cells)
            _hand_over(here, rows[int(position)], cells, others or {})
    drafts.keep(here, spec, draft)


def let_go(key: str) -> None:
    """Take nothing more from a grid that is about to be drawn anew."""
    st.session_state[LET_GO] = key


def _taken(
    here: Here,
    spec: RegisterSpec[Any],
    draft: Draft,
    row: Row,
    cells: Mapping[str, Any],
) -> Draft:
    values = {
        name: columns.typed(spec.by_name[name], cell)
        for name, cell in cells.items()
        if name in spec.by_name
    }
    if isinstance(row, str):
        if cells.get(ARCHIVE):
            return drafting.drop_new(draft, row)
        return (
            drafting.type_into_new(draft, row, values) if row in draft.added else draft
        )
    record = here.project[spec].records[row]
    draft = drafting.type_into(draft, spec, record, values)
    if ARCHIVE in cells:
        draft = drafting.mark_archived(draft, row, archive=bool(cells[ARCHIVE]))
    return draft


def _hand_over(
    here: Here, row: Row, cells: Mapping[str, Any], others: Mapping[str, Typed]
) -> None:
    """Give what was typed beside the fields to whoever keeps it."""
    for label, typed in others.items():
        dropped = isinstance(row, str) and cells.get(ARCHIVE)
        if label in cells or dropped:
            typed(here, row, "" if dropped else str(cells[label] or ""))
