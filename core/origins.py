"""Where an entry came from, as far as that names another entry: a lesson, a source."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from core.project import Project
from core.registers.catalog import BY_KEY, BY_PREFIX, LESSON_USES, LESSONS
from core.registers.entry import Record
from core.registers.spec import RegisterSpec

NAMED = re.compile(r"\b([A-Z]+)-([0-9]{1,9})\b")


class Origin(NamedTuple):
    """An entry of this project or another that an entry came from."""

    project: str
    register: str
    reference: str
    label: str


def origins(
    project: Project, spec: RegisterSpec[Any], record: Record[Any]
) -> tuple[Origin, ...]:
    """Return the lessons that an entry was made of, else what its source names."""
    own = spec.reference(record.number)
    lessons = tuple(
        Origin(use.from_project, LESSONS.key, use.lesson_reference, use.title)
        for use in project[LESSON_USES].entries
        if use.became == own and use.from_project and use.lesson_reference
    )
    return lessons or tuple(_named(project, getattr(record.entry, "source", "")))


def _named(project: Project, source: str) -> Iterator[Origin]:
    """Yield the entries of this project that a text names by their references."""
    for prefix, digits in NAMED.findall(source):
        spec = BY_PREFIX.get(prefix)
        found = project[spec].records.get(int(digits)) if spec else None
        if spec is not None and found is not None:
            reference = spec.reference(found.number)
            yield Origin(project.key, spec.key, reference, found.entry.label)


def noun(origin: Origin) -> str:
    """Return what kind of entry it is, for people: "lesson"."""
    return BY_KEY[origin.register].noun
