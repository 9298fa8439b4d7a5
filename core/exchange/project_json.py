"""A project, or the whole workspace, as JSON: current state and full history.

The schema is described in docs/guide/json-format.md. An import replays the history, so
that every revision keeps its number, its author and its moment.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from core.edits import Add, Archive, Change, Edit, Restore, apply
from core.errors import UnreadableFileError, shorten
from core.exchange.project_text import (
    PROJECT_FORMAT,
    VERSION,
    WORKSPACE_FORMAT,
    ProjectText,
    RevisionText,
    WorkspaceText,
)
from core.exchange.shape import shown_name
from core.project import JournalLine, Project, Register, Revision, Verb
from core.registers.catalog import BY_KEY, PROJECTS, REGISTERS
from core.registers.values import REFERENCE

MAX_BYTES = 200_000_000
ARCHIVED, NAMED = "archived", "reference"


@dataclass(frozen=True, slots=True)
class Step:
    """One revision to write: its edits, and what the journal says of it.

    `at` is None where the file has no history: the import is then the moment.
    """

    edits: tuple[Edit, ...]
    actor: str = ""
    note: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A project as the steps that lead to it, checked."""

    key: str
    steps: tuple[Step, ...]
    project: Project


# Writing ------------------------------------------------------------------------------


def project_to_json(project: Project, history: Iterable[Revision]) -> bytes:
    """Write a project with its history, in any order of revisions."""
    return _dumped(_project(project, history))


def workspace_to_json(
    projects: Iterable[tuple[Project, Iterable[Revision]]],
) -> bytes:
    """Write every project of a workspace with its history."""
    content = {
        "format": WORKSPACE_FORMAT,
        "version": VERSION,
        "projects": [_project(project, history) for project, history in projects],
    }
    return _dumped(content)


def _dumped(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _project(project: Project, history: Iterable[Revision]) -> dict[str, Any]:
    return {
        "format": PROJECT_FORMAT,
        "version": VERSION,
        "key": project.key,
        "name": project.name,
        "revision": project.revision,
        "registers": {spec.key: _entries(project[spec]) for spec in REGISTERS},
        "history": [_revision(r) for r in sorted(history, key=lambda r: r.number)],
    }


def _entries(register: Register[Any]) -> list[dict[str, Any]]:
    spec = register.spec
    return [
        {
            NAMED: spec.reference(number),
            ARCHIVED: record.archived,
            **spec.to_plain(record.entry),
        }
        for number, record in sorted(register.records.items())
    ]


def _revision(revision: Revision) -> dict[str, Any]:
    return {
        "number": revision.number,
        "at": revision.at.isoformat(),
        "actor": revision.actor,
        "note": revision.note,
        "lines": [_line(line) for line in revision.lines],
    }


def _line(line: JournalLine) -> dict[str, Any]:
    return {
        "register": line.register,
        "reference": line.reference,
        "verb": line.verb.value,
        "before": dict(line.before),
        "after": dict(line.after),
    }


# Reading ------------------------------------------------------------------------------


def is_json(content: bytes) -> bool:
    """Whether a file holds JSON, so far as its beginning tells."""
    return content[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def read_stories(
    file_name: str, content: bytes, *, key: str | None = None
) -> tuple[Story, ...]:
    """Read a project or a workspace that was written as JSON.

    Parameters
    ----------
    key
        Gives the one project of the file another key.

    Raises
    ------
    UnreadableFileError
        If the file is no such JSON, or its history does not lead to what it says;
        the text is one sentence.
    InvalidEntryError
        If an entry breaks a rule of its register.
    """
    name = shown_name(file_name)
    texts = _texts(name, content)
    if key is not None and len(texts) != 1:
        raise UnreadableFileError(
            f"{name} holds {len(texts)} projects; import it without naming one."
        )
    twice = [k for k, n in Counter(text.key for text in texts).items() if n > 1]
    if twice:
        raise UnreadableFileError(f"{name} holds the project {twice[0]} twice.")
    return tuple(_story(name, text, key or text.key) for text in texts)


def _texts(name: str, content: bytes) -> tuple[ProjectText, ...]:
    if len(content) > MAX_BYTES:
        raise UnreadableFileError(
            f"{name} has more than {MAX_BYTES // 1_000_000} MB; export its projects "
            "one by one."
        )
    try:
        whole = content.removeprefix(b"\xef\xbb\xbf")
        if WORKSPACE_FORMAT.encode() in whole[:200]:
            return _some(name, WorkspaceText.model_validate_json(whole).projects)
        return (ProjectText.model_validate_json(whole),)
    except ValidationError as error:
        first = error.errors()[0]
        place = " → ".join(str(part) for part in first["loc"])
        where = f" at {shorten(place)}" if place else ""
        raise UnreadableFileError(
            f"{name} is not a Linchpin project as JSON{where}: {shorten(first['msg'])}."
        ) from None


def _some(name: str, projects: tuple[ProjectText, ...]) -> tuple[ProjectText, ...]:
    if not projects:
        raise UnreadableFileError(f"{name} holds no project; choose another file.")
    return projects


def _story(name: str, text: ProjectText, key: str) -> Story:
    steps = _history(name, text) if text.history else (_state(name, text),)
    project = Project(key)
    for number, step in enumerate(steps, start=1):
        project, lines = apply(project, step.edits)
        if not lines:
            raise UnreadableFileError(
                f"Revision {number} of {name} changes nothing; export it again."
            )
    if text.history and text.registers:
        _compare(name, text, project)
    return Story(key, steps, project)


def _compare(name: str, text: ProjectText, project: Project) -> None:
    """Refuse a file whose registers were edited beside their history."""
    said, told = apply(Project(project.key), _state(name, text).edits)[0], project
    for spec in REGISTERS:
        for number in said[spec].records.keys() | told[spec].records.keys():
            one, other = said[spec].records.get(number), told[spec].records.get(number)
            if (
                one is None
                or other is None
                or (one.entry, one.archived) != (other.entry, other.archived)
            ):
                raise UnreadableFileError(
                    f"In {name}, {spec.reference(number)} differs from what its "
                    "history leads to; delete “history” to import the registers alone."
                )


def _state(name: str, text: ProjectText) -> Step:
    """Return the registers alone as one step."""
    edits: list[Edit] = []
    for register, entries in text.registers.items():
        _known(name, register)
        for entry in entries:
            values = {k: v for k, v in entry.items() if k not in (NAMED, ARCHIVED)}
            number = _number(name, register, str(entry.get(NAMED, "")))
            edits.append(Add(register, values, number))
            if entry.get(ARCHIVED) is True:
                edits.append(Archive(register, number, 1))
    if not any(isinstance(e, Add) and e.register == PROJECTS.key for e in edits):
        edits.insert(0, Add(PROJECTS.key, {"title": text.name or text.key}))
    return Step(tuple(edits))


def _history(name: str, text: ProjectText) -> tuple[Step, ...]:
    numbers = [revision.number for revision in text.history]
    if numbers != list(range(1, len(numbers) + 1)):
        raise UnreadableFileError(
            f"The revisions of {name} are not numbered 1, 2, 3 and so on; "
            "export it again."
        )
    for before, after in pairwise(text.history):
        if after.at < before.at:
            raise UnreadableFileError(
                f"Revision {after.number} of {name} was recorded before the one that "
                "it follows; export it again."
            )
    versions: Counter[tuple[str, int]] = Counter()
    return tuple(
        Step(
            tuple(_edits(name, revision, versions)),
            revision.actor,
            revision.note,
            revision.at,
        )
        for revision in text.history
    )


def _edits(
    name: str, revision: RevisionText, versions: Counter[tuple[str, int]]
) -> Iterator[Edit]:
    """Turn journal lines into edits; each line made the entry one version older."""
    for line in revision.lines:
        _known(name, line.register_key)
        number = _number(name, line.register_key, line.reference)
        place = (line.register_key, number)
        seen = versions[place]
        versions[place] += 1
        match line.verb:
            case Verb.ADD:
                yield Add(line.register_key, line.after, number)
            case Verb.CHANGE:
                yield Change(*place, seen, line.after)
            case Verb.ARCHIVE:
                yield Archive(*place, seen)
            case Verb.RESTORE:
                yield Restore(*place, seen)


def _known(name: str, register: str) -> None:
    if register not in BY_KEY:
        raise UnreadableFileError(
            f"{name} has a register “{shorten(register)}”, which this version of "
            "Linchpin does not know; it may come from a newer one."
        )


def _number(name: str, register: str, reference: str) -> int:
    match = REFERENCE.fullmatch(reference)
    spec = BY_KEY[register]
    if not match or match[1].upper() != spec.prefix or not int(match[2]):
        raise UnreadableFileError(
            f"{name} calls an entry of {spec.title} “{shorten(reference)}”; "
            f"write a reference such as {spec.reference(1)}."
        )
    return int(match[2])
