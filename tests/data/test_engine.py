import stat
import threading
import time
from pathlib import Path

import pytest

from core.project import Project
from data.backup import backup, restore
from data.cache import ProjectCache
from data.engine import StoreError, Turnstile, connect, safe_wal, sqlite_file
from data.locks import alone, share
from data.store import open_store


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
    ],
)
def test_the_write_ahead_log_is_used_where_it_cannot_corrupt(
    version: tuple[int, ...],
    safe: bool,  # noqa: FBT001
) -> None:
    assert safe_wal(version) is safe


@pytest.mark.parametrize(
    "url", ["", "linchpin.db", "sqlite://", "sqlite:///:memory:", "mysql://x/y", "a:b"]
)
def test_an_address_that_names_no_database_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="LINCHPIN_DATABASE_URL"):
        connect(url)


def test_addresses_of_both_databases_are_understood(tmp_path: Path) -> None:
    server = connect("postgresql://ada@localhost/linchpin").url
    assert server.drivername == "postgresql+psycopg"
    assert sqlite_file(server) is None
    file = tmp_path / "new folder" / "linchpin.db"
    assert sqlite_file(connect(f"sqlite:///{file}").url) == file
    assert file.parent.is_dir()


def test_a_new_database_is_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    store = open_store(f"sqlite:///{folder / 'a.db'}")
    backup(store, folder / "a.backup")
    store.close()
    restore(folder / "a.backup", f"sqlite:///{folder / 'b.db'}")
    restore(folder / "a.backup", f"sqlite:///{folder / 'b.db'}")
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}
    assert {"a.db", "a.backup", "b.db", "b.db.before-restore"} <= set(modes)
    assert set(modes.values()) == {0o600}


def test_a_database_that_was_shared_stays_so(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    file.touch(mode=0o640)
    file.chmod(0o640)
    open_store(f"sqlite:///{file}").close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_every_connection_keeps_foreign_keys_and_waits_for_its_turn(
    tmp_path: Path,
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'a.db'}")
    pragmas = ("foreign_keys", "busy_timeout", "trusted_schema", "mmap_size")
    with store.reading() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {p}").scalar() for p in pragmas]
    assert found == [1, 60_000, 0, 0]
    store.close()


def test_a_server_that_does_not_answer_is_told_without_its_password() -> None:
    with pytest.raises(StoreError, match="cannot be opened") as refused:
        open_store("postgresql://ada:secret@127.0.0.1:1/linchpin")
    assert "secret" not in str(refused.value)


def test_waiters_are_let_through_in_the_order_they_came() -> None:
    turnstile, order = Turnstile(), []

    def work(number: int) -> None:
        with turnstile.turn():
            order.append(number)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    with turnstile.turn():
        for waiting, thread in enumerate(threads, start=1):
            thread.start()
            while len(turnstile._waiting) < waiting:
                time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert order == list(range(8))


def test_a_turn_that_fails_is_handed_over() -> None:
    turnstile = Turnstile()
    with pytest.raises(ValueError, match="x"), turnstile.turn():
        raise ValueError("x")
    with turnstile.turn():
        pass


def test_a_database_is_shared_by_many_or_held_by_one(tmp_path: Path) -> None:
    file = tmp_path / "linchpin.db"
    url = f"sqlite:///{file}"
    store, other = open_store(url), open_store(url)
    with pytest.raises(StoreError, match="in use"), alone(file):
        pass
    store.close()
    with pytest.raises(StoreError, match="in use"), alone(file):
        pass
    other.close()
    with alone(file), pytest.raises(StoreError, match="being restored"):
        share(file)
    open_store(url).close()


def test_a_cache_forgets_what_was_unused_for_longest() -> None:
    cache = ProjectCache(size=3)
    kept = {n: cache.keep(Project("PAY", n)) for n in (1, 2, 3)}
    assert cache.get("PAY", 1) is kept[1]
    cache.keep(Project("PAY", 4))
    assert cache.get("PAY", 2) is None
    assert cache.get("PAY", 1) is kept[1]
    assert cache.keep(Project("PAY", 1)) is kept[1]


def test_a_cache_finds_the_nearest_revision_of_the_same_project() -> None:
    cache = ProjectCache()
    for key, number in (("PAY", 2), ("PAY", 5), ("PAY", 9), ("OTHER", 6)):
        cache.keep(Project(key, number))
    before, after = cache.before("PAY", 9), cache.after("PAY", 2, newest=9)
    assert before and before.revision == 5  # noqa: PT018
    assert after and after.revision == 5  # noqa: PT018
    assert cache.before("PAY", 2) is None
    assert cache.after("PAY", 5, newest=8) is None
