import json
import shutil
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.access import Actor
from core.edits import Archive, Change, Edit
from core.errors import LinchpinError, UnreadableFileError
from core.project import Project
from data.archive import MANIFEST, verified
from data.backup import backup, restore
from data.drafts import DraftPlace, drafts_of, keep_draft
from data.migrate import newest_schema
from data.store import (
    Store,
    StoreError,
    commit,
    create_project,
    history,
    load,
    open_store,
)
from tests.data.conftest import NewUrl, new_database
from tests.entries import everything

Day = Callable[[int], datetime]


@pytest.fixture
def full(pay: Store, owner: Actor, day: Day) -> Project:
    """A project with an entry in every register, and some history."""
    commit(pay, "PAY", everything(), actor=owner, at=day(1))
    edits: list[Edit] = [
        Change("risks", 1, 1, {"title": "“Kran” — 起重机"}),
        Archive("issues", 1, 1),
    ]
    return commit(pay, "PAY", edits, actor=owner, at=day(2))


@pytest.fixture
def file(full: Project, pay: Store, owner: Actor, tmp_path: Path) -> Path:
    """A backup of that project, and of a draft."""
    place = DraftPlace("s1", full.key, "risks")
    keep_draft(pay, place, '{"draft": 1}', actor=owner)
    made = tmp_path / "linchpin.backup"
    backup(pay, made)
    return made


def rewritten(file: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Return a copy of a backup with other contents."""
    copy = file.with_name("changed.backup")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            contents = change(name, old.read(name))
            if contents is not None:
                new.writestr(name, contents)
    return copy


def test_a_backup_says_what_it_holds(file: Path, full: Project) -> None:
    manifest = verified(file)
    assert manifest.projects == {"PAY": full.revision}
    assert manifest.schema == newest_schema()
    assert manifest.tables["revision"].rows == 3
    assert manifest.tables["risks"].rows == 1
    assert manifest.made_at.tzinfo
    assert not list(file.parent.glob("*.unfinished"))


def test_a_restored_store_is_the_same_on_the_same_kind_of_database(
    file: Path, full: Project, pay: Store, owner: Actor, new_url: NewUrl
) -> None:
    url = new_url()
    restore(file, url)
    store = open_store(url)
    same(store, pay, full, owner)
    assert create_project(store, "NEXT", {}, actor=owner).revision == 1
    with pytest.raises(sa.exc.DBAPIError), store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM journal")
    store.close()


@pytest.fixture
def elsewhere(pay: Store, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """URL of a new database of the other kind."""
    if not pay.identity:
        return f"sqlite:///{tmp_path / 'moved.db'}"
    return new_database(request.getfixturevalue("postgres_url"), "template1")


@pytest.mark.postgres
def test_a_backup_moves_between_sqlite_and_postgresql(
    file: Path, full: Project, pay: Store, owner: Actor, elsewhere: str
) -> None:
    restore(file, elsewhere)
    store = open_store(elsewhere)
    same(store, pay, full, owner)
    store.close()


def same(store: Store, pay: Store, full: Project, owner: Actor) -> None:
    assert load(store, "PAY", actor=owner) == full
    assert history(store, "PAY", actor=owner) == history(pay, "PAY", actor=owner)
    early = datetime(2026, 1, 1).date()  # noqa: DTZ001
    was = load(Store(pay.engine), "PAY", actor=owner, as_of=early)
    assert load(store, "PAY", actor=owner, as_of=early) == was
    assert len(drafts_of(store, "PAY", "risks", actor=owner, except_session="s2")) == 1


def test_the_sqlite_file_that_was_there_is_kept(
    file: Path, full: Project, owner: Actor, tmp_path: Path
) -> None:
    target = tmp_path / "target.db"
    url = f"sqlite:///{target}"
    old = open_store(url)
    create_project(old, "OLD", {}, actor=owner)
    with pytest.raises(StoreError, match=r"in use\. Stop Linchpin first"):
        restore(file, url)
    assert load(old, "OLD", actor=owner).revision == 1
    old.close()
    restore(file, url)

    new = open_store(url)
    assert load(new, "PAY", actor=owner) == full
    new.close()
    kept = open_store(f"sqlite:///{target}.before-restore")
    assert load(kept, "OLD", actor=owner).name == "OLD"
    kept.close()
    assert not list(tmp_path.glob("*.restoring*"))


@pytest.mark.postgres
def test_a_second_restore_keeps_what_the_first_one_kept(
    file: Path, owner: Actor, tmp_path: Path
) -> None:
    target = tmp_path / "target.db"
    url = f"sqlite:///{target}"
    old = open_store(url)
    create_project(old, "OLD", {}, actor=owner)
    old.close()
    restore(file, url)
    restore(file, url)
    names = {kept.name for kept in tmp_path.glob("target.db.before-restore*")}
    assert names == {"target.db.before-restore", "target.db.before-restore-2"}
    kept = open_store(f"sqlite:///{target}.before-restore")
    assert load(kept, "OLD", actor=owner).name == "OLD"
    kept.close()


@pytest.mark.parametrize("name", ["nowhere/a.backup", "folder"])
def test_a_backup_that_cannot_be_written_names_the_file(
    pay: Store, tmp_path: Path, name: str
) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match=f"{name}'$") as refused:
        backup(pay, tmp_path / name)
    assert refused.value.filename == str(tmp_path / name)
    assert not list(tmp_path.glob(".*"))


def test_a_server_database_that_holds_projects_is_refused(
    file: Path, pay: Store, owner: Actor, url: str
) -> None:
    if pay.identity:
        pytest.skip("a SQLite file is kept and replaced")
    with pytest.raises(StoreError, match="holds projects already"):
        restore(file, url)
    assert load(pay, "PAY", actor=owner).revision == 3


def truncated(file: Path) -> Path:
    cut = file.with_name("cut.backup")
    cut.write_bytes(file.read_bytes()[: file.stat().st_size * 2 // 3])
    return cut


def flipped(file: Path) -> Path:
    contents = bytearray(file.read_bytes())
    contents[len(contents) // 3] ^= 1
    file.write_bytes(contents)
    return file


def edited(file: Path) -> Path:
    return rewritten(file, lambda _, text: text.replace(b"Payments", b"Payment$"))


def without_a_table(file: Path) -> Path:
    return rewritten(file, lambda name, text: None if "risks" in name else text)


def without_manifest(file: Path) -> Path:
    return rewritten(file, lambda name, text: None if name == MANIFEST else text)


def of_another_format(file: Path) -> Path:
    return rewritten(file, lambda _, text: text.replace(b"backup-1", b"backup-9"))


def from_the_future(file: Path) -> Path:
    def change(name: str, text: bytes) -> bytes:
        if name != MANIFEST:
            return text
        return json.dumps(json.loads(text) | {"schema": "9999"}).encode()

    return rewritten(file, change)


def with_half_a_manifest(file: Path) -> Path:
    def change(name: str, text: bytes) -> bytes:
        return b'{"format": "linchpin-backup-1"}' if name == MANIFEST else text

    return rewritten(file, change)


def of_something_else(file: Path) -> Path:
    file.write_text("title,owner\n", encoding="utf-8")
    return file


def missing(file: Path) -> Path:
    return file.with_name("nowhere.backup")


def in_a_folder(file: Path) -> Path:
    return file.parent


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (truncated, "cut short"),
        (flipped, "changed since|cut short"),
        (edited, "was changed since the backup was made"),
        (without_a_table, "lacks the table risks"),
        (without_manifest, "no manifest"),
        (of_another_format, "does not know"),
        (from_the_future, "is newer"),
        (with_half_a_manifest, "lacks"),
        (of_something_else, "no backup of Linchpin"),
        (missing, "There is no file"),
        (in_a_folder, "is a folder"),
    ],
)
def test_a_broken_backup_is_refused_before_anything_is_touched(
    file: Path, tmp_path: Path, broken: Callable[[Path], Path], said: str
) -> None:
    target = tmp_path / "target.db"
    shutil.copy(file, target)  # any bytes: they must stay as they are
    before = target.read_bytes()
    with pytest.raises(UnreadableFileError, match=said) as refused:
        restore(broken(file), f"sqlite:///{target}")
    assert isinstance(refused.value, LinchpinError)
    assert target.read_bytes() == before
    assert not list(tmp_path.glob("target.db.*"))
