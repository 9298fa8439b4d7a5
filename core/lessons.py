"""What the lessons of a project come to."""

from core import words
from core.project import Project
from core.registers.catalog import LESSONS


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
    return f"{counted}; {words.of_them(rest)} still {lack} when, do or because."
