"""Levelling: a proposal is searched while the page tells how far it is.

What is found becomes unsaved edits: the comparison above the tabs shows what they move,
and nothing is written before somebody saves them.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from time import monotonic, sleep

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core import what_if, words
from core.edits import Add, Change
from core.errors import LinchpinError
from core.registers.catalog import ACTIVITIES, ASSIGNMENTS
from core.schedule.instants import from_instant
from core.schedule.levelling.applying import edits_of
from core.schedule.levelling.proposal import Proposal, propose
from core.schedule.levelling.use import over_allocations, pools_of
from core.schedule.levelling.watch import Watch
from core.scheduled import Scheduled
from pages._ui import drafts, look, pending
from pages._ui.page import Here
from pages._ui.schedule import Sight

SECONDS = "levelling-seconds"
ASKED = "levelling-asked"
LEAST, USUAL, MOST = 2, 10, 300  # seconds of a search
LOOK = 0.2  # seconds between two looks at it
SHOWN = 6  # over-allocations that are listed


@dataclass
class _Search:
    """What a search tells while it runs beside the page."""

    seconds: float
    is_stopped: bool = False
    began: float = field(default_factory=monotonic)

    @property
    def share(self) -> float:
        """The part of its time that has passed."""
        return min(1.0, (monotonic() - self.began) / self.seconds)


def show(here: Here, sight: Sight) -> None:
    """Show who is asked for too much, and offer to level the plan."""
    known = sight.now
    if known is None or not here.project[ASSIGNMENTS].live:
        return
    many = _over(here, known)
    if not here.can_edit or not many:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input("Seconds to search", LEAST, MOST, USUAL, key=SECONDS, width=160)
        st.button(
            "Level resources",
            icon=":material/balance:",
            key="levelling-start",
            disabled=bool(sight.drafts),
            on_click=_ask,
        )
    look.foot(
        "Save or discard the edits that wait before you level the plan."
        if sight.drafts
        else "The search moves activities later until nobody is asked for too much, "
        "and keeps the earliest finish. You see what moves before anything is saved."
    )
    if st.session_state.pop(ASKED, False):
        _search(here, known)


def _over(here: Here, known: Scheduled) -> int:
    """List who is asked for more than there is; return in how many times."""
    pools = pools_of(here.project)
    found = over_allocations(known.plan, known.schedule, pools)
    if not found:
        look.block("Nobody is asked for more than there is")
        return 0
    people = len({one.resource for one in found})
    times = words.count(len(found), "time")
    who = words.count(people, "resource")
    look.block(
        f"{words.capital(who)} {'is' if people == 1 else 'are'} asked for more than "
        f"there is, {times} in all",
        "The largest excess first, in percent of one full time.",
    )
    worst = sorted(found, key=lambda one: one.available - one.asked)[:SHOWN]
    look.table(
        {
            "Resource": [look.safe(one.title) for one in worst],
            "From": [_day(one.start) for one in worst],
            "To": [_day(one.finish - 1) for one in worst],
            "Asked": [look.tight(f"{one.asked} %") for one in worst],
            "There is": [look.tight(f"{one.available} %") for one in worst],
            "Activities": [
                " ".join(
                    look.link("schedule", ACTIVITIES.reference(n), here.project.key)
                    for n in one.activities
                )
                for one in worst
            ],
        },
        alt="Resources that are asked for more than there is",
    )
    return len(found)


def _day(instant: int) -> str:
    return look.tight(words.day(from_instant(instant).date()))


def _ask() -> None:
    st.session_state[ASKED] = True


def _search(here: Here, known: Scheduled) -> None:
    """Search in a thread of its own; leaving the page ends it."""
    search = _Search(float(st.session_state[SECONDS]))
    watch = Watch(search.seconds, is_cancelled=lambda: search.is_stopped)
    pools = pools_of(here.project)
    place = st.empty()
    with ThreadPoolExecutor(1) as beside:
        future = beside.submit(propose, known.plan, pools, watch)
        try:
            _wait(future, search, place)
        finally:
            search.is_stopped = True
    place.empty()
    _propose(here, future)


def _wait(future: Future[Proposal], search: _Search, place: DeltaGenerator) -> None:
    while not future.done():
        place.progress(search.share, text="Searching for the earliest finish …")
        sleep(LOOK)


def _propose(here: Here, future: Future[Proposal]) -> None:
    """Keep what was found as unsaved edits, and show the page again with them."""
    try:
        proposal = future.result()
    except LinchpinError as error:
        st.error(str(error))
        return
    edits = edits_of(here.project, proposal)
    typed = [edit for edit in edits if isinstance(edit, Add | Change)]
    found = what_if.drafts_of(here.project, typed)
    for spec in what_if.PLAN:
        if spec.key in found:
            drafts.keep(here, spec, found[spec.key])
            drafts.renew(spec.key)
    left = len(proposal.after)
    more = (
        f" {words.capital(words.count(left, 'conflict'))} no delay can heal."
        if left
        else ""
    )
    pending.say(ACTIVITIES, f"{proposal.sentence}{more}", saved=True)
    st.rerun()
