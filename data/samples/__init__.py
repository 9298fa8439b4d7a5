"""The sample workspace: a project at work, and two that are finished.

Each project is a folder of tables that can be read and edited with a spreadsheet:
`commits.csv` says who recorded something, when and with which note; one table a
register holds entries as they were first written; `changes.csv` holds what was
written over them later, one field a line.
"""

from datetime import date

from core.access import Actor, Role, local_owner
from core.edits import Add, Change, Edit
from core.errors import ProjectExistsError
from core.project import Project
from core.registers.catalog import BY_KEY, PROJECTS
from data.samples.calendar import Calendar
from data.samples.story import Chapter, Story, read_story
from data.store import Store, commit, create_project, project_keys

SAMPLES = ("PLT", "IDP", "PAY")


def load_samples(store: Store, *, today: date) -> tuple[str, ...]:
    """Write the sample projects into an empty store, commit by commit.

    Parameters
    ----------
    today
        The story ends on the last working day before it. The same day gives the
        same content.

    Returns
    -------
    The keys of the projects.

    Raises
    ------
    ProjectExistsError
        If the store holds a project already; nothing was written.
    """
    if project_keys(store, local_owner()):
        raise ProjectExistsError(
            "The samples go into an empty store, and this one holds projects."
        )
    calendar = Calendar.ending_before(today)
    for key in SAMPLES:
        _write(store, read_story(key, calendar))
    return SAMPLES


def _write(store: Store, story: Story) -> None:
    first, *others = story.chapters
    project = create_project(
        store,
        story.key,
        _facts(first),
        actor=_owner(first.by),
        note=first.note,
        at=first.at,
    )
    for chapter in others:
        project = commit(
            store,
            story.key,
            _edits(project, chapter),
            actor=_owner(chapter.by),
            note=chapter.note,
            at=chapter.at,
        )


def _facts(chapter: Chapter) -> dict[str, str]:
    """Return what the first chapter says of the project itself: nothing else."""
    (entry,) = chapter.added
    assert entry.register == PROJECTS.key
    return entry.values


def _edits(project: Project, chapter: Chapter) -> list[Edit]:
    added = [Add(e.register, e.values, number=e.number) for e in chapter.added]
    changed = [
        Change(e.register, e.number, _version(project, e.register, e.number), e.values)
        for e in chapter.changed
    ]
    return [*added, *changed]


def _version(project: Project, register: str, number: int) -> int:
    return project[BY_KEY[register]].records[number].version


def _owner(name: str) -> Actor:
    return Actor(name, (("*", Role.OWNER),))
