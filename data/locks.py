"""Who has a SQLite file open: shared by all who do, held alone by who replaces it.

The lock is on a file beside the database, so that SQLite's own locks are untouched. The
operating system lets go of it when a process ends, however it ends. Windows has no such
call; there, nothing is locked.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.engine import StoreError


def share(file: Path) -> int:
    """Say that this process has the database open; return the lock's descriptor.

    Raises
    ------
    StoreError
        If a backup is being restored into it.
    """
    return _lock(
        file,
        shared=True,
        refusal=f"A backup is being restored into {file}. Try again when that is done.",
    )


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Make sure that no process has the database open, and let none open it.

    Raises
    ------
    StoreError
        If one has.
    """
    descriptor = _lock(
        file,
        shared=False,
        refusal=f"The database {file} is in use. Stop Linchpin first, then restore.",
    )
    try:
        yield
    finally:
        os.close(descriptor)


@contextmanager
def turn(file: Path) -> Iterator[None]:
    """Wait until no other process writes, and let the next one write afterwards.

    SQLite itself lets waiting processes try again at random: with twenty of them one
    can wait for longer than any timeout. The operating system lets each have its turn.
    """
    beside = file.with_name(f"{file.name}.turn")
    descriptor = os.open(beside, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _lock(file: Path, *, shared: bool, refusal: str) -> int:
    beside = file.with_name(f"{file.name}.lock")
    descriptor = os.open(beside, os.O_RDWR | os.O_CREAT, 0o600)
    if sys.platform != "win32":
        import fcntl

        try:
            kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise StoreError(refusal) from None
    return descriptor
