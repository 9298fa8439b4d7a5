from pathlib import Path

import pytest

from core.access import local_owner
from data.migrate import newest_schema
from data.ready import is_ready, newest
from data.store import create_project, open_store


def test_the_newest_schema_is_told_by_the_file_names() -> None:
    assert newest() == newest_schema()


def test_a_store_with_a_project_is_ready(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store = open_store(url)
    assert not is_ready(url)  # it still wants its samples

    create_project(store, "PAY", {"manager": "A. Novák"}, actor=local_owner())
    store.close()

    assert is_ready(url)


@pytest.mark.parametrize("content", [b"", b"not a database", None])
def test_anything_else_is_not_ready(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "store.db"
    if content is not None:
        file.write_bytes(content)

    assert not is_ready(f"sqlite:///{file}")
    assert not is_ready("postgresql://127.0.0.1/linchpin")
