"""What an import did, or would do, as sentences and as one JSON document."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.errors import Problem, shorten
from core.exchange.importing import ImportPreview
from core.exchange.project_json import Story
from core.project import Project
from core.registers.catalog import REGISTERS
from core.words import capital, count, listed, small

Committed = Mapping[str, Project]

LONGEST_HEADER = 40  # characters
NAMED = 3  # projects that a sentence names; the others are counted
DRY = ("would be added", "would be changed")
NOT_WRITTEN = "Nothing was written: this was a dry run."


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
    did = ("added", "changed") if committed is not None else DRY
    parts = _tally(shown, (*did, "unchanged")) or ["nothing to import"]
    where = f" in {_named(shown.projects)}" if shown.projects else ""
    lines = len(_lines(shown.problems))
    bad = f"; {count(lines, 'line left out', 'lines left out')}" if lines else ""
    dry = "" if committed is not None else f" {NOT_WRITTEN}"
    return f"{capital(', '.join(parts))}{where}{bad}.{dry}"


def verdict(what: str, shown: ImportPreview) -> str:
    """Say what an import would do, and how much stands against it."""
    parts = _tally(shown, ("to add", "to change", "unchanged"))
    problems = count(len(shown.problems), "problem")
    return f"{what}: {', '.join(parts) or 'nothing to import'}; {problems}"


def undecided(headers: Sequence[str]) -> str:
    """Say what to do where the columns of a file are those of no register.

    >>> undecided(["Foo", "Bar"])[:60]
    'Its columns, Foo and Bar, are those of no register alone: ch'
    """
    rest = len(headers) - NAMED
    names = [*headers[:NAMED], *([count(rest, "more", "more")] if rest > 0 else [])]
    said = listed([shorten(name, LONGEST_HEADER) for name in names])
    return (
        f"Its columns, {said}, are those of no register alone: choose one, then say "
        "which column fills which field."
    )


def hindrance(shown: ImportPreview, *, skip_bad: bool) -> str:
    """Say why there is nothing to be imported, and what to do; empty where there is."""
    if shown.problems and not skip_bad:
        one = len(shown.problems) == 1
        return (
            f"{capital(count(len(shown.problems), 'problem'))} "
            f"{'stands' if one else 'stand'} against it: mend the file or the mapping, "
            f"or leave {'that line' if one else 'those lines'} out."
        )
    if shown.projects:
        return ""
    if shown.unchanged:
        return "Nothing to import: what the file says stands there already."
    if not shown.problems:
        return "Nothing to import: no line stands below the header of the file."
    return "Nothing to import: no line of the file can be read."


def stories_sentence(stories: Sequence[Story], committed: Committed | None) -> str:
    """Say in one sentence which projects an import brought, with their history."""
    keys = _named([story.key for story in stories])
    many = count(sum(len(story.steps) for story in stories), "revision")
    did = "Imported" if committed is not None else "A dry run; it would import"
    return f"{did} {keys} with {many}."


def refusal(file_name: str, problems: Sequence[Problem], *, dry_run: bool) -> str:
    """Say in one line why nothing is imported, and what to do.

    A dry run lists every problem beside; else the first one is named.
    """
    found = capital(count(len(problems), "problem"))
    if dry_run:
        them = "it" if len(problems) == 1 else "them"
        return (
            f"{found} in {file_name}, so the import would be refused: mend {them}, or "
            f"leave those lines out with --skip-bad. {NOT_WRITTEN}"
        )
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


def _tally(shown: ImportPreview, verbs: tuple[str, str, str]) -> list[str]:
    """Count what lines do, in words; what none of them does is left out."""
    some = zip((shown.added, shown.changed, shown.unchanged), verbs, strict=True)
    entries = [(len(rows), verb) for rows, verb in some if rows]
    return [
        f"{small(many) if i else count(many, 'entry', 'entries')} {verb}"
        for i, (many, verb) in enumerate(entries)
    ]


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
