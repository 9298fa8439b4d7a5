"""The store of this machine, opened for whoever works on it without login."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date

from core.access import Actor, local_owner
from core.errors import ProjectExistsError
from data.samples import load_samples
from data.settings import get_settings
from data.store import Store, open_store, project_keys


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


def prepare(today: date) -> None:
    """Create or upgrade the store; load the samples into a new one.

    Raises
    ------
    StoreError
        If it cannot be opened.
    """
    with local_store() as (store, actor):
        if get_settings().sample and not project_keys(store, actor):
            # where two processes start at once, the other one was faster
            with suppress(ProjectExistsError):
                load_samples(store, today=today)
