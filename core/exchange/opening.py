"""What a file brings: which registers, read how. The first step of an import."""

from typing import Any

from core.errors import UnreadableFileError
from core.exchange.guessing import alike, guess_mapping
from core.exchange.importing import Part, Target
from core.exchange.mapping import ColumnMapping
from core.exchange.project_xlsx import is_project_workbook, key_in, read_parts
from core.exchange.shape import Table, shown_name
from core.exchange.tables import read_table
from core.project import Project
from core.registers.catalog import BY_KEY, PROJECTS, REGISTERS
from core.registers.spec import RegisterSpec


def register_named(name: str) -> RegisterSpec[Any]:
    """Find a register by its key or its title.

    Raises
    ------
    UnreadableFileError
        If there is none; the text lists them.
    """
    wanted = name.strip().casefold().replace(" ", "_").replace("-", "_")
    if wanted not in BY_KEY:
        raise UnreadableFileError(
            f"There is no register “{name}”; choose one of: {', '.join(BY_KEY)}."
        )
    return BY_KEY[wanted]


def open_parts(
    file_name: str,
    content: bytes,
    *,
    register: str | None = None,
    mapping: ColumnMapping | None = None,
    key: str | None = None,
) -> tuple[Part, ...]:
    """Read a table for one register, or a workbook with a sheet for each.

    Parameters
    ----------
    register
        Key or title; None takes the mapping's, or guesses.
    mapping
        How the columns are read; None guesses.
    key
        The project that every line goes to, whatever its project column says.

    Raises
    ------
    UnreadableFileError
        If the file cannot be read, or does not tell which register it is for.
    """
    asked = register or (mapping.register_key if mapping else "")
    if not asked and is_project_workbook(file_name, content):
        return read_parts(file_name, content)
    table = read_table(file_name, content)
    spec = register_named(asked) if asked else _guessed(file_name, table)
    if mapping is None:
        found = guess_mapping(table, spec)
        mapping = found.model_copy(update={"project": None}) if key else found
    part = Part(table, spec, mapping)
    _refuse_homeless(part, key)
    return (part,)


def _guessed(file_name: str, table: Table) -> RegisterSpec[Any]:
    found = alike(table)
    if len(found) == 1:
        return found[0]
    name, keys = shown_name(file_name), [spec.key for spec in found or REGISTERS]
    if found:
        raise UnreadableFileError(
            f"{name} may be for any of {', '.join(keys)}; name one with --register."
        )
    raise UnreadableFileError(
        f"{name} does not tell which register it is for; name it with --register, one "
        f"of: {', '.join(keys)}."
    )


def target_of(
    parts: tuple[Part, ...], projects: dict[str, Project], key: str | None
) -> Target:
    """Return where parts go: the project that is named, else that of the workbook."""
    is_workbook = bool(parts[0].sheet)
    spreads = any(part.mapping.project for part in parts)
    return Target(
        projects, key or (key_in(parts) if is_workbook and not spreads else None)
    )


def _refuse_homeless(part: Part, key: str | None) -> None:
    name, lines = part.table.source.file_name, part.table.lines
    if part.spec is PROJECTS:
        if key is not None and len(lines) > 1:
            raise UnreadableFileError(
                f"{name} seems to list {len(lines):,} projects, and --project names "
                "one: leave out --project, or say with --register what it lists."
            )
    elif key is None and part.mapping.project is None:
        raise UnreadableFileError(
            f"{name} holds {part.spec.title.lower()} and does not say of which "
            "project: add --project KEY, or a column “Project” with keys or names."
        )
