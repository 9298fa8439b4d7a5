"""The store: load a project at a revision, commit edits to it, read its history.

Every function takes the actor on whose behalf it works and asks first what that actor
may do. Reading is in data.history and can be imported from here as well.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from core.access import Actor, Right, require
from core.edits import Add, Edit, apply
from core.errors import (
    InvalidEntryError,
    Problem,
    ProjectExistsError,
    UnknownProjectError,
)
from core.project import JournalLine, Project
from core.project_keys import ALLOWED_KEY, is_key
from core.registers.catalog import PROJECTS
from core.undo import inverse
from data.database import Store, open_store
from data.engine import StoreError
from data.history import history, load, load_all, load_many, project_keys, revisions
from data.rows import write_journal, write_records
from data.states import Head, current, head_of, lines_of
from data.tables import PROJECT, REVISION

__all__ = [
    "Commit",
    "Store",
    "StoreError",
    "check_key",
    "commit",
    "commit_many",
    "commit_within",
    "create_project",
    "history",
    "load",
    "load_all",
    "load_many",
    "open_store",
    "project_keys",
    "revisions",
    "undo",
]


@dataclass(frozen=True, slots=True)
class Commit:
    """One revision of one project, for `commit_many`.

    Parameters
    ----------
    author
        Who the journal names, where an import brings a history; else who commits.
    at
        When it was recorded; None is now.
    """

    key: str
    edits: Sequence[Edit]
    note: str = ""
    author: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """Who commits, why, and when it counts as recorded; None is now."""

    actor: Actor
    note: str
    at: datetime | None


def create_project(
    store: Store,
    key: str,
    facts: Mapping[str, object],
    *,
    actor: Actor,
    note: str = "",
    at: datetime | None = None,
) -> Project:
    """Make a project; its first revision holds its facts.

    Raises
    ------
    InvalidEntryError
        If the key or a fact breaks a rule.
    ProjectExistsError
        If there is a project with this key.
    """
    require(actor, Right.ADMINISTER, key)
    given = {name: value for name, value in facts.items() if value not in (None, "")}
    edits = [Add(PROJECTS.key, {"title": key} | given)]
    with store.writing() as connection:
        project = _make(connection, key)
        head = head_of(connection, key)
        said = _Said(actor, note, at)
        project = _commit(connection, project, head, edits, said)
    return store.cache.keep(project)


def commit(
    store: Store,
    key: str,
    edits: Sequence[Edit],
    *,
    actor: Actor,
    note: str = "",
    at: datetime | None = None,
) -> Project:
    """Apply edits as one revision: all of them, or none.

    Parameters
    ----------
    at
        When it was recorded; now, unless an import brings a history of its own. Never
        before the revision that went ahead.

    Returns
    -------
    The project after the edits; its revision is the old one where nothing changed.

    Raises
    ------
    AccessDeniedError, UnknownProjectError, InvalidEntryError, StaleRecordError
        Nothing was written.
    """
    require(actor, Right.EDIT, key)
    one = Commit(key, edits, note, at=at)
    with store.writing() as connection:
        project = commit_within(store, connection, one, actor=actor)
    return store.cache.keep(project)


def commit_within(
    store: Store, connection: Connection, one: Commit, *, actor: Actor
) -> Project:
    """Make a commit part of what else a transaction writes; see `commit`.

    The cache is the caller's to fill, once the transaction has ended well.
    """
    require(actor, Right.EDIT, one.key)
    head = head_of(connection, one.key, lock=True)
    project = current(store.cache, connection, head)
    said = _Said(actor, one.note, one.at)
    return _commit(connection, project, head, one.edits, said)


def commit_many(
    store: Store,
    commits: Sequence[Commit],
    *,
    actor: Actor,
    new: Collection[str] = (),
) -> dict[str, Project]:
    """Write revisions of several projects: all of them, or none.

    Parameters
    ----------
    new
        Keys of the projects to make.

    Returns
    -------
    Each project after its last commit.

    Raises
    ------
    AccessDeniedError, UnknownProjectError, InvalidEntryError, StaleRecordError
        Nothing was written.
    ProjectExistsError
        If there is a project with one of the new keys; nothing was written.
    """
    for key in {*new, *(one.key for one in commits)}:
        require(actor, Right.ADMINISTER if key in new else Right.EDIT, key)
    done: dict[str, Project] = {}
    with store.writing() as connection:
        for key in sorted(new):
            done[key] = _make(connection, key)
        # in one order everywhere, so that two imports do not wait for each other
        for one in sorted(commits, key=lambda one: one.key):
            head = head_of(connection, one.key, lock=True)
            known = done.get(one.key) or current(store.cache, connection, head)
            who = replace(actor, name=one.author or actor.name)
            said = _Said(who, one.note, one.at)
            done[one.key] = _commit(connection, known, head, one.edits, said)
    return {key: store.cache.keep(project) for key, project in done.items()}


def undo(
    store: Store, key: str, revision: int, *, actor: Actor, at: datetime | None = None
) -> Project:
    """Take one revision back, as a new revision.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the project.
    UnknownProjectError
        If there is no such project, or no such revision of it.
    StaleRecordError
        If somebody changed the same fields since; nothing was written.
    """
    require(actor, Right.EDIT, key)
    with store.reading() as connection:
        head = head_of(connection, key)
        lines = lines_of(connection, head, revision)
        project = current(store.cache, connection, head)
    if not lines:
        raise UnknownProjectError(f"Project {key} has no revision {revision}.")
    edits = inverse(project, lines)
    note = f"Undo of revision {revision}"
    return commit(store, key, edits, actor=actor, note=note, at=at)


def check_key(key: str) -> None:
    """Refuse a project key that no file name or address could carry.

    Raises
    ------
    InvalidEntryError
        If it is not 1 to 40 letters, digits, hyphens or underscores.
    """
    if not is_key(key):
        raise InvalidEntryError(
            (Problem("key", "is not allowed", value=key, allowed=ALLOWED_KEY),)
        )


def _make(connection: Connection, key: str) -> Project:
    """Give a new project its row; it has no revision yet."""
    check_key(key)
    if connection.scalar(select(PROJECT.c.id).where(PROJECT.c.key == key)):
        raise ProjectExistsError(f"There is a project {key} already.")
    connection.execute(insert(PROJECT).values(key=key, revision=0))
    return Project(key)


def _commit(
    connection: Connection,
    project: Project,
    head: Head,
    edits: Sequence[Edit],
    said: _Said,
) -> Project:
    """Write edits as the next revision, unless they change nothing."""
    after, lines = apply(project, edits)
    if not lines:
        return project
    at = _moment(said.at, project.recorded_at)
    after = replace(
        after,
        revision=head.revision + 1,
        recorded_at=at,
        begun_at=project.begun_at or at,
    )
    _write(connection, head, after, lines, said)
    return after


def _write(
    connection: Connection,
    head: Head,
    after: Project,
    lines: Sequence[JournalLine],
    said: _Said,
) -> None:
    write_records(connection, head.id, after, lines)
    connection.execute(
        insert(REVISION).values(
            project_id=head.id,
            number=after.revision,
            at=after.recorded_at,
            actor=said.actor.name,
            note=said.note,
        )
    )
    write_journal(connection, head.id, after.revision, lines)
    connection.execute(
        update(PROJECT).where(PROJECT.c.id == head.id).values(revision=after.revision)
    )


def _moment(at: datetime | None, last: datetime | None) -> datetime:
    """Return when a commit is recorded; a clock set back must not reorder history."""
    if at is None:
        now = datetime.now(UTC)
        return max(now, last) if last else now
    if last and at < last:
        problem = Problem("at", "is before the revision that went ahead")
        raise InvalidEntryError((problem,))
    return at
