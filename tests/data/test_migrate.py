"""How a schema is made and upgraded, and what stops it half-way."""

import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from core.access import Actor
from core.edits import Add
from core.registers.budget import BudgetLine
from core.registers.catalog import ACTIVITIES, BUDGET_LINES, EXPENSES, REGISTERS
from core.registers.project import ProjectSettings
from core.registers.schedule import EarningMethod, Shape
from data import migrate as migrating
from data.engine import connect
from data.migrate import FOLDER, known_schema, newest_schema, schema_revision
from data.store import Store, StoreError, commit, create_project, load, open_store
from data.tables import METADATA

NEWEST = newest_schema()
NEXT = f"{int(NEWEST) + 1:04d}"  # the number that a later version would take
LATER = '''
"""Risks have one more column."""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "{next}", "{newest}"
branch_labels = depends_on = None
def upgrade():
    with op.batch_alter_table("risks", recreate="always") as batch:
        batch.add_column(sa.Column("later_column", sa.Text()))
    {more}
'''


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make a later version of Linchpin, with one more migration."""

    def write(more: str = "pass") -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
        code = LATER.format(next=NEXT, newest=NEWEST, more=more)
        (folder / "versions" / f"{NEXT}_later.py").write_text(code)
        monkeypatch.setattr(migrating, "FOLDER", folder)

    return write


@pytest.fixture
def file(tmp_path: Path, owner: Actor) -> Path:
    """A SQLite store with a risk and its mitigation, closed."""
    made = tmp_path / "old.db"
    store = open_store(f"sqlite:///{made}")
    create_project(store, "PAY", {}, actor=owner)
    mitigation = Add("mitigations", {"title": "Book early", "risk": 1})
    edits = [Add("risks", {"title": "Crane late"}), mitigation]
    commit(store, "PAY", edits, actor=owner)
    store.close()
    return made


def selected(file: Path, query: str) -> list[str]:
    """Return the first column of a query, past everything of ours."""
    with closing(sqlite3.connect(file)) as connection:
        return [row[0] for row in connection.execute(query)]


def titles(file: Path, table: str) -> list[str]:
    return selected(file, f"SELECT title FROM {table}")  # noqa: S608


def test_the_migrations_make_just_what_the_tables_say(store: Store) -> None:
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
        assert schema_revision(connection) == newest_schema()
        columns = {c["name"] for c in sa.inspect(connection).get_columns("risks")}
    risks = next(spec for spec in REGISTERS if spec.key == "risks")
    assert columns == {"project_id", "number", "version", "archived", *risks.by_name}


def test_an_upgrade_rebuilds_a_parent_table_and_keeps_its_children(
    file: Path, later: Callable[[], None], owner: Actor
) -> None:
    later()
    store = open_store(f"sqlite:///{file}")
    with store.reading() as connection:
        assert schema_revision(connection) == NEXT
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    assert load(store, "PAY", actor=owner).revision == 2
    store.close()
    assert titles(file, "mitigations") == ["Book early"]
    kept = file.with_name(f"old.db.before-upgrade-from-{NEWEST}")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert titles(kept, "risks") == ["Crane late"]
    assert selected(kept, "SELECT version_num FROM alembic_version") == [NEWEST]


@pytest.mark.parametrize(
    "failure",
    ["raise KeyboardInterrupt", "op.execute('DELETE FROM risks')"],
    ids=["interrupted", "breaks references"],
)
def test_an_upgrade_that_fails_changes_nothing_and_can_be_tried_again(
    file: Path, later: Callable[[str], None], failure: str
) -> None:
    later(failure)
    with pytest.raises((KeyboardInterrupt, StoreError)):
        open_store(f"sqlite:///{file}")
    assert titles(file, "risks") == ["Crane late"]
    columns = selected(file, "SELECT name FROM pragma_table_info('risks')")
    assert "title" in columns
    assert "later_column" not in columns
    later("pass")
    store = open_store(f"sqlite:///{file}")
    with store.reading() as found:
        assert schema_revision(found) == NEXT
    store.close()


def test_a_process_that_is_killed_while_it_upgrades_leaves_the_old_schema(
    file: Path, later: Callable[[str], None]
) -> None:
    later("import os; os._exit(9)")
    code = (
        "import sys, pathlib; from data import migrate, store;"
        "migrate.FOLDER = pathlib.Path(sys.argv[1]); store.open_store(sys.argv[2])"
    )
    command = [sys.executable, "-c", code, str(migrating.FOLDER), f"sqlite:///{file}"]
    ended = subprocess.run(command, cwd=FOLDER.parents[1], check=False)  # noqa: S603
    assert ended.returncode == 9
    assert selected(file, "SELECT version_num FROM alembic_version") == [NEWEST]
    later("pass")
    store = open_store(f"sqlite:///{file}")
    store.close()
    assert selected(file, "SELECT version_num FROM alembic_version") == [NEXT]
    assert titles(file, "mitigations") == ["Book early"]


def test_a_database_of_a_newer_version_is_refused_with_a_sentence(
    file: Path, store: Store, url: str
) -> None:
    assert not known_schema("9999")
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    with pytest.raises(StoreError, match="made by a newer version of Linchpin"):
        open_store(url)
    assert open_store(f"sqlite:///{file}").identity


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    with pytest.raises(StoreError, match="tables of another program"):
        open_store(f"sqlite:///{file}")
    assert titles(file, "songs") == []
    file.write_text("This is no database, but long enough to look like one." * 9)
    with pytest.raises(StoreError, match=r"cannot be opened.*not a database"):
        open_store(f"sqlite:///{file}")


def _old_value(kind: object) -> object:
    """Return what a row that is older holds in a column that nobody asked about."""
    if isinstance(kind, sa.Boolean):
        return False
    return 1 if isinstance(kind, sa.Integer | sa.Numeric | sa.Float) else ""


def make_old(url: str, schema: str, rows: Mapping[str, Mapping[str, object]]) -> None:
    """Make a store of an older schema with a project, and a row in some tables."""
    engine = connect(url)
    migrating.migrate(engine, schema)
    old = sa.MetaData()
    old.reflect(engine)
    with engine.execution_options(writing=True).begin() as connection:
        connection.execute(
            old.tables["project"].insert(), {"id": 1, "key": "PAY", "revision": 1}
        )
        at = datetime(2026, 3, 2, 8)  # noqa: DTZ001
        first = {"project_id": 1, "number": 1, "at": at, "actor": "Ada", "note": ""}
        connection.execute(old.tables["revision"].insert(), first)
        for name, values in rows.items():
            table = old.tables[name]
            row = {
                column.name: _old_value(column.type)
                for column in table.columns
                if not column.nullable
            }
            connection.execute(table.insert(), row | dict(values))
    engine.dispose()


def test_a_project_of_the_first_schema_gets_the_settings_of_a_schedule(
    bare_url: str, owner: Actor
) -> None:
    make_old(bare_url, "0001", {"settings": {"currency": "USD"}})

    store = open_store(bare_url)
    settings = load(store, "PAY", actor=owner).settings
    assert settings.currency == "USD"
    assert (settings.hours_per_day, settings.hours_per_week) == (8, 40)
    assert (settings.near_critical_days, settings.move_unstarted) == (5, False)
    assert (settings.schedule_start, settings.project_calendar) == (None, None)
    plan = [Add("activities", {"title": "Dig"}), Add("calendars", {"title": "Week"})]
    after = commit(store, "PAY", plan, actor=owner)
    assert after.revision == 2
    store.close()


def test_a_project_of_the_second_schema_gets_what_money_and_risk_ask_for(
    bare_url: str, owner: Actor
) -> None:
    day = date(2026, 3, 2)
    rows: dict[str, dict[str, object]] = {
        "settings": {"currency": "EUR"},
        "activities": {
            "title": "Dig",
            "kind": "activity",
            "constraint": "as soon as possible",
        },
        "budget_lines": {"title": "Stone", "kind": "work", "amount": 100},
        "expenses": {
            "title": "Bill",
            "kind": "invoice",
            "state": "approved",
            "amount": 40,
            "spent_on": day,
        },
    }
    make_old(bare_url, "0002", rows)

    store = open_store(bare_url)
    found = load(store, "PAY", actor=owner)
    line, bill = found[BUDGET_LINES].entries[0], found[EXPENSES].entries[0]
    assert line == BudgetLine(title="Stone", amount=line.amount)
    assert bill.spent_on == day
    assert (bill.currency, bill.corrects) == ("", None)
    activity = found[ACTIVITIES].entries[0]
    assert activity.earning is EarningMethod.PERCENT
    assert (activity.shape, activity.levelling_delay) == (Shape.PERT, "0d")
    assert found.settings.discount_rate == ProjectSettings().discount_rate
    assert found.settings.books_closed_until is None
    more = [Add("timesheets", {"resource": 1, "worked_on": day, "hours": 2})]
    after = commit(
        store, "PAY", [Add("resources", {"title": "Bo"}), *more], actor=owner
    )
    assert after.revision == 2
    store.close()
