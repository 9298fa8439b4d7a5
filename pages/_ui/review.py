"""The review of a project: what was planned, what happened, and who had foreseen it."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from core import words
from core.changes import line_in_words
from core.figure import Figure
from core.project import Revision
from core.registers.catalog import ACTIVITIES, BY_PREFIX, CHANGE_REQUESTS, ISSUES
from core.registers.values import REFERENCE
from core.reports.end import end_report
from core.retrospective import comparison
from core.retrospective import review as looking_back
from core.retrospective import review_words as said
from core.retrospective.review import Review, Slip
from data.store import history
from pages._ui import fields, look, outside, report_downloads
from pages._ui.page import Here

TRAILED = 5  # slips whose changes are told
LISTED = 10  # lines of a table
MONEY = ("Cost", "Finish")  # key figures that a guess is about
GUESS, OPENED = "review-guess", "review-opened"


def show(here: Here) -> None:
    """Show the review; cost and finish stay hidden until somebody has guessed."""
    found: Review = here.memo(looking_back.review, here.status_date)
    if not _has_anything(found):
        look.empty("Nothing to look back on yet", said.headline(found), "history_edu")
        return
    figures: Sequence[Figure] = here.drawn(said.key_figures, found)
    if _is_hidden(here, found):
        _ask(here)
        figures = [figure for figure in figures if figure.label not in MONEY]
    else:
        look.block(said.headline(found), _guessed(here, found))
    look.figures(figures)
    _compared(here, found)
    left, right = st.columns(2, gap="medium")
    with left:
        if not _is_hidden(here, found):
            _slips(here, found)
        _surprises(here, found)
    with right:
        _fates(here, found)
        _changes(here, found)
    _ranges(here, found)
    from_outside = outside.show(here)
    with st.container(horizontal=True, gap="small"):
        look.explain((*figures, *from_outside))
        report_downloads.show(
            f"{here.project.key}-review",
            partial(end_report, here.project, here.status_date),
            "review-report",
        )


def _has_anything(found: Review) -> bool:
    known = (found.days_late, found.cost_overrun)
    return any(
        (found.fates, found.issues, found.changes, *(k is not None for k in known))
    )


# --- the guess ------------------------------------------------------------------------


def _is_hidden(here: Here, found: Review) -> bool:
    known = found.cost_overrun is not None or found.time_overrun is not None
    return known and not st.session_state.get(f"{OPENED}-{here.project.key}")


def _ask(here: Here) -> None:
    key = here.project.key
    look.block(
        "Guess first: how much more did it cost, and how much longer did it take?",
        "Say a number before the figures are shown: what surprises, teaches.",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for name, label in (("cost", "Cost overrun, %"), ("time", "Time overrun, %")):
            st.number_input(
                label,
                value=None,
                min_value=-100,
                max_value=1000,
                step=5,
                key=f"{GUESS}-{name}-{key}",
                persist_state="session",
                width=190,
            )
        st.button(
            "Reveal",
            type="primary",
            icon=":material/visibility:",
            key="review-reveal",
            on_click=_reveal,
            args=(key,),
        )


def _reveal(key: str) -> None:
    st.session_state[f"{OPENED}-{key}"] = True


def _guessed(here: Here, found: Review) -> str:
    """Say how far the guesses were from what happened."""
    parts = []
    for name, actual in (("cost", found.cost_overrun), ("time", found.time_overrun)):
        guess = st.session_state.get(f"{GUESS}-{name}-{here.project.key}")
        if guess is not None and actual is not None:
            shown = words.percent(actual, plus=True)
            guessed = words.percent(guess / 100, plus=True)
            parts.append(f"{name} {guessed} guessed, {shown} it is")
    return f"{words.capital('; '.join(parts))}." if parts else ""


# --- its parts ------------------------------------------------------------------------


def _compared(here: Here, found: Review) -> None:
    lines = comparison.compared(found)
    if _is_hidden(here, found):
        lines = tuple(line for line in lines if line.aspect not in comparison.GUESSED)
    if lines:
        shown = comparison.columns(lines)
        if look.is_phone():  # what a line is about says its aspect
            del shown["Of what"]
        look.block(comparison.title(lines))
        look.table(shown, "Planned against actual")


def _slips(here: Here, found: Review) -> None:
    look.block(said.slips_title(found), "Against the newest baseline, working days.")
    slips = found.slips[:TRAILED]
    look.table(
        {
            "Activity": [_entry(here, slip.reference, slip.title) for slip in slips],
            "Days": [f"+{slip.days:.0f}" for slip in slips],
            "What moved it": [_trail(here, slip) for slip in slips],
        },
        "The activities that slipped most",
    )


def _trail(here: Here, slip: Slip) -> str:
    """Say how often an activity was changed, and what the newest change was."""
    revisions = here.memory.answer(
        (here.project.key, here.project.revision, "review trail", slip.reference),
        lambda: _revisions(here, slip),
    )
    if not revisions:
        return ":gray[no change of its own: what it waits for moved]"
    newest = revisions[0]
    texts = [t for line in newest.lines for t in line_in_words(here.project, line)]
    when = f"{words.day(newest.at.date())}, {look.safe(newest.actor)}"
    many = words.count(len(revisions), "change")
    return f"{look.safe('; '.join(texts))} :gray[:small[{when} · {many}]]"


def _revisions(here: Here, slip: Slip) -> Sequence[Revision]:
    """Return the revisions that changed an activity after it was added."""
    found = REFERENCE.match(slip.reference)
    revisions = history(
        here.store,
        here.project.key,
        actor=here.actor,
        register=ACTIVITIES.key,
        number=int(found[2]) if found else 0,
    )
    return [r for r in revisions if r.number <= here.project.revision][:-1]


def _surprises(here: Here, found: Review) -> None:
    look.block(said.surprises_title(found))
    shown = found.surprises[:LISTED]
    look.table(
        {
            "Issue": [
                _entry(here, ISSUES.reference(r.number), r.entry.title) for r in shown
            ],
            "Urgency × impact": [
                f"{r.entry.urgency} × {r.entry.impact}" for r in shown
            ],
        },
        "The issues that were never a risk",
    )


def _fates(here: Here, found: Review) -> None:
    look.block(said.fates_title(found), said.calibration_words(found))
    shown = found.fates[:LISTED]
    look.table(
        {
            "Risk": [_entry(here, fate.reference, fate.title) for fate in shown],
            "Stated": [words.percent(fate.probability) for fate in shown],
            "Happened": ["■ yes" if fate.happened else "○ no" for fate in shown],
        },
        "The risks that ended, as stated and as it came",
    )


def _changes(here: Here, found: Review) -> None:
    look.block(said.changes_title(found))
    shown = [record for record in found.changes if record.entry.decided_on][-LISTED:]
    look.table(
        {
            "Decided": [words.day(r.entry.decided_on) for r in shown],
            "Change": [
                _entry(here, CHANGE_REQUESTS.reference(r.number), r.entry.title)
                for r in shown
            ],
            "Decision": [r.entry.status.value for r in shown],
        },
        "The change requests in the order of their decision",
    )


def _ranges(here: Here, found: Review) -> None:
    missed = [one for one in found.ranges if not one.is_hit]
    if not found.ranges:
        return
    look.block(
        said.ranges_title(found),
        "Three-point estimates of activities that are done, in working days.",
    )
    look.table(
        {
            "Activity": [_entry(here, m.reference, m.title) for m in missed],
            "Estimated": [f"{m.optimistic:.0f} to {m.pessimistic:.0f}" for m in missed],
            "Took": [f"{m.actual:.0f}" for m in missed],
        },
        "The estimates that did not hold",
    )


def _entry(here: Here, reference: str, title: str) -> str:
    """Write an entry as a link and its title."""
    found = REFERENCE.match(reference)
    name = fields.PAGES[BY_PREFIX[found[1]].key] if found else ""
    return f"{look.link(name, reference, here.project.key)} {look.safe(title)}"
