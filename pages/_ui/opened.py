"""The application's store, opened once for all, and what was computed of it."""

from threading import Lock

from data.settings import get_settings
from data.store import Store, open_store
from pages._ui.memo import Memo

_OPENED: dict[str, tuple[Store, Memo]] = {}  # by address
_OPENING = Lock()  # two tabs that come at once open one store


def store() -> Store:
    """Return the application's store."""
    return _opened()[0]


def memory() -> Memo:
    """Return what was computed from the application's store."""
    return _opened()[1]


def close() -> None:
    """Close what is open, and forget what was computed of it."""
    with _OPENING:
        for opened, _ in _OPENED.values():
            opened.close()
        _OPENED.clear()


def _opened() -> tuple[Store, Memo]:
    """Open the store, or return it; a run asks ten times, too often for st's cache."""
    url = get_settings().database_url
    with _OPENING:
        if url not in _OPENED:
            _OPENED[url] = open_store(url), Memo()
        return _OPENED[url]
