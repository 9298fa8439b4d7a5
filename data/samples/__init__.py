"""The sample workspace: a project at work, and two that are finished.

Each project is a folder of tables that can be read and edited with a spreadsheet:
`commits.csv` says who recorded something, when and with which note; one table a
register holds entries as they were first written; `changes.csv` holds what was
written over them later, one field a line.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from core.access import local_owner
from core.edits import Add, Change, Edit
from core.errors import ProjectExistsError
from data.samples.calendar import Calendar
from data.samples.story import Chapter, Story, read_story
from data.store import Commit, Store, commit_many, project_keys

SAMPLES = ("PLT", "IDP", "PAY")


def load_samples(store: Store, *, today: date) -> tuple[str, ...]:
    """Write the sample projects into an empty store: all of them, or none.

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
    commits = [one for key in SAMPLES for one in _commits(read_story(key, calendar))]
    commit_many(store, commits, actor=local_owner(), new=SAMPLES)
    return SAMPLES


def _commits(story: Story) -> Iterator[Commit]:
    """Yield what each chapter writes; every change makes an entry a version older."""
    versions: Counter[tuple[str, int]] = Counter()
    for chapter in story.chapters:
        edits = _edits(chapter, versions)
        yield Commit(story.key, edits, chapter.note, chapter.by, chapter.at)


def _edits(chapter: Chapter, versions: Counter[tuple[str, int]]) -> list[Edit]:
    edits: list[Edit] = []
    for entry in chapter.added:
        edits.append(Add(entry.register, entry.values, entry.number))
        versions[entry.register, entry.number] += 1
    for entry in chapter.changed:
        place = (entry.register, entry.number)
        edits.append(Change(*place, versions[place], entry.values))
        versions[place] += 1
    return edits
