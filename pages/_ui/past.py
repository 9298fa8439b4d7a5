"""The revisions of a project, what each one did, and the way back."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from core import words
from core.changes import lines_in_words
from core.errors import LinchpinError, StaleRecordError
from core.project import Revision
from core.registers.catalog import BY_KEY
from core.undo import refusal
from data.history import headings
from data.store import history, undo
from pages._ui import drafts, look, trail
from pages._ui.page import Here, today

PAGE = 10  # revisions
MOST_LINES = 8  # of one revision, before "and 30 more"
SAID = "linchpin_undone"
REGISTER = "past-register"
UNTIL = "until"  # in the address
FIRST_DAY = date(1990, 1, 1)


def choose(here: Here) -> tuple[Revision, ...]:
    """Return the revisions that the reader wants to see, newest first."""
    _told()
    register, person, until = _choice(here)
    return tuple(
        r
        for r in _headings(here, register)
        if r.number <= here.project.revision
        and person in (None, r.actor)
        and (until is None or r.at.date() <= until)
    )


def headline(shown: Sequence[Revision]) -> str:
    """Say how much was changed, by how many, since when."""
    if not shown:
        return "Nothing was changed in this choice of register, person and day."
    people = len({r.actor for r in shown})
    if len(shown) == 1:
        return f"One revision, by {shown[0].actor} on {words.day(shown[0].at.date())}."
    return (
        f"{words.capital(words.count(len(shown), 'revision'))} by "
        f"{words.count(people, 'person', 'people')} since "
        f"{words.day(shown[-1].at.date())}, "
        f"the last on {words.day(shown[0].at.date())}."
    )


def show(here: Here, shown: Sequence[Revision]) -> None:
    """Show a page of revisions with what each one did."""
    pages = max(-(-len(shown) // PAGE), 1)
    if st.session_state.get("past-page", 1) > pages:
        st.session_state["past-page"] = 1
    page = st.pagination(pages, key="past-page") if pages > 1 else 1
    part = shown[(page - 1) * PAGE : page * PAGE]
    said = _changes(here, st.session_state.get(REGISTER), part)
    for revision in part:
        _revision(here, revision, said[revision.number])


def _headings(here: Here, register: str | None = None) -> tuple[Revision, ...]:
    key = (here.project.key, here.project.revision, "headings", register)
    return here.memory.answer(
        key,
        lambda: headings(
            here.store, here.project.key, actor=here.actor, register=register
        ),
    )


def _changes(
    here: Here, register: str | None, shown: Sequence[Revision]
) -> Mapping[int, Sequence[str]]:
    """Return what each revision did; read for those that are shown, and once."""
    numbers = tuple(revision.number for revision in shown)

    def read() -> Mapping[int, Sequence[str]]:
        found = history(
            here.store,
            here.project.key,
            actor=here.actor,
            register=register,
            only=numbers,
        )
        return {r.number: lines_in_words(here.project, r.lines) for r in found}

    key = (here.project.key, here.project.revision, "changes", register, numbers)
    return here.memory.answer(key, read)


def _choice(here: Here) -> tuple[str | None, str | None, date | None]:
    """Ask for a register, a person and a last day; each may be left open."""
    people = sorted({r.actor for r in _headings(here)})
    with st.container(horizontal=True, vertical_alignment="bottom"):
        register = st.selectbox(
            "Register",
            list(BY_KEY),
            index=None,
            format_func=lambda key: BY_KEY[key].title,
            key=REGISTER,
            placeholder="All registers",
            width=220,
        )
        person = st.selectbox(
            "Who",
            people,
            index=None,
            key="past-person",
            placeholder="Everybody",
            width=220,
        )
        until = st.date_input(
            "Up to",
            value=None,
            min_value=FIRST_DAY,
            max_value=today(),
            key=UNTIL,
            format="YYYY-MM-DD",
            bind="query-params",
            width=160,
            help="Begins the list at the last change of this day.",
        )
    return register, person, until


def _revision(here: Here, revision: Revision, said: Sequence[str]) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(
            horizontal=True,
            horizontal_alignment="distribute",
            vertical_alignment="center",
            wrap=False,
        ):
            note = f" · {look.safe(revision.note)}" if revision.note else ""
            when = f"{words.day(revision.at.date())}, {revision.at:%H:%M} UTC"
            st.markdown(
                f"**{revision.number}** · {when} · {look.safe(revision.actor)}{note}"
            )
            if here.can_edit and revision.number > 1:
                st.button(
                    "Undo",
                    icon=":material/undo:",
                    type="tertiary",
                    key=f"undo-{revision.number}",
                    on_click=_undo,
                    args=(here, revision.number),
                )
        st.markdown(_lines(here, said[:MOST_LINES]))
        if rest := said[MOST_LINES:]:
            key = f"past-{revision.number}"
            opened = look.popover(f"{len(rest)} more", "more_horiz", key)
            if opened is not None:
                opened.markdown(_lines(here, rest))


def _lines(here: Here, said: Sequence[str]) -> str:
    return "  \n".join(trail.linked(here, line) for line in said)


def _undo(here: Here, number: int) -> None:
    said: tuple[bool, str]
    try:
        project = undo(here.store, here.project.key, number, actor=here.actor)
        for register in BY_KEY:
            drafts.renew(register)  # what it put back stands in the grids again
        said = True, f"Undone: revision {number} is taken back by {project.revision}."
    except StaleRecordError as error:
        said = False, f"Revision {number} cannot be undone. {refusal(error)}"
    except LinchpinError as error:
        said = False, f"Revision {number} cannot be undone. {error}"
    st.session_state[SAID] = said


def _told() -> None:
    done: Any = st.session_state.pop(SAID, None)
    if done is not None:
        (st.toast if done[0] else st.error)(done[1])
