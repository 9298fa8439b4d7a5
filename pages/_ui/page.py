"""What every page begins with: who looks, at which project, as of which day."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NoReturn, TypeVar

import streamlit as st

from core.access import Actor, Right
from core.errors import UnknownProjectError
from core.project import Project
from core.trends import States
from data.store import Store, load, load_many, project_keys
from pages._ui import look, nowhere, visiting
from pages._ui.memo import Memo
from pages._ui.opened import memory, store

T = TypeVar("T")

SENT = "linchpin_sent"
SHELL = (
    "linchpin_shell"  # the workspace's state, by app.py: without it nothing is shown
)
PROJECT = "project"
AS_OF = look.AS_OF
WEEKS = 8
MONTHS = 12


@dataclass(frozen=True)
class Here:
    """Where the reader is: the project at the revision shown, and its day."""

    store: Store
    memory: Memo
    project: Project
    today: date
    as_of: date | None

    @property
    def actor(self) -> Actor:
        """The person who looks, asked anew: a callback runs before the page does."""
        return actor()

    @property
    def status_date(self) -> date:
        """The day up to which figures count."""
        return self.project.status_date(self.today)

    @property
    def currency(self) -> str:
        """The project's currency, as in EUR."""
        return self.project.settings.currency

    @property
    def can_edit(self) -> bool:
        """Whether this person may change this project, seen as it is today."""
        return self.as_of is None and self.actor.may(Right.EDIT, self.project.key)

    def weeks(self) -> States:
        """Return the project at the end of each of the last weeks, oldest first."""
        days = [self.today - timedelta(weeks=back) for back in range(WEEKS)]
        return self.states(tuple(reversed(days)))

    def states(self, days: tuple[date, ...]) -> States:
        """Return the project as it stood at the end of each of some days."""
        key = (self.project.key, self.project.revision, "states", days)
        known = self.memory.answer(
            key,
            lambda: load_many(self.store, self.project.key, days, actor=self.actor),
        )
        return tuple(
            (day, self.project if day == self.today else state)
            for day, state in zip(days, known, strict=True)
        )

    def months(self, count: int = MONTHS) -> States:
        """Return the project at the ends of the last months and today, oldest first."""
        first = self.today.replace(day=1)
        days = [self.today]
        for _ in range(count):
            days.append(first - timedelta(days=1))
            first = days[-1].replace(day=1)
        return self.states(tuple(reversed(days)))

    def memo(self, function: Callable[..., T], *args: Hashable) -> T:
        """Return function(project, *args), computed once for this revision."""
        return self.drawn(function, self.project, *args)

    def drawn(
        self,
        function: Callable[..., T],
        value: object,
        *args: Hashable,
        **named: Hashable,
    ) -> T:
        """Return function(value, *args), computed once for this revision and day.

        `value` must itself be made of nothing but the project and the day.
        """
        name = f"{function.__module__}.{function.__qualname__}"
        asked = (name, args, tuple(named.items()))
        key = (self.project.key, self.project.revision, self.today, asked)
        return self.memory.answer(key, lambda: function(value, *args, **named))

    def over_weeks(self, function: Callable[..., T], *args: Hashable) -> T:
        """Return function(weekly states, *args), computed once for this revision."""
        return self._over(function, self.weeks, args)

    def over_months(self, function: Callable[..., T], *args: Hashable) -> T:
        """Return function(monthly states, *args), computed once for this revision."""
        return self._over(function, self.months, args)

    def _over(
        self,
        function: Callable[..., T],
        states: Callable[[], States],
        args: tuple[Hashable, ...],
    ) -> T:
        name = f"{function.__module__}.{function.__qualname__}.{states.__name__}"
        key = (self.project.key, self.project.revision, self.today, name, args)
        return self.memory.answer(key, lambda: function(states(), *args))


def workspace(function: Callable[..., T], *args: Hashable) -> T:
    """Return function(store, actor, *args), computed once until somebody saves.

    What the workspace's newest state is, the shell asks once for each run.
    """
    name = f"{function.__module__}.{function.__qualname__}"
    who, state = actor(), st.session_state[SHELL]
    key = ("workspace", state, who, today(), name, args)
    return memory().answer(key, lambda: function(store(), who, *args))


def actor() -> Actor:
    """Return the person who looks; without login that is the owner, or a guest."""
    return visiting.actor()


def today() -> date:
    """Return the day, in UTC as the journal counts it."""
    return datetime.now(UTC).date()


def past() -> date | None:
    """Return the earlier day that every page is shown as of; None for today."""
    as_of: date | None = st.session_state.get(AS_OF)
    return as_of if as_of and as_of < today() else None


def keys() -> tuple[str, ...]:
    """Return the keys of the projects that the person who looks may read.

    Ends a page that was opened past the shell: it has shown nothing so far.
    """
    if SHELL not in st.session_state:
        _through_the_shell()
    return workspace(project_keys)


def _through_the_shell() -> NoReturn:
    """Start again by way of app.py, or show nothing at all.

    The first address that a new server is asked for runs a file of `pages/` by itself:
    that is Streamlit's old discovery, which ends with the first `st.navigation`.
    """
    if SENT not in st.session_state:
        st.session_state[SENT] = True
        files = sorted(Path(__file__).parents[1].glob("*.py"))
        pages = [st.Page(_nothing, title="Linchpin"), *map(st.Page, files)]
        st.navigation(pages, position="hidden")
        st.rerun()
    st.stop()


def _nothing() -> None:
    """Stand in for a page while Streamlit learns that app.py has the navigation."""


def start() -> Here:
    """Return where the reader is, or end the page with what to do next."""
    known = keys()
    chosen: str | None = st.session_state.get(PROJECT)
    if not known:
        nowhere.no_project()
        st.stop()
    if chosen not in known:
        nowhere.choose_project()
        st.stop()
    as_of = past()
    try:
        project = load(store(), chosen, actor=actor(), as_of=as_of)
    except UnknownProjectError:
        nowhere.not_yet(chosen, as_of)
        st.stop()
    return Here(store(), memory(), project, as_of or today(), as_of)
