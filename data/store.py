"""The store: load a project at a revision, commit edits to it, read its history.

Every function takes the actor on whose behalf it works and asks first what that actor
may do. A project in the cache is immutable, so it may be shared by threads; it is
brought up to date by reading only the entries that the journal names since then.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, insert, select, update

from core.access import Actor, Right, require
from core.edits import Add, Edit, apply, inverse
from core.errors import (
    InvalidEntryError,
    Problem,
    ProjectExistsError,
    UnknownProjectError,
)
from core.project import JournalLine, Project, Revision, rewind, with_records
from core.registers.catalog import PROJECTS
from data.engine import Turnstile, connect
from data.migrate import migrate
from data.rows import (
    journal_line,
    read_registers,
    read_some,
    write_journal,
    write_records,
)
from data.tables import JOURNAL, PROJECT, REVISION

CACHED_PROJECTS = 64
LONGEST_KEY = 40


@dataclass
class Store:
    """An open database, and the projects that were read from it."""

    engine: Engine
    queue: Turnstile = field(default_factory=Turnstile)
    cache: "OrderedDict[tuple[str, int], Project]" = field(default_factory=OrderedDict)

    def keep(self, project: Project) -> Project:
        """Remember a project at its revision; the oldest is forgotten."""
        self.cache[project.key, project.revision] = project
        while len(self.cache) > CACHED_PROJECTS:
            self.cache.popitem(last=False)
        return project

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose work is saved as a whole, or not at all."""
        with self.queue.turn(), self.engine.connect() as plain:
            connection = plain.execution_options(writing=True)
            with connection.begin():
                yield connection


def open_store(url: str) -> Store:
    """Connect to the database at `url` and bring its schema up to date."""
    engine = connect(url)
    migrate(engine)
    return Store(engine)


# Reading --------------------------------------------------------------------------


def project_keys(store: Store, actor: Actor) -> tuple[str, ...]:
    """Return the keys of the projects that the actor may read, in order."""
    with store.reading() as connection:
        keys = connection.scalars(select(PROJECT.c.key).order_by(PROJECT.c.key))
        return tuple(key for key in keys if actor.may(Right.READ, key))


def revisions(store: Store, actor: Actor) -> Mapping[str, int]:
    """Return the newest revision of each project that the actor may read."""
    with store.reading() as connection:
        rows = connection.execute(select(PROJECT.c.key, PROJECT.c.revision))
        return {key: number for key, number in rows if actor.may(Right.READ, key)}


def load(store: Store, key: str, *, actor: Actor, as_of: date | None = None) -> Project:
    """Return a project as it is, or as it was at the end of a day in UTC.

    Raises
    ------
    AccessDeniedError
        If the actor may not read it.
    UnknownProjectError
        If there is no such project, or there was none by that day.
    """
    require(actor, Right.READ, key)
    with store.reading() as connection:
        head = _head(connection, key)
        if as_of is None:
            return _current(store, connection, head)
        number = _revision_by(connection, head, as_of)
        if number is None:
            raise UnknownProjectError(f"Project {key} did not exist on {as_of}.")
        return _at(store, connection, head, number)


def load_many(
    store: Store, key: str, days: Sequence[date], *, actor: Actor
) -> tuple[Project | None, ...]:
    """Return a project at the end of each of some days; None before it existed."""
    require(actor, Right.READ, key)
    with store.reading() as connection:
        head = _head(connection, key)
        newest = _current(store, connection, head)
        numbers = {day: _revision_by(connection, head, day) for day in days}
        states = {newest.revision: newest}
        for number in sorted({n for n in numbers.values() if n}, reverse=True):
            nearest = states[min(states)]
            states[number] = _rewound(store, connection, head, nearest, number)
    return tuple(states[n] if (n := numbers[day]) else None for day in days)


def history(
    store: Store,
    key: str,
    *,
    actor: Actor,
    register: str | None = None,
    number: int | None = None,
    after: int = 0,
    limit: int | None = None,
) -> tuple[Revision, ...]:
    """Return revisions with what they changed, newest first.

    Parameters
    ----------
    register, number
        Only the lines of this register, or of this one entry; revisions without such
        a line are left out.
    after
        Only revisions with a higher number.
    limit
        At most so many.
    """
    require(actor, Right.READ, key)
    with store.reading() as connection:
        head = _head(connection, key)
        wanted = [JOURNAL.c.project_id == head.id, JOURNAL.c.revision > after]
        if register is not None:
            wanted.append(JOURNAL.c.register_key == register)
        if number is not None:
            wanted.append(JOURNAL.c.number == number)
        numbers = (
            select(JOURNAL.c.revision)
            .where(*wanted)
            .distinct()
            .order_by(JOURNAL.c.revision.desc())
            .limit(limit)
            .subquery()
        )
        lines = connection.execute(
            select(JOURNAL)
            .join(numbers, numbers.c.revision == JOURNAL.c.revision)
            .where(*wanted)
            .order_by(JOURNAL.c.position)
        ).mappings()
        by_revision: dict[int, list[JournalLine]] = {}
        for row in lines:
            by_revision.setdefault(row["revision"], []).append(journal_line(row))
        heads = connection.execute(
            select(REVISION)
            .join(numbers, numbers.c.revision == REVISION.c.number)
            .where(REVISION.c.project_id == head.id)
            .order_by(REVISION.c.number.desc())
        )
        return tuple(
            Revision(r.number, r.at, r.actor, r.note, tuple(by_revision[r.number]))
            for r in heads
        )


# Writing --------------------------------------------------------------------------


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
    check_key(key)
    with store.writing() as connection:
        if connection.scalar(select(PROJECT.c.id).where(PROJECT.c.key == key)):
            raise ProjectExistsError(f"There is a project {key} already.")
        connection.execute(insert(PROJECT).values(key=key, revision=0))
        head = _head(connection, key)
        values = {"title": key} | {
            k: v for k, v in facts.items() if v not in (None, "")
        }
        edits = [Add(PROJECTS.key, values)]
        project = _commit(connection, Project(key), head, edits, (actor, note, at))
    return store.keep(project)


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
    with store.writing() as connection:
        head = _head(connection, key, lock=True)
        project = _current(store, connection, head)
        project = _commit(connection, project, head, edits, (actor, note, at))
    return store.keep(project)


def undo(
    store: Store, key: str, revision: int, *, actor: Actor, at: datetime | None = None
) -> Project:
    """Take one revision back, as a new revision.

    Raises
    ------
    StaleRecordError
        If somebody changed the same fields since; nothing was written.
    """
    found = [
        r
        for r in history(store, key, actor=actor, after=revision - 1)
        if r.number == revision
    ]
    if not found:
        raise UnknownProjectError(f"Project {key} has no revision {revision}.")
    project = load(store, key, actor=actor)
    edits = inverse(project, found[0].lines)
    note = f"Undo of revision {revision}"
    return commit(store, key, edits, actor=actor, note=note, at=at)


def check_key(key: str) -> None:
    """Refuse a project key that no file name or address could carry.

    Raises
    ------
    InvalidEntryError
        If it is not 1 to 40 letters, digits, hyphens or underscores.
    """
    plain = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    if not plain or not 1 <= len(key) <= LONGEST_KEY:
        allowed = "1 to 40 letters, digits, - or _"
        raise InvalidEntryError(
            (Problem("key", "is not allowed", value=key[:80], allowed=allowed),)
        )


# Inside a transaction -------------------------------------------------------------


def _head(connection: Connection, key: str, *, lock: bool = False) -> Row[Any]:
    statement = select(PROJECT).where(PROJECT.c.key == key)
    if lock:
        statement = statement.with_for_update()
    head = connection.execute(statement).one_or_none()
    if head is None:
        raise UnknownProjectError(f"There is no project {key}.")
    return head


def _current(store: Store, connection: Connection, head: Row[Any]) -> Project:
    """Return the newest revision, from the cache as far as that goes."""
    cached = store.cache.get((head.key, head.revision))
    if cached is not None:
        return cached
    known = [n for k, n in list(store.cache) if k == head.key and n < head.revision]
    if known and (older := store.cache.get((head.key, max(known)))) is not None:
        return store.keep(_caught_up(connection, older, head))
    registers = read_registers(connection, head.id)
    at = _recorded_at(connection, head, head.revision)
    return store.keep(Project(head.key, head.revision, at, registers))


def _caught_up(connection: Connection, older: Project, head: Row[Any]) -> Project:
    """Read again what the journal names since an older revision."""
    places = connection.execute(
        select(JOURNAL.c.register_key, JOURNAL.c.number)
        .where(JOURNAL.c.project_id == head.id, JOURNAL.c.revision > older.revision)
        .distinct()
    )
    found = read_some(connection, head.id, [(r, n) for r, n in places])
    at = _recorded_at(connection, head, head.revision)
    return replace(with_records(older, found), revision=head.revision, recorded_at=at)


def _at(store: Store, connection: Connection, head: Row[Any], number: int) -> Project:
    """Return a project at one of its revisions."""
    cached = store.cache.get((head.key, number))
    if cached is not None:
        return cached
    newest = _current(store, connection, head)
    return _rewound(store, connection, head, newest, number)


def _rewound(
    store: Store, connection: Connection, head: Row[Any], newer: Project, number: int
) -> Project:
    """Return an older revision of a project by undoing the journal."""
    if number == newer.revision:
        return newer
    cached = store.cache.get((head.key, number))
    if cached is not None:
        return cached
    rows = connection.execute(
        select(JOURNAL)
        .where(
            JOURNAL.c.project_id == head.id,
            JOURNAL.c.revision > number,
            JOURNAL.c.revision <= newer.revision,
        )
        .order_by(JOURNAL.c.revision.desc(), JOURNAL.c.position.desc())
    ).mappings()
    older = rewind(newer, map(journal_line, rows), number)
    at = _recorded_at(connection, head, number)
    return store.keep(replace(older, recorded_at=at))


def _recorded_at(
    connection: Connection, head: Row[Any], number: int
) -> datetime | None:
    return connection.scalar(
        select(REVISION.c.at).where(
            REVISION.c.project_id == head.id, REVISION.c.number == number
        )
    )


def _revision_by(connection: Connection, head: Row[Any], day: date) -> int | None:
    """Return the last revision recorded by the end of a day in UTC."""
    end = datetime.combine(day, time.min, UTC) + timedelta(days=1)
    number: int | None = connection.scalar(
        select(func.max(REVISION.c.number)).where(
            REVISION.c.project_id == head.id, REVISION.c.at < end
        )
    )
    return number


def _commit(
    connection: Connection,
    project: Project,
    head: Row[Any],
    edits: Sequence[Edit],
    said: tuple[Actor, str, datetime | None],
) -> Project:
    """Write edits as the next revision, unless they change nothing."""
    actor, note, at = said
    after, lines = apply(project, edits)
    if not lines:
        return project
    moment = _moment(at, project.recorded_at)
    number = head.revision + 1
    write_records(connection, head.id, after, lines)
    connection.execute(
        insert(REVISION).values(
            project_id=head.id, number=number, at=moment, actor=actor.name, note=note
        )
    )
    write_journal(connection, head.id, number, lines)
    connection.execute(
        update(PROJECT).where(PROJECT.c.id == head.id).values(revision=number)
    )
    return replace(after, revision=number, recorded_at=moment)


def _moment(at: datetime | None, last: datetime | None) -> datetime:
    """Return when a commit is recorded; a clock set back must not reorder history."""
    if at is None:
        now = datetime.now(UTC)
        return max(now, last) if last else now
    if last and at < last:
        problem = Problem("at", "is before the revision that went ahead")
        raise InvalidEntryError((problem,))
    return at
