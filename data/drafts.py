"""Unsaved grid edits, kept so that a reload, a crash or a restart loses nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from core.access import Actor, Right, require
from core.errors import UnknownProjectError
from data.store import Store
from data.tables import DRAFT, PROJECT


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """Which browser session edits which register of which project."""

    session: str
    project: str
    register: str


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft that was kept: where, when, and what it holds (core.draft, as JSON)."""

    place: DraftPlace
    saved_at: datetime
    content: str


def keep_draft(store: Store, place: DraftPlace, content: str, *, actor: Actor) -> None:
    """Keep a draft in place of the one that was there.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the project.
    """
    require(actor, Right.EDIT, place.project)
    with store.writing() as connection:
        project_id = _project_id(connection, place.project)
        connection.execute(delete(DRAFT).where(*_at(place, project_id)))
        connection.execute(
            insert(DRAFT).values(
                session=place.session,
                project_id=project_id,
                register_key=place.register,
                actor=actor.name,
                saved_at=datetime.now(UTC),
                content=content,
            )
        )


def drop_draft(store: Store, place: DraftPlace, *, actor: Actor) -> None:
    """Forget a draft of one's own, saved or discarded."""
    require(actor, Right.READ, place.project)
    with store.writing() as connection:
        project_id = _project_id(connection, place.project)
        own = DRAFT.c.actor == actor.name
        connection.execute(delete(DRAFT).where(own, *_at(place, project_id)))


def drafts_of(
    store: Store, key: str, register: str, *, actor: Actor, except_session: str
) -> tuple[KeptDraft, ...]:
    """Return the actor's own drafts of a register from other sessions, newest first."""
    require(actor, Right.READ, key)
    with store.reading() as connection:
        rows = connection.execute(
            select(DRAFT)
            .join(PROJECT, PROJECT.c.id == DRAFT.c.project_id)
            .where(
                PROJECT.c.key == key,
                DRAFT.c.register_key == register,
                DRAFT.c.actor == actor.name,
                DRAFT.c.session != except_session,
            )
            .order_by(DRAFT.c.saved_at.desc())
        )
        return tuple(
            KeptDraft(DraftPlace(r.session, key, register), r.saved_at, r.content)
            for r in rows
        )


def _at(place: DraftPlace, project_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        DRAFT.c.session == place.session,
        DRAFT.c.project_id == project_id,
        DRAFT.c.register_key == place.register,
    )


def _project_id(connection: Connection, key: str) -> Any:
    found = connection.scalar(select(PROJECT.c.id).where(PROJECT.c.key == key))
    if found is None:
        raise UnknownProjectError(f"There is no project {key}.")
    return found
