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
from data.store import Store, load, open_store
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


@dataclass
class Server:
    """A server of its own process, at work on a database of its own."""

    port: int
    database: str
    log: Path
    settings: dict[str, str]
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        known = {"LINCHPIN_DATABASE_URL": self.database, "LINCHPIN_OWNER": "Ada"}
        with self.log.open("a") as out:
            self.process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", SERVER, "127.0.0.1", str(self.port)],
                cwd=ROOT,
                env=os.environ | known | self.settings,
                stdout=out,
                stderr=out,
            )
        wait_for(f"{self.address}/_stcore/health", self.process, self.log)

    def stop(self) -> None:
        """Ask it to stop, and wait until it has."""
        if self.process:
            self.process.terminate()
            self.process.wait()

    def kill(self) -> None:
        """End it at once, whatever it does: SIGKILL."""
        assert self.process
        self.process.kill()
        self.process.wait()

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Open its database beside it."""
        opened = open_store(self.database)
        yield opened
        opened.close()

    def project(self, key: str) -> Project:
        """Read a project as it stands now."""
        with self.store() as opened:
            return load(opened, key, actor=local_owner())


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
        server = Server(free_port(), url, folder / "log", settings)
        server.start()
        try:
            yield server
        finally:
            server.stop()
        assert "Traceback" not in server.log.read_text()

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
