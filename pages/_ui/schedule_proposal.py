"""What levelling proposed and nobody has saved: edits that are kept apart from others.

They wait as any unsaved edits do, so that the page shows what they move. They are saved
by themselves: what somebody typed besides, here or in Settings, goes on waiting.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from core import tied, what_if, words
from core.draft import Draft
from core.errors import LinchpinError
from core.registers.catalog import BY_KEY, SCENARIOS
from data.store import commit
from pages._ui import drafts, pending
from pages._ui.page import Here

PROPOSED = "levelling-proposed"


@dataclass(frozen=True)
class Proposed:
    """The edits of a proposal, by register, and how good it is in words."""

    project: str
    edits: Mapping[str, Draft]
    sentence: str

    @property
    def many(self) -> int:
        """How many entries it changes or adds."""
        return sum(draft.pending for draft in self.edits.values())


def keep(here: Here, edits: Mapping[str, Draft], sentence: str) -> None:
    """Let a proposal's edits wait to be saved."""
    for key, draft in edits.items():
        drafts.keep(here, BY_KEY[key], draft)
        drafts.renew(key)
    st.session_state[PROPOSED] = Proposed(here.project.key, edits, sentence)


def waiting(here: Here, all_edits: Mapping[str, Draft]) -> Proposed | None:
    """Return the proposal, as long as all of its edits wait as they were proposed."""
    found: Proposed | None = st.session_state.get(PROPOSED)
    if found is None or found.project != here.project.key:
        return None
    left = what_if.left_over(found.edits, all_edits)
    return None if any(draft.pending for draft in left.values()) else found


def others(proposed: Proposed, all_edits: Mapping[str, Draft]) -> int:
    """Return how many entries somebody edited besides."""
    left = what_if.left_over(all_edits, proposed.edits)
    return sum(draft.pending for draft in left.values())


def button(here: Here, proposed: Proposed, all_edits: Mapping[str, Draft]) -> None:
    """Offer to save the proposal by itself."""
    st.button(
        f"Save the proposal, {words.count(proposed.many, 'entry', 'entries')}",
        key="proposal-save",
        icon=":material/save:",
        on_click=_save,
        args=(here, proposed, all_edits),
    )


def _save(here: Here, proposed: Proposed, all_edits: Mapping[str, Draft]) -> None:
    try:
        edits = tied.edits(proposed.edits, here.project)
        project = commit(
            here.store,
            here.project.key,
            edits,
            actor=here.actor,
            note="Levelled the resources",
        )
    except LinchpinError as error:
        pending.say(SCENARIOS, str(error), saved=False)
        return
    for key, draft in what_if.left_over(all_edits, proposed.edits).items():
        drafts.keep(here, BY_KEY[key], draft)
        drafts.renew(key)
    del st.session_state[PROPOSED]
    told = f"Saved as revision {project.revision}. History can undo it."
    pending.say(SCENARIOS, told, saved=True)
