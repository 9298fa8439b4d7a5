"""Evidence: everybody guesses the overrun first; then plan against actual is shown."""

import streamlit as st

from core import words
from core.retrospective import evidence as evidences
from core.retrospective import incident_words as said
from core.retrospective import live_words
from core.retrospective.evidence import Evidence
from core.retrospective.incident import Incident
from core.retrospective.questions import GUESS_COST, GUESS_TIME, HIGHEST, LOWEST
from data import boards
from data.board_shown import evidence_shown, incident_shown
from pages._ui import live_answers, live_seat, look, page
from pages._ui.live_seat import Live

ASKED = (
    (GUESS_COST, "cost", "What will it cost against the plan?"),
    (GUESS_TIME, "time", "How long will it take against the plan?"),
)


def lead(live: Live) -> None:
    """Show how many have guessed; the answer when who leads reveals it."""
    if incident := incident_shown(live.store, live.view, page.today()):
        _known(incident, "######")
        return
    shown = _shown(live)
    if shown is not None:
        _reveal(live, shown)
        return
    guessed = live_answers.tally(live, GUESS_COST).answered
    st.markdown(f"###### {live_words.guessed(guessed, live.view.seats)}")
    st.button(
        "Reveal the figures",
        icon=":material/visibility:",
        key="live-evidence",
        on_click=_open,
        args=(live,),
    )


def take_part(live: Live) -> None:
    """Ask for both guesses; the figures when they are revealed."""
    if incident := incident_shown(live.store, live.view, page.today()):
        with st.container(key="live-others"):
            _known(incident, "")
        return
    shown = _shown(live)
    with st.container(key="live-mine"):
        if shown is None:
            for question, _, label in ASKED:
                _ask(live, question, label)
            look.foot("In per cent: 20 is a fifth more than planned, −10 a tenth less.")
    with st.container(key="live-others"):
        if shown is not None:
            _reveal(live, shown)


def _known(incident: Incident, size: str) -> None:
    """Show what is known of the incident that the meeting takes apart."""
    st.markdown(f"{size} {look.safe(said.title(incident))}".strip())
    look.foot(said.facts(incident))
    if incident.entry.impact:
        st.markdown(look.safe(incident.entry.impact))
    look.table(
        {
            "When": [look.tight(words.moment(step.at)) for step in incident.timeline],
            "What happened": [look.safe(step.text) for step in incident.timeline],
        },
        alt=said.timeline_title(incident),
    )


def _ask(live: Live, question: str, label: str) -> None:
    key = f"live-{question}"
    given = live.view.answers.get(question)
    form = st.form(f"{key}-form", border=False)
    with form.container(horizontal=True, vertical_alignment="bottom", wrap=False):
        st.number_input(
            label,
            value=int(given) if given else None,
            min_value=LOWEST,
            max_value=HIGHEST,
            step=5,
            key=key,
            placeholder="Per cent",
        )
        st.form_submit_button(
            "Change" if given else "Guess",
            key=f"{key}-send",
            type="secondary" if given else "primary",
            disabled=live.head.locked,
            on_click=_guess,
            args=(live, question, key),
        )


def _guess(live: Live, question: str, key: str) -> None:
    value = st.session_state[key]
    if value is not None:
        live_seat.take_part(live, boards.answer, question, str(int(value)))


def _open(live: Live) -> None:
    for question, _, _ in ASKED:
        live_seat.lead(live, boards.show_answers, question)


def _shown(live: Live) -> Evidence | None:
    return evidence_shown(live.store, live.view, page.today())


def _reveal(live: Live, shown: Evidence) -> None:
    st.markdown(f"**{look.safe(shown.headline)}**")
    look.figures(shown.figures)
    for (question, what, _), overrun in zip(
        ASKED, (shown.cost, shown.time), strict=True
    ):
        guesses = evidences.guesses(live_answers.tally(live, question).counts)
        st.markdown(f"###### {look.safe(evidences.answer(overrun, what))}")
        look.foot(f"{live_words.spread(guesses)}.")
