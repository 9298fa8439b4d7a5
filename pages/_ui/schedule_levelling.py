"""Levelling: a proposal is searched while the page tells how far it is.

What is found becomes unsaved edits: the comparison above the tabs shows what they move,
and nothing is written before somebody saves them.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from time import monotonic, sleep

import streamlit as st

from core import what_if, words
from core.edits import Add, Change
from core.errors import LinchpinError
from core.registers.catalog import ACTIVITIES, ASSIGNMENTS
from core.schedule.instants import from_instant
from core.schedule.levelling.applying import edits_of
from core.schedule.levelling.proposal import Proposal, propose
from core.schedule.levelling.standing import Scale, Standing
from core.schedule.levelling.use import over_allocations, pools_of
from core.schedule.levelling.watch import Watch
from core.scheduled import Scheduled
from pages._ui import look, pending, schedule_proposal
from pages._ui.page import Here
from pages._ui.schedule import Sight

SECONDS = "levelling-seconds"
ASKED, SEARCH = "levelling-asked", "levelling-search"
LEAST, USUAL, MOST = 2, 10, 300  # seconds of a search
LOOK = 0.2  # seconds between two looks at it
PATIENCE = 5  # seconds without a look, after which nobody waits for it
SHOWN = 6  # over-allocations that are listed


@dataclass
class _Search:
    """A search beside the page, and what it tells while it runs."""

    here: Here
    seconds: float
    scale: Scale
    is_stopped: bool = False
    began: float = field(default_factory=monotonic)
    looked: float = field(default_factory=monotonic)
    standing: Standing | None = None
    future: Future[Proposal] = field(default_factory=Future)

    @property
    def share(self) -> float:
        """The part of its time that has passed."""
        return min(1.0, (monotonic() - self.began) / self.seconds)

    @property
    def words(self) -> str:
        """What it has found by now, and how long it has searched."""
        found = self.standing.sentence if self.standing else "Searching for a plan"
        passed = min(self.seconds, monotonic() - self.began)
        return f"{found} · {passed:.0f} of {self.seconds:.0f} s"

    def is_cancelled(self) -> bool:
        """Whether somebody stopped it, or left the page where it is shown."""
        return self.is_stopped or monotonic() - self.looked > PATIENCE

    def tell(self, _seconds: float, finish: int, bound: int) -> None:
        """Note what was found, in the units of the search."""
        self.standing = self.scale.standing(finish, bound)

    def run(self, known: Scheduled) -> None:
        """Search in a thread of its own."""
        watch = Watch(self.seconds, self.tell, self.is_cancelled)
        beside = ThreadPoolExecutor(1)
        pools = pools_of(self.here.project)
        self.future = beside.submit(propose, known.plan, pools, watch)
        beside.shutdown(wait=False)


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
        _begin(here, known)
    if SEARCH in st.session_state:
        _follow(here, sight)


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
            "When": [f"{_day(one.start)} to {_day(one.finish - 1)}" for one in worst],
            "Asked": [
                f"{look.tight(f'{one.asked} %')} of {look.tight(f'{one.available} %')}"
                for one in worst
            ],
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


def _begin(here: Here, known: Scheduled) -> None:
    seconds = float(st.session_state[SECONDS])
    scale = Scale.of(known.schedule, pools_of(here.project))
    search = _Search(here, seconds, scale)
    search.run(known)
    st.session_state[SEARCH] = search


def _follow(here: Here, sight: Sight) -> None:
    """Show how far the search is until it ends, then what it proposes.

    Another click on the page interrupts this, not the search: the next run follows it
    further. What was found for a plan that is another one by now is of no use.
    """
    search: _Search = st.session_state[SEARCH]
    asked, shown = search.here.project, here.project
    is_other = (asked.key, asked.revision) != (shown.key, shown.revision)
    if is_other or sight.drafts:
        search.is_stopped = True
        del st.session_state[SEARCH]
        look.foot("The search was ended, because the plan was edited meanwhile.")
        return
    place = st.empty()
    with place.container(horizontal=True, vertical_alignment="center"):
        _wait(search)
    place.empty()
    del st.session_state[SEARCH]
    _propose(here, search.future)


def _wait(search: _Search) -> None:
    bar = st.progress(search.share, text=search.words)
    st.button("Stop and keep the best", key="levelling-stop", on_click=_stop)
    while not search.future.done():
        search.looked = monotonic()
        bar.progress(search.share, text=search.words)
        sleep(LOOK)


def _stop() -> None:
    """End the search; what it has found by now is proposed by the run that follows."""
    if search := st.session_state.get(SEARCH):
        search.is_stopped = True


def _propose(here: Here, future: Future[Proposal]) -> None:
    """Keep what was found as unsaved edits, and show the page again with them."""
    try:
        proposal = future.result()
    except LinchpinError as error:
        st.error(str(error))
        return
    edits = edits_of(here.project, proposal)
    typed = [edit for edit in edits if isinstance(edit, Add | Change)]
    left = len(proposal.after)
    more = (
        f" {words.capital(words.count(left, 'conflict'))} no delay can heal."
        if left
        else ""
    )
    said = f"{proposal.sentence}{more}"
    schedule_proposal.keep(here, what_if.drafts_of(here.project, typed), said)
    pending.say(ACTIVITIES, said, saved=True)
    st.rerun()
