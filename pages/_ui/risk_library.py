"""The library of common risks: find, read, tick several, add them in one revision.

What is ticked stays ticked while the reader searches; the table is another one for each
search, and begins with the ticks of those that it shows.
"""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import streamlit as st

from core import risk_offers, words
from core.errors import LinchpinError
from core.figure import Figure
from core.registers.catalog import MITIGATIONS, RISKS
from core.risk_library import CommonRisk, categories, edits_of
from core.risk_offers import Offer
from data.store import commit, undo
from pages._ui import drafts, look, pending
from pages._ui.page import Here

SEARCH, CATEGORY = "risk-library-search", "risk-library-category"
TICKED, ADDED, TABLE = "risk-library-ticked", "risk-library-added", "risk-library"
EVERY = "All categories"
HEIGHT, ROW = 520, 32  # px
WIDTHS = {"Risk": 330, "Why think of it": 330, "In the register": 130, "Level": 70}
LONG = 280  # px of the other columns


def show(here: Here) -> Sequence[Figure]:
    """Show what to pick from, what is ticked, and what was added last."""
    every = here.memo(risk_offers.offers)
    pending.told(RISKS)
    _added(here)
    typed, category = _set_to(SEARCH), _set_to(CATEGORY)
    category = "" if category == EVERY else category
    shown = here.drawn(risk_offers.narrowed, every, typed, category)
    _head(here, every, shown)
    if shown:
        # The line also keeps the tools of the table off the button above it.
        look.foot(
            "Tick what your project may meet; it can be read below before it is added."
            if here.can_edit
            else "Risks that projects of every kind meet · read only"
        )
        _table(here, shown, f"{typed}|{category}")
    else:
        look.foot("No common risk holds these words: use fewer, or all categories.")
    if here.can_edit:
        _preview(_chosen(every))
    return ()


def _head(here: Here, every: Sequence[Offer], shown: Sequence[Offer]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(
            look.safe(risk_offers.title(every, shown)), anchor=False, width="content"
        )
        st.space("stretch")
        st.text_input(
            "Search the library",
            key=SEARCH,
            type="search",
            placeholder="Search",
            label_visibility="collapsed",
            width=150,
            persist_state="session",
        )
        st.selectbox(
            "Category",
            [EVERY, *categories()],
            key=CATEGORY,
            label_visibility="collapsed",
            width=220,
            persist_state="session",
        )
        if here.can_edit:
            _button(here, risk_offers.to_add(_chosen(every)))


def _button(here: Here, new: Sequence[CommonRisk]) -> None:
    st.button(
        f"Add {words.count(len(new), 'risk')}" if new else "Add what is ticked",
        icon=":material/add:",
        key="risk-library-add",
        type="primary",
        disabled=not new,
        on_click=_add,
        args=(here, new),
    )


def _table(here: Here, shown: Sequence[Offer], asked: str) -> None:
    """Show the risks; where the reader may edit, each row can be ticked."""
    again = drafts.generation(TABLE)
    key = f"{TABLE}-{here.project.key}-{here.project.revision}-{again}-{asked}"
    choice: dict[str, Any] = {}
    if here.can_edit:
        ticked = {"selection": {"rows": _first_ticks(key, shown), "columns": []}}
        choice = {
            "on_select": lambda: _tick(key, shown),
            "selection_mode": "multi-row",
            "selection_default": ticked,
        }
    st.dataframe(
        _content(shown),
        key=key,
        alt="Library of common risks",
        hide_index=True,
        height="content" if len(shown) <= HEIGHT // ROW else HEIGHT,
        row_height=ROW,
        column_config=_widths(),
        **choice,
    )


def _widths() -> dict[str, Any]:
    long = dict.fromkeys(("Cause", "Effect", "Signs", "What helps"), LONG)
    return {
        name: st.column_config.Column(width=width)
        for name, width in (WIDTHS | long).items()
    }


def _content(shown: Sequence[Offer]) -> pa.Table:
    """Return the cells, made in each run: they follow the search, not the revision."""
    risks = [offer.risk for offer in shown]
    return pa.table(
        {
            "Risk": [risk.event for risk in risks],
            "Why think of it": [offer.reason for offer in shown],
            "In the register": [offer.place for offer in shown],
            "Category": [risk.category for risk in risks],
            "Level": [risk.level for risk in risks],
            "Kind": [risk.kind.value for risk in risks],
            "Response": [risk.response.value for risk in risks],
            "Cause": [risk.cause for risk in risks],
            "Effect": [risk.effect for risk in risks],
            "Signs": ["; ".join(risk.triggers) for risk in risks],
            "What helps": ["; ".join(risk.mitigations) for risk in risks],
        }
    )


def _first_ticks(key: str, shown: Sequence[Offer]) -> list[int]:
    """Return the rows that a new table begins with; the same ones in each later run."""
    kept_for, rows = st.session_state.get(f"{TABLE}-begun", ("", []))
    if kept_for != key:
        ticked = _ticked()
        rows = [at for at, offer in enumerate(shown) if offer.risk.event in ticked]
        st.session_state[f"{TABLE}-begun"] = (key, rows)
    return list(rows)


def _tick(key: str, shown: Sequence[Offer]) -> None:
    """Take over the ticks of the rows shown; those of other searches stay."""
    rows = st.session_state[key]["selection"]["rows"]
    here_now = {offer.risk.event for offer in shown}
    st.session_state[TICKED] = (
        *(event for event in _ticked() if event not in here_now),
        *(shown[at].risk.event for at in rows),
    )


def _ticked() -> tuple[str, ...]:
    ticked: tuple[str, ...] = st.session_state.get(TICKED, ())
    return ticked


def _chosen(every: Sequence[Offer]) -> list[Offer]:
    ticked = _ticked()
    return [offer for offer in every if offer.risk.event in ticked]


def _preview(chosen: Sequence[Offer]) -> None:
    """Show what would be added, as text to read: a table cuts long texts."""
    if not chosen:
        look.foot(
            "Tick the risks that your project may meet: they are added with their "
            "causes, effects, signs and mitigations, and can be undone in one step."
        )
        return
    look.block(
        risk_offers.chosen_words(chosen),
        "Likelihood and impact are where to begin; your people know better.",
    )
    for offer in chosen:
        _told(offer)


def _told(offer: Offer) -> None:
    risk = offer.risk
    held = f" :blue-badge[in the register: {offer.known}]" if offer.is_live else ""
    ideas = "; ".join(risk.mitigations)
    st.markdown(
        f"**{look.safe(risk.event)}**{held}  \n"
        f"Because {look.safe(_begun(risk.cause))}, so that "
        f"{look.safe(_begun(risk.effect))}  \n"
        f":gray[:small[Level {risk.level}, {risk.response.value} · "
        f"Signs: {look.safe('; '.join(risk.triggers))} · "
        f"What helps: {look.safe(ideas)}]]"
    )


def _begun(text: str) -> str:
    """Go on with a text inside a sentence; an abbreviation keeps its capitals."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _set_to(key: str) -> str:
    return str(st.session_state.get(key) or "")


def _add(here: Here, new: Sequence[CommonRisk]) -> None:
    """Add what is ticked as one revision, and keep the way back in sight."""
    first = here.project[RISKS].last_number + 1
    edits = edits_of(here.project, new, here.today)
    note = f"Added {words.count(len(new), 'risk')} from the library"
    try:
        project = commit(
            here.store, here.project.key, edits, actor=here.actor, note=note
        )
    except LinchpinError as error:
        pending.say(RISKS, str(error), saved=False)
        return
    st.session_state[TICKED] = ()
    told = risk_offers.added_words(new, first, project.revision)
    st.session_state[ADDED] = (here.project.key, project.revision, told)
    _renew()


def _added(here: Here) -> None:
    """Say what was added last, with the way back."""
    key, revision, told = st.session_state.get(ADDED, ("", 0, ""))
    if key != here.project.key or not here.can_edit:
        return
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown(f":green[●] {look.safe(told)}", width="content")
        st.space("stretch")
        st.button(
            "Undo",
            icon=":material/undo:",
            key="risk-library-undo",
            type="tertiary",
            on_click=_undo,
            args=(here, revision),
        )


def _undo(here: Here, revision: int) -> None:
    try:
        undo(here.store, here.project.key, revision, actor=here.actor)
    except LinchpinError as error:
        pending.say(RISKS, str(error), saved=False)
        return
    st.session_state.pop(ADDED, None)
    _renew()
    pending.say(RISKS, f"Revision {revision} is undone.", saved=True)


def _renew() -> None:
    for name in (RISKS.key, MITIGATIONS.key, TABLE):
        drafts.renew(name)
