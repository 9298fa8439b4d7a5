import itertools
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.access import Actor, local_owner
from data.store import Store, create_project, open_store

FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
COUNTER = itertools.count()

NewUrl = Callable[[], str]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database at the newest schema."""
    file = tmp_path_factory.mktemp("template") / "linchpin.db"
    open_store(f"sqlite:///{file}").close()
    return file


@pytest.fixture(scope="session")
def postgres_template(postgres_url: str) -> str:
    """URL of an empty PostgreSQL database at the newest schema."""
    url = new_database(postgres_url, "template1")
    open_store(url).close()
    return url


def new_database(server: str, template: str) -> str:
    """Make a database of its own, and return its URL."""
    name = f"linchpin_{next(COUNTER)}"
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    engine.dispose()
    found = sa.make_url(server).set(database=name)
    return found.render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> NewUrl:
    """Make another empty database at the newest schema, at each call."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")

        def sqlite() -> str:
            copy = shutil.copy(template, tmp_path / f"store{next(COUNTER)}.db")
            return f"sqlite:///{copy}"

        return sqlite
    url: str = request.getfixturevalue("postgres_template")
    database = sa.make_url(url).database
    assert database
    return lambda: new_database(url.replace(database, "postgres"), database)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/bare.db"
    return new_database(request.getfixturevalue("postgres_url"), "template1")


@pytest.fixture
def url(new_url: NewUrl) -> str:
    return new_url()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def owner() -> Actor:
    return local_owner("Ada")


@pytest.fixture
def pay(store: Store, owner: Actor) -> Store:
    """A store with one project, PAY, made on 1 January 2026."""
    create_project(store, "PAY", {"title": "Payments"}, actor=owner, at=FIRST_DAY)
    return store


@pytest.fixture
def day() -> Callable[[int], datetime]:
    """Noon of the n-th day after the project was made."""
    return lambda number: FIRST_DAY + timedelta(days=number, hours=12)
