"""The lessons of every project of a workspace: searched, and counted where used."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from core import words
from core.registers.catalog import LESSONS
from core.registers.entry import Record
from core.registers.learning import Lesson, LessonAnswer, LessonUse
from core.search import fold


@dataclass(frozen=True, slots=True)
class LessonsOf:
    """The lessons of one project, and its answers to those of others."""

    key: str
    name: str
    lessons: tuple[Record[Lesson], ...]
    uses: tuple[LessonUse, ...]


@dataclass(frozen=True)
class Told:
    """One lesson, the project that learnt it, and how often others applied it."""

    key: str
    name: str
    number: int
    lesson: Lesson
    applied: int = 0

    @property
    def reference(self) -> str:
        """Its reference in its own project: L-003."""
        return LESSONS.reference(self.number)

    @property
    def texts(self) -> tuple[str, ...]:
        """What it says, the title first."""
        lesson = self.lesson
        return (
            lesson.title,
            lesson.situation,
            lesson.advice,
            lesson.reason,
            lesson.tags,
            lesson.triggers,
            lesson.category,
            lesson.origin,
        )

    @cached_property
    def title_folded(self) -> str:
        """Its title without letter case and accents."""
        return fold(self.lesson.title)

    @cached_property
    def text_folded(self) -> str:
        """All that it says, with its project's name, likewise."""
        return fold(" ".join((*self.texts, self.reference, self.name)))


def all_told(workspace: Sequence[LessonsOf]) -> tuple[Told, ...]:
    """Return every lesson of a workspace, those applied most often first."""
    applied = Counter(
        (use.from_project, use.lesson_reference)
        for one in workspace
        for use in one.uses
        if use.answer is LessonAnswer.APPLIED
    )
    told = [
        Told(
            one.key,
            one.name,
            record.number,
            record.entry,
            applied[one.key, LESSONS.reference(record.number)],
        )
        for one in workspace
        for record in one.lessons
    ]
    return tuple(sorted(told, key=lambda t: (-t.applied, t.name, t.number)))


def search(told: Sequence[Told], typed: str) -> tuple[Told, ...]:
    """Return the lessons that hold all the words typed, in their titles first.

    Letter case and accents do not count. Without a word all are returned.
    """
    wanted = fold(typed).split()
    held = [t for t in told if all(word in t.text_folded for word in wanted)]
    return tuple(
        sorted(held, key=lambda t: not all(word in t.title_folded for word in wanted))
    )


def found_title(found: Sequence[Told], typed: str) -> str:
    """Say how many lessons of how many projects hold the words typed."""
    if not found:
        return "No lesson of any project holds these words: use fewer"
    lessons = words.count(len(found), "lesson")
    projects = words.count(len({t.key for t in found}), "project")
    verb = "hold" if len(found) > 1 else "holds"
    said = f" {verb} “{typed.strip()}”" if typed.strip() else ""
    return words.capital(f"{lessons} of {projects}{said}")


def used_words(applied: int) -> str:
    """Say how often a lesson was applied elsewhere.

    >>> used_words(0), used_words(2)
    ('not applied yet', 'applied twice')
    """
    named = ("not applied yet", "applied once", "applied twice")
    return named[applied] if applied < len(named) else f"applied {applied} times"
