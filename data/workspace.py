"""The workspace's projects at a glance, without loading each of them."""

from collections.abc import Mapping

from sqlalchemy import func, select

from core.access import Actor, Right
from core.registers.catalog import PROJECTS
from core.registers.project import ProjectFacts
from data.database import Store
from data.rows import read_register
from data.tables import PROJECT, REGISTER_TABLES, REVISION

STATE = select(
    func.count(), func.coalesce(func.sum(PROJECT.c.revision), 0)
).select_from(PROJECT)


def workspace_state(store: Store) -> tuple[int, int]:
    """Return how many projects and revisions there are: every commit changes it."""
    with store.reading() as connection:
        projects, commits = connection.execute(STATE).one()
    return int(projects), int(commits)


def project_names(store: Store, actor: Actor) -> Mapping[str, str]:
    """Return the names of the projects that the actor may read, by key.

    Archived projects are left out; the names are in alphabetical order.
    """
    facts = REGISTER_TABLES[PROJECTS.key]
    statement = (
        select(PROJECT.c.key, facts.c.title)
        .join(facts, facts.c.project_id == PROJECT.c.id)
        .where(facts.c.archived.is_(False))
    )
    with store.reading() as connection:
        found = connection.execute(statement).all()
    readable = [(k, title) for k, title in found if actor.may(Right.READ, k)]
    return dict(sorted(readable, key=lambda pair: (pair[1].casefold(), pair[0])))


def project_facts(store: Store, actor: Actor) -> tuple[tuple[str, ProjectFacts], ...]:
    """Return what the list of projects says of those that the actor may read."""
    with store.reading() as connection:
        found = connection.execute(select(PROJECT.c.id, PROJECT.c.key)).all()
        ids = {number: key for number, key in found if actor.may(Right.READ, key)}
        registers = read_register(connection, PROJECTS, list(ids))
    return tuple(
        (key, entry)
        for number, key in ids.items()
        for entry in registers[number].entries
    )


def last_project(store: Store, actor: Actor) -> str | None:
    """Return the key of the project changed last, of those that may be read."""
    newest = (
        select(PROJECT.c.key)
        .join(REVISION, REVISION.c.project_id == PROJECT.c.id)
        .where(REVISION.c.number == PROJECT.c.revision)
        .order_by(REVISION.c.at.desc(), PROJECT.c.key)
    )
    with store.reading() as connection:
        keys = connection.scalars(newest).all()
    return next((key for key in keys if actor.may(Right.READ, key)), None)
