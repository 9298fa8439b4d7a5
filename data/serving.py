"""The server of the app, in place of the process that starts it."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from core.errors import UnreadableFileError

HOST = "127.0.0.1"  # until there is a login
# Streamlit takes the folder pages/ for its pages until app.py has named them: the first
# visitor of a server saw another menu for a moment, and a wider sidebar ever after.
START = """
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.cli import main

PagesManager.uses_pages_directory = False
main()
"""


def require_free(port: int) -> None:
    """Say that a port is taken before the server says it at length.

    Raises
    ------
    UnreadableFileError
        If it cannot be used.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            raise UnreadableFileError(
                f"Port {port} cannot be used; choose another one with --port."
            ) from None


def become_server(app: Path, port: int) -> NoReturn:
    """Run Streamlit in place of this process, so that it stops when this is stopped."""
    command = [sys.executable, "-c", START, "run", str(app)]
    command += [f"--server.address={HOST}", f"--server.port={port}"]
    command += ["--server.headless=true", "--browser.gatherUsageStats=false"]
    sys.stdout.flush()
    if sys.platform == "win32":  # exec would leave the shell waiting for nothing
        sys.exit(subprocess.call(command))  # noqa: S603 - our own words
    os.execv(sys.executable, command)  # noqa: S606 - our own words
