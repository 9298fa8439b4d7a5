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
    with _row(horizontal_alignment="distribute"):
        st.subheader(look.safe(title), anchor=False, width="content")
        with _row(width="content"):  # the tools stay together where a title is long
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


def _row(**place: Any) -> Any:
    return st.container(
        horizontal=True, vertical_alignment="center", gap="small", **place
    )


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
    keys = {name: f"{spec.key}-filter-{name}" for name in offered}
    archived = f"{spec.key}-archived"
    active = sum(bool(_set_to(key)) for key in keys.values())
    label = f"Filter ({active})" if active else "Filter"
    opened = look.popover(label, "filter_alt", f"{spec.key}-filters")
    if opened is not None:
        with opened:
            for name, key in keys.items():
                st.multiselect(
                    spec.by_name[name].label,
                    offered[name],
                    key=key,
                    persist_state="session",
                )
            st.toggle("Archived entries instead", key=archived, persist_state="session")
    chosen = {name: tuple(_set_to(key) or ()) for name, key in keys.items()}
    return chosen, bool(_set_to(archived))


def _sort(spec: RegisterSpec[Any]) -> tuple[str, bool]:
    labels = {f.label: f.name for f in spec.fields if f.kind is not FieldKind.LONG_TEXT}
    by_key, down_key = f"{spec.key}-sort", f"{spec.key}-down"
    opened = look.popover("Sort", "swap_vert", f"{spec.key}-sorting")
    if opened is not None:
        with opened:
            st.selectbox(
                "Sort by",
                [OLDEST, NEWEST, *labels],
                key=by_key,
                persist_state="session",
            )
            st.toggle(
                "Largest, latest, last first", key=down_key, persist_state="session"
            )
    by, down = _set_to(by_key), bool(_set_to(down_key))
    return labels.get(str(by), ""), down if by in labels else by == NEWEST


def _columns(spec: RegisterSpec[Any]) -> tuple[tuple[str, ...], bool]:
    labels = {field.label: field.name for field in spec.fields}
    default = [spec.by_name[name].label for name in spec.columns] or list(labels)
    key, tall = f"{spec.key}-columns", f"{spec.key}-tall"
    opened = look.popover("Columns", "view_column", f"{spec.key}-choosing")
    if opened is not None:
        with opened:
            st.multiselect(
                "Columns, in this order",
                list(labels),
                default=default,
                key=key,
                persist_state="session",
            )
            st.toggle("Tall rows, for long text", key=tall, persist_state="session")
    chosen = [label for label in _set_to(key) or default if label in labels]
    return tuple(labels[label] for label in chosen), bool(_set_to(tall))


def _set_to(key: str) -> Any:
    """Return what a tool is set to, whether its popover is open or not."""
    return st.session_state.get(key)


def _add(here: Here, spec: RegisterSpec[Any], values: Mapping[str, Any]) -> None:
    drafts.keep(here, spec, drafting.add_rows(drafts.draft(here, spec), [values]))


def _clear(spec: RegisterSpec[Any]) -> None:
    for key in list(st.session_state):
        name = str(key)
        if name.startswith((f"{spec.key}-filter-", f"{spec.key}-search")):
            st.session_state[name] = "" if name.endswith("-search") else []
    st.session_state[f"{spec.key}-archived"] = False
    st.session_state.pop("matrix-cell", None)
