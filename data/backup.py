"""Back up a whole store into one file, and restore it into any database.

docs/decisions/0004-backup-format.md says why it is one format for both databases.
"""

import shutil
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import chain, count, islice
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, MetaData, Table

from core.errors import UnreadableFileError
from data.archive import (
    Manifest,
    Row,
    revived,
    rows_of,
    verified,
    write_manifest,
    write_table,
)
from data.database import Store
from data.engine import StoreError, connect, sqlite_file
from data.files import make_private
from data.locks import alone
from data.migrate import VERSIONS, known_schema, migrate, schema_revision

FIRST = ("project", "revision")  # other tables refer to these at once, not deferred
AT_ONCE = 1000  # rows
NEXT_ID = """
SELECT setval(pg_get_serial_sequence('project', 'id'),
    coalesce(max(id), 1), max(id) IS NOT NULL) FROM project
"""


def backup(store: Store, file: Path) -> Manifest:
    """Write everything that the store holds, as of one moment, into a file.

    The file appears when it is whole; one of the same name is replaced.

    Raises
    ------
    OSError
        If the file cannot be written; names the file.
    """
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        make_private(unfinished)
        with (
            store.reading() as connection,
            zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            manifest = _write(connection, archive)
        unfinished.replace(file)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def restore(file: Path, url: str) -> Manifest:
    """Verify a backup, and make the database hold what it holds.

    A SQLite file that is there already is kept as FILE.before-restore, the next one as
    FILE.before-restore-2 and so on. A database on a server must be empty.

    Raises
    ------
    UnreadableFileError
        If the backup is cut short, was changed, is something else, or was written by
        a newer version.
    StoreError
        If the database is in use, or is one on a server that holds projects.
    """
    manifest = verified(file)
    if not known_schema(manifest.schema):
        raise UnreadableFileError(
            f"{file.name} was written by Linchpin {manifest.version}, which is newer. "
            "Install that version to restore it."
        )
    engine = connect(url)
    target = sqlite_file(engine.url)
    try:
        if target is None:
            _fill(engine, file, manifest)
        else:
            with alone(target):
                _replace(target, file, manifest)
    finally:
        engine.dispose()
    return manifest


def _write(connection: Connection, archive: zipfile.ZipFile) -> Manifest:
    tables = _tables(connection)
    manifest = Manifest(
        schema=schema_revision(connection),
        version=version("linchpin"),
        made_at=datetime.now(UTC),
        projects=_projects(connection, tables),
        tables={
            str(table.name): write_table(archive, table.name, _rows(connection, table))
            for table in tables
        },
    )
    write_manifest(archive, manifest)
    return manifest


def _tables(connection: Connection) -> list[Table]:
    """Return the tables as the database has them, in an order that they fill in."""
    metadata = MetaData()
    metadata.reflect(connection)
    found = [table for name, table in metadata.tables.items() if name != VERSIONS]
    return sorted(found, key=lambda t: (t.name not in FIRST, t.name))


def _projects(connection: Connection, tables: Iterable[Table]) -> dict[str, int]:
    project = next(table for table in tables if table.name == "project")
    rows = connection.execute(sa.select(project.c.key, project.c.revision))
    return {row.key: row.revision for row in rows}


def _rows(connection: Connection, table: Table) -> Iterator[Row]:
    names = [str(column.name) for column in table.columns]  # plain str, for JSON
    for row in connection.execute(sa.select(table).order_by(*table.primary_key)):
        yield dict(zip(names, row, strict=True))


def _replace(target: Path, file: Path, manifest: Manifest) -> None:
    """Fill a new database beside the old one, and put it in the old one's place."""
    new = target.with_name(f"{target.name}.restoring")
    new.unlink(missing_ok=True)
    engine = connect(f"sqlite:///{new}")
    try:
        _fill(engine, file, manifest)
    except BaseException:
        engine.dispose()
        new.unlink(missing_ok=True)
        raise
    engine.dispose()
    _set_aside(target)
    new.replace(target)


def _set_aside(target: Path) -> None:
    """Copy the old database, and what SQLite keeps beside it, out of the way.

    The old file itself stays until the new one takes its name in one step.
    """
    kept = _free_name(target.with_name(f"{target.name}.before-restore"))
    for suffix in ("", "-wal", "-shm", "-journal"):
        old = target.with_name(target.name + suffix)
        if old.exists():
            shutil.copy2(old, kept.with_name(kept.name + suffix))
        if suffix:
            old.unlink(missing_ok=True)  # it belongs to the old file alone


def _free_name(file: Path) -> Path:
    """Return a name that no file has: a copy that was kept before stays."""
    names = (file.with_name(f"{file.name}-{number}") for number in count(2))
    return next(name for name in chain([file], names) if not name.exists())


def _fill(engine: Engine, file: Path, manifest: Manifest) -> None:
    """Make the backup's own schema, fill it, and then bring it up to date."""
    migrate(engine, manifest.schema)
    with (
        engine.connect().execution_options(writing=True) as connection,
        connection.begin(),
        zipfile.ZipFile(file) as archive,
    ):
        tables = _tables(connection)
        _refuse(connection, tables, manifest)
        for table in tables:
            _insert(connection, table, rows_of(archive, table.name))
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text(NEXT_ID))
    migrate(engine)


def _refuse(
    connection: Connection, tables: Iterable[Table], manifest: Manifest
) -> None:
    if _projects(connection, tables):
        raise StoreError(
            "The database holds projects already. Make an empty database and restore "
            "into that."
        )
    if {table.name for table in tables} != set(manifest.tables):
        raise UnreadableFileError(
            "The tables of the backup do not fit its schema. Choose another backup."
        )


def _insert(connection: Connection, table: Table, rows: Iterator[Row]) -> None:
    kinds = {column.name: column.type.python_type for column in table.columns}
    while some := [revived(row, kinds) for row in islice(rows, AT_ONCE)]:
        connection.execute(sa.insert(table), some)
