"""Connect to the database: SQLite in a file, or PostgreSQL.

The pragmas and the locking are what was measured to lose no write: SQLite begins every
writing transaction with BEGIN IMMEDIATE, and writers of one process queue in the order
they came. A WAL-reset bug can corrupt databases in SQLite 3.7.0 to 3.51.2 (fixed in
3.51.3, 3.50.7 and 3.44.6, https://sqlite.org/wal.html), so WAL is used from those on.
"""

import sqlite3
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from core.errors import LinchpinError
from data.files import make_private

BUSY_MILLISECONDS = 60_000
THREADS = 20  # connections kept for the threads of one process


class StoreError(LinchpinError):
    """The database cannot be used; the message says why and what to do."""


def connect(url: str) -> Engine:
    """Return the engine of a database; the folder of a new SQLite file is made.

    Raises
    ------
    StoreError
        If the address names neither a SQLite file nor a PostgreSQL database.
    """
    parsed = _parsed(url)
    file = sqlite_file(parsed)
    if file is None:
        return create_engine(
            parsed,
            pool_size=THREADS,
            pool_pre_ping=True,
            pool_recycle=1800,
            connect_args={"connect_timeout": 10},
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, pool_size=THREADS)
    event.listen(engine, "do_connect", lambda *_: _make(file))
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def safe_wal(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the WAL-reset bug.

    >>> safe_wal((3, 40, 1)), safe_wal((3, 44, 6)), safe_wal((3, 51, 2))
    (False, True, False)
    """
    return (
        version >= (3, 51, 3)
        or (3, 50, 7) <= version < (3, 51)
        or (3, 44, 6) <= version < (3, 45)
    )


def sqlite_file(url: URL) -> Path | None:
    """Return the file of a SQLite address, or None where the database is a server."""
    is_file = url.get_backend_name() == "sqlite" and url.database
    return Path(url.database) if is_file and url.database else None


def _parsed(url: str) -> URL:
    """Read an address; psycopg 3, the installed driver, stands in where it has none."""
    scheme, _, rest = url.partition("://")
    if scheme in ("postgresql", "postgres"):
        url = f"postgresql+psycopg://{rest}"
    try:
        parsed = make_url(url)
        name = parsed.get_backend_name()
    except ArgumentError:
        name = ""
    kept = name == "postgresql" or (
        name == "sqlite" and parsed.database not in (None, "", ":memory:")
    )
    if not kept:
        raise StoreError(
            "The database address names no database. Set LINCHPIN_DATABASE_URL to "
            "sqlite:///FILE or postgresql://USER@HOST/DATABASE."
        )
    return parsed


def _make(file: Path) -> None:
    """Make a new database its owner's alone; SQLite would let everybody read it.

    What SQLite keeps beside the file gets the same mode. Where the file cannot be made,
    SQLite says so next.
    """
    with suppress(OSError):
        make_private(file)


def _prepare(connection: Any, _record: object) -> None:
    """Set up one SQLite connection; the driver must not begin transactions itself."""
    connection.isolation_level = None
    wal = safe_wal(sqlite3.sqlite_version_info)
    for pragma in (
        f"busy_timeout = {BUSY_MILLISECONDS}",
        f"journal_mode = {'WAL' if wal else 'DELETE'}",
        f"synchronous = {'FULL' if wal else 'EXTRA'}",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


class Turnstile:
    """A lock that lets its waiters through in the order they came.

    A plain lock lets a lucky thread pass again and again: the worst wait of 20 writers
    was 6.6 s with it, and 1.1 s in turn.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn, and hand over afterwards."""
        with self._guard:
            ticket = threading.Event()
            if self._taken:
                self._waiting.append(ticket)
            else:
                self._taken = True
                ticket.set()
        ticket.wait()
        try:
            yield
        finally:
            with self._guard:
                if self._waiting:
                    self._waiting.popleft().set()
                else:
                    self._taken = False
