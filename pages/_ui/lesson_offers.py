"""Lessons of other projects that fit what is planned: applied, or dismissed."""

from collections.abc import Sequence

import streamlit as st

from core import lesson_offers as offering
from core.access import Actor
from core.edits import Edit
from core.errors import LinchpinError
from core.lesson_offers import Offer
from core.lessons_everywhere import Told, all_told
from core.registers.learning import LessonPage
from data.lessons import lessons_everywhere
from data.store import Store, commit
from pages._ui import look, page
from pages._ui.page import Here

SAID = "lesson-said"
REASON = "lesson-why"
WHAT = {  # by whether it is the page Risks
    True: "Makes a risk of it, with what to do as its mitigation.",
    False: "Makes an action of what it says to do.",
}


def show(here: Here, where: LessonPage) -> None:
    """Offer the lessons that fit this page; nothing where none does."""
    if not here.can_edit:
        return
    if told := st.session_state.pop(SAID, ""):
        st.toast(told, icon=":material/school:")
    found = here.memo(offering.offers, where, told_everywhere())
    if not found:
        return
    opened = look.popover(offering.title(found), "school", "lessons", "secondary")
    if opened is not None:
        with opened:
            for number, offer in enumerate(found):
                _offer(here, where, offer, f"lesson-{number}")


def told_everywhere() -> tuple[Told, ...]:
    """Return the lessons of all projects, read again once somebody has saved."""
    return page.workspace(_told)


def _told(store: Store, actor: Actor) -> tuple[Told, ...]:
    return all_told(lessons_everywhere(store, actor))


def _offer(here: Here, where: LessonPage, offer: Offer, key: str) -> None:
    lesson = offer.told.lesson
    said = {
        "When": lesson.situation,
        "Do": lesson.advice,
        "Because": lesson.reason,
    }
    lines = [f"*{name}* {look.safe(text)}" for name, text in said.items() if text]
    st.markdown(
        f"**{look.safe(lesson.title)}**  \n"
        + "  \n".join(lines)
        + f"  \n:gray[:small[{look.safe(offer.reason)} "
        + f"{offer.told.reference} of {look.safe(offer.told.name)}]]"
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.button(
            "Apply",
            key=f"{key}-apply",
            icon=":material/add:",
            help=WHAT[where is LessonPage.RISKS],
            on_click=_apply,
            args=(here, where, offer),
        )
        st.text_input(
            "Why it does not fit",
            key=f"{key}-{REASON}",
            placeholder="Why it does not fit",
            label_visibility="collapsed",
            max_chars=200,
            width=220,
        )
        st.button(
            "Dismiss",
            key=f"{key}-dismiss",
            type="tertiary",
            on_click=_dismiss,
            args=(here, where, offer, f"{key}-{REASON}"),
        )


def _apply(here: Here, where: LessonPage, offer: Offer) -> None:
    edits = offering.apply_edits(here.project, offer, where, here.today)
    made = "a risk with its mitigation" if where is LessonPage.RISKS else "an action"
    _do(here, edits, f"“{offer.told.lesson.title}” became {made}.")


def _dismiss(here: Here, where: LessonPage, offer: Offer, key: str) -> None:
    reason = str(st.session_state.get(key, "")).strip()
    if not reason:
        st.session_state[SAID] = "Say in a few words why the lesson does not fit."
        return
    edit = offering.dismiss_edit(offer, where, here.today, reason)
    _do(here, (edit,), f"“{offer.told.lesson.title}” is dismissed for this project.")


def _do(here: Here, edits: Sequence[Edit], told: str) -> None:
    try:
        commit(here.store, here.project.key, list(edits), actor=here.actor)
    except LinchpinError as error:
        told = str(error)
    st.session_state[SAID] = told
