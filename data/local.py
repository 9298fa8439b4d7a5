"""The store of this machine, opened for whoever works on it without login."""

from collections.abc import Iterator
from contextlib import contextmanager

from core.access import Actor, local_owner
from data.settings import get_settings
from data.store import Store, open_store


@contextmanager
def local_store() -> Iterator[tuple[Store, Actor]]:
    """Open the store that the settings name, made or upgraded where need be.

    Raises
    ------
    StoreError
        If it cannot be opened.
    """
    settings = get_settings()
    store = open_store(settings.database_url)
    try:
        yield store, local_owner(settings.owner)
    finally:
        store.close()
