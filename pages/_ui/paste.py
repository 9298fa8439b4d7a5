"""Paste many rows from a spreadsheet, with or without its header line."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from core import draft as drafting
from core.pasted import cells
from core.registers.spec import RegisterSpec
from pages._ui import drafts, look
from pages._ui.page import Here


def show(here: Here, spec: RegisterSpec[Any], fields: Sequence[str]) -> None:
    """Offer a field to paste rows into; they become new rows of the draft."""
    key = f"{spec.key}-paste"
    opened = look.popover("Paste", "content_paste", key)
    if opened is None:
        return
    labels = ", ".join(spec.by_name[name].label for name in fields)
    with opened:
        st.markdown(
            "Copy rows in Excel and paste them here. A first line with column names "
            f"is used as such; without it the columns are: {labels}."
        )
        st.text_area("Rows", key=key, height=160, persist_state="session")
        st.button(
            "Add as new rows",
            key=f"{key}-take",
            type="primary",
            on_click=_take,
            args=(here, spec, tuple(fields), key),
        )


def parse(
    spec: RegisterSpec[Any], fields: Sequence[str], text: str
) -> list[dict[str, str]]:
    """Return pasted rows as values by field; the first line may name the columns."""
    lines = [line for line in cells(text) if any(line)]
    if not lines:
        return []
    named = _header(spec, lines[0])
    names = list(fields) if named is None else named
    return [_row(names, line) for line in (lines if named is None else lines[1:])]


def _header(spec: RegisterSpec[Any], line: Sequence[str]) -> list[str] | None:
    """Return the field of each column, or None where the line is not a header."""
    known: Mapping[str, str] = {
        written.casefold(): field.name
        for field in spec.fields
        for written in (field.name, field.label)
    }
    found = [known.get(cell.casefold(), "") for cell in line]
    return found if any(found) else None


def _row(names: Sequence[str], line: Sequence[str]) -> dict[str, str]:
    pairs = zip(names, line, strict=False)
    return {name: cell for name, cell in pairs if name and cell}


def _take(
    here: Here, spec: RegisterSpec[Any], fields: tuple[str, ...], key: str
) -> None:
    rows = parse(spec, fields, st.session_state[key])
    draft = drafts.draft(here, spec)
    drafts.keep(here, spec, drafting.add_rows(draft, [row for row in rows if row]))
    st.session_state[key] = ""
