"""What a meeting decides becomes entries of the project at once."""

from typing import Any

import streamlit as st

from core.edits import Add, Edit
from core.errors import InvalidEntryError, LinchpinError
from core.registers.spec import RegisterSpec
from data import boards
from data.store import commit
from pages._ui import live_seat
from pages._ui.live_seat import Live

WRITTEN = "live-written"  # what this tab committed: a double click is one entry


def add(
    live: Live, spec: RegisterSpec[Any], values: dict[str, object], group: int | None
) -> bool:
    """Add an entry that names its meeting and topic; sent twice it is there once."""
    written: list[object] = st.session_state.setdefault(WRITTEN, [])
    sent = (spec.key, values, group)
    if sent in written:
        return True

    def work() -> None:
        of = {"retrospective": live.head.retrospective}
        if group is not None:
            of["topic"] = boards.topic_of(
                live.store, live.code, group, actor=live.actor
            )
        _commit(live, spec, Add(spec.key, of | values))
        written.append(sent)

    return live_seat.attempt(work)


def save(live: Live, spec: RegisterSpec[Any], edit: Edit) -> bool:
    """Commit one edit on behalf of who leads."""
    return live_seat.attempt(_commit, live, spec, edit)


def _commit(live: Live, spec: RegisterSpec[Any], edit: Edit) -> None:
    """Commit an edit; say in plain words which field of the form is wrong.

    Raises
    ------
    LinchpinError
        If it is refused.
    """
    key, note = live.head.project, f"Retrospective “{live.head.title}”"
    try:
        commit(live.store, key, [edit], actor=live.actor, note=note)
    except InvalidEntryError as error:
        said = [f"{_label(spec, p.field)} {p.message}" for p in error.problems]
        raise LinchpinError(f"{'; '.join(said)}.") from error


def _label(spec: RegisterSpec[Any], name: str) -> str:
    return spec.by_name[name].label if name in spec.by_name else name
