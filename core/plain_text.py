"""Projects and failures as plain lines, for the shell."""

from typing import Any

from core.errors import InvalidEntryError, LinchpinError, shorten
from core.project import Project
from core.registers.catalog import PROJECTS
from core.registers.entry import FieldKind

LONGEST_LINE = 600  # characters of one failure


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
