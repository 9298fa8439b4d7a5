"""Below a grid: what waits to be saved, what is wrong, what two people changed."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from core import draft as drafting
from core import tied, words
from core.draft import Draft
from core.errors import Conflict, LinchpinError, Problem
from core.registers.spec import RegisterSpec
from data.store import commit
from pages._ui import drafts, look
from pages._ui.columns import target_label
from pages._ui.drafts import SAID
from pages._ui.page import Here

EDITED, NEW, WRONG, CLASH = "✎", "+", "■", "⇄"


Specs = tuple[RegisterSpec[Any], ...]


def marks(
    here: Here, spec: RegisterSpec[Any], others: Specs = ()
) -> Mapping[int | str, str]:
    """Return the mark of each row that is edited, new, wrong or in conflict."""
    draft = drafts.draft(here, spec)
    if not draft.changed and not draft.added:
        return {}
    found: dict[int | str, str] = dict.fromkeys(draft.changed, EDITED)
    found |= dict.fromkeys(draft.added, NEW)
    by_reference = {spec.reference(number): number for number in draft.changed}
    for problem in _problems(here, (spec, *others)):
        place = by_reference.get(problem.reference, problem.reference)
        if place in found:
            found[place] = WRONG
    for conflict in drafting.conflicts(draft, spec, here.project):
        found[conflict.number] = CLASH
    return found


def show(here: Here, spec: RegisterSpec[Any], others: Specs = ()) -> None:
    """Show Save and Discard with what stands in the way, where anything is pending.

    What waits in `others` is saved with it, as one revision.
    """
    specs = (spec, *others)
    for each in specs:
        told(each)
        _left_behind(here, each)
    waiting = _waiting(here, specs)
    many = sum(draft.pending for draft in waiting.values())
    if not many and not any(draft.added for draft in waiting.values()):
        return
    clashing = [
        (each, conflict)
        for each in specs
        for conflict in drafting.conflicts(waiting[each.key], each, here.project)
    ]
    wrong = _problems(here, specs)
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{_headline(many, wrong, clashing)}**")
            st.space("stretch")
            st.button(
                "Discard",
                key=f"{spec.key}-discard",
                type="tertiary",
                on_click=_discard,
                args=(here, specs),
            )
            st.button(
                f"Save {_what(many, spec)}",
                key=f"{spec.key}-save",
                type="primary",
                icon=":material/save:",
                disabled=bool(wrong or clashing) or not many,
                on_click=_save,
                args=(here, specs),
            )
        for each, conflict in clashing:
            _choose(here, each, conflict)
        problems(spec, wrong, others)


def _what(many: int, spec: RegisterSpec[Any]) -> str:
    return f"the {spec.noun}" if spec.single else words.count(many, "entry", "entries")


def _waiting(here: Here, specs: Specs) -> dict[str, Draft]:
    return {spec.key: drafts.draft(here, spec) for spec in specs}


def _problems(here: Here, specs: Specs) -> tuple[Problem, ...]:
    return tied.problems(_waiting(here, specs), here.project)


def _save(here: Here, specs: Specs) -> None:
    """Save drafts as one revision; what fails stays in the drafts and is told."""
    waiting = _waiting(here, specs)
    try:
        edits = tied.edits(waiting, here.project)
        project = commit(here.store, here.project.key, edits, actor=here.actor)
    except LinchpinError as error:
        say(specs[0], str(error), saved=False)
        return
    _discard(here, specs)
    pending = sum(draft.pending for draft in waiting.values())
    many = words.count(pending, "entry", "entries")
    told = f"Saved {many} as revision {project.revision}. History can undo it."
    say(specs[0], told, saved=True)


def say(spec: RegisterSpec[Any], text: str, *, saved: bool) -> None:
    """Tell the outcome of a callback in the run that follows it."""
    st.session_state[SAID] = (spec.key, text, saved)


def problems(
    spec: RegisterSpec[Any], wrong: tuple[Problem, ...], others: Specs = ()
) -> None:
    """List what is wrong: which entry, which column, what was written, what may be."""
    look.table(
        {
            "Entry": [look.tight(p.reference) for p in wrong],
            "Column": [look.safe(_label(p.field, spec, *others)) for p in wrong],
            "Written": [look.safe(p.value) or ":gray[nothing]" for p in wrong],
            "Problem": [f":red[■ {look.safe(p.message)}]" for p in wrong],
            "Allowed": [look.safe(p.allowed) for p in wrong],
        },
        alt="Problems to correct before saving",
    )


def _label(name: str, *specs: RegisterSpec[Any]) -> str:
    fields = (spec.by_name[name] for spec in specs if name in spec.by_name)
    return next((field.label for field in fields), name)


def _headline(many: int, wrong: Sequence[Problem], clashing: Sequence[object]) -> str:
    entries = words.count(many, "entry", "entries")
    found = words.capital(words.count(len(wrong), "problem"))
    if clashing:
        fields = words.count(len(clashing), "field")
        said = (
            f"Somebody else changed {fields} that you edited: choose which text stays."
        )
        return f"{said} {found} to correct besides." if wrong else said
    if wrong:
        return f"{found} to correct before {entries} can be saved."
    waits = "waits" if many == 1 else "wait"
    return f"{words.capital(entries)} {waits} to be saved."


def _choose(here: Here, spec: RegisterSpec[Any], conflict: Conflict) -> None:
    """Show one field that two people changed, mine and theirs, and let me choose."""
    name = _label(conflict.field, spec) or "Entry"
    columns = st.columns([2, 3, 3])
    columns[0].markdown(f"{look.tight(conflict.reference)} **{look.safe(name)}**")
    for column, mine in ((columns[1], True), (columns[2], False)):
        value = conflict.mine if mine else conflict.theirs
        column.markdown(
            f":gray[{'Mine' if mine else 'Theirs'}:] "
            + look.safe(_shown(here, spec, conflict.field, value))
        )
        column.button(
            "Keep mine" if mine else "Take theirs",
            key=f"{spec.key}-{conflict.number}-{conflict.field}-{mine}",
            on_click=_settle,
            args=(here, spec, conflict),
            kwargs={"mine": mine},
            disabled=mine and not conflict.field,
        )


def _shown(here: Here, spec: RegisterSpec[Any], name: str, value: object) -> str:
    field = spec.by_name.get(name)
    if field is not None and field.target:
        return target_label(field, value, here.project)
    return "nothing" if value in (None, "") else str(value)


def _settle(
    here: Here, spec: RegisterSpec[Any], conflict: Conflict, *, mine: bool
) -> None:
    draft, record = (
        drafts.draft(here, spec),
        here.project[spec].records[conflict.number],
    )
    if conflict.field:
        draft = drafting.choose(draft, spec, record, conflict.field, mine=mine)
    else:
        draft = drafting.forget(draft, conflict.number)
    drafts.keep(here, spec, draft)
    drafts.renew(spec.key)


def _discard(here: Here, specs: Specs) -> None:
    for spec in specs:
        drafts.keep(here, spec, Draft())
        drafts.renew(spec.key)


def told(spec: RegisterSpec[Any]) -> None:
    """Tell the outcome of the callback that ran before this run."""
    key, text, saved = st.session_state.get(SAID, ("", "", True))
    if key == spec.key:
        del st.session_state[SAID]
        if saved:
            st.toast(text, icon=":material/check:")
        else:
            st.error(text)


def _left_behind(here: Here, spec: RegisterSpec[Any]) -> None:
    """Offer edits that this person left unsaved before a reload or a restart."""
    if drafts.draft(here, spec).pending:
        return
    for kept in drafts.left_behind(here, spec)[:1]:
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            st.markdown(
                f"Unsaved edits of {words.day(kept.saved_at.date())}, "
                f"{kept.saved_at:%H:%M} UTC were left in another window."
            )
            st.button(
                "Continue them",
                key=f"{spec.key}-continue",
                on_click=drafts.take_over,
                args=(here, spec, kept),
            )
            st.button(
                "Discard them",
                key=f"{spec.key}-forget",
                type="tertiary",
                on_click=drafts.drop,
                args=(here, kept),
            )
