"""Bring the database's schema up to date, once, however many processes start.

Migrations run on a connection of their own, with foreign keys off (rebuilding a parent
table would delete its children), in one transaction that begins by locking, and end
with a check of every foreign key.
"""

import sqlite3
from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from data.board_tables import METADATA
from data.engine import StoreError, connect, sqlite_file
from data.files import make_private

FOLDER = Path(__file__).parent / "migrations"
VERSIONS = "alembic_version"
LOCK = 5_246_715  # any number, the same in every process


def migrate(engine: Engine, target: str = "head") -> None:
    """Create or upgrade the schema.

    A SQLite file that holds data is copied first, beside itself.

    Raises
    ------
    StoreError
        If the database was made by a newer version or by another program, or if the
        upgrade would break references; nothing was changed.
    """
    script = ScriptDirectory(str(FOLDER))
    wanted = script.get_current_head() if target == "head" else target
    with engine.connect() as connection:
        if _revision(connection) == wanted:
            return
    own = connect(engine.url.render_as_string(hide_password=False))
    try:
        with own.connect() as plain:
            _upgrade(plain, script, target)
    finally:
        own.dispose()


def schema_revision(connection: Connection) -> str:
    """Return the schema's revision: "0001"."""
    return _revision(connection) or ""


def newest_schema() -> str:
    """Return the schema revision that this version makes."""
    return ScriptDirectory(str(FOLDER)).get_current_head() or ""


def known_schema(revision: str) -> bool:
    """Whether this version knows how to make, and upgrade, such a schema."""
    script = ScriptDirectory(str(FOLDER))
    return revision in {known.revision for known in script.walk_revisions()}


def _upgrade(plain: Connection, script: ScriptDirectory, target: str) -> None:
    sqlite = plain.dialect.name == "sqlite"
    if sqlite:
        plain.connection.execute("PRAGMA foreign_keys = OFF")
    connection = plain.execution_options(writing=True)
    with connection.begin():
        if not sqlite:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        current = _revision(connection)  # another process may have been first
        _refuse(connection, current)
        if current and current != script.get_current_head():
            _copy(connection, current)
        _run(connection, script, target)
        if sqlite:
            _check_foreign_keys(connection)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _run(connection: Connection, script: ScriptDirectory, target: str) -> None:
    environment = EnvironmentContext(
        Config(),
        script,
        # Alembic's own upgrade command does the same; there is no public name.
        fn=lambda at, _: script._upgrade_revs(target, at),  # noqa: SLF001
    )
    with environment:
        environment.configure(connection=connection, target_metadata=METADATA)
        environment.run_migrations()


def _refuse(connection: Connection, current: str | None) -> None:
    """Refuse a schema that is not ours to upgrade."""
    if current is None and set(inspect(connection).get_table_names()) - {VERSIONS}:
        raise StoreError(
            "The database holds tables of another program. Give Linchpin a database "
            "of its own with LINCHPIN_DATABASE_URL."
        )
    if current is not None and not known_schema(current):
        raise StoreError(
            "The database was made by a newer version of Linchpin. Install that "
            "version, or open another database with LINCHPIN_DATABASE_URL."
        )


def _copy(connection: Connection, current: str) -> None:
    """Copy a SQLite file before it is upgraded; a server has backups of its own."""
    file = sqlite_file(connection.engine.url)
    if file is None:
        return
    beside = file.with_name(f"{file.name}.before-upgrade-from-{current}")
    make_private(beside)
    source = sqlite3.connect(file)
    copy = sqlite3.connect(beside)
    try:
        source.backup(copy, pages=-1)
    finally:
        source.close()
        copy.close()


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise StoreError(
            f"The upgrade would break {len(broken)} references; nothing was changed. "
            "Restore the newest backup, and report what happened."
        )
