import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, sync_playwright

from cli import SERVER
from core.access import local_owner
from core.project import Project
from data.store import load, open_store
from tests.workspaces import make_empty, make_sample, make_small

ROOT = Path(__file__).parents[2]
SECONDS = 60  # a busy machine may take its time to start a server
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Server:
    """A server of its own process, at work on a database of its own."""

    address: str
    database: str

    def project(self, key: str) -> Project:
        """Read a project as it stands now."""
        store = open_store(self.database)
        found = load(store, key, actor=local_owner())
        store.close()
        return found


class Start(Protocol):
    """Starts a server on a copy of a database, with settings in its environment."""

    def __call__(self, file: Path, **settings: str) -> AbstractContextManager[Server]:
        """Serve until the context is left."""


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without a project."""
    return make_empty(tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="module")
def small_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with two projects of few entries."""
    return make_small(empty_file, tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def sample_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample workspace."""
    return make_sample(empty_file, tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Start:
    """Start a server on a copy of a database, and stop it at the end."""

    @contextmanager
    def started(file: Path, **settings: str) -> Iterator[Server]:
        folder = tmp_path_factory.mktemp("server")
        url = f"sqlite:///{shutil.copy(file, folder)}"
        port = free_port()
        command = ["-m", SERVER, "127.0.0.1", str(port)]
        log = folder / "log"
        with (
            log.open("w") as out,
            subprocess.Popen(  # noqa: S603
                [sys.executable, *command],
                cwd=ROOT,
                env=os.environ
                | {"LINCHPIN_DATABASE_URL": url, "LINCHPIN_OWNER": "Ada"}
                | settings,
                stdout=out,
                stderr=out,
            ) as process,
        ):
            try:
                wait_for(f"http://127.0.0.1:{port}/_stcore/health", process, log)
                yield Server(f"http://127.0.0.1:{port}", url)
            finally:
                process.terminate()
        assert "Traceback" not in log.read_text()

    return started


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def wait_for(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=SECONDS):  # noqa: S310
                return
        except URLError:
            time.sleep(0.1)
    pytest.fail(f"the server did not answer:\n{log.read_text()}")
