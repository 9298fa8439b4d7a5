"""The backup file: a ZIP of one JSON-lines file a table, and a manifest of them.

The rows are plain values, so that a backup of SQLite can be restored into PostgreSQL
and the other way round. They are written as the schema of the manifest has them, not
as today's classes do, so that an old backup stays readable.
"""

import hashlib
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

import orjson

from core.errors import UnreadableFileError

FORMAT = "linchpin-backup-1"
MANIFEST = "manifest.json"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TableContents:
    """How many rows a table has, and the SHA-256 of the file that holds them."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds.

    Attributes
    ----------
    schema
        Schema revision of the database: "0001".
    version
        The version of Linchpin that wrote it.
    made_at
        When, in UTC.
    projects
        Newest revision of each project, by key.
    tables
        Contents by table name.
    """

    schema: str
    version: str
    made_at: datetime
    projects: Mapping[str, int] = field(default_factory=dict)
    tables: Mapping[str, TableContents] = field(default_factory=dict)
    format: str = FORMAT


def write_table(
    archive: zipfile.ZipFile, name: str, rows: Iterable[Row]
) -> TableContents:
    """Write the rows of a table, one JSON object a line."""
    digest, count = hashlib.sha256(), 0
    with archive.open(_member(name), "w", force_zip64=True) as file:
        for row in rows:
            line = orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)
            file.write(line)
            digest.update(line)
            count += 1
    return TableContents(count, digest.hexdigest())


def write_manifest(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Write the manifest; the last thing, once everything in it is known."""
    archive.writestr(
        MANIFEST, orjson.dumps(asdict(manifest), option=orjson.OPT_INDENT_2)
    )


def verified(file: Path) -> Manifest:
    """Read a backup's manifest and check that every table is as it says.

    Raises
    ------
    UnreadableFileError
        If the file is missing, cut short, changed since, or no backup.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive, file)
            for name, contents in manifest.tables.items():
                _verify(archive, file, name, contents)
    except FileNotFoundError:
        raise UnreadableFileError(f"There is no file {file}.") from None
    except IsADirectoryError:
        raise UnreadableFileError(
            f"{file} is a folder. Choose a file that `linchpin backup` wrote."
        ) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        why = str(error).rstrip(".")
        raise UnreadableFileError(
            f"{file.name} is cut short, was changed, or is no backup of Linchpin "
            f"({why}). Choose another backup."
        ) from error
    return manifest


def rows_of(archive: zipfile.ZipFile, name: str) -> Iterator[Row]:
    """Yield the rows of a table."""
    with archive.open(_member(name)) as file:
        for line in file:
            yield orjson.loads(line)


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"


def _manifest(archive: zipfile.ZipFile, file: Path) -> Manifest:
    if MANIFEST not in archive.namelist():
        raise UnreadableFileError(
            f"{file.name} is no backup of Linchpin: it has no manifest. "
            "Choose a file that `linchpin backup` wrote."
        )
    told = orjson.loads(archive.read(MANIFEST))
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise UnreadableFileError(
            f"{file.name} is in a format that this version of Linchpin does not know. "
            "Install the version that wrote it."
        )
    try:
        tables = {k: TableContents(**v) for k, v in told.pop("tables").items()}
        made_at = datetime.fromisoformat(told.pop("made_at"))
        return Manifest(**told, made_at=made_at, tables=tables)
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"its manifest lacks {error}") from error


def _verify(
    archive: zipfile.ZipFile, file: Path, name: str, contents: TableContents
) -> None:
    if _member(name) not in archive.namelist():
        raise UnreadableFileError(
            f"{file.name} lacks the table {name}. Choose another backup."
        )
    with archive.open(_member(name)) as member:
        digest, rows = _fingerprint(member)
    if (digest, rows) != (contents.sha256, contents.rows):
        raise UnreadableFileError(
            f"The table {name} in {file.name} was changed since the backup was made. "
            "Choose another backup."
        )


def _fingerprint(member: IO[bytes]) -> tuple[str, int]:
    digest, rows = hashlib.sha256(), 0
    for line in member:
        digest.update(line)
        rows += 1
    return digest.hexdigest(), rows


def revived(row: Row, kinds: Mapping[str, type]) -> Row:
    """Turn the JSON values of a row into what columns of these Python types take."""
    return {name: _value(value, kinds[name]) for name, value in row.items()}


def _value(value: Any, kind: type) -> Any:
    if value is not None and kind in (date, datetime):
        return kind.fromisoformat(value)
    return value
