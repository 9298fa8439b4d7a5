"""What an import did, or would do, as sentences and as one JSON document."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.errors import Problem
from core.exchange.importing import ImportPreview
from core.exchange.project_json import Story
from core.project import Project
from core.registers.catalog import REGISTERS
from core.words import capital, count

Committed = Mapping[str, Project]

NAMED = 3  # projects that a sentence names; the others are counted


def headline(projects: int) -> str:
    """Say what importing and exporting is about here.

    >>> headline(0)
    'No project is here yet: bring the files that you have.'
    """
    if not projects:
        return "No project is here yet: bring the files that you have."
    are = "is" if projects == 1 else "are"
    return (
        f"{capital(count(projects, 'project'))} {are} here; bring more, or take any of "
        "them away whole. Nothing is written before you have seen it."
    )


def sentence(shown: ImportPreview, committed: Committed | None) -> str:
    """Say in one sentence what an import did; or would do, before it is committed."""
    parts = [
        count(len(shown.added), "entry added", "entries added"),
        f"{len(shown.changed):,} changed",
        f"{len(shown.unchanged):,} unchanged",
    ]
    where = f" in {_named(shown.projects)}" if shown.projects else ""
    lines = len(_lines(shown.problems))
    bad = f"; {count(lines, 'line left out', 'lines left out')}" if lines else ""
    dry = "" if committed is not None else " Nothing was written: this was a dry run."
    return f"{capital(', '.join(parts))}{where}{bad}.{dry}"


def stories_sentence(stories: Sequence[Story], committed: Committed | None) -> str:
    """Say in one sentence which projects an import brought, with their history."""
    keys = _named([story.key for story in stories])
    many = count(sum(len(story.steps) for story in stories), "revision")
    did = "Imported" if committed is not None else "A dry run; it would import"
    return f"{did} {keys} with {many}."


def refusal(file_name: str, problems: Sequence[Problem]) -> str:
    """Say in one line why nothing was imported, and what to do."""
    found = capital(count(len(problems), "problem"))
    return (
        f"{found} in {file_name}, so nothing was imported; the first: {problems[0]}. "
        "List all with --dry-run, or leave those lines out with --skip-bad."
    )


def remarks(shown: ImportPreview) -> Iterator[str]:
    """Yield what a person should know: assumptions, unread columns, problems."""
    yield from shown.notes
    if shown.unknown:
        names = ", ".join(f"“{name}”" for name in shown.unknown)
        yield f"Nothing is read from: {names}."
    yield from map(str, shown.problems)


def document(shown: ImportPreview, committed: Committed | None) -> dict[str, Any]:
    """Return the outcome of an import as JSON can hold it."""
    return {
        "committed": committed is not None,
        "added": len(shown.added),
        "changed": len(shown.changed),
        "unchanged": len(shown.unchanged),
        "left_out": len(_lines(shown.problems)),
        "projects": _projects(shown, committed or {}),
        "problems": [_problem(problem) for problem in shown.problems],
        "unknown_columns": list(shown.unknown),
        "notes": list(shown.notes),
    }


def stories_document(
    stories: Sequence[Story], committed: Committed | None
) -> dict[str, Any]:
    """Return the outcome of an import of whole projects as JSON can hold it."""
    return {
        "committed": committed is not None,
        "added": sum(len(s.project[r].records) for s in stories for r in REGISTERS),
        "changed": 0,
        "unchanged": 0,
        "left_out": 0,
        "projects": [
            {
                "key": story.key,
                "name": story.project.name,
                "new": True,
                "revision": len(story.steps) if committed is not None else None,
            }
            for story in stories
        ],
        "problems": [],
        "unknown_columns": [],
        "notes": [],
    }


def _named(keys: Sequence[str]) -> str:
    """Name the first projects and count the others."""
    rest = len(keys) - NAMED
    more = f" and {count(rest, 'more project')}" if rest > 0 else ""
    return ", ".join(keys[:NAMED]) + more


def _lines(problems: Sequence[Problem]) -> set[tuple[str, int | None]]:
    return {(problem.reference, problem.line) for problem in problems}


def _projects(shown: ImportPreview, committed: Committed) -> list[dict[str, Any]]:
    return [
        {
            "key": key,
            "name": (
                committed[key].name if key in committed else shown.new_projects.get(key)
            ),
            "new": key in shown.new_projects,
            "revision": committed[key].revision if key in committed else None,
        }
        for key in shown.projects
    ]


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "sheet": problem.reference or None,
        "line": problem.line,
        "column": problem.field or None,
        "value": problem.value,
        "message": problem.message,
        "allowed": problem.allowed,
    }
