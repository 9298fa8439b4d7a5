"""What stays as long as the server runs is set aside from the collector, once."""

import gc
from collections.abc import Iterator

import pytest

from pages._ui import collector


@pytest.fixture(autouse=True)
def _as_it_began() -> Iterator[None]:
    gc.unfreeze()
    yield
    gc.unfreeze()


def test_what_is_loaded_is_set_aside_once_and_what_comes_later_is_not() -> None:
    collector.set_aside()
    set_aside = gc.get_freeze_count()
    assert set_aside > 0
    later: list[list[object]] = [[] for _ in range(5_000)]
    collector.set_aside()
    assert gc.get_freeze_count() <= set_aside
    assert any(one is later for one in gc.get_objects())
