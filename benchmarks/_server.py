"""Servers of a benchmark: Linchpin's and an empty Streamlit app's, on 127.0.0.1."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import psutil

HOST = "127.0.0.1"
PATIENCE = 60  # seconds
EMPTY_APP = 'import streamlit as st\n\nst.title("Empty")\n'
SETTINGS = {  # what both servers share, so that only the app differs
    "STREAMLIT_SERVER_HEADLESS": "true",
    "STREAMLIT_SERVER_ADDRESS": HOST,
    "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
    "STREAMLIT_RUNNER_POST_SCRIPT_GC": "false",
    "STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full",
}


@dataclass(frozen=True)
class Server:
    """A server that answers, and how long it took to do so."""

    port: int
    process: psutil.Process
    started: float  # seconds from the process's start to its first answer

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        return f"http://{HOST}:{self.port}"

    def cpu(self) -> float:
        """Return the seconds of CPU that it has used, in steps of 10 ms."""
        used = self.process.cpu_times()
        return float(used.user + used.system)


@contextmanager
def linchpin(database_url: str) -> Iterator[Server]:
    """Serve Linchpin on a database, as `linchpin serve` does."""
    command = [str(Path(sys.executable).with_name("linchpin")), "serve", "--port"]
    with tempfile.TemporaryDirectory() as folder:
        own = {"LINCHPIN_DATABASE_URL": database_url, "LINCHPIN_SAMPLE": "false"}
        with _serve(command, own, Path(folder)) as server:
            yield server


@contextmanager
def empty() -> Iterator[Server]:
    """Serve an app that shows one title."""
    with tempfile.TemporaryDirectory() as folder:
        app = Path(folder) / "empty.py"
        app.write_text(EMPTY_APP, encoding="utf-8")
        command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port"]
        with _serve(command, {}, Path(folder)) as server:
            yield server


@contextmanager
def _serve(command: list[str], own: dict[str, str], folder: Path) -> Iterator[Server]:
    port = _free_port()
    log = folder / "server.log"
    start = time.perf_counter()
    with log.open("wb") as output:
        child = subprocess.Popen(  # noqa: S603 - our own commands
            [*command, str(port)],
            env=os.environ | SETTINGS | own,
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _await_answer(child, port, log)
        took = time.perf_counter() - start
        yield Server(port, psutil.Process(child.pid), took)
    finally:
        child.terminate()
        with suppress(subprocess.TimeoutExpired):
            child.wait(10)
        child.kill()
        child.wait()


def _await_answer(child: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    """Wait until the start page is answered, asking every 10 ms."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and child.poll() is None:
        with (
            suppress(OSError),
            urllib.request.urlopen(f"http://{HOST}:{port}/", timeout=5) as answer,
        ):
            if answer.status == HTTPStatus.OK:
                return
        time.sleep(0.01)
    raise SystemExit(f"The server did not answer:\n{log.read_text(errors='replace')}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
