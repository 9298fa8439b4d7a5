"""What a file brings: which registers, read how. The first step of an import."""

from dataclasses import replace
from typing import Any

from core.errors import UnreadableFileError, shorten
from core.exchange.guessing import alike, guess_mapping
from core.exchange.importing import Part, Target
from core.exchange.mapping import ColumnMapping, fold
from core.exchange.project_xlsx import is_project_workbook, key_in, read_parts
from core.exchange.shape import Table, shown_name
from core.exchange.tables import read_table, sheet_names
from core.project import Project
from core.registers.catalog import BY_KEY, PROJECTS, REGISTERS
from core.registers.spec import RegisterSpec


def register_named(name: str) -> RegisterSpec[Any]:
    """Find a register by its key, its title, or what one of its entries is called.

    Raises
    ------
    UnreadableFileError
        If there is none; the text lists them.
    """
    for spec in REGISTERS:
        if fold(name) in _names(spec):
            return spec
    raise UnreadableFileError(
        f"There is no register “{shorten(name)}”; choose one of: {', '.join(BY_KEY)}."
    )


def _names(spec: RegisterSpec[Any]) -> set[str]:
    return {fold(spec.key), fold(spec.title), fold(spec.noun)}


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
    wanted = register_named(asked) if asked else None
    table = _chosen(file_name, content, wanted, mapping)
    spec = wanted or _guessed(file_name, table)
    if mapping is None:
        found = guess_mapping(table, spec)
        mapping = found.model_copy(update={"project": None}) if key else found
    part = Part(table, spec, mapping)
    _refuse_homeless(part, key)
    return (part,)


def _chosen(
    file_name: str,
    content: bytes,
    spec: RegisterSpec[Any] | None,
    mapping: ColumnMapping | None,
) -> Table:
    """Read the first sheet that fits; of one that is called as the register is.

    Where none fits, the first one with text, so that its faults are told.
    """
    names = sheet_names(content, file_name=shown_name(file_name))
    called = [n for n in names if spec and fold(n) in _names(spec)]
    for name in dict.fromkeys([*called, *names]) if len(names) > 1 else ():
        try:
            table = read_table(file_name, content, sheet=name)
        except UnreadableFileError:  # no table: text of one cell, or nothing
            continue
        if name in called or _fits(table, spec, mapping):
            note = f"Read from sheet “{shorten(name)}”, one of {len(names)}."
            source = replace(table.source, notes=(note, *table.source.notes))
            return replace(table, source=source)
    return read_table(file_name, content)


def _fits(
    table: Table, spec: RegisterSpec[Any] | None, mapping: ColumnMapping | None
) -> bool:
    if mapping is not None:
        return set(mapping.used) <= set(table.headers)
    if spec is None:
        return len(alike(table)) == 1
    required = {field.name for field in spec.fields if field.required}
    return required <= guess_mapping(table, spec).fields.keys()


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
