"""Actions: those of last time, did they help; and those that this meeting agrees."""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from core import board, words
from core.edits import Change
from core.registers.catalog import ACTIONS
from core.registers.entry import Record
from core.registers.log import Action, ActionStatus
from core.retrospective.evidence import Actions
from core.retrospective.live import SeenGroup
from core.retrospective.questions import CHOICES, HELPED
from data.board_shown import actions_agreed, actions_shown
from pages._ui import live_answers, live_commit, live_group, live_seat, look, page
from pages._ui.live_seat import Live

FIELDS = ("title", "owner", "due", "check", "check_on")
WEEKS = 2  # until an action is due, unless somebody says otherwise
ANSWERS = CHOICES[HELPED]


def lead_open(live: Live) -> None:
    """Show each action of last time with the answers, and settle it."""
    found = actions_shown(live.store, live.view)
    if not found:
        _none()
    for record in found:
        with st.container(border=True, key=f"live-last-{record.number}"):
            _last(record, "######")
            with st.container(horizontal=True, vertical_alignment="center"):
                _settle(live, record)


def take_part_open(live: Live) -> None:
    """Ask of each action of last time whether it helped."""
    found = actions_shown(live.store, live.view)
    if not found:
        _none()
    with st.container(key="live-mine"):
        for record in found:
            _last(record, "")
            live_answers.choose(live, _question(record), "Did it help?", ANSWERS)


def _none() -> None:
    look.empty(
        "No action waits for an answer",
        "What earlier retrospectives agreed is done and judged, or there was none. "
        "Go on to the next phase.",
        "task_alt",
    )


def _question(record: Record[Action]) -> str:
    return f"{HELPED}:{record.number}"


def _last(record: Record[Action], size: str) -> None:
    action = record.entry
    owner = look.tight(action.owner) or "nobody"
    due = f"due {look.tight(words.day(action.due))}" if action.due else "without a day"
    st.markdown(f"{size} {look.safe(action.title)}".strip())
    check = f" · check: {look.safe(action.check)}" if action.check else ""
    st.markdown(f":gray[:small[{owner}, {due}, {action.status.value}{check}]]")


def _settle(live: Live, record: Record[Action]) -> None:
    """Show what everybody answered, and let who leads write it down."""
    found = live_answers.tally(live, _question(record))
    given = ", ".join(f"{found.counts.get(x, 0)} {x}" for x in ANSWERS)
    answers = words.count(found.answered, "answer")
    st.markdown(f"{words.capital(answers)}: {given}" if found.answered else "No answer")
    st.space("stretch")
    helped, done = f"live-settle-{record.number}", f"live-done-{record.number}"
    live_seat.show(helped, record.entry.helped and record.entry.helped.value)
    live_seat.show(done, record.entry.status is ActionStatus.DONE)
    st.toggle("Done", key=done, on_change=_done, args=(live, record, done))
    st.segmented_control(
        "Did it help?",
        ANSWERS,
        key=helped,
        label_visibility="collapsed",
        on_change=_helped,
        args=(live, record, helped),
    )


def _helped(live: Live, record: Record[Action], key: str) -> None:
    if not live_seat.is_late(key):
        _change(live, record, {"helped": st.session_state[key]})


def _done(live: Live, record: Record[Action], key: str) -> None:
    if live_seat.is_late(key):
        return
    done = st.session_state[key]
    values: dict[str, object] = {
        "status": (ActionStatus.DONE if done else ActionStatus.OPEN).value,
        "done_on": page.today().isoformat() if done else None,
    }
    _change(live, record, values)


def _change(live: Live, record: Record[Action], values: dict[str, object]) -> None:
    edit = Change(ACTIONS.key, record.number, record.version, values)
    live_commit.save(live, ACTIONS, edit)


def lead(live: Live) -> None:
    """Write down what is agreed; show it large."""
    with st.container(key="live-agree"):
        form(live, None)
    with st.container(key="live-agreed"):
        agreed(live)


def take_part(live: Live) -> None:
    """Show what is agreed so far."""
    with st.container(key="live-agreed"):
        agreed(live)


def agreed(live: Live) -> None:
    """List the actions of this meeting, with owner, day and check."""
    found = actions_agreed(live.store, live.view)
    if not found and not live.head.closed:
        look.foot("No action is agreed yet. Few are best: each with one owner.")
    look.table(columns(found), alt="Actions of this meeting")


def columns(found: Actions) -> dict[str, Sequence[str]]:
    """Return actions as the columns of a table."""
    entries = [record.entry for record in found]
    return {
        "Action": [f"**{look.safe(entry.title)}**" for entry in entries],
        "Owner": [look.tight(entry.owner) or ":red[■ nobody yet]" for entry in entries],
        "Due": [look.tight(words.day(entry.due)) for entry in entries],
        "How we see that it helped": [_check(entry) for entry in entries],
    }


def _check(action: Action) -> str:
    day = f"on {look.tight(words.day(action.check_on))}" if action.check_on else ""
    return f"{look.safe(action.check)} {day}".strip()


def form(live: Live, group: SeenGroup | None) -> None:
    """Ask for an action: what, who, by when, and how to see that it helped."""
    key = f"live-action-{group.id if group else 0}"
    due = page.today() + timedelta(weeks=WEEKS)
    st.session_state.setdefault(f"{key}-due", due)
    with st.form(f"{key}-form"):
        st.text_input("Action", key=f"{key}-title", placeholder="What one person does")
        left, right = st.columns(2)
        left.text_input("Owner", key=f"{key}-owner")
        right.date_input("Due", key=f"{key}-due")
        left.text_input(
            "How will we see that it helped?", key=f"{key}-check", max_chars=200
        )
        right.date_input("Check on", value=None, key=f"{key}-check_on")
        if group is None:
            _topics(live, key)
        st.form_submit_button(
            "Agree the action",
            key=f"{key}-add",
            type="primary",
            on_click=_agree,
            args=(live, group, key),
        )


def _topics(live: Live, key: str) -> None:
    known = {group.id: group for group in live.view.groups}
    st.selectbox(
        "Topic that it comes from",
        list(known),
        index=None,
        format_func=lambda group: (
            live_group.name(known[group]) if group in known else ""
        ),
        key=f"{key}-topic",
        placeholder="None in particular",
    )


def _agree(live: Live, group: SeenGroup | None, key: str) -> None:
    """Add the action as an entry; what is refused stays in the fields."""
    typed = {name: st.session_state[f"{key}-{name}"] for name in FIELDS}
    values = {name: _plain(value) for name, value in typed.items()}
    values["source"] = board.source(live.head.title)
    of = group.id if group else st.session_state[f"{key}-topic"]
    if live_commit.add(live, ACTIONS, values, of):
        texts = ("title", "owner", "check")
        empty: dict[str, object] = {f"{key}-{name}": "" for name in texts}
        live_seat.clear(empty | {f"{key}-check_on": None})
        if group is None:
            live_seat.clear({f"{key}-topic": None})


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
