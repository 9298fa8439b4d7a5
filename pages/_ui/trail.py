"""Where an entry stands in the project: what it is linked with, and its history."""

import re
from typing import Any

import streamlit as st

from core import origins, words
from core.changes import line_in_words
from core.project import Revision, trace
from core.registers.catalog import BY_KEY
from core.registers.entry import Record
from core.registers.spec import RegisterSpec
from data.store import history
from pages._ui import fields, look, page
from pages._ui.page import Here

REVISIONS = 20  # shown of an entry's history
BY_PREFIX = {spec.prefix: spec for spec in BY_KEY.values()}
LEADING = re.compile(r"([A-Z]+)-([0-9]+)(?= )")  # the entry that a line is about


def linked(here: Here, line: str) -> str:
    """Return a line of history as Markdown; the reference that it begins with leads on.

    Of an entry that is not there any more, as after an undo, it stays plain.
    """
    found = LEADING.match(line)
    spec = BY_PREFIX.get(found[1]) if found else None
    if not found or spec is None:
        return look.safe(line)
    if int(found[2]) not in here.project[spec].records:
        return look.safe(line)
    link = look.link(fields.PAGES[spec.key], found[0], here.project.key)
    return f"{link} {look.safe(line[found.end() :])}"


def show(here: Here, spec: RegisterSpec[Any], record: Record[Any]) -> None:
    """Show an entry's links and its history, newest first."""
    _links(here, spec, record)
    _history(here, spec, record)


def _links(here: Here, spec: RegisterSpec[Any], record: Record[Any]) -> None:
    found = trace(here.project, spec.key, record.number)
    came = origins.origins(here.project, spec, record)
    known = page.keys() if came else ()
    came = tuple(one for one in came if one.project in known)
    if not found and not came:
        return
    st.markdown("**Linked**")
    for one in came:
        address = look.link(fields.PAGES[one.register], one.reference, one.project)
        kind = f":gray[:small[{origins.noun(one)}, its source]]"
        st.markdown(f"{address} {look.safe(one.label)} {kind}")
    for link in found:
        other = BY_KEY[link.register]
        entry = here.project[other].records[link.number].entry
        reference = other.reference(link.number)
        address = look.link(fields.PAGES[link.register], reference, here.project.key)
        st.markdown(f"{address} {look.safe(entry.label)} :gray[:small[{other.noun}]]")


def _history(here: Here, spec: RegisterSpec[Any], record: Record[Any]) -> None:
    revisions = history(
        here.store,
        here.project.key,
        actor=here.actor,
        register=spec.key,
        number=record.number,
        limit=REVISIONS,
    )
    shown = [r for r in revisions if r.number <= here.project.revision]
    st.markdown("**History**")
    for revision in shown:
        st.markdown(_told(here, revision))


def _told(here: Here, revision: Revision) -> str:
    """Say in one paragraph what a revision did to an entry."""
    head = f":gray[:small[{words.day(revision.at.date())} · {look.safe(revision.actor)}"
    note = f" · {look.safe(revision.note)}" if revision.note else ""
    said = [
        look.safe(words.capital(text))
        for line in revision.lines
        for text in line_in_words(here.project, line)
    ]
    return f"{head}{note}]]  \n" + "  \n".join(said)
