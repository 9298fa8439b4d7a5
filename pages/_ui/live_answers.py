"""Questions that everybody at a board answers: with one tap, or in a few words."""

from collections.abc import Callable, Sequence

import streamlit as st

from core import words
from core.retrospective.live import Tally
from core.retrospective.questions import SCALE
from data import boards
from pages._ui import live_seat, look
from pages._ui.live_seat import Live


def choose(
    live: Live,
    question: str,
    label: str,
    options: Sequence[str] = SCALE,
    shown: Callable[[str], str] = str,
) -> None:
    """Ask a question that is answered with one tap; another tap changes the answer."""
    key = f"live-{question}"
    live_seat.show(key, live.view.answers.get(question))
    st.pills(
        label,
        options,
        format_func=shown,
        key=key,
        required=question in live.view.answers,
        disabled=live.head.locked,
        on_change=_chosen,
        args=(live, question, key),
    )


def _chosen(live: Live, question: str, key: str) -> None:
    if not live_seat.is_late(key):
        live_seat.take_part(live, boards.answer, question, st.session_state[key])


def write(live: Live, question: str, label: str, hint: str, longest: int) -> None:
    """Ask a question that is answered in a few words; they can be changed."""
    key = f"live-{question}"
    given = live.view.answers.get(question, "")
    with st.form(f"{key}-form", border=False):
        st.text_input(label, value=given, key=key, placeholder=hint, max_chars=longest)
        st.form_submit_button(
            "Change it" if given else "Send",
            key=f"{key}-send",
            type="secondary" if given else "primary",
            disabled=live.head.locked,
            width="stretch",
            on_click=_written,
            args=(live, question, key),
        )


def _written(live: Live, question: str, key: str) -> None:
    live_seat.take_part(live, boards.answer, question, st.session_state[key].strip())


def tally(live: Live, question: str) -> Tally:
    """Return how a question was answered so far."""
    known = {tally.question: tally for tally in live.view.tallies}
    return known.get(question, Tally(question, {}, 0))


def bars(live: Live, question: str, title: str, options: Sequence[str] = SCALE) -> None:
    """Show how often each answer was given, with dots; or how many it waits for."""
    found = tally(live, question)
    if found.hidden or not found.answered:
        look.block(title, _waits(found))
        return
    look.table(
        {
            f"**{look.safe(title)}**": [look.safe(option) for option in options],
            words.count(found.answered, "answer"): [
                f":blue[{'●' * found.counts.get(option, 0)}]" for option in options
            ],
        },
        alt=title,
    )


def _waits(found: Tally) -> str:
    given = words.capital(words.count(found.answered, "answer"))
    if not found.needed:
        return f"{given} so far."
    return f"{given} so far; shown when {words.small(found.needed)} more have come."
