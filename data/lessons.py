"""The lessons of every project, read without the rest of the projects."""

from sqlalchemy import select

from core.access import Actor
from core.lessons_everywhere import LessonsOf
from core.registers.catalog import LESSON_USES, LESSONS
from data.rows import read_register
from data.store import Store
from data.tables import PROJECT
from data.workspace import project_names


def lessons_everywhere(store: Store, actor: Actor) -> tuple[LessonsOf, ...]:
    """Return the lessons of the projects that the actor may read, and their answers.

    Archived projects, lessons and answers are left out.
    """
    names = project_names(store, actor)
    with store.reading() as connection:
        found = connection.execute(select(PROJECT.c.id, PROJECT.c.key)).all()
        ids = {number: key for number, key in found if key in names}
        lessons = read_register(connection, LESSONS, list(ids))
        uses = read_register(connection, LESSON_USES, list(ids))
    return tuple(
        LessonsOf(
            key,
            names[key],
            tuple(lessons[number].live),
            tuple(uses[number].entries),
        )
        for number, key in ids.items()
        if len(lessons[number]) or len(uses[number])
    )
