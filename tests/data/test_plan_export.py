"""A plan goes out to other tools, from the store to a file."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core.access import local_owner
from core.edits import Add, Edit
from core.errors import UnknownProjectError, UnwritableFileError
from core.schedule.errors import ScheduleError
from data.importing import Wish, import_file
from data.plan_export import Export, export_file
from data.store import Store, commit, create_project, load, open_store
from tests.mspdi import file, link, task

ADA = local_owner("Ada")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PLAN = file(
    [
        task(1, Contact="Ada"),
        task(2, link(1)),
        task(3, Milestone=1, Duration="PT0H0M0S"),
    ]
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(f"sqlite:///{tmp_path}/store.db")
    import_file(opened, "plan.xml", PLAN, Wish(key="C"), actor=ADA)
    return opened


def wish(ending: str, key: str | None = "C", **said: object) -> Export:
    return Export(key, ending, None, NOON, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "start"),
    [
        (wish(".xml"), b"<?xml"),
        (wish(".ics"), b"BEGIN:VCALENDAR"),
        (wish(".ICS", owner="ada"), b"BEGIN:VCALENDAR"),
        (wish(".csv", plan=True), b"\xef\xbb\xbfID,WBS"),
        (wish(".xlsx", plan=True), b"PK"),
        (wish(".json"), b"{"),
        (wish(".xlsx", key=None), b"PK"),
    ],
)
def test_the_ending_decides_what_is_written(
    store: Store, wanted: Export, start: bytes
) -> None:
    content, remarks = export_file(store, wanted, actor=ADA)
    assert content.startswith(start)
    assert remarks == ()


def test_what_was_exported_brings_the_same_plan_into_another_project(
    store: Store,
) -> None:
    content, _ = export_file(store, wish(".xml"), actor=ADA)
    import_file(store, "again.xml", content, Wish(key="D"), actor=ADA)
    again = import_file(store, "again.xml", content, Wish(key="C"), actor=ADA)
    assert again.sentence.startswith(f"{'Six'} entries unchanged")
    assert load(store, "D", actor=ADA).name == "Crane"


def test_what_a_format_cannot_hold_is_remarked(store: Store) -> None:
    more: list[Edit] = [Add("baselines", {"title": "As signed"})]
    commit(store, "C", more, actor=ADA)
    _, remarks = export_file(store, wish(".xml"), actor=ADA)
    assert "name or day of a baseline (1)" in remarks[0]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (wish(".pdf", plan=True), "no format of a plan"),
        (wish(".xml", key=None), "that of one project"),
        (wish(".xml", owner="Ada"), "end the file's name with .ics"),
        (wish(".ics", owner="Bo"), "Nobody called “Bo”"),
        (wish(".pdf"), "is no format"),
        (wish(".csv", finance=True), "end the file's name with .xlsx"),
        (wish(".xlsx", finance=True, key=None), "that of one project"),
        (wish(".xlsx", finance=True, plan=True), "leave out other options"),
    ],
)
def test_what_does_not_go_together_is_refused(
    store: Store, wanted: Export, said: str
) -> None:
    with pytest.raises(UnwritableFileError, match=said):
        export_file(store, wanted, actor=ADA)


def test_the_money_is_a_workbook_also_where_the_plan_has_no_dates(
    store: Store,
) -> None:
    content, remarks = export_file(store, wish(".xlsx", finance=True), actor=ADA)
    assert "Lines" in load_workbook(BytesIO(content)).sheetnames
    assert remarks == ()


def test_a_cycle_and_an_unknown_project_are_named(store: Store) -> None:
    create_project(store, "R", {"title": "R"}, actor=ADA)
    ring: list[Edit] = [
        Add("activities", {"title": "One"}),
        Add("activities", {"title": "Two"}),
        Add("dependencies", {"predecessor": 1, "successor": 2}),
        Add("dependencies", {"predecessor": 2, "successor": 1}),
    ]
    commit(store, "R", ring, actor=ADA)
    with pytest.raises(ScheduleError, match=r"T-001.*T-002"):
        export_file(store, wish(".xml", key="R"), actor=ADA)
    with pytest.raises(UnknownProjectError):
        export_file(store, wish(".xml", key="NO"), actor=ADA)
