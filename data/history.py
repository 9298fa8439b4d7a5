"""Read projects: as they are, as they were, and how they came to be so.

Every function takes the actor on whose behalf it reads, and asks first whether that
actor may: also where the project is in the cache already.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, Subquery, select

from core.access import Actor, Right, require
from core.errors import UnknownProjectError
from core.project import JournalLine, Project, Revision
from data.database import Store
from data.rows import journal_line
from data.states import Head, at_end_of, current, current_many, head_of
from data.tables import JOURNAL, PROJECT, REVISION

Filters = list[ColumnElement[bool]]


def project_keys(store: Store, actor: Actor) -> tuple[str, ...]:
    """Return the keys of the projects that the actor may read, in order."""
    return tuple(sorted(revisions(store, actor)))


def revisions(store: Store, actor: Actor) -> Mapping[str, int]:
    """Return the newest revision of each project that the actor may read."""
    with store.reading() as connection:
        rows = connection.execute(select(PROJECT.c.key, PROJECT.c.revision))
        return {key: number for key, number in rows if actor.may(Right.READ, key)}


def load(store: Store, key: str, *, actor: Actor, as_of: date | None = None) -> Project:
    """Return a project as it is, or as it was at the end of a day in UTC.

    Where nothing changed since the last call, this is one indexed read.

    Raises
    ------
    AccessDeniedError
        If the actor may not read it.
    UnknownProjectError
        If there is no such project, or there was none by that day.
    """
    require(actor, Right.READ, key)
    with store.reading() as connection:
        head = head_of(connection, key)
        if as_of is None:
            return current(store.cache, connection, head)
        project = at_end_of(store.cache, connection, head, as_of)
    if project is None:
        raise UnknownProjectError(f"Project {key} did not exist on {as_of}.")
    return project


def load_all(
    store: Store,
    *,
    actor: Actor,
    keys: Collection[str] | None = None,
    as_of: date | None = None,
) -> dict[str, Project]:
    """Return the projects that the actor may read, by key, in a few queries.

    Parameters
    ----------
    keys
        Only these; None is all of them.
    as_of
        As they were at the end of this day in UTC; without those that began later.
    """
    with store.reading() as connection:
        heads = [
            head
            for head in connection.execute(select(PROJECT))
            if (keys is None or head.key in keys) and actor.may(Right.READ, head.key)
        ]
        heads.sort(key=lambda head: head.key)  # a server would sort by its own rules
        found = current_many(store.cache, connection, heads)
        if as_of is None:
            return found
        states = {
            h.key: at_end_of(store.cache, connection, h, as_of, found[h.key])
            for h in heads
        }
    return {key: state for key, state in states.items() if state is not None}


def load_many(
    store: Store, key: str, days: Sequence[date], *, actor: Actor
) -> tuple[Project | None, ...]:
    """Return a project at the end of each of some days; None before it existed."""
    require(actor, Right.READ, key)
    with store.reading() as connection:
        head = head_of(connection, key)
        newest_first = sorted(set(days), reverse=True)  # each rewinds from the last
        found = {d: at_end_of(store.cache, connection, head, d) for d in newest_first}
    return tuple(found[day] for day in days)


def history(
    store: Store,
    key: str,
    *,
    actor: Actor,
    register: str | None = None,
    number: int | None = None,
    after: int = 0,
    only: Collection[int] | None = None,
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
    only
        Only the revisions with these numbers.
    limit
        At most so many.
    """
    require(actor, Right.READ, key)
    with store.reading() as connection:
        head = head_of(connection, key)
        wanted: Filters = [JOURNAL.c.project_id == head.id, JOURNAL.c.revision > after]
        if register is not None:
            wanted.append(JOURNAL.c.register_key == register)
        if number is not None:
            wanted.append(JOURNAL.c.number == number)
        if only is not None:
            wanted.append(JOURNAL.c.revision.in_(sorted(only)))
        return _revisions(connection, head, wanted, limit)


def headings(
    store: Store, key: str, *, actor: Actor, register: str | None = None
) -> tuple[Revision, ...]:
    """Return who committed when and why, newest first, without what was changed.

    Parameters
    ----------
    register
        Only revisions that changed this register.
    """
    require(actor, Right.READ, key)
    with store.reading() as connection:
        head = head_of(connection, key)
        wanted = select(REVISION).where(REVISION.c.project_id == head.id)
        if register is not None:
            changed = select(JOURNAL.c.revision).where(
                JOURNAL.c.project_id == head.id, JOURNAL.c.register_key == register
            )
            wanted = wanted.where(REVISION.c.number.in_(changed))
        rows = connection.execute(wanted.order_by(REVISION.c.number.desc()))
        return tuple(Revision(r.number, r.at, r.actor, r.note) for r in rows)


def _revisions(
    connection: Connection, head: Head, wanted: Filters, limit: int | None
) -> tuple[Revision, ...]:
    numbers = (
        select(JOURNAL.c.revision)
        .where(*wanted)
        .distinct()
        .order_by(JOURNAL.c.revision.desc())
        .limit(limit)
        .subquery()
    )
    lines = _lines(connection, wanted, numbers)
    rows = connection.execute(
        select(REVISION)
        .join(numbers, numbers.c.revision == REVISION.c.number)
        .where(REVISION.c.project_id == head.id)
        .order_by(REVISION.c.number.desc())
    )
    return tuple(
        Revision(row.number, row.at, row.actor, row.note, tuple(lines[row.number]))
        for row in rows
    )


def _lines(
    connection: Connection, wanted: Filters, numbers: Subquery
) -> dict[int, list[JournalLine]]:
    rows = connection.execute(
        select(JOURNAL)
        .join(numbers, numbers.c.revision == JOURNAL.c.revision)
        .where(*wanted)
        .order_by(JOURNAL.c.position)
    ).mappings()
    lines: dict[int, list[JournalLine]] = {}
    for row in rows:
        lines.setdefault(row["revision"], []).append(journal_line(row))
    return lines
