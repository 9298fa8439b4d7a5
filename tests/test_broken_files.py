"""Bad input gets a clear message and changes nothing."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.access import Actor, local_owner
from core.edits import Add, Archive, Edit
from core.errors import InvalidEntryError, LinchpinError
from core.exchange.guessing import guess_mapping
from core.exchange.importing import Target, preview
from core.exchange.tables import read_table
from core.plain_text import failure
from core.registers.catalog import RISKS
from data.exchange import workspace_json
from data.importing import Wish, import_file
from data.store import Store, commit, create_project, load, open_store
from tests.broken_files import BROKEN_FILES, BrokenFile
from tests.broken_tables import BROKEN_TABLES, BrokenTable

ADA = local_owner("Ada")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("broken")
    opened = open_store(f"sqlite:///{folder}/store.db")
    create_project(opened, "PAY", {"title": "Payments"}, actor=ADA)
    start: list[Edit] = [
        Add("risks", {"title": "Ice"}),
        Add("risks", {"title": "Fire"}),
        Archive("risks", 2, 1),
    ]
    commit(opened, "PAY", start, actor=ADA)
    yield opened
    opened.close()


def project_text() -> dict[str, Any]:
    first = {
        "register": "projects",
        "reference": "P-001",
        "verb": "add",
        "after": {"title": "Identity"},
    }
    revision = {
        "number": 1,
        "at": "2026-01-05T09:00:00+00:00",
        "actor": "Ada",
        "lines": [first],
    }
    entry = {"reference": "P-001", "archived": False, "title": "Identity"}
    return {
        "format": "linchpin-project",
        "version": 1,
        "key": "IDP",
        "registers": {"projects": [entry]},
        "history": [revision],
    }


def revision(number: int, day: str) -> dict[str, Any]:
    """Return a revision of that project: the first one adds its facts."""
    made: dict[str, Any] = project_text()["history"][0]
    line = made["lines"][0] | {"after": {"title": f"Identity {number}"}}
    if number > 1:
        line["verb"] = "change"
    return made | {"number": number, "at": f"{day}T09:00:00Z", "lines": [line]}


def changed(*path: str | int, to: object) -> bytes:
    text: Any = project_text()
    inner = text
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return json.dumps(text).encode()


BROKEN_PROJECTS = {
    "cut off": (b'{"format": "linchpin-project", "ver', "not a Linchpin project"),
    "nothing but a brace": (b"{", "not a Linchpin project"),
    "other JSON": (b'{"a": 1}', "not a Linchpin project"),
    "deep": (b'{"a":' * 9999, "not a Linchpin project"),
    "no text": (b'{"format": "linchpin-project", "\xff\xfe', "not a Linchpin project"),
    "newer version": (changed("version", to=2), "at version"),
    "no key": (changed("key", to=""), "at key"),
    "path for a key": (changed("key", to="../x"), "at key"),
    "unknown member": (changed("extra", to=1), "at extra"),
    "unknown register": (changed("registers", "dragons", to=[{}]), "“dragons”"),
    "entry of another register": (
        changed("registers", "projects", 0, "reference", to="R-001"),
        "“R-001”",
    ),
    "unknown field": (changed("registers", "projects", 0, "wings", to=2), "wings"),
    "wrong value": (
        changed("history", 0, "lines", 0, "after", to={"title": "x", "budget": "NaN"}),
        "budget",
    ),
    "list for a text": (
        changed("registers", "projects", 0, "title", to=["Identity"]),
        "one text",
    ),
    "object for a text": (
        changed("history", 0, "lines", 0, "after", to={"title": {"a": 1}}),
        "one text",
    ),
    "number that is none": (
        json.dumps(project_text()).replace('"Identity"', "NaN").encode(),
        "finite",
    ),
    "workspace of nothing": (
        b'{"format": "linchpin-workspace", "version": 1, "projects": []}',
        "holds no project",
    ),
    "no title": (changed("history", 0, "lines", 0, "after", to={}), "title"),
    "half a letter": (
        changed("history", 0, "lines", 0, "after", to={"title": "\ud800"}),
        "",
    ),
    "gap in the history": (changed("history", 0, "number", to=2), "not numbered"),
    "history that goes back": (
        changed("history", to=[revision(1, "2026-01-05"), revision(2, "2026-01-04")]),
        "before the one that it follows",
    ),
    "history of the future": (
        changed("history", 0, "at", to="2999-01-05T09:00:00+00:00"),
        "of the future",
    ),
    "moment without a zone": (changed("history", 0, "at", to="2026-01-05"), "at"),
    "revision without lines": (changed("history", 0, "lines", to=[]), "lines"),
    "unknown verb": (changed("history", 0, "lines", 0, "verb", to="burn"), "verb"),
    "change of nothing": (
        changed("history", 0, "lines", 0, "verb", to="change"),
        "does not exist",
    ),
    "registers that differ from their history": (
        changed("registers", "projects", 0, "title", to="Other"),
        "delete “history”",
    ),
}


def test_there_are_more_than_sixty_broken_files() -> None:
    assert len(BROKEN_FILES) + len(BROKEN_TABLES) + len(BROKEN_PROJECTS) > 120


@pytest.mark.parametrize("broken", BROKEN_FILES.values(), ids=BROKEN_FILES)
def test_what_is_no_table_is_refused_in_a_line_and_nothing_changes(
    store: Store, broken: BrokenFile
) -> None:
    refused(store, broken.file_name, broken.content, Wish("PAY", "risks"))


@pytest.mark.parametrize("broken", BROKEN_TABLES.values(), ids=BROKEN_TABLES)
def test_a_wrong_value_is_told_with_its_place_and_nothing_changes(
    store: Store, broken: BrokenTable
) -> None:
    table = read_table("a.file", broken.content)
    project = load(store, "PAY", actor=ADA)
    shown = preview(table, RISKS, guess_mapping(table, RISKS), Target.of(project))
    (problem,) = shown.problems
    assert (problem.line, problem.field) == (broken.line, broken.column)
    assert broken.says in f"{problem.message} {problem.allowed}"

    before = workspace_json(store, actor=ADA)
    outcome = import_file(
        store, "a.file", broken.content, Wish("PAY", "risks"), actor=ADA
    )
    assert outcome.refusal
    assert "\n" not in outcome.refusal
    assert outcome.document["committed"] is False
    assert workspace_json(store, actor=ADA) == before


@pytest.mark.parametrize("case", BROKEN_PROJECTS.values(), ids=BROKEN_PROJECTS)
def test_a_broken_project_is_refused_in_a_line_and_nothing_changes(
    store: Store, case: tuple[bytes, str]
) -> None:
    content, says = case
    assert says in refused(store, "idp.json", content, Wish())


def test_the_project_that_is_broken_above_is_whole_without_the_fault(
    tmp_path: Path,
) -> None:
    store = open_store(f"sqlite:///{tmp_path}/store.db")
    content = json.dumps(project_text()).encode()
    assert import_file(store, "idp.json", content, Wish(), actor=ADA).refusal == ""
    assert load(store, "IDP", actor=ADA).name == "Identity"
    store.close()


def test_who_may_not_edit_a_project_may_not_import_into_it(store: Store) -> None:
    guest = Actor("Guest", (("PAY", next(r for _, r in ADA.roles)),))
    with pytest.raises(LinchpinError):
        import_file(
            store, "a.csv", b"Event;Owner\nIce;Ann\n", Wish("NEW", "risks"), actor=guest
        )


def refused(store: Store, name: str, content: bytes, wish: Wish) -> str:
    """Import a file that must be refused; return the one line that says why."""
    before = workspace_json(store, actor=ADA)
    try:
        said = import_file(store, name, content, wish, actor=ADA).refusal
    except (LinchpinError, InvalidEntryError) as error:
        said = failure(error)
    assert said
    assert "\n" not in said
    assert workspace_json(store, actor=ADA) == before
    return said
