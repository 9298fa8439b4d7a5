"""The plan that the schedule page shows: as saved, and with what is not saved yet."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import streamlit as st

from core import what_if
from core.draft import Draft
from core.errors import InvalidEntryError, LinchpinError, StaleRecordError
from core.registers.catalog import ACTIVITIES
from core.schedule.errors import ScheduleError
from core.scheduled import Scheduled, scheduled
from core.what_if import PLAN, Effect
from pages._ui import drafts, look
from pages._ui.page import Here

T = TypeVar("T")
LATEST = "schedule-latest"


@dataclass(frozen=True)
class Sight:
    """What can be seen of the plan.

    Parameters
    ----------
    now
        The plan as saved; None where it cannot be computed.
    then
        With all unsaved edits; None without edits, or where they cannot be computed.
    drafts
        The unsaved edits of the plan's registers, by register.
    trouble, unclear
        Why there is no plan as saved, and none with the edits.
    """

    now: Scheduled | None = None
    then: Scheduled | None = None
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    trouble: ScheduleError | None = None
    unclear: LinchpinError | None = None

    @property
    def shown(self) -> Scheduled | None:
        """The plan on the chart."""
        return self.then or self.now


def look_at(here: Here) -> Sight:
    """Return the plan as saved and as it would be saved, computed once for each."""
    now, trouble = None, None
    try:
        now = scheduled(here.project) if here.project[ACTIVITIES].live else None
    except ScheduleError as error:
        trouble = error
    waiting = {
        spec.key: draft for spec in PLAN if (draft := drafts.draft(here, spec)).pending
    }
    if not waiting:
        return Sight(now, trouble=trouble)
    try:
        then = _with_activities(_edited(here, waiting))
    except (InvalidEntryError, StaleRecordError, ScheduleError) as error:
        return Sight(now, None, waiting, trouble, error)
    return Sight(now, then, waiting, trouble)


def _with_activities(then: Scheduled) -> Scheduled | None:
    return then if then.activities else None


def _edited(here: Here, waiting: Mapping[str, Draft]) -> Scheduled:
    text = what_if.to_text(waiting)
    return latest(
        here,
        "what-if",
        text,
        lambda: scheduled(what_if.edited(here.project, waiting)),
    )


def effect(here: Here, sight: Sight) -> Effect | None:
    """Return what the unsaved edits move; None where that cannot be said."""
    now, then = sight.now, sight.then
    if now is None or then is None:
        return None
    text = what_if.to_text(sight.drafts)
    return latest(here, "effect", text, lambda: what_if.effect(now, then))


def latest(here: Here, name: str, asked: Hashable, make: Callable[[], T]) -> T:
    """Return what `make` gives for what was asked; only the last answer is kept.

    For what is large and changes with each choice of one reader: it would push
    everything else out of the memory that all share.
    """
    kept: dict[str, Any] = st.session_state.setdefault(LATEST, {})
    key = (here.project.key, here.project.revision, asked)
    if name not in kept or kept[name][0] != key:
        kept[name] = (key, make())
    answer: T = kept[name][1]
    return answer


def trouble(here: Here, sight: Sight) -> None:
    """Say why the plan has no dates, and link to the entries that stand against it."""
    error = sight.trouble
    if error is None:
        return
    with st.container(border=True, gap="xsmall"):
        st.markdown(f":red[■] **{look.safe(error)}**")
        references = [ACTIVITIES.reference(number) for number in error.numbers]
        links = [
            look.link("schedule", reference, here.project.key)
            for reference in dict.fromkeys(references)
        ]
        if links:
            st.markdown("Open " + " · ".join(links))
        look.foot("The chart comes back as soon as the plan can be computed.")
