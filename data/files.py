"""Files that are written whole, or not at all, and files of their owner alone."""

import os
from contextlib import suppress
from pathlib import Path

PRIVATE = 0o600


def make_private(file: Path) -> None:
    """Make an empty file that nobody but its owner reads; one that is there stays.

    Raises
    ------
    OSError
        If it cannot be made.
    """
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE))


def write_whole(file: Path, content: bytes) -> None:
    """Write a file; until it is whole, what stood there before stays.

    Raises
    ------
    OSError
        If the file cannot be written; names the file.
    """
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(file)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(file)) from error
