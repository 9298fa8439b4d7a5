import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import streamlit as st

from core.access import Actor, local_owner
from core.edits import Add
from core.project import Project
from data.samples import load_samples
from data.settings import get_settings
from data.store import Store, commit, create_project, load, open_store
from pages._ui import page
from tests.pages.visitor import Visitor

UseStore = Callable[[Path], Store]
Pay = Callable[[], Project]
SomebodyElse = Callable[..., Project]
LookAs = Callable[[Actor], None]


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without a project."""
    file = tmp_path_factory.mktemp("empty") / "linchpin.db"
    open_store(f"sqlite:///{file}").close()
    return file


@pytest.fixture(scope="session")
def sample_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample workspace, whose story ends yesterday."""
    file = Path(shutil.copy(empty_file, tmp_path_factory.mktemp("sample")))
    store = open_store(f"sqlite:///{file}")
    load_samples(store, today=datetime.now(UTC).date())
    store.close()
    return file


@pytest.fixture
def use_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[UseStore]:
    """Let the application work on a copy of a database."""

    def use(file: Path) -> Store:
        copy = shutil.copy(file, tmp_path)
        monkeypatch.setenv("LINCHPIN_DATABASE_URL", f"sqlite:///{copy}")
        monkeypatch.setenv("LINCHPIN_OWNER", "Ada")
        get_settings.cache_clear()
        st.cache_resource.clear()
        return page.store()

    yield use
    page.store().close()
    st.cache_resource.clear()
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


@pytest.fixture(scope="session")
def small_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two projects: PAY, with five risks and lately a sixth, and IDP, with one."""
    file = Path(shutil.copy(empty_file, tmp_path_factory.mktemp("small")))
    store, bob = open_store(f"sqlite:///{file}"), local_owner("Bob")
    begun, lately = (datetime.now(UTC) - timedelta(days=d) for d in (200, 30))
    risks = [Add("risks", {"title": f"Risk {n}", "owner": "Ann"}) for n in range(1, 6)]
    mitigation = Add("mitigations", {"title": "Rent one", "risk": "R-001"})
    lesson = Add("lessons", {"title": "Ask early"})
    create_project(store, "PAY", {"title": "Payments"}, actor=bob, at=begun)
    commit(store, "PAY", [*risks, mitigation, lesson], actor=bob, at=begun)
    commit(store, "PAY", [Add("risks", {"title": "Risk 6"})], actor=bob, at=lately)
    create_project(store, "IDP", {"title": "Identity"}, actor=bob, at=begun)
    commit(store, "IDP", [Add("risks", {"title": "Other"})], actor=bob, at=begun)
    store.close()
    return file


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
