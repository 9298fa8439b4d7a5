"""Projects at their revisions, read within a transaction.

The newest revision comes from the registers' tables; a cached older one is brought up
to date by reading only the entries that the journal names since then. An earlier
revision is the nearest newer one with the journal undone.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select

from core.errors import UnknownProjectError
from core.project import JournalLine, Project, rewind, with_records
from data.cache import ProjectCache
from data.rows import batches, journal_line, read_registers, read_some
from data.tables import JOURNAL, PROJECT, REVISION

Head = Row[Any]


def head_of(connection: Connection, key: str, *, lock: bool = False) -> Head:
    """Return a project's row: id, key, and newest revision.

    Parameters
    ----------
    lock
        Let nobody else commit to it until the transaction ends (on a server; SQLite
        has one writer at a time).

    Raises
    ------
    UnknownProjectError
        If there is none.
    """
    statement = select(PROJECT).where(PROJECT.c.key == key)
    if lock:
        statement = statement.with_for_update()
    head = connection.execute(statement).one_or_none()
    if head is None:
        raise UnknownProjectError(f"There is no project {key}.")
    return head


def current(cache: ProjectCache, connection: Connection, head: Head) -> Project:
    """Return the newest revision, from the cache as far as that goes."""
    cached = cache.get(head.key, head.revision)
    if cached is not None:
        return cached
    older = cache.before(head.key, head.revision)
    if older is not None:
        return cache.keep(_caught_up(connection, older, head))
    (project,) = _read_whole(connection, [head])
    return cache.keep(project)


def current_many(
    cache: ProjectCache, connection: Connection, heads: Sequence[Head]
) -> dict[str, Project]:
    """Return the newest revisions of some projects, in a few queries for all of them.

    What would push everything else out of the cache is not kept there.
    """
    found: dict[str, Project] = {}
    strange: list[Head] = []
    for head in heads:
        if cache.before(head.key, head.revision + 1) is None:
            strange.append(head)
        else:
            found[head.key] = current(cache, connection, head)
    keep = len(strange) <= cache.size // 2
    for project in _read_whole(connection, strange):
        found[project.key] = cache.keep(project) if keep else project
    return {head.key: found[head.key] for head in heads}


def at_revision(
    cache: ProjectCache,
    connection: Connection,
    head: Head,
    number: int,
    newest: Project | None = None,
) -> Project:
    """Return a project at one of its revisions; see `at_end_of`."""
    cached = cache.get(head.key, number)
    if cached is not None:
        return cached
    newer = cache.after(head.key, number, head.revision) or newest
    newer = newer or current(cache, connection, head)
    if newer.revision == number:
        return newer
    lines = _to_undo(connection, head, number, newer.revision)
    at = _recorded_at(connection, head, number)
    return cache.keep(replace(rewind(newer, lines, number), recorded_at=at))


def at_end_of(
    cache: ProjectCache,
    connection: Connection,
    head: Head,
    day: date,
    newest: Project | None = None,
) -> Project | None:
    """Return a project at the end of a day in UTC; None before its first revision.

    Parameters
    ----------
    newest
        The newest revision, where it was read already.
    """
    newest = newest or current(cache, connection, head)
    end = datetime.combine(day, time.max, UTC)
    if newest.recorded_at and newest.recorded_at <= end:
        return newest
    number = _revision_by(connection, head, day)
    if number is None:
        return None
    return at_revision(cache, connection, head, number, newest)


def lines_of(
    connection: Connection, head: Head, revision: int
) -> tuple[JournalLine, ...]:
    """Return what one revision did; nothing where there is no such revision."""
    rows = connection.execute(
        select(JOURNAL)
        .where(JOURNAL.c.project_id == head.id, JOURNAL.c.revision == revision)
        .order_by(JOURNAL.c.position)
    ).mappings()
    return tuple(map(journal_line, rows))


def _read_whole(connection: Connection, heads: Sequence[Head]) -> list[Project]:
    ids = [head.id for head in heads]
    registers = read_registers(connection, ids)
    moments = _moments(connection, ids)
    return [
        Project(head.key, head.revision, last, registers[head.id], first)
        for head in heads
        for first, last in (moments.get(head.id, (None, None)),)
    ]


def _caught_up(connection: Connection, older: Project, head: Head) -> Project:
    """Read again what the journal names since an older revision."""
    places = connection.execute(
        select(JOURNAL.c.register_key, JOURNAL.c.number)
        .where(JOURNAL.c.project_id == head.id, JOURNAL.c.revision > older.revision)
        .distinct()
    )
    found = read_some(connection, head.id, [(r, n) for r, n in places])
    at = _recorded_at(connection, head, head.revision)
    return replace(with_records(older, found), revision=head.revision, recorded_at=at)


def _to_undo(
    connection: Connection, head: Head, older: int, newer: int
) -> list[JournalLine]:
    """Return the lines between two revisions, newest first, without what came after."""
    rows = connection.execute(
        select(
            JOURNAL.c.register_key, JOURNAL.c.number, JOURNAL.c.verb, JOURNAL.c.before
        )
        .where(
            JOURNAL.c.project_id == head.id,
            JOURNAL.c.revision > older,
            JOURNAL.c.revision <= newer,
        )
        .order_by(JOURNAL.c.revision.desc(), JOURNAL.c.position.desc())
    ).mappings()
    return list(map(journal_line, rows))


def _recorded_at(connection: Connection, head: Head, number: int) -> datetime | None:
    return connection.scalar(
        select(REVISION.c.at).where(
            REVISION.c.project_id == head.id, REVISION.c.number == number
        )
    )


def _moments(
    connection: Connection, project_ids: Sequence[int]
) -> dict[int, tuple[datetime, datetime]]:
    """Return when the first and the newest revision of some projects were recorded."""
    statement = (
        select(REVISION.c.project_id, REVISION.c.at)
        .join(PROJECT, PROJECT.c.id == REVISION.c.project_id)
        .where(REVISION.c.number.in_((1, PROJECT.c.revision)))
        .order_by(REVISION.c.number)
    )
    found: dict[int, tuple[datetime, datetime]] = {}
    for some in batches(project_ids):
        wanted = statement.where(REVISION.c.project_id.in_(some))
        for key, at in connection.execute(wanted):
            found[key] = (found.get(key, (at, at))[0], at)
    return found


def _revision_by(connection: Connection, head: Head, day: date) -> int | None:
    """Return the last revision recorded by the end of a day in UTC."""
    end = datetime.combine(day, time.min, UTC) + timedelta(days=1)
    number: int | None = connection.scalar(
        select(REVISION.c.number)
        .where(REVISION.c.project_id == head.id, REVISION.c.at < end)
        .order_by(REVISION.c.at.desc(), REVISION.c.number.desc())
        .limit(1)
    )
    return number
