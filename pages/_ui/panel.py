"""One entry with all its fields, its links and its history, in a drawer at the right.

What is typed here goes into the same draft as the grid's cells, so that closing the
drawer loses nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import streamlit as st

from core import draft as drafting
from core import risk, risk_words, words
from core.edits import Archive, Restore
from core.errors import LinchpinError
from core.registers.catalog import ACTIVITIES, RISKS
from core.registers.entry import Record
from core.registers.spec import FieldSpec, RegisterSpec
from data.store import commit
from pages._ui import (
    address,
    budget_panel,
    drafts,
    fields,
    look,
    pending,
    risk_outcome,
    schedule_panel,
    trail,
)
from pages._ui.page import Here

OPEN = "linchpin_open"  # the entry that was clicked, until its drawer opens
SEEN = "entry-seen"  # the entry whose drawer was opened last
FOLLOWED = "entry-followed"  # the entry in the address whose tab was turned to
ENTRY = address.ENTRY
DONE = "entry-done"  # a button of the drawer did what it says
WIDTH = 520  # px


def request(spec: RegisterSpec[Any], here: Here) -> None:
    """Note which entry was clicked in a grid."""
    label: str = st.session_state[f"{spec.key}-open"]["label"]
    number = number_of(spec, label)
    if number in here.project[spec].records:
        open_entry(spec, number)


def open_entry(spec: RegisterSpec[Any], number: int) -> None:
    """Note which entry is to be opened; a dialog may only be opened from the script."""
    st.session_state[OPEN] = spec.reference(number)
    st.query_params[ENTRY] = spec.reference(number)


def follow(
    key: str,
    specs: Iterable[RegisterSpec[Any]],
    shared: Mapping[str, str] | None = None,
) -> None:
    """Turn to the tab of the entry that the address names, once.

    The tabs with this key carry the titles of their registers; `shared` names the tab
    of a register that stands in another's.
    """
    named = st.query_params.get(ENTRY, "")
    if not named or st.session_state.get(FOLLOWED) == named:
        return
    for spec in specs:
        if number_of(spec, named):
            title = (shared or {}).get(spec.key, spec.title)
            st.session_state[FOLLOWED], st.session_state[key] = named, title


def number_of(spec: RegisterSpec[Any], reference: str) -> int:
    """Return the number in a reference of this register, or 0."""
    prefix, _, digits = reference.partition("-")
    return int(digits) if prefix == spec.prefix and digits.isdecimal() else 0


def show(here: Here, spec: RegisterSpec[Any]) -> None:
    """Open the drawer of the entry that was clicked, or that the address names."""
    asked: str = st.session_state.get(OPEN, "")
    named: str = st.query_params.get(ENTRY, "")
    if number_of(spec, asked):
        del st.session_state[OPEN]
    elif st.session_state.get(SEEN) != named:
        asked = named
    number = number_of(spec, asked)
    record = here.project[spec].records.get(number)
    if record is None:
        if number:
            _not_found(here, asked)
        return
    st.session_state[SEEN] = asked
    st.session_state.pop(DONE, None)
    title = f"{spec.reference(record.number)}  {look.safe(record.entry.label)}"
    drawer = st.dialog(title, position="right", width=WIDTH, on_dismiss=close)
    drawer(_panel)(here, spec, record)


def _not_found(here: Here, named: str) -> None:
    """Say once that an address names no entry; it stays, for another day or project."""
    st.session_state[SEEN] = named
    by = f" by {words.day(here.as_of)}" if here.as_of else ""
    st.toast(
        f"{look.safe(here.project.name)} has no {look.tight(named)}{by}.",
        icon=":material/search_off:",
        duration="long",
    )


def close() -> None:
    """Take the entry out of the address when its drawer is closed."""
    for name in (SEEN, FOLLOWED):
        st.session_state.pop(name, None)
    st.query_params.pop(ENTRY, None)


def _panel(here: Here, spec: RegisterSpec[Any], record: Record[Any]) -> None:
    if st.session_state.pop(DONE, False):
        # The page tells the outcome; this drawer knows the entry as it was before.
        close()
        st.rerun()
    if record.archived:
        st.markdown(":gray-badge[archived]")
    if spec is RISKS:
        _risk(here, record)
        risk_outcome.show(here, record, _mark_done)
    if spec is ACTIVITIES:
        schedule_panel.show(here, record)
    if spec in budget_panel.SPECS:
        budget_panel.show(here, spec, record)
    if here.can_edit:
        form(here, spec, record)
        _problems(here, spec, record)
        _buttons(here, spec, record)
    else:
        fields.read(spec, record.entry, here)
    trail.show(here, spec, record)


def _risk(here: Here, record: Record[Any]) -> None:
    """Show a risk's level, and what leads to what."""
    entry, settings = record.entry, here.project.settings
    band = risk.band(entry.level, settings)
    colour = look.COLOURS[band]
    st.markdown(
        f":{colour}-badge[{band.glyph}\u00a0Level\u00a0{entry.level}] "
        f":gray-badge[{entry.kind.value}] :gray-badge[{entry.status.value}]"
    )
    if told := risk_words.chain(entry):
        with st.container(border=True):
            st.markdown(
                "  \n".join(f"**{name}:** {look.safe(text)}" for name, text in told)
            )


def form(here: Here, spec: RegisterSpec[Any], record: Record[Any]) -> None:
    """Show every field of an entry, each kept in the draft as soon as it is typed."""
    values = drafting.overlay(drafts.draft(here, spec), spec, record)
    key = f"{spec.key}-{record.number}-{drafts.generation(spec.key)}"
    for heading, some in spec.grouped:
        if heading:
            st.markdown(f"**{heading}**")
        for field, place in _placed(fields.shown_of(spec, some)):
            with place:
                fields.edit(
                    field,
                    values[field.name],
                    here.project,
                    key=f"{key}-{field.name}",
                    on_change=_typed,
                    args=(here, spec, record, field, f"{key}-{field.name}"),
                    disabled=record.archived,
                )


def _problems(here: Here, spec: RegisterSpec[Any], record: Record[Any]) -> None:
    reference = spec.reference(record.number)
    wrong = drafting.problems(drafts.draft(here, spec), spec, here.project)
    pending.problems(spec, tuple(p for p in wrong if p.reference == reference))


def _placed(some: Iterable[FieldSpec]) -> Iterator[tuple[FieldSpec, Any]]:
    """Yield fields with their places: two short ones beside each other."""
    pair: list[Any] = []
    for field in some:
        if fields.is_wide(field):
            place, pair = st.container(), []
        else:
            pair = pair or list(st.columns(2, gap="small"))
            place = pair.pop(0)
        yield field, place


def _typed(
    here: Here,
    spec: RegisterSpec[Any],
    record: Record[Any],
    field: FieldSpec,
    key: str,
) -> None:
    value = fields.plain(field, st.session_state[key])
    draft = drafts.draft(here, spec)
    new = drafting.type_into(draft, spec, record, {field.name: value})
    drafts.keep(here, spec, new)


def _buttons(here: Here, spec: RegisterSpec[Any], record: Record[Any]) -> None:
    """Show what can be done with an entry: save or discard its edits, archive it."""
    touched = record.number in drafts.draft(here, spec).changed
    with st.container(horizontal=True):
        if record.archived:
            _button("Restore", "unarchive", _move, here, spec, record)
            return
        if touched:
            _button("Save this entry", "save", save_one, here, spec, record)
            _button("Discard its edits", "undo", _forget, here, spec, record)
        if not spec.single:
            _button("Archive", "archive", _move, here, spec, record)


def _button(label: str, icon: str, action: Any, *args: Any) -> None:
    spec, record = args[1], args[2]
    st.button(
        label,
        type="primary" if action is save_one else "tertiary",
        icon=f":material/{icon}:",
        key=f"{spec.key}-{record.number}-{icon}",
        on_click=_act,
        args=(action, *args),
    )


def _act(action: Any, *args: Any) -> None:
    action(*args)
    _mark_done()


def _mark_done() -> None:
    st.session_state[DONE] = True


def save_one(here: Here, spec: RegisterSpec[Any], record: Record[Any]) -> None:
    """Save the edits of one entry alone; the rest of the draft stays as it is."""
    draft = drafts.draft(here, spec)
    alone = drafting.Draft({record.number: draft.changed[record.number]})
    try:
        edits = drafting.edits(alone, spec, here.project)
        project = commit(here.store, here.project.key, edits, actor=here.actor)
    except LinchpinError as error:
        pending.say(spec, str(error), saved=False)
        return
    drafts.keep(here, spec, drafting.forget(draft, record.number))
    drafts.renew(spec.key)
    reference = spec.reference(record.number)
    told = f"Saved {reference} as revision {project.revision}. History can undo it."
    pending.say(spec, told, saved=True)


def _forget(here: Here, spec: RegisterSpec[Any], record: Record[Any]) -> None:
    draft = drafting.forget(drafts.draft(here, spec), record.number)
    drafts.keep(here, spec, draft)
    drafts.renew(spec.key)


def _move(here: Here, spec: RegisterSpec[Any], record: Record[Any]) -> None:
    """Archive an entry, or restore an archived one."""
    kind = Restore if record.archived else Archive
    edit = kind(spec.key, record.number, record.version)
    reference = spec.reference(record.number)
    try:
        commit(here.store, here.project.key, [edit], actor=here.actor)
    except LinchpinError as error:
        pending.say(spec, str(error), saved=False)
        return
    drafts.renew(spec.key)
    verb = "Restored" if record.archived else "Archived"
    pending.say(spec, f"{verb} {reference}. History can undo it.", saved=True)
