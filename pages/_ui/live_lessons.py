"""Lessons: when, do, because; written down while everybody still knows."""

import streamlit as st

from core.registers.catalog import LESSONS
from data.board_shown import lessons_learned
from pages._ui import live_commit, live_group, live_seat, look, page
from pages._ui.live_seat import Live

# Field of a lesson, what the form calls it, and an example.
ASKED = (
    ("title", "Lesson, in one line", "Order lines nine months ahead"),
    ("situation", "When", "A carrier needs permits"),
    ("advice", "Do", "Order early, and price a radio link from the start"),
    ("reason", "Because", "The permit was refused; the link saved eight weeks"),
    ("tags", "Tags", "network, vendor"),
    ("triggers", "Words in a plan that call it up", "permit, carrier, line"),
)


def lead(live: Live) -> None:
    """Ask for a lesson; below it those that there are."""
    with st.container(key="live-agree"):
        _form(live)
    with st.container(key="live-learned"):
        learned(live)


def take_part(live: Live) -> None:
    """Show the lessons so far."""
    with st.container(key="live-learned"):
        learned(live)


def learned(live: Live) -> None:
    """List the lessons of this meeting, each as one sentence."""
    found = lessons_learned(live.store, live.view)
    if not found and not live.head.closed:
        look.foot(
            "No lesson is written down yet. One that is used beats ten that are not."
        )
    for record in found:
        lesson = record.entry
        with st.container(border=True, gap=None):
            st.markdown(f"**{look.safe(lesson.title)}**")
            parts = (
                ("When", lesson.situation),
                ("Do", lesson.advice),
                ("Because", lesson.reason),
            )
            said = [f":gray[{name}] {look.safe(text)}" for name, text in parts if text]
            if said:
                st.markdown("  \n".join(said))


def _form(live: Live) -> None:
    known = {group.id: group for group in live.view.groups}
    with st.form("live-lesson-form"):
        left, right = st.columns(2)
        for place, (name, label, hint) in enumerate(ASKED):
            (right if place % 2 else left).text_input(
                label, key=f"live-lesson-{name}", placeholder=hint, max_chars=300
            )
        left.selectbox(
            "Topic that it comes from",
            list(known),
            index=None,
            format_func=lambda g: live_group.name(known[g]) if g in known else "",
            key="live-lesson-topic",
            placeholder="None in particular",
        )
        st.form_submit_button(
            "Keep the lesson",
            key="live-lesson-add",
            type="primary",
            on_click=_keep,
            args=(live,),
        )


def _keep(live: Live) -> None:
    typed = {name: st.session_state[f"live-lesson-{name}"] for name, _, _ in ASKED}
    values: dict[str, object] = {name: text.strip() for name, text in typed.items()}
    values |= {"origin": live.head.title, "learned_on": page.today().isoformat()}
    topic = st.session_state["live-lesson-topic"]
    if live_commit.add(live, LESSONS, values, topic):
        live_seat.clear({f"live-lesson-{name}": "" for name in typed})
        live_seat.clear({"live-lesson-topic": None})
