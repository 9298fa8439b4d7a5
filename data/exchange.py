"""What an import writes and an export reads: several projects at once."""

from collections.abc import Iterable, Mapping, Sequence

from core.access import Actor
from core.edits import Edit
from core.errors import ProjectExistsError
from core.exchange.project_json import Story, project_to_json, workspace_to_json
from core.project import Project, Revision
from data.database import Store
from data.history import history, load, project_keys, revisions
from data.store import Commit, commit_many


def workspace(store: Store, *, actor: Actor) -> dict[str, Project]:
    """Return every project that the actor may read, by key."""
    keys = project_keys(store, actor)
    return {key: load(store, key, actor=actor) for key in keys}


def write_import(
    store: Store, edits: Mapping[str, Sequence[Edit]], *, actor: Actor, note: str
) -> dict[str, Project]:
    """Commit the edits of an import, one revision a project: all of them, or none.

    Projects that do not exist are made. Each revision can be undone by itself.

    Returns
    -------
    The projects after the import, by key.

    Raises
    ------
    AccessDeniedError, InvalidEntryError, StaleRecordError
        Nothing was written.
    """
    new = edits.keys() - revisions(store, actor).keys()
    commits = [Commit(key, some, note) for key, some in edits.items()]
    return commit_many(store, commits, actor=actor, new=new)


def write_stories(
    store: Store, stories: Iterable[Story], *, actor: Actor, note: str
) -> dict[str, Project]:
    """Write projects with their histories: all of them, or none.

    Raises
    ------
    ProjectExistsError
        If there is a project with one of the keys; the text says what to do.
    AccessDeniedError, InvalidEntryError
        Nothing was written.
    """
    commits = [
        Commit(story.key, step.edits, step.note or note, step.actor, step.at)
        if step.at is None
        else Commit(story.key, step.edits, step.note, step.actor, step.at)
        for story in stories
        for step in story.steps
    ]
    keys = {one.key for one in commits}
    known = sorted(keys & revisions(store, actor).keys())
    if known:
        raise ProjectExistsError(
            f"There is a project {known[0]} already; import the file under another "
            "key with --project NEWKEY."
        )
    return commit_many(store, commits, actor=actor, new=keys)


def project_json(store: Store, key: str, *, actor: Actor) -> bytes:
    """Return a project with its history as JSON."""
    project = load(store, key, actor=actor)
    return project_to_json(project, _until(store, project, actor))


def workspace_json(store: Store, *, actor: Actor) -> bytes:
    """Return every project that the actor may read, with its history, as JSON."""
    projects = workspace(store, actor=actor).values()
    return workspace_to_json((p, _until(store, p, actor)) for p in projects)


def _until(store: Store, project: Project, actor: Actor) -> list[Revision]:
    """Return the history up to the revision that was read, if more came meanwhile."""
    found = history(store, project.key, actor=actor)
    return [revision for revision in found if revision.number <= project.revision]
