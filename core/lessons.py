"""What the lessons of a project come to."""

from core import words
from core.project import Project
from core.registers.catalog import LESSONS
from core.registers.learning import Lesson

ORIGINS = {  # one, several
    "card": ("from a retrospective", "from retrospectives"),
    "trouble": ("from an issue or risk", "from issues or risks"),
    "other": ("from elsewhere", "from elsewhere"),
    "": ("without an origin", "without an origin"),
}


def headline(project: Project) -> str:
    """Say how many lessons there are, and how many the next project can act on."""
    lessons = project[LESSONS].entries
    if not lessons:
        return "No lesson is written down yet: the next project starts from nothing."
    complete = [x for x in lessons if x.situation and x.advice and x.reason]
    counted = words.capital(words.count(len(lessons), "lesson"))
    rest = len(lessons) - len(complete)
    if len(lessons) == 1:
        has = "which still lacks its when, do or" if rest else "with when, do and"
        return f"{counted}, {has} because."
    if not rest:
        return f"{counted}, each with when, do and because."
    lack = "lacks its" if rest == 1 else "lack their"
    who = "all" if rest == len(lessons) else words.of_them(rest)
    return f"{counted}; {who} still {lack} when, do or because."


def title(project: Project) -> str:
    """Say where the lessons came from."""
    lessons = project[LESSONS].entries
    if not lessons:
        return "No lesson yet"
    found = [_origin(lesson) for lesson in lessons]
    if not any(found):
        they = "it" if len(lessons) == 1 else "they"
        return f"Nobody wrote down where {they} came from"
    return words.capital(
        ", ".join(
            f"{words.small(many)} {phrases[many > 1]}"
            for origin, phrases in ORIGINS.items()
            if (many := found.count(origin))
        )
    )


def _origin(lesson: Lesson) -> str:
    """Return the first thing that a lesson names as where it came from."""
    if lesson.card:
        return "card"
    if lesson.issue or lesson.risk:
        return "trouble"
    return "other" if lesson.origin else ""
