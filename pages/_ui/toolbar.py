"""Above a grid: search, filter, sort, columns, paste, new rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from core import draft as drafting
from core.project import Project
from core.registers.catalog import BY_KEY
from core.registers.entry import FieldKind
from core.registers.spec import RegisterSpec
from core.view import View, filter_fields, filter_values
from pages._ui import drafts, look, paste
from pages._ui.page import Here

NEWEST = "Reference, newest first"
OLDEST = "Reference"


@dataclass(frozen=True)
class Choice:
    """What the reader chose to see."""

    view: View
    fields: tuple[str, ...]
    tall: bool


@dataclass(frozen=True)
class NewButton:
    """What a new row begins with, and whether its button is the page's main one."""

    values: Mapping[str, Any]
    primary: bool = True


def show(here: Here, spec: RegisterSpec[Any], title: str, new: NewButton) -> Choice:
    """Show the tools of a register's grid and return what they are set to."""
    waiting = drafts.draft(here, spec).pending > 0
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(look.safe(title), anchor=False, width="content")
        st.space("stretch")
        search = _search(spec)
        filters, archived = _filter(spec, here.memo(_offered, spec.key))
        sort, descending = _sort(spec)
        fields, tall = _columns(spec)
        if here.can_edit and not spec.single:
            paste.show(here, spec, fields)
            st.button(
                f"New {spec.noun}",
                icon=":material/add:",
                key=f"{spec.key}-new",
                type="primary" if new.primary and not waiting else "secondary",
                on_click=_add,
                args=(here, spec, new.values),
            )
    view = View(search, filters, sort, descending=descending, archived=archived)
    return Choice(view, fields, tall)


def nothing(here: Here, spec: RegisterSpec[Any], view: View, *, filtered: bool) -> None:
    """Say why the grid is empty and what to do next."""
    plural = spec.title.lower()
    if len(here.project[spec]) and (filtered or view != View()):
        with look.empty(
            f"No {plural} match", "Widen the search or clear the filter.", "filter_alt"
        ):
            st.button(
                "Clear search and filter",
                key=f"{spec.key}-clear",
                on_click=_clear,
                args=(spec,),
            )
        return
    text = (
        f"Start with “New {spec.noun}”, paste rows from a spreadsheet, or import a "
        "file: nothing is written before you have seen it."
        if here.can_edit
        else f"No {spec.noun} was recorded by this day."
    )
    with look.empty(f"No {plural} yet", text, "playlist_add"):
        if here.can_edit:
            st.page_link(
                "pages/exchange.py",
                label="Import a file",
                icon=":material/upload_file:",
            )


def _search(spec: RegisterSpec[Any]) -> str:
    return (
        st.text_input(
            "Search",
            key=f"{spec.key}-search",
            type="search",
            placeholder="Search",
            label_visibility="collapsed",
            width=150,
            persist_state="session",
        )
        or ""
    )


def _offered(project: Project, register: str) -> Mapping[str, tuple[str, ...]]:
    """Return the fields that tell entries apart, each with the values it has."""
    entries = project[BY_KEY[register]]
    fields = filter_fields(entries.spec)
    values = {name: filter_values(entries, name) for name in fields}
    return {name: found for name, found in values.items() if len(found) > 1}


def _filter(
    spec: RegisterSpec[Any], offered: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, tuple[str, ...]], bool]:
    chosen: dict[str, tuple[str, ...]] = {}
    names = list(offered)
    keys = [f"{spec.key}-filter-{name}" for name in names]
    active = sum(bool(st.session_state.get(key)) for key in keys)
    label = f"Filter ({active})" if active else "Filter"
    with st.popover(label, icon=":material/filter_alt:", type="tertiary"):
        for name, key in zip(names, keys, strict=True):
            chosen[name] = tuple(
                st.multiselect(
                    spec.by_name[name].label,
                    offered[name],
                    key=key,
                    persist_state="session",
                )
            )
        archived = st.toggle(
            "Archived entries instead",
            key=f"{spec.key}-archived",
            persist_state="session",
        )
    return chosen, archived


def _sort(spec: RegisterSpec[Any]) -> tuple[str, bool]:
    labels = {f.label: f.name for f in spec.fields if f.kind is not FieldKind.LONG_TEXT}
    with st.popover("Sort", icon=":material/swap_vert:", type="tertiary"):
        by = st.selectbox(
            "Sort by",
            [OLDEST, NEWEST, *labels],
            key=f"{spec.key}-sort",
            persist_state="session",
        )
        down = st.toggle(
            "Largest, latest, last first",
            key=f"{spec.key}-down",
            persist_state="session",
        )
    return labels.get(str(by), ""), down if by in labels else by == NEWEST


def _columns(spec: RegisterSpec[Any]) -> tuple[tuple[str, ...], bool]:
    labels = {field.label: field.name for field in spec.fields}
    default = [spec.by_name[name].label for name in spec.columns] or list(labels)
    with st.popover("Columns", icon=":material/view_column:", type="tertiary"):
        chosen = st.multiselect(
            "Columns, in this order",
            list(labels),
            default=default,
            key=f"{spec.key}-columns",
            persist_state="session",
        )
        tall = st.toggle(
            "Tall rows, for long text", key=f"{spec.key}-tall", persist_state="session"
        )
    return tuple(labels[label] for label in chosen or default), tall


def _add(here: Here, spec: RegisterSpec[Any], values: Mapping[str, Any]) -> None:
    drafts.keep(here, spec, drafting.add_rows(drafts.draft(here, spec), [values]))


def _clear(spec: RegisterSpec[Any]) -> None:
    for key in list(st.session_state):
        name = str(key)
        if name.startswith((f"{spec.key}-filter-", f"{spec.key}-search")):
            st.session_state[name] = "" if name.endswith("-search") else []
    st.session_state[f"{spec.key}-archived"] = False
    st.session_state.pop("matrix-cell", None)
