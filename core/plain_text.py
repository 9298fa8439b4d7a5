"""Documents and failures as plain lines, for the shell."""

from collections.abc import Iterator, Mapping
from typing import Any

from core.errors import InvalidEntryError, LinchpinError, shorten
from core.project import Project
from core.registers.catalog import PROJECTS
from core.registers.entry import FieldKind
from core.words import UNDEFINED

LONGEST_LINE = 600  # characters of one failure


def figures(document: Mapping[str, Any]) -> str:
    """Write a nested document as lines; of a list, how long it is.

    >>> print(figures({"risk": {"open_threats": 3, "emv": None, "risks": [1, 2]}}))
    risk, open threats: 3
    risk, emv: n/a
    risk, risks: 2 in all
    """
    return "\n".join(_lines(document, ()))


def listed(project: Project) -> dict[str, Any]:
    """Return what the list of projects says of one; money as a number to the cent."""
    plain = PROJECTS.to_plain(project.facts)
    for field in PROJECTS.fields:
        if field.kind is FieldKind.MONEY and plain[field.name] is not None:
            plain[field.name] = float(plain[field.name])
    return {"key": project.key, "revision": project.revision} | plain


def failure(error: Exception) -> str:
    """Say in one line why something failed."""
    if isinstance(error, InvalidEntryError):
        first, *others = error.problems
        more = f"; and {len(others):,} more problems" if others else ""
        return shorten(f"{first}{more}.", LONGEST_LINE)
    if isinstance(error, LinchpinError):
        return shorten(str(error), LONGEST_LINE)
    if isinstance(error, OSError):
        name = f"{error.filename}: " if error.filename else ""
        return shorten(f"{name}{error.strerror or error}.", LONGEST_LINE)
    said = f"Failed unexpectedly: {type(error).__name__}: {error}"
    return shorten(said, LONGEST_LINE)


def _lines(value: Any, path: tuple[str, ...]) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _lines(inner, (*path, str(name).replace("_", " ")))
        return
    shown = f"{len(value)} in all" if isinstance(value, list) else value
    yield f"{', '.join(path)}: {UNDEFINED if shown is None else shown}"
