"""A project, or the workspace, as sheets: one a register, out and in again.

Headers are the fields' labels, so that what was written is read back without a
question; the current state is carried, archived entries too, but no history.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from core.errors import UnreadableFileError
from core.exchange.guessing import (
    ARCHIVED_LABEL,
    KEY_LABEL,
    PROJECT_LABEL,
    REFERENCE_LABEL,
    guess_mapping,
)
from core.exchange.importing import Part
from core.exchange.mapping import fold
from core.exchange.shape import Cell, Table, shown_name
from core.exchange.tables import read_table, sheet_names
from core.exchange.writing import Sheet, legal_sheet_name, to_csv, to_xlsx
from core.exchange.xlsx_table import first_lines
from core.project import Project
from core.registers.catalog import PROJECTS, REGISTERS
from core.registers.entry import FieldKind, Record
from core.registers.spec import FieldSpec, RegisterSpec

SEVERAL = 2
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


def project_to_xlsx(project: Project, *, created: datetime = UNDATED) -> bytes:
    """Write every register of a project into a sheet of its own.

    Raises
    ------
    UnwritableFileError
        If a sheet cannot hold a register.
    """
    sheets = {spec.title: register_sheet([project], spec) for spec in REGISTERS}
    return to_xlsx(sheets, created=created)


def workspace_to_xlsx(
    projects: Sequence[Project], *, created: datetime = UNDATED
) -> bytes:
    """Write every register of every project: one sheet a register for all of them.

    Raises
    ------
    UnwritableFileError
        If a sheet cannot hold a register.
    """
    sheets = {
        spec.title: register_sheet(projects, spec, with_project=True)
        for spec in REGISTERS
    }
    return to_xlsx(sheets, created=created)


def register_to_csv(
    projects: Sequence[Project],
    spec: RegisterSpec[Any],
    *,
    with_project: bool = False,
) -> bytes:
    """Write one register as CSV, with a project column where it is asked for."""
    sheet = register_sheet(projects, spec, with_project=with_project)
    return to_csv(sheet.headers, sheet.rows)


def register_to_xlsx(
    projects: Sequence[Project],
    spec: RegisterSpec[Any],
    *,
    with_project: bool = False,
    created: datetime = UNDATED,
) -> bytes:
    """Write one register as a workbook of one sheet.

    Raises
    ------
    UnwritableFileError
        If the sheet cannot hold it.
    """
    sheet = register_sheet(projects, spec, with_project=with_project)
    return to_xlsx({spec.title: sheet}, created=created)


def register_sheet(
    projects: Iterable[Project],
    spec: RegisterSpec[Any],
    *,
    with_project: bool = False,
) -> Sheet:
    """Return the entries of one register as a table.

    Its columns: the project (of the list of projects: its key), the reference, the
    fields by their labels, and whether the entry is archived.
    """
    first = [KEY_LABEL] if spec is PROJECTS else [REFERENCE_LABEL]
    if with_project and spec is not PROJECTS:
        first = [PROJECT_LABEL, *first]
    headers = [*first, *(field.label for field in spec.fields), ARCHIVED_LABEL]
    rows = [
        _row(project, spec, record, len(first))
        for project in projects
        for _, record in sorted(project[spec].records.items())
    ]
    return Sheet(headers, rows)


def is_project_workbook(file_name: str, content: bytes) -> bool:
    """Whether a workbook has several sheets of ours: they come in together.

    That is the sheet of projects and that of another register, or two sheets that are
    named as registers and have references as an export has them.

    Raises
    ------
    UnreadableFileError
        If the workbook cannot be read.
    """
    name = shown_name(file_name)
    names = set(sheet_names(content, file_name=name))
    ours = {legal_sheet_name(spec.title) for spec in REGISTERS} & names
    if PROJECTS.title in names or len(ours) < SEVERAL:
        return len(ours) >= SEVERAL
    lines = first_lines(name, content)
    return sum(REFERENCE_LABEL in lines.get(sheet, ()) for sheet in ours) >= SEVERAL


def read_parts(file_name: str, content: bytes) -> tuple[Part, ...]:
    """Read the sheets of a workbook that are named as registers, ready to preview.

    Raises
    ------
    UnreadableFileError
        If the workbook cannot be read, or no sheet is named as a register.
    """
    present = {fold(n): n for n in sheet_names(content, file_name=file_name)}
    parts = []
    for spec in REGISTERS:
        sheet = present.get(fold(legal_sheet_name(spec.title)))
        if sheet is None:
            continue
        table = read_table(file_name, content, sheet=sheet)
        if table.lines:
            parts.append(Part(table, spec, guess_mapping(table, spec), sheet))
    if not parts:
        raise UnreadableFileError(
            f"{shown_name(file_name)} has no sheet with entries that is named as a "
            f"register, such as {REGISTERS[9].title}."
        )
    return tuple(parts)


def key_in(parts: Iterable[Part]) -> str | None:
    """Return the key of the one project that a workbook is about, if there is one."""
    keys = {key for part in parts if part.spec is PROJECTS for key in _keys(part.table)}
    return keys.pop() if len(keys) == 1 else None


def _keys(table: Table) -> list[str]:
    if KEY_LABEL not in table.headers:
        return []
    place = table.headers.index(KEY_LABEL)
    return [str(line.cells[place]).strip() for line in table.lines]


def _row(
    project: Project, spec: RegisterSpec[Any], record: Record[Any], width: int
) -> list[Cell]:
    reference = project.key if spec is PROJECTS else spec.reference(record.number)
    first = [project.key, reference][-width:]
    cells = (_cell(field, getattr(record.entry, field.name)) for field in spec.fields)
    return [*first, *cells, record.archived]


def _cell(field: FieldSpec, value: Any) -> Cell:
    if value is None:
        return None
    if field.kind is FieldKind.REFERENCE and field.target:
        return f"{field.target.prefix}-{value:03d}"
    if field.kind is FieldKind.MOMENT and value.time() == time.min:
        day: date = value.date()  # the whole of it
        return day
    cell: Cell = value.value if field.kind is FieldKind.CHOICE else value
    return cell
