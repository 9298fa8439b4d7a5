"""Unsaved edits of this browser session, by project and register."""

from typing import Any
from uuid import uuid4

import streamlit as st

from core.draft import Draft, from_json, to_json
from core.registers.spec import RegisterSpec
from data import drafts as kept
from pages._ui.page import Here

DRAFTS = "linchpin_drafts"
SESSION = "linchpin_session"
GENERATION = "linchpin_generation"
LEFT = "linchpin_left"
SAID = "linchpin_said"  # the outcome of a callback, told by the run that follows


def session() -> str:
    """Return a name for this browser session, known to nobody else."""
    if SESSION not in st.session_state:
        st.session_state[SESSION] = uuid4().hex
    name: str = st.session_state[SESSION]
    return name


def draft(here: Here, spec: RegisterSpec[Any]) -> Draft:
    """Return what was typed here and is not saved; nothing where one may only read."""
    if not here.can_edit:
        return Draft()
    found: Draft = _all().get((here.project.key, spec.key), Draft())
    return found


def keep(here: Here, spec: RegisterSpec[Any], new: Draft) -> None:
    """Keep a draft in the session, and in the store for when the session ends."""
    if not here.can_edit:  # the right was taken away while the page was open
        refusal = f"{here.actor.name} may not edit project {here.project.key}."
        st.session_state[SAID] = (spec.key, refusal, False)
        return
    place = kept.DraftPlace(session(), here.project.key, spec.key)
    if new.pending:
        kept.keep_draft(here.store, place, to_json(new), actor=here.actor)
    elif draft(here, spec).pending:
        kept.drop_draft(here.store, place, actor=here.actor)
    _all()[here.project.key, spec.key] = new


def renew(register: str) -> None:
    """Make the grid of a register start afresh from project and draft."""
    numbers = st.session_state.setdefault(GENERATION, {})
    numbers[register] = numbers.get(register, 0) + 1


def generation(register: str) -> int:
    """Return a number that is part of the grid's key."""
    numbers: dict[str, int] = st.session_state.setdefault(GENERATION, {})
    return numbers.get(register, 0)


def left_behind(here: Here, spec: RegisterSpec[Any]) -> tuple[kept.KeptDraft, ...]:
    """Return drafts that this person left in other sessions: a reload, a restart.

    Asked once for each revision that this session shows, not in every run.
    """
    place = (here.project.key, spec.key)
    revision, found = _left().get(place, (None, ()))
    if revision != here.project.revision:
        found = kept.drafts_of(
            here.store, *place, actor=here.actor, except_session=session()
        )
        _left()[place] = (here.project.revision, found)
    return found


def take_over(here: Here, spec: RegisterSpec[Any], found: kept.KeptDraft) -> None:
    """Continue a draft that was left in another session."""
    keep(here, spec, from_json(found.content))
    drop(here, found)
    renew(spec.key)


def drop(here: Here, found: kept.KeptDraft) -> None:
    """Forget a draft that was left in another session."""
    kept.drop_draft(here.store, found.place, actor=here.actor)
    _left().pop((found.place.project, found.place.register), None)


def _left() -> dict[tuple[str, str], tuple[int | None, tuple[kept.KeptDraft, ...]]]:
    left: dict[tuple[str, str], tuple[int | None, tuple[kept.KeptDraft, ...]]]
    left = st.session_state.setdefault(LEFT, {})
    return left


def _all() -> dict[tuple[str, str], Draft]:
    drafts: dict[tuple[str, str], Draft] = st.session_state.setdefault(DRAFTS, {})
    return drafts
