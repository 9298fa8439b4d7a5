import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from core.access import Actor, local_owner
from core.project import Project
from data.settings import get_settings
from data.store import Store, commit, create_project, load
from pages._ui import opened, page
from tests.pages.visitor import Visitor
from tests.workspaces import make_empty, make_sample, make_small

UseStore = Callable[[Path], Store]
Pay = Callable[[], Project]
SomebodyElse = Callable[..., Project]
LookAs = Callable[[Actor], None]


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without a project."""
    return make_empty(tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="session")
def sample_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample workspace, whose story ends yesterday."""
    return make_sample(empty_file, tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def small_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with two projects of few entries."""
    return make_small(empty_file, tmp_path_factory.mktemp("small"))


@pytest.fixture
def use_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[UseStore]:
    """Let the application work on a copy of a database."""

    def use(file: Path) -> Store:
        copy = shutil.copy(file, tmp_path)
        monkeypatch.setenv("LINCHPIN_DATABASE_URL", f"sqlite:///{copy}")
        monkeypatch.setenv("LINCHPIN_OWNER", "Ada")
        get_settings.cache_clear()
        return opened.store()

    yield use
    opened.close()
    get_settings.cache_clear()


@pytest.fixture
def sample(use_store: UseStore, sample_file: Path) -> Store:
    """The sample workspace."""
    return use_store(sample_file)


@pytest.fixture
def nothing(use_store: UseStore, empty_file: Path) -> Store:
    """A workspace without a project."""
    return use_store(empty_file)


@pytest.fixture
def fresh(nothing: Store) -> Store:
    """A workspace with one project, NEW, that holds no entries yet."""
    create_project(nothing, "NEW", {"title": "Newborn"}, actor=local_owner("Ada"))
    return nothing


@pytest.fixture
def past() -> date:
    """A day in the middle of the sample project's story."""
    return datetime.now(UTC).date() - timedelta(days=120)


@pytest.fixture
def small(use_store: UseStore, small_file: Path) -> Store:
    """A workspace with few entries, where a page is drawn quickly."""
    return use_store(small_file)


@pytest.fixture
def pay(small: Store) -> Pay:
    """Give project PAY of the small workspace as it stands in the store now."""
    return lambda: load(small, "PAY", actor=local_owner("Ada"))


@pytest.fixture
def somebody_else(small: Store) -> SomebodyElse:
    """Commit edits to project PAY of the small workspace as another person."""
    return lambda *edits: commit(small, "PAY", edits, actor=local_owner("Bob"))


@pytest.fixture
def risks(small: Store) -> Visitor:
    """Somebody who looks at the risks of project PAY of the small workspace."""
    assert small.identity  # the store is open before anybody looks
    return Visitor(project="PAY").open("risks")


@pytest.fixture
def look_as(monkeypatch: pytest.MonkeyPatch) -> LookAs:
    """Make another person look at the pages."""
    return lambda actor: monkeypatch.setattr(page, "actor", lambda: actor)
