"""The open database: its connections, and the projects that were read from it."""

import os
import weakref
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from core.retrospective.guessing import Guess
from core.retrospective.live import Board
from data.cache import ProjectCache
from data.engine import StoreError, Turnstile, connect, sqlite_file
from data.locks import share, turn
from data.migrate import migrate

Identity = tuple[int, int]


@dataclass
class Store:
    """An open database, and the projects and live boards that were read from it.

    `removed` are cards taken off a live board, until their phase ends;
    `guesses` are the codes of no board that were tried within the last minute.
    `identity` is what the operating system calls the SQLite file; None on a server.
    """

    engine: Engine
    queue: Turnstile = field(default_factory=Turnstile)
    cache: ProjectCache = field(default_factory=ProjectCache)
    boards: dict[str, Board] = field(default_factory=dict, repr=False)
    removed: dict[str, dict[int, dict[str, Any]]] = field(
        default_factory=dict, repr=False
    )
    guesses: tuple[Guess, ...] = field(default=(), repr=False)
    identity: Identity | None = None
    unlock: Callable[[], object] = lambda: None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database.

        Raises
        ------
        StoreError
            If the database file was replaced since it was opened.
        """
        self.check()
        with self.engine.connect() as plain:
            connection = plain
            if plain.dialect.name == "postgresql":
                # One state for all statements, or a project would be cached that
                # has one revision's number and the next one's entries.
                connection = plain.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            with _busy_told(), connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose work is saved as a whole, or not at all.

        Raises
        ------
        StoreError
            If the database file was replaced since it was opened.
        """
        with self.queue.turn(), self._alone(), self.engine.connect() as plain:
            self.check()
            connection = plain.execution_options(writing=True)
            with _busy_told(), connection.begin():
                yield connection

    def _alone(self) -> AbstractContextManager[None]:
        """Keep other processes from writing to the same file meanwhile."""
        file = sqlite_file(self.engine.url)
        return nullcontext() if file is None else turn(file)

    def check(self) -> None:
        """Refuse to work on a file that was moved away or replaced.

        An open file follows its move: writes to it would be lost without an error.
        """
        if self.identity is None:
            return
        file = sqlite_file(self.engine.url)
        if file is None or _identity(file) != self.identity:
            raise StoreError(
                f"The database file {file} was moved or replaced while it was open. "
                "Start Linchpin again."
            )

    def close(self) -> None:
        """Close every connection; the store can not be used afterwards."""
        self.engine.dispose()
        self.unlock()


@contextmanager
def _busy_told() -> Iterator[None]:
    """Tell in plain words that the database did not answer in time."""
    try:
        yield
    except OperationalError as error:
        raise StoreError(
            f"The database did not answer: {error.orig}. "
            "Nothing was written; try again."
        ) from error


def open_store(url: str) -> Store:
    """Connect to the database at `url` and bring its schema up to date.

    Raises
    ------
    StoreError
        If the address names no database file or server, if a backup is being
        restored into the file, or if a newer version of Linchpin made it.
    """
    engine = connect(url)
    file = sqlite_file(engine.url)
    store = Store(engine)
    if file is not None:
        store.unlock = weakref.finalize(store, os.close, share(file))
    try:
        migrate(engine)
    except DBAPIError as error:
        store.close()
        reason = str(error.orig).strip().partition("\n")[0]
        raise StoreError(
            f"The database {engine.url} cannot be opened: {reason}. Check "
            "LINCHPIN_DATABASE_URL, and that the file is whole or the server runs."
        ) from error
    except StoreError:
        store.close()
        raise
    if file is not None:
        store.identity = _identity(file)
    return store


def _identity(file: Path) -> Identity | None:
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
