"""Keep an answer with its seed and revision; quote the one that was kept last."""

from collections.abc import Hashable
from functools import partial

import streamlit as st

from core.analysis_simulation import section_of
from core.errors import LinchpinError
from core.registers.catalog import MITIGATIONS
from core.simulated_answer import Answer
from core.simulated_kept import kept_words
from core.simulated_runs import kept
from data.store import commit
from pages._ui import look, working
from pages._ui.page import Here

WISHED = "promise-wished"


def show(here: Here, asked: Answer, key: Hashable, rounds: int) -> None:
    """Offer to keep the answer.

    Parameters
    ----------
    key
        What is asked for, with all that the answer depends on.
    rounds
        How often all trials are gone through beside once for each mitigation.
    """
    look.block(
        "Keep what was promised",
        f"With its seed, its trials and revision {here.project.revision}, so that it "
        "can be computed again; Overview, Schedule and Budget quote it.",
    )
    if here.can_edit:
        st.button(
            "Keep this answer",
            icon=":material/bookmark:",
            key="promise-keep",
            on_click=_wish,
        )
    if st.session_state.pop(WISHED, False):
        _keep(here, asked, key, rounds)
    if said := here.memo(kept_words):
        look.foot(f"Kept last: {said}")


def _wish() -> None:
    st.session_state[WISHED] = True


def _keep(here: Here, asked: Answer, key: Hashable, rounds: int) -> None:
    many = len(here.project[MITIGATIONS].live)
    run = partial(section_of, asked.made, asked.question.percent)
    wanted = (rounds + many) * asked.made.trials
    section = working.follow(key, run, wanted, "trials")
    if section is None:
        return
    edit = kept(section, here.project, here.today)
    try:
        commit(here.store, here.project.key, [edit], actor=here.actor)
    except LinchpinError as error:
        st.error(str(error))
        return
    st.toast("Kept with its seed and revision.", icon=":material/bookmark:")
    st.rerun()
