"""Bring the database's schema up to date, once, however many processes start.

Migrations run on a connection of their own, with foreign keys off (rebuilding a parent
table would delete its children), in one transaction that begins by locking, and end
with a check of every foreign key.
"""

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from core.errors import LinchpinError
from data.engine import connect
from data.tables import METADATA

FOLDER = Path(__file__).parent / "migrations"
LOCK = 5_246_715  # any number, the same in every process


class StoreError(LinchpinError):
    """The database cannot be used; the message says why and what to do."""


def migrate(engine: Engine) -> None:
    """Create or upgrade the schema.

    Raises
    ------
    StoreError
        If the database was made by a newer version, or fails its own checks.
    """
    script = ScriptDirectory(str(FOLDER))
    head = script.get_current_head()
    with engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_revision() == head:
            return
    own = connect(engine.url.render_as_string(hide_password=False))
    try:
        with own.connect() as plain:
            _upgrade(plain, script)
    finally:
        own.dispose()


def _upgrade(plain: Connection, script: ScriptDirectory) -> None:
    sqlite = plain.dialect.name == "sqlite"
    if sqlite:
        plain.connection.execute("PRAGMA foreign_keys = OFF")
    connection = plain.execution_options(writing=True)
    with connection.begin():
        if not sqlite:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        _refuse_newer(connection, script)
        environment = EnvironmentContext(
            Config(),
            script,
            # Alembic's own upgrade command does the same; there is no public name.
            fn=lambda at, _: script._upgrade_revs("head", at),  # noqa: SLF001
        )
        with environment:
            environment.configure(connection=connection, target_metadata=METADATA)
            environment.run_migrations()
        if sqlite:
            _check_foreign_keys(connection)


def _refuse_newer(connection: Connection, script: ScriptDirectory) -> None:
    current = MigrationContext.configure(connection).get_current_revision()
    known = {revision.revision for revision in script.walk_revisions()}
    if current is not None and current not in known:
        raise StoreError(
            "The database was made by a newer version of Linchpin. Install that "
            "version, or open another database with LINCHPIN_DATABASE_URL."
        )


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise StoreError(f"The upgrade would break {len(broken)} references.")
