"""Whether there is anything to do before the store is served.

Asked with nothing but the standard library: opening the store imports the database
library and the migrations, which the server is about to do again in its own process.
"""

import sqlite3
from pathlib import Path

VERSIONS = Path(__file__).parent / "migrations" / "versions"
PREFIX = "sqlite:///"


def is_ready(url: str) -> bool:
    """Whether a store in a SQLite file has the newest schema and holds a project.

    False where that is not known: then the store is to be opened in full.
    """
    file = Path(url.removeprefix(PREFIX))
    if not url.startswith(PREFIX) or not file.is_file():
        return False
    try:
        connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        try:
            (schema,) = connection.execute(
                "SELECT version_num FROM alembic_version"
            ).fetchone()
            return schema == newest() and bool(
                connection.execute("SELECT 1 FROM project LIMIT 1").fetchone()
            )
        finally:
            connection.close()
    except (sqlite3.Error, TypeError):  # not a database, or one without our tables
        return False


def newest() -> str:
    """Return the newest schema revision, as the migrations' file names have it."""
    return max(file.name.split("_")[0] for file in VERSIONS.glob("[0-9]*_*.py"))
