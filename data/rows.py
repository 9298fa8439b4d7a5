"""Rows to records and back: the only place that knows how an entry is stored."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, RowMapping, insert, select, update

from core.project import JournalLine, Project, Register, Verb
from core.registers.catalog import BY_KEY, REGISTERS
from core.registers.entry import Entry, Record
from core.registers.spec import RegisterSpec
from data.tables import JOURNAL, REGISTER_TABLES

NOTHING = "{}"
MANY = 500  # numbers asked for at once; SQLite takes 32,766 parameters


def read_registers(connection: Connection, project_id: int) -> dict[str, Register[Any]]:
    """Read every register of a project."""
    return {
        spec.key: Register(
            spec, {r.number: r for r in _read(connection, spec, project_id)}
        )
        for spec in REGISTERS
    }


def read_some(
    connection: Connection, project_id: int, places: Iterable[tuple[str, int]]
) -> dict[str, list[Record[Any]]]:
    """Read the records at these places (register and number)."""
    numbers: dict[str, list[int]] = {}
    for register, number in places:
        numbers.setdefault(register, []).append(number)
    found: dict[str, list[Record[Any]]] = {}
    for register, wanted in numbers.items():
        for start in range(0, len(wanted), MANY):
            some = wanted[start : start + MANY]
            records = _read(connection, BY_KEY[register], project_id, some)
            found.setdefault(register, []).extend(records)
    return found


def write_records(
    connection: Connection,
    project_id: int,
    project: Project,
    lines: Sequence[JournalLine],
) -> None:
    """Write what journal lines say has changed, as `project` holds it now."""
    added: dict[str, dict[int, dict[str, Any]]] = {}
    changed: dict[str, dict[int, dict[str, Any]]] = {}
    for line in lines:
        spec = BY_KEY[line.register]
        row = _row(spec, project[spec].records[line.number], project_id)
        new = line.verb is Verb.ADD or line.number in added.get(line.register, {})
        (added if new else changed).setdefault(line.register, {})[line.number] = row
    for key, rows in added.items():
        connection.execute(insert(REGISTER_TABLES[key]), list(rows.values()))
    for key, rows in changed.items():
        for row in rows.values():
            _replace(connection, key, row)


def journal_rows(
    project_id: int, revision: int, lines: Sequence[JournalLine]
) -> list[dict[str, Any]]:
    """Return the journal's rows of one revision."""
    return [
        {
            "project_id": project_id,
            "revision": revision,
            "position": position,
            "register_key": line.register,
            "number": line.number,
            "verb": line.verb.value,
            "before": _json(line.before),
            "after": _json(line.after),
        }
        for position, line in enumerate(lines)
    ]


def journal_line(row: RowMapping) -> JournalLine:
    """Return one journal row as a line; `after` is empty where it was not read."""
    return JournalLine(
        row["register_key"],
        row["number"],
        Verb(row["verb"]),
        _values(row["before"]),
        _values(row.get("after", NOTHING)),
    )


def _json(values: Mapping[str, Any]) -> str:
    return orjson.dumps(values).decode() if values else NOTHING


def _values(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {} if text == NOTHING else orjson.loads(text)
    return found


def write_journal(
    connection: Connection,
    project_id: int,
    revision: int,
    lines: Sequence[JournalLine],
) -> None:
    """Add one revision's lines to the journal."""
    connection.execute(insert(JOURNAL), journal_rows(project_id, revision, lines))


def _read(
    connection: Connection,
    spec: RegisterSpec[Any],
    project_id: int,
    numbers: Sequence[int] | None = None,
) -> list[Record[Any]]:
    table = REGISTER_TABLES[spec.key]
    statement = select(table).where(table.c.project_id == project_id)
    if numbers is not None:
        statement = statement.where(table.c.number.in_(numbers))
    names = table.columns.keys()
    rows = connection.execute(statement.order_by(table.c.number))
    return [_record(spec, dict(zip(names, row, strict=True))) for row in rows]


def _record(spec: RegisterSpec[Any], row: Mapping[str, Any]) -> Record[Any]:
    entry: Entry = spec.from_plain(row)
    return Record(row["number"], row["version"], entry, row["archived"])


def _row(
    spec: RegisterSpec[Any], record: Record[Any], project_id: int
) -> dict[str, Any]:
    fields: Mapping[str, Any] = {
        field.name: getattr(record.entry, field.name) for field in spec.fields
    }
    return {
        "project_id": project_id,
        "number": record.number,
        "version": record.version,
        "archived": record.archived,
        **fields,
    }


def _replace(connection: Connection, key: str, row: Mapping[str, Any]) -> None:
    table = REGISTER_TABLES[key]
    connection.execute(
        update(table)
        .where(table.c.project_id == row["project_id"], table.c.number == row["number"])
        .values(**row)
    )
