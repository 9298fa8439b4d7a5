"""The lessons of all projects, searched by their words."""

import streamlit as st

from core import lessons_everywhere as everywhere
from core import words
from core.lessons_everywhere import Told
from pages._ui import lesson_offers, look

SHOWN = 12
TYPED = "lessons-typed"


def show() -> None:
    """Show the lessons that hold the words typed, those applied most often first."""
    told = lesson_offers.told_everywhere()
    if not told:
        return
    typed = str(st.session_state.get(TYPED) or "")
    found = everywhere.search(told, typed)
    look.block(
        everywhere.found_title(found, typed),
        "All projects that you may read; those that others applied stand first.",
    )
    st.text_input(
        "Words in lessons of all projects",
        type="search",
        key=TYPED,
        placeholder="As in: vendor, cut-over, certificate",
        label_visibility="collapsed",
        persist_state="session",
        width=420,
    )
    shown = found[:SHOWN]
    look.table(
        {
            "Lesson": [_lesson(one) for one in shown],
            "When, do, because": [_advice(one) for one in shown],
            "Used": [everywhere.used_words(one.applied) for one in shown],
        },
        "Lessons of all projects",
    )
    if len(found) > SHOWN:
        rest = words.count(len(found) - SHOWN, "more lesson")
        look.foot(f"{words.capital(rest)}: use more words to narrow them down.")


def _lesson(told: Told) -> str:
    link = look.link("lessons", told.reference, told.key)
    name = f":gray[:small[{look.safe(told.name)}]]"
    return f"{link} {look.safe(told.lesson.title)} {name}"


def _advice(told: Told) -> str:
    lesson = told.lesson
    return look.safe(
        ". ".join(
            text.rstrip(".")
            for text in (lesson.situation, lesson.advice, lesson.reason)
            if text
        )
    )
