"""Files that are written whole, or not at all."""

from pathlib import Path


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
