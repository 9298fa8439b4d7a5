"""Write a migration from what the tables are now.

    python data/migrations/revise.py "Risks have a sponsor"
    python data/migrations/revise.py --first

The first compares a database at the newest migration with the tables and writes the
difference as the next migration, to be read and corrected by hand. The second writes
the tables of 0001 again; only before the first release.
"""

import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.runtime.migration import MigrationContext

ROOT = Path(__file__).parents[2]
VERSIONS = Path(__file__).parent / "versions"
FIRST = VERSIONS / "0001_first_tables.py"
START = "def _create_tables() -> None:\n"
HEADER = '''"""{message}."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "{number:04d}"
down_revision: str | None = "{before:04d}"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade the schema."""
'''


def render_item(kind: str, item: Any, _context: object) -> Any:
    """Write our own types, and SQLModel's, as the plain ones that they are stored as.

    A migration must not change when a class of today's code does.
    """
    if kind != "type":
        return False
    if isinstance(item, sa.types.TypeDecorator):
        item = item.impl_instance
    if isinstance(item, sa.String) and item.length:
        return f"sa.String(length={item.length})"
    return f"sa.{type(item).__name__}()"


def body(engine: sa.Engine, *, batch: bool) -> str:
    """Return the operations that make a database into what the tables say."""
    from data.board_tables import METADATA

    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        operations = produce_migrations(context, METADATA).upgrade_ops
    assert operations is not None
    code = render_python_code(
        operations, render_item=render_item, render_as_batch=batch
    )
    lines = code.splitlines()
    return "\n".join(line for line in lines if not line.strip().startswith("#")) + "\n"


def write_first() -> Path:
    """Write the tables of 0001 again; the rest of the file stays."""
    head = FIRST.read_text("utf-8").partition(START)[0]
    FIRST.write_text(
        head + START + body(sa.create_engine("sqlite://"), batch=False), "utf-8"
    )
    return FIRST


def write_next(message: str) -> Path:
    """Write the next migration: what differs between the newest one and the tables."""
    from data.engine import connect
    from data.migrate import migrate, newest_schema

    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{folder}/newest.db")
        migrate(engine)
        operations = body(engine, batch=True)
        engine.dispose()
    before = int(newest_schema())
    name = re.sub(r"\W+", "_", message.lower()).strip("_")
    file = VERSIONS / f"{before + 1:04d}_{name}.py"
    header = HEADER.format(message=message, number=before + 1, before=before)
    file.write_text(header + operations, "utf-8")
    return file


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    if len(sys.argv) != 2:  # noqa: PLR2004
        sys.exit(__doc__)
    said = sys.argv[1]
    made = write_first() if said == "--first" else write_next(said)
    sys.stdout.write(f"{made}: format it with make format, then read it.\n")
