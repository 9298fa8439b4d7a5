"""What an import writes and an export reads: several projects at once."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from core.access import Actor
from core.edits import Edit
from core.errors import (
    ProjectExistsError,
    UnreadableFileError,
    UnwritableFileError,
)
from core.exchange.opening import register_named
from core.exchange.project_json import Story, project_to_json, workspace_to_json
from core.exchange.project_xlsx import (
    project_to_xlsx,
    register_to_csv,
    register_to_xlsx,
    workspace_to_xlsx,
)
from core.project import Project, Revision
from data.database import Store
from data.history import history, load, load_all, revisions
from data.store import Commit, commit_many

CLOCKS_DIFFER = timedelta(days=1)  # of two machines, at most


def workspace(store: Store, *, actor: Actor) -> dict[str, Project]:
    """Return every project that the actor may read, by key."""
    return load_all(store, actor=actor)


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
    store: Store, stories: Collection[Story], *, actor: Actor, note: str
) -> dict[str, Project]:
    """Write projects with their histories: all of them, or none.

    Raises
    ------
    ProjectExistsError
        If there is a project with one of the keys; the text says what to do.
    UnreadableFileError
        If a revision was recorded later than now.
    AccessDeniedError, InvalidEntryError
        Nothing was written.
    """
    refuse_stories(store, stories, actor=actor)
    commits = [
        Commit(story.key, s.edits, s.note if s.at else note, s.actor, s.at)
        for story in stories
        for s in story.steps
    ]
    return commit_many(
        store, commits, actor=actor, new={story.key for story in stories}
    )


def refuse_stories(store: Store, stories: Collection[Story], *, actor: Actor) -> None:
    """Refuse projects that are there already, and histories of the future.

    Raises
    ------
    ProjectExistsError
        If there is one; the text says what to do.
    UnreadableFileError
        If a revision was recorded later than now: every later one would be too.
    """
    latest = datetime.now(UTC) + CLOCKS_DIFFER
    if late := [
        s.key for s in stories for step in s.steps if (step.at or latest) > latest
    ]:
        raise UnreadableFileError(
            f"The history of {late[0]} has a revision of the future; set the clock of "
            "this machine, or delete “history” to import the registers alone."
        )
    keys = {story.key for story in stories}
    known = sorted(keys & revisions(store, actor).keys())
    if known:
        way = "import the file under another key with --project NEWKEY"
        if len(keys) > 1:
            way = "a whole workspace goes into a store without any of its projects"
        raise ProjectExistsError(f"There is a project {known[0]} already; {way}.")


def project_json(store: Store, key: str, *, actor: Actor) -> bytes:
    """Return a project with its history as JSON."""
    project = load(store, key, actor=actor)
    return project_to_json(project, _until(store, project, actor))


def workspace_json(store: Store, *, actor: Actor) -> bytes:
    """Return every project that the actor may read, with its history, as JSON."""
    projects = workspace(store, actor=actor).values()
    return workspace_to_json((p, _until(store, p, actor)) for p in projects)


def exported(
    store: Store,
    key: str | None,
    ending: str,
    *,
    actor: Actor,
    register: str | None = None,
) -> bytes:
    """Return a project, or every project, in the format that a file's name asks for.

    Parameters
    ----------
    key
        Of the project; None stands for the whole workspace.
    ending
        ".json", ".xlsx" or ".csv".
    register
        Only this register, by key or title; CSV holds no more than one.

    Raises
    ------
    UnknownProjectError, AccessDeniedError
        If the actor cannot read the project.
    UnwritableFileError
        If the format cannot hold what is asked for.
    """
    kind = ending.lower()
    if kind not in (".json", ".xlsx", ".csv"):
        raise UnwritableFileError(
            f"“{ending}” is no format; end the file's name with .json, .xlsx or .csv, "
            "or of a plan alone with .xml or .ics."
        )
    if kind == ".json" and register is None:
        if key is None:
            return workspace_json(store, actor=actor)
        return project_json(store, key, actor=actor)
    if kind == ".json" or (kind == ".csv" and register is None):
        said = (
            "JSON holds whole projects: leave out --register, or choose .xlsx or .csv."
        )
        one = "A CSV file holds one register: name it with --register, or choose .xlsx."
        raise UnwritableFileError(said if kind == ".json" else one)
    if key is None:
        projects = tuple(workspace(store, actor=actor).values())
    else:
        projects = (load(store, key, actor=actor),)
    return _sheets(projects, kind, register, whole=key is None)


def _sheets(
    projects: Sequence[Project], kind: str, register: str | None, *, whole: bool
) -> bytes:
    if register is None:
        return workspace_to_xlsx(projects) if whole else project_to_xlsx(projects[0])
    spec = register_named(register)
    write = register_to_csv if kind == ".csv" else register_to_xlsx
    return write(projects, spec, with_project=whole)


def _until(store: Store, project: Project, actor: Actor) -> list[Revision]:
    """Return the history up to the revision that was read, if more came meanwhile."""
    found = history(store, project.key, actor=actor)
    return [revision for revision in found if revision.number <= project.revision]
