"""The server of the app, in place of the process that starts it."""

import os
import secrets
import socket
import subprocess
import sys
from typing import NoReturn

from core.errors import UnreadableFileError

THIS_MACHINE = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - with --share, where the store asks who looks
COOKIE = "linchpin_browser"
SECURE = "secure"  # said to the server where others reach it by https
TOKEN = "LINCHPIN_ENTRY_TOKEN"  # noqa: S105 - the name of a variable


def require_free(host: str, port: int) -> None:
    """Say that a port is taken before the server says it at length.

    Raises
    ------
    UnreadableFileError
        If it cannot be used.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError):
            raise UnreadableFileError(
                f"Port {port} cannot be used at {host}; choose another one with "
                "--port, or another address with --host."
            ) from None


def become_server(module: str, host: str, port: int, *, secure: bool) -> NoReturn:
    """Run a module with a host and a port in place of this process.

    So that it stops when this is stopped.
    """
    command = [sys.executable, "-m", module, host, str(port)]
    command += [SECURE] if secure else []
    sys.stdout.flush()
    if sys.platform == "win32":  # exec would leave the shell waiting for nothing
        sys.exit(subprocess.call(command))  # noqa: S603 - our own words
    os.execv(sys.executable, command)  # noqa: S606 - our own words


def share() -> str:
    """Let the server know that others look on; return the owner's way in, for once.

    The token goes to the server in its environment and is kept nowhere.
    """
    token = secrets.token_urlsafe(24)
    os.environ["LINCHPIN_SHARE"] = "true"
    os.environ[TOKEN] = token
    return f"/enter?token={token}"


def take_token() -> str:
    """Return the token of the owner's way in, and forget it; blank without one."""
    return os.environ.pop(TOKEN, "")


def own_address() -> str:
    """Return the address by which this machine's network knows it.

    Nothing is sent: the socket is only asked which way it would go.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # kept free for documents (RFC 5737)
        except OSError:
            return THIS_MACHINE
        return str(probe.getsockname()[0])


def public_url(said: str, host: str, port: int) -> str:
    """Return the address that others are given: what was said, or this machine's.

    >>> public_url("https://pm.example.org/", EVERYWHERE, 8501)
    'https://pm.example.org'
    >>> public_url("", THIS_MACHINE, 8501)
    'http://127.0.0.1:8501'
    """
    if said:
        return said.rstrip("/")
    return f"http://{own_address() if host == EVERYWHERE else host}:{port}"
