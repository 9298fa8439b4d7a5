"""What every page begins with: who looks, at which project, as of which day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import streamlit as st

from core.access import Actor, Right, local_owner
from core.errors import UnknownProjectError
from core.project import Project
from data.settings import get_settings
from data.store import Store, load, load_many, open_store, project_keys
from pages._ui import look

T = TypeVar("T")

SENT = "linchpin_sent"
SHELL = "linchpin_shell"  # set by app.py: a page shows nothing without it
PROJECT = "project"
AS_OF = "as_of"
WEEKS = 8


@dataclass(frozen=True)
class Here:
    """Where the reader is: the project at the revision shown, and its day."""

    store: Store
    actor: Actor
    project: Project
    today: date
    as_of: date | None

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

    def weeks(self, count: int = WEEKS) -> tuple[tuple[date, Project | None], ...]:
        """Return the project at the end of each of the last weeks, oldest first."""
        days = [self.today - timedelta(weeks=back) for back in range(count)]
        return self.states(tuple(reversed(days)))

    def states(self, days: tuple[date, ...]) -> tuple[tuple[date, Project | None], ...]:
        """Return the project as it stood at the end of each of some days."""
        known = self.memo(_states, self.store, self.actor, days)
        return tuple(
            (day, self.project if day == self.today else state)
            for day, state in zip(days, known, strict=True)
        )

    def memo(self, function: Callable[..., T], *args: Any) -> T:
        """Return function(project, *args), computed once for this revision.

        Two people who may see different things never share an answer: the project
        was loaded on behalf of this actor, and is all that the answer is made of.
        """
        project = self.project
        name = f"{function.__module__}.{function.__qualname__}"
        place = (id(self.store), project.key, project.revision, name)
        return cast_to(function, _computed(place, _Held((function, project)), args))


@dataclass(frozen=True)
class _Held:
    """Something that a cache key must not look into."""

    value: Any


def cast_to(_function: Callable[..., T], value: Any) -> T:
    """Tell the type checker that a cached answer is what its function returns."""
    answer: T = value
    return answer


@st.cache_resource(max_entries=2000, show_spinner=False, hash_funcs={Store: id})
def _computed(place: tuple[Any, ...], _held: _Held, args: tuple[Any, ...]) -> Any:
    del place
    function, project = _held.value
    return function(project, *args)


def _states(
    project: Project, store: Store, actor: Actor, days: tuple[date, ...]
) -> tuple[Project | None, ...]:
    return load_many(store, project.key, days, actor=actor)


@st.cache_resource(show_spinner=False)
def _store(url: str) -> Store:
    return open_store(url)


def store() -> Store:
    """Return the application's store."""
    return _store(get_settings().database_url)


def actor() -> Actor:
    """Return the person who looks; without login that is the owner."""
    return local_owner(get_settings().owner)


def today() -> date:
    """Return the day, in UTC as the journal counts it."""
    return datetime.now(UTC).date()


def keys() -> tuple[str, ...]:
    """Return the keys of the projects that the person who looks may read.

    Ends a page that was opened past the shell: it has shown nothing so far.
    """
    if SHELL not in st.session_state:
        _through_the_shell()
    return project_keys(store(), actor())


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
        look.no_project()
        st.stop()
    if chosen not in known:
        look.choose_project()
        st.stop()
    as_of: date | None = st.session_state.get(AS_OF)
    past = as_of if as_of and as_of < today() else None
    try:
        project = load(store(), chosen, actor=actor(), as_of=past)
    except UnknownProjectError:
        look.not_yet(chosen, as_of)
        st.stop()
    return Here(store(), actor(), project, past or today(), past)
