"""Discuss: one topic a screen, with its time, what is said, and the five whys."""

from functools import partial

import streamlit as st

from core import words
from core.retrospective import live_words
from core.retrospective.live import SeenGroup
from data import boards
from pages._ui import (
    live_actions,
    live_answers,
    live_cards,
    live_group,
    live_seat,
    look,
)
from pages._ui.live_seat import Live

TOPIC = "live-discussed"
NOTE, WHY = "note", "why"
MOST = 5  # whys
GO_ON = ("yes", "no")


def lead(live: Live) -> None:
    """Show the topic in discussion, large, and the order of the others."""
    groups = {group.id: group for group in live.view.groups}
    order, stage = st.columns([1, 3], gap="medium")
    with order:
        _order(live, groups)
    current = groups.get(live.view.current or 0)
    with stage:
        if current is None:
            st.markdown("###### Choose the first topic at the left.")
            return
        with st.container(key="live-stage"):
            _stage(live, current, "#####", "######")
        with st.container(key="live-said"):
            _lines(live, current)
        with st.expander("Agree on an action", icon=":material/task_alt:"):
            live_actions.form(live, current)


def take_part(live: Live) -> None:
    """Show the topic in discussion, and ask whether to go on with it."""
    groups = {group.id: group for group in live.view.groups}
    current = groups.get(live.view.current or 0)
    with st.container(key="live-mine"):
        if current is None:
            live_group.topics(live)
            return
        _stage(live, current, "######", "")
    with st.container(key="live-ask"):
        live_answers.choose(
            live, _extend(current), "Shall we go on with this topic?", GO_ON
        )
    with st.container(key="live-others"):
        _said(current)


def _extend(group: SeenGroup) -> str:
    return f"extend:{group.id}"


def _order(live: Live, groups: dict[int, SeenGroup]) -> None:
    if live.view.current in groups:
        live_seat.show(TOPIC, live.view.current)
    st.radio(
        "Topics",
        list(groups),
        index=None,
        format_func=lambda group: _named(groups.get(group)),
        key=TOPIC,
        on_change=_turn_to,
        args=(live,),
    )
    rest = [g.id for g in groups.values() if not g.discussed]
    rest = [group for group in rest if group != live.view.current]
    st.button(
        "Next topic",
        icon=":material/arrow_forward:",
        key="live-next-topic",
        disabled=not rest,
        on_click=_next,
        args=(live, rest[0] if rest else None),
    )


def _named(group: SeenGroup | None) -> str:
    if group is None:
        return ""
    done = ":material/check: " if group.discussed else ""
    votes = f":blue[{group.votes}\u00a0{live_words.DOT}] " if group.votes else ""
    return f"{done}{votes}{look.safe(group.title)}"


def _turn_to(live: Live) -> None:
    if not live_seat.is_late(TOPIC):
        live_seat.lead(live, boards.discuss, st.session_state[TOPIC])


def _next(live: Live, group: int | None) -> None:
    if live.view.current:
        done = partial(boards.set_discussed, discussed=True)
        live_seat.lead(live, done, live.view.current)
    live_seat.lead(live, boards.discuss, group)


def _stage(live: Live, group: SeenGroup, large: str, middle: str) -> None:
    st.markdown(f"{large} {look.safe(group.title)}")
    votes = words.count(group.votes or 0, "vote")
    on = live_answers.tally(live, _extend(group)).counts
    asked = ", ".join(f"{on.get(x, 0)} {x}" for x in GO_ON) if on else ""
    st.markdown(f":gray[{votes}{f' · go on: {asked}' if asked else ''}]")
    cards = [card for card in live.view.cards if card.id in group.cards]
    if len(cards) > 1 or cards[0].text != group.title:
        for card in cards:
            st.markdown(f"{middle} {live_cards.text(card)}".strip())


def _said(group: SeenGroup) -> None:
    for title, lines in (("Said", group.notes), ("Why", group.whys)):
        if lines:
            said = "\n".join(f"1. {look.safe(line)}" for line in lines)
            st.markdown(f"**{title}**\n\n{said}")


def _lines(live: Live, group: SeenGroup) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        _list(live, group, NOTE, group.notes, "What is said", "Note it")
    with right:
        nth = f"Why? {min(len(group.whys) + 1, MOST)} of {MOST}"
        _list(live, group, WHY, group.whys, nth, "Add the why")


def _list(
    live: Live, group: SeenGroup, kind: str, lines: tuple[str, ...], *said: str
) -> None:
    asked, button = said
    key = f"live-{kind}-{group.id}"
    with st.form(f"{key}-form", border=False):
        st.text_input(asked, key=key, max_chars=300)
        st.form_submit_button(button, on_click=_add, args=(live, group, kind, key))
    with st.container(key=f"{key}-lines"):
        for position, line in enumerate(lines):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"{position + 1}\\. {look.safe(line)}")
                st.button(
                    "Remove",
                    key=f"{key}-remove-{position}",
                    type="tertiary",
                    on_click=live_seat.press,
                    args=(live, boards.remove_note, group.id, kind, position),
                )


def _add(live: Live, group: SeenGroup, kind: str, key: str) -> None:
    typed = str(st.session_state[key]).strip()
    if typed and live_seat.lead(live, boards.add_note, group.id, kind, typed):
        live_seat.clear({key: ""})
