"""Rows to records and back: the only place that knows how an entry is stored."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, RowMapping, insert, select, update

from core.project import JournalLine, Project, Register, Verb
from core.registers.catalog import BY_KEY, REGISTERS
from core.registers.entry import E, Entry, Record
from core.registers.spec import RegisterSpec
from data.tables import JOURNAL, REGISTER_TABLES

NOTHING = "{}"
MANY = 500  # numbers asked for at once; SQLite takes 32,766 parameters


def read_registers(
    connection: Connection, project_ids: Sequence[int]
) -> dict[int, dict[str, Register[Any]]]:
    """Read every register of some projects: a query a register, however many."""
    found: dict[int, dict[str, Register[Any]]] = {one: {} for one in project_ids}
    for spec in REGISTERS:
        for one, register in read_register(connection, spec, project_ids).items():
            found[one][spec.key] = register
    return found


def read_register(
    connection: Connection, spec: RegisterSpec[E], project_ids: Sequence[int]
) -> dict[int, Register[E]]:
    """Read one register of some projects."""
    records: dict[int, dict[int, Record[E]]] = {one: {} for one in project_ids}
    for some in batches(project_ids):
        for project_id, record in _read(connection, spec, some):
            records[project_id][record.number] = record
    return {one: Register(spec, own) for one, own in records.items()}


def read_some(
    connection: Connection, project_id: int, places: Iterable[tuple[str, int]]
) -> dict[str, list[Record[Any]]]:
    """Read the records at these places (register and number)."""
    numbers: dict[str, list[int]] = {}
    for register, number in places:
        numbers.setdefault(register, []).append(number)
    found: dict[str, list[Record[Any]]] = {}
    for register, wanted in numbers.items():
        for some in batches(wanted):
            records = _read(connection, BY_KEY[register], [project_id], some)
            found.setdefault(register, []).extend(record for _, record in records)
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


def batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield numbers a statement can take at once."""
    for start in range(0, len(numbers), MANY):
        yield numbers[start : start + MANY]


def _read(
    connection: Connection,
    spec: RegisterSpec[Any],
    project_ids: Sequence[int],
    numbers: Sequence[int] | None = None,
) -> Iterator[tuple[int, Record[Any]]]:
    """Yield records with the project that each belongs to."""
    table = REGISTER_TABLES[spec.key]
    statement = select(table).where(table.c.project_id.in_(project_ids))
    if numbers is not None:
        statement = statement.where(table.c.number.in_(numbers))
    names = table.columns.keys()
    for values in connection.execute(statement.order_by(table.c.number)):
        row = dict(zip(names, values, strict=True))
        yield row["project_id"], _record(spec, row)


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
