"""While edits wait: what they would move, and keeping them as a scenario."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from core import draft as drafting
from core import tied, what_if, words
from core.draft import Draft
from core.edits import Add
from core.errors import LinchpinError
from core.registers.catalog import ACTIVITIES, BY_KEY, SCENARIOS
from core.registers.entry import Record
from core.registers.schedule import Scenario
from core.schedule.instants import from_instant
from core.what_if import Effect, Move
from core.workdays import working_days
from data.store import commit
from pages._ui import drafts, look, pending, schedule_proposal
from pages._ui.page import Here
from pages._ui.schedule import Sight, effect
from pages._ui.schedule_proposal import Proposed

MOST = 8  # moves that are listed before "and 12 more"
NAME = "scenario-name"


def menu(here: Here) -> Callable[[], None]:
    """Return what offers the scenarios that were kept, at the head of the page."""
    return partial(_menu, here)


def _menu(here: Here) -> None:
    with st.container(horizontal=True, vertical_alignment="center", width="content"):
        st.page_link("pages/exchange.py", label="Import", icon=":material/upload_file:")
        _scenarios(here)


def _scenarios(here: Here) -> None:
    kept = here.project[SCENARIOS].live
    opened = look.popover("What-if", "science", "what-if")
    if opened is None:
        return
    with opened:
        st.markdown(
            "Edit the grid: before anything is saved, the page shows what would move. "
            "Keep such edits as a scenario, and load them again later."
        )
        for record in kept:
            st.button(
                f"Load “{record.entry.title}”",
                key=f"scenario-{record.number}",
                icon=":material/upload:",
                type="tertiary",
                disabled=not here.can_edit,
                on_click=_load,
                args=(here, record),
            )
        if not kept:
            look.foot("No scenario is kept yet.")


def show(here: Here, sight: Sight) -> None:
    """Show what the unsaved edits would move; nothing without any."""
    pending.told(SCENARIOS)
    if not sight.drafts:
        return
    found = effect(here, sight)
    with st.container(border=True, gap="small"):
        proposed = schedule_proposal.waiting(here, sight.drafts)
        _head(here, sight, found, proposed)
        _note(sight, proposed)
        if found is not None and found.moves:
            _moves(here, found)


def _note(sight: Sight, proposed: Proposed | None) -> None:
    """Say how good a proposal is, and which entries wait in which register."""
    parts = [proposed.sentence] if proposed is not None else []
    if len(sight.drafts) > 1:
        waiting = [
            f"{BY_KEY[key].title} {draft.pending}"
            for key, draft in sight.drafts.items()
        ]
        parts.append(f"Waiting: {', '.join(waiting)}.")
    if parts:
        look.foot(" ".join(parts))


def _head(
    here: Here, sight: Sight, found: Effect | None, proposed: Proposed | None
) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{look.safe(_sentence(sight, found))}**", width="stretch")
        _keep(here, sight)
        st.button(
            "Discard all",
            key="what-if-discard",
            type="tertiary",
            on_click=_discard,
            args=(here, sight.drafts),
        )
        if proposed is not None:
            schedule_proposal.button(here, proposed, sight.drafts)
            if not schedule_proposal.others(proposed, sight.drafts):
                return
        if len(sight.drafts) > 1:
            _save_button(here, sight, found)


def _save_button(here: Here, sight: Sight, found: Effect | None) -> None:
    many = sum(draft.pending for draft in sight.drafts.values())
    st.button(
        f"Save all {words.count(many, 'entry', 'entries')}",
        key="what-if-save",
        icon=":material/save:",
        disabled=found is None,
        on_click=_save,
        args=(here, sight.drafts),
    )


def _sentence(sight: Sight, found: Effect | None) -> str:
    if found is not None:
        return what_if.headline(found)
    if sight.unclear is not None:
        said = words.capital(str(sight.unclear))
        return f"What moves is shown once the edits can be read. {said}"
    if sight.trouble is not None:
        return "The edits would give the plan its dates back."
    return what_if.first_headline(sight.then)


def _moves(here: Here, found: Effect) -> None:
    shown = sorted(
        found.moves[:MOST], key=lambda move: (not move.is_milestone, move.after[1])
    )
    look.table(
        {
            "Activity": [f"{_reference(here, move)} {_name(move)}" for move in shown],
            "Finish": [_finish(move) for move in shown],
            "Moves by": [_days(move.days) for move in shown],
        },
        alt="Activities that the unsaved edits move",
    )
    more = len(found.moves) - MOST
    if more > 0:
        look.foot(f"and {words.small(more)} more, none by more than these")


def _reference(here: Here, move: Move) -> str:
    return look.link("schedule", ACTIVITIES.reference(move.number), here.project.key)


def _name(move: Move) -> str:
    return f"◆ {look.safe(move.title)}" if move.is_milestone else look.safe(move.title)


def _finish(move: Move) -> str:
    """Show the finish with the edits, and as saved."""
    saved = f":gray[:small[was {_day(move.before[1])}]]"
    return f"{_day(move.after[1])}  \n{saved}"


def _day(instant: int) -> str:
    return look.tight(words.day(from_instant(instant - 1).date()))


def _days(days: float) -> str:
    text = look.safe(working_days(days, plus=True))
    if not round(days, 1):
        return ":gray[its start only]"
    return f":red[{text}]" if days > 0 else f":green[{text}]"


def _keep(here: Here, sight: Sight) -> None:
    opened = look.popover("Save as scenario", "bookmark_add", "what-if-keep")
    if opened is None:
        return
    with opened:
        st.text_input("Name of the scenario", key=NAME, max_chars=200)
        st.button(
            "Keep it",
            key="what-if-kept",
            on_click=_kept,
            args=(here, sight.drafts),
        )


def _kept(here: Here, waiting: Mapping[str, Draft]) -> None:
    """Save the edits under a name; the plan itself and the edits stay as they are."""
    values: dict[str, Any] = {
        "title": st.session_state[NAME],
        "made_on": here.today,
        "edits": what_if.to_text(waiting),
    }
    try:
        edit = Add(SCENARIOS.key, values, label="the scenario")
        commit(here.store, here.project.key, [edit], actor=here.actor)
    except LinchpinError as error:
        pending.say(SCENARIOS, str(error), saved=False)
        return
    told = f"Kept “{values['title']}”: it can be loaded again under What-if."
    pending.say(SCENARIOS, told, saved=True)


def _load(here: Here, record: Record[Scenario]) -> None:
    """Put a scenario's edits in place of those that wait."""
    try:
        found = what_if.from_text(record.entry.edits, here.project)
    except LinchpinError as error:
        pending.say(SCENARIOS, str(error), saved=False)
        return
    for spec in what_if.PLAN:
        drafts.keep(here, spec, found.get(spec.key, drafting.Draft()))
        drafts.renew(spec.key)


def _discard(here: Here, waiting: Mapping[str, Draft]) -> None:
    for key in waiting:
        drafts.keep(here, BY_KEY[key], drafting.Draft())
        drafts.renew(key)


def _save(here: Here, waiting: Mapping[str, Draft]) -> None:
    """Save the edits of all registers of the plan as one revision."""
    try:
        edits = tied.edits(waiting, here.project)
        project = commit(here.store, here.project.key, edits, actor=here.actor)
    except LinchpinError as error:
        pending.say(SCENARIOS, str(error), saved=False)
        return
    _discard(here, waiting)
    told = f"Saved as revision {project.revision}. History can undo it."
    pending.say(SCENARIOS, told, saved=True)
