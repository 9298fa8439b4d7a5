"""Close a live board: its outcome stays, and who wrote what is gone.

A database marks a deleted row as free and leaves its bytes where they were, until they
are written over. So the tables are written anew when a board closes.
"""

import sqlite3
from datetime import date

from sqlalchemy import Engine, delete
from sqlalchemy.exc import DBAPIError

from core.access import Actor
from core.project import Project
from core.retrospective.closing import outcome
from core.retrospective.phases import Phase
from data.board_rows import Open, board_of, leading
from data.board_tables import OF_PEOPLE
from data.board_talk import stop_talk
from data.database import Store
from data.engine import StoreError, sqlite_file
from data.locks import turn
from data.states import current, head_of
from data.store import Commit, commit_within


def close_board(store: Store, code: str, *, actor: Actor, today: date) -> int:
    """Close a board: what it holds becomes entries, what tells who wrote is deleted.

    Returns
    -------
    The number of the retrospective.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the project.
    BoardError
        If there is no such board, or it is closed already.
    """
    with leading(store, code, actor) as board:
        stop_talk(board, discussed=True)
        project = _keep_outcome(store, board, actor, today)
        for table in OF_PEOPLE:
            board.connection.execute(delete(table).where(table.c.board == board.code))
        board.set(
            closed=True,
            phase=Phase.CLOSE.value,
            votes_open=False,
            deadline=None,
            shown="",
        )
    store.cache.keep(project)
    store.removed.pop(board.code, None)
    scrub(store)
    return int(board.row.retrospective)


def _keep_outcome(store: Store, board: Open, actor: Actor, today: date) -> Project:
    connection, key = board.connection, board.row.key
    held = board_of(connection, board.row)
    head = head_of(connection, key, lock=True)
    edits = outcome(held, current(store.cache, connection, head), today)
    note = f"Retrospective “{held.head.title}” closed"
    return commit_within(store, connection, Commit(key, edits, note), actor=actor)


def scrub(store: Store) -> None:
    """Write anew what the database keeps, without what was deleted.

    On a server the write-ahead log still holds it until that is recycled.

    Raises
    ------
    StoreError
        If somebody uses the file for too long, or the disk is full.
    """
    file = sqlite_file(store.engine.url)
    try:
        if file is None:
            _scrub_server(store.engine)
        else:
            with store.queue.turn(), turn(file):
                _scrub_file(store.engine)
    except (sqlite3.Error, DBAPIError) as error:
        raise StoreError(
            "The board is closed and its outcome is kept. The database could not be "
            f"written anew, though ({error}): until the next board closes, traces of "
            "what was deleted may stay in its free space."
        ) from error


def _scrub_file(engine: Engine) -> None:
    with engine.connect() as plain:
        driver = plain.connection.driver_connection
        assert driver is not None
        driver.execute("VACUUM")
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _scrub_server(engine: Engine) -> None:
    own = engine.execution_options(isolation_level="AUTOCOMMIT")
    with own.connect() as connection:
        for table in OF_PEOPLE:
            connection.exec_driver_sql(f"VACUUM FULL {table.name}")
