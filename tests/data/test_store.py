"""What the store promises beyond a single register."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.access import Actor, Role
from core.edits import Add, Archive, Change
from core.errors import (
    AccessDeniedError,
    InvalidEntryError,
    ProjectExistsError,
    StaleRecordError,
    UnknownProjectError,
)
from core.registers.catalog import CHANGE_REQUESTS, MITIGATIONS, RISKS
from data.cache import ProjectCache
from data.store import (
    Store,
    StoreError,
    commit,
    create_project,
    history,
    load,
    load_all,
    load_many,
    open_store,
    project_keys,
    revisions,
    undo,
)

Day = Callable[[int], datetime]

CRANE = Add("risks", {"title": "Crane late", "likelihood": 4, "cost_impact": "1250.75"})
VIEWER = Actor("Vi", (("PAY", Role.VIEWER),))
STRANGER = Actor("Sam", (("OTHER", Role.OWNER),))


def statements(store: Store, work: Callable[[], object]) -> list[str]:
    """Return the SQL that some work sends."""
    sent: list[str] = []

    def listen(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    sa.event.listen(store.engine, "before_cursor_execute", listen)
    try:
        work()
    finally:
        sa.event.remove(store.engine, "before_cursor_execute", listen)
    return [s for s in sent if not s.startswith("BEGIN")]


# Access ---------------------------------------------------------------------------


def test_a_viewer_reads_and_cannot_commit_undo_or_create(
    pay: Store, owner: Actor
) -> None:
    assert load(pay, "PAY", actor=VIEWER).name == "Payments"
    assert len(history(pay, "PAY", actor=VIEWER)) == 1
    with pytest.raises(AccessDeniedError):
        commit(pay, "PAY", [CRANE], actor=VIEWER)
    with pytest.raises(AccessDeniedError):
        undo(pay, "PAY", 1, actor=VIEWER)
    with pytest.raises(AccessDeniedError):
        create_project(pay, "NEW", {}, actor=VIEWER)
    assert revisions(pay, owner) == {"PAY": 1}


def test_a_project_knows_when_it_was_made_at_every_revision(
    pay: Store, owner: Actor
) -> None:
    made = load(pay, "PAY", actor=owner).recorded_at
    assert made
    later = made + timedelta(days=9)
    after = commit(pay, "PAY", [CRANE], actor=owner, at=later)
    assert (after.recorded_at, after.begun_at) == (later, made)
    cold = Store(pay.engine)
    assert load(cold, "PAY", actor=owner).begun_at == made
    then = load(cold, "PAY", actor=owner, as_of=made.date())
    assert (then.revision, then.begun_at) == (1, made)


def test_a_stranger_sees_nothing_even_of_a_project_in_the_cache(
    pay: Store, owner: Actor
) -> None:
    today = load(pay, "PAY", actor=owner).recorded_at
    assert today
    assert pay.cache.get("PAY", 1) is not None
    for refused in (
        lambda: load(pay, "PAY", actor=STRANGER),
        lambda: load(pay, "PAY", actor=STRANGER, as_of=today.date()),
        lambda: load_many(pay, "PAY", [today.date()], actor=STRANGER),
        lambda: history(pay, "PAY", actor=STRANGER),
    ):
        with pytest.raises(AccessDeniedError):
            refused()
    assert project_keys(pay, STRANGER) == ()
    assert project_keys(pay, VIEWER) == ("PAY",)
    assert revisions(pay, STRANGER) == {}


# Reading --------------------------------------------------------------------------


def test_where_nothing_changed_loading_is_one_indexed_read(
    pay: Store, owner: Actor
) -> None:
    load(pay, "PAY", actor=owner)
    later = date(2100, 1, 1)
    assert len(statements(pay, lambda: load(pay, "PAY", actor=owner))) == 1
    assert len(statements(pay, lambda: load(pay, "PAY", actor=owner, as_of=later))) == 1
    assert len(statements(pay, lambda: revisions(pay, owner))) == 1
    commit(pay, "PAY", [CRANE], actor=owner)
    assert len(statements(pay, lambda: load(pay, "PAY", actor=owner))) == 1
    cold = Store(pay.engine)
    assert len(statements(pay, lambda: load(cold, "PAY", actor=owner))) > 1


def test_a_workspace_is_read_in_as_many_queries_as_one_project(
    pay: Store, owner: Actor
) -> None:
    def queries() -> int:
        cold = Store(pay.engine)
        return len(statements(pay, lambda: load_all(cold, actor=owner)))

    alone = queries()
    for number in range(5):
        create_project(pay, f"P{number}", {"title": str(number)}, actor=owner)
    assert queries() == alone
    assert len(statements(pay, lambda: load_all(pay, actor=owner))) == 1  # all cached


@pytest.mark.parametrize("size", [64, 2])  # a small cache takes no workspace
def test_a_workspace_holds_the_very_projects_that_are_loaded_one_by_one(
    pay: Store, owner: Actor, day: Day, size: int
) -> None:
    create_project(pay, "IDP", {"title": "Identity"}, actor=owner, at=day(5))
    commit(pay, "PAY", [CRANE], actor=owner, at=day(2))
    commit(pay, "IDP", [CRANE, CRANE], actor=owner, at=day(6))
    cold = Store(pay.engine, cache=ProjectCache(size))
    found = load_all(cold, actor=owner)
    assert list(found) == ["IDP", "PAY"]
    assert found == {key: load(pay, key, actor=owner) for key in found}
    assert load_all(cold, actor=owner, keys=["PAY"]).keys() == {"PAY"}
    assert load_all(cold, actor=owner, keys=[]) == {}
    assert load_all(cold, actor=VIEWER).keys() == {"PAY"}
    assert load_all(cold, actor=STRANGER) == {}
    then = load_all(cold, actor=owner, as_of=day(1).date())
    assert {key: p.revision for key, p in then.items()} == {"PAY": 1}
    assert len(cold.cache._kept) <= max(size, 4)


def test_a_workspace_sees_what_another_process_committed(
    pay: Store, owner: Actor
) -> None:
    other = Store(pay.engine)
    before = load_all(other, actor=owner)["PAY"]
    mine = commit(pay, "PAY", [CRANE], actor=owner)
    theirs = load_all(other, actor=owner)["PAY"]
    assert theirs == mine
    assert theirs[MITIGATIONS] is before[MITIGATIONS]


def test_as_of_today_or_later_is_the_very_project_of_now(
    pay: Store, owner: Actor
) -> None:
    now = commit(pay, "PAY", [CRANE], actor=owner)
    today = datetime.now(UTC).date()
    for day in (today, today + timedelta(days=400), date.max):
        assert load(pay, "PAY", actor=owner, as_of=day) is now
    assert load(pay, "PAY", actor=owner) is now


def test_another_process_sees_each_commit_by_reading_what_changed(
    pay: Store, owner: Actor
) -> None:
    other = Store(pay.engine)
    before = load(other, "PAY", actor=owner)
    mine = commit(pay, "PAY", [CRANE], actor=owner)
    theirs = load(other, "PAY", actor=owner)
    assert theirs == mine
    assert theirs is not mine
    assert theirs[MITIGATIONS] is before[MITIGATIONS]  # nothing to read there


def test_each_day_shows_the_project_as_it_was_at_its_end_in_utc(
    pay: Store, owner: Actor, day: Day
) -> None:
    commit(pay, "PAY", [CRANE], actor=owner, at=day(1))
    last = datetime(2026, 1, 2, 23, 59, 59, 999999, UTC)
    commit(pay, "PAY", [Change("risks", 1, 1, {"title": "A"})], actor=owner, at=last)
    tokyo = datetime.fromisoformat("2026-01-03T09:00:00+09:00")  # midnight in UTC
    commit(pay, "PAY", [Change("risks", 1, 2, {"title": "B"})], actor=owner, at=tokyo)
    days = [date(2025, 12, 31), *(date(2026, 1, n) for n in (1, 2, 3, 9))]
    for store in (pay, Store(pay.engine)):
        states = load_many(store, "PAY", days, actor=owner)
        assert [s and s.revision for s in states] == [None, 1, 3, 4, 4]
        for when, state in zip(days[1:], states[1:], strict=True):
            assert load(store, "PAY", actor=owner, as_of=when) is state
    with pytest.raises(UnknownProjectError, match="did not exist on 2025-12-31"):
        load(pay, "PAY", actor=owner, as_of=days[0])


def test_history_is_newest_first_and_can_be_narrowed(
    pay: Store, owner: Actor, day: Day
) -> None:
    commit(pay, "PAY", [CRANE], actor=owner, at=day(1), note="From the workshop")
    issue = Add("issues", {"title": "Crane is late"})
    likelier = Change("risks", 1, 1, {"likelihood": 5})
    commit(pay, "PAY", [likelier, issue], actor=owner, at=day(2))
    found = history(pay, "PAY", actor=owner)
    assert [r.number for r in found] == [3, 2, 1]
    assert (found[1].actor, found[1].note, found[1].at) == (
        "Ada",
        "From the workshop",
        day(1),
    )
    assert len(found[0].lines) == 2
    (only,) = history(pay, "PAY", actor=owner, register="issues")
    assert [line.reference for line in only.lines] == ["I-001"]
    narrowed = history(pay, "PAY", actor=owner, register="risks", number=1, limit=1)
    assert [r.number for r in narrowed] == [3]
    assert [r.number for r in history(pay, "PAY", actor=owner, after=2)] == [3]
    assert history(pay, "PAY", actor=owner, register="lessons") == ()


# Writing --------------------------------------------------------------------------


def test_money_is_exact_to_the_cent_at_fourteen_digits(
    pay: Store, owner: Actor
) -> None:
    amounts = ["999999999999.99", "0.01", "-999999999999.99", "1234567890.10"]
    edits = [Add("change_requests", {"title": "c", "cost_effect": a}) for a in amounts]
    commit(pay, "PAY", edits, actor=owner)
    project = load(Store(pay.engine), "PAY", actor=owner)
    found = [change.cost_effect for change in project[CHANGE_REQUESTS].entries]
    assert [str(amount) for amount in found] == amounts
    assert sum(filter(None, found)) == Decimal("1234567890.11")
    too_long = {"title": "c", "cost_effect": "9999999999999.99"}
    with pytest.raises(InvalidEntryError):
        commit(pay, "PAY", [Add("change_requests", too_long)], actor=owner)


def test_one_wrong_edit_refuses_all(pay: Store, owner: Actor) -> None:
    edits = [CRANE, Add("risks", {"title": ""}), Add("nonsense", {"title": "x"})]
    with pytest.raises(InvalidEntryError) as refused:
        commit(pay, "PAY", edits, actor=owner)
    assert len(refused.value.problems) == 2
    assert load(pay, "PAY", actor=owner).revision == 1
    assert commit(pay, "PAY", [CRANE], actor=owner).revision == 2


def test_edits_that_change_nothing_make_no_revision(pay: Store, owner: Actor) -> None:
    commit(pay, "PAY", [CRANE], actor=owner)
    same = Change("risks", 1, 1, {"likelihood": "4", "cost_impact": "1,250.75"})
    assert commit(pay, "PAY", [same], actor=owner).revision == 2
    assert commit(pay, "PAY", [], actor=owner).revision == 2
    assert len(history(pay, "PAY", actor=owner)) == 2


def test_the_second_of_two_editors_sees_both_texts(pay: Store, owner: Actor) -> None:
    seen = commit(pay, "PAY", [CRANE], actor=owner)[RISKS].records[1].version
    other = Store(pay.engine)
    commit(pay, "PAY", [Change("risks", 1, seen, {"title": "Crane dear"})], actor=owner)
    mine = [Change("risks", 1, seen, {"title": "Crane early"})]
    with pytest.raises(StaleRecordError, match="yours “Crane early”, now “Crane dear”"):
        commit(other, "PAY", mine, actor=Actor("Ben", (("PAY", Role.MEMBER),)))
    assert load(other, "PAY", actor=owner)[RISKS].entries[0].title == "Crane dear"


def test_a_revision_cannot_be_recorded_before_the_last_one(
    pay: Store, owner: Actor, day: Day
) -> None:
    commit(pay, "PAY", [CRANE], actor=owner, at=day(5))
    with pytest.raises(InvalidEntryError, match="before the revision"):
        commit(pay, "PAY", [CRANE], actor=owner, at=day(4))
    assert commit(pay, "PAY", [CRANE], actor=owner, at=day(5)).revision == 3


def test_a_clock_set_back_does_not_reorder_history(pay: Store, owner: Actor) -> None:
    ahead = datetime.now(UTC) + timedelta(days=30)
    commit(pay, "PAY", [CRANE], actor=owner, at=ahead)
    assert commit(pay, "PAY", [CRANE], actor=owner).recorded_at == ahead


def test_a_project_key_is_taken_once_and_fits_a_file_name(
    pay: Store, owner: Actor
) -> None:
    with pytest.raises(ProjectExistsError, match="PAY"):
        create_project(pay, "PAY", {}, actor=owner)
    for wrong in ("", "a b", "../x", "ä", "x" * 41, "a/b"):
        with pytest.raises(InvalidEntryError, match="1 to 40 letters"):
            create_project(pay, wrong, {}, actor=owner)
    made = create_project(pay, "x" * 40, {"manager": ""}, actor=owner)
    assert (made.name, made.revision) == ("x" * 40, 1)
    with pytest.raises(InvalidEntryError, match="state"):
        create_project(pay, "BAD", {"state": "flying"}, actor=owner)
    assert set(project_keys(pay, owner)) == {"PAY", "x" * 40}


def test_projects_do_not_mix(pay: Store, owner: Actor) -> None:
    create_project(pay, "OTHER", {}, actor=owner)
    commit(pay, "OTHER", [CRANE], actor=owner)
    assert len(load(pay, "PAY", actor=owner)[RISKS]) == 0
    dangling = Add("mitigations", {"title": "x", "risk": "R-001"})
    with pytest.raises(InvalidEntryError, match="does not exist"):
        commit(pay, "PAY", [dangling], actor=owner)
    with pytest.raises(UnknownProjectError):
        load(pay, "NONE", actor=owner)
    with pytest.raises(UnknownProjectError):
        commit(pay, "NONE", [CRANE], actor=owner)


def test_what_refers_may_come_before_what_it_refers_to(
    pay: Store, owner: Actor
) -> None:
    edits = (Add("mitigations", {"title": "Book early", "risk": 1}), CRANE)
    assert len(commit(pay, "PAY", edits, actor=owner)[MITIGATIONS]) == 1
    commit(pay, "PAY", [Archive("risks", 1, 1)], actor=owner)
    with pytest.raises(InvalidEntryError, match="is archived"):
        commit(pay, "PAY", edits[:1], actor=owner)
    rename = Change("mitigations", 1, 1, {"title": "Booked"})
    assert commit(pay, "PAY", [rename], actor=owner).revision == 4


def test_undo_takes_back_one_revision_and_spares_what_others_did(
    pay: Store, owner: Actor
) -> None:
    commit(pay, "PAY", [CRANE], actor=owner)
    commit(pay, "PAY", [Change("risks", 1, 1, {"likelihood": 1})], actor=owner)
    commit(pay, "PAY", [Change("risks", 1, 2, {"owner": "Ben"})], actor=owner)
    undone = undo(pay, "PAY", 3, actor=owner)
    assert (undone[RISKS].entries[0].likelihood, undone[RISKS].entries[0].owner) == (
        4,
        "Ben",
    )
    assert history(pay, "PAY", actor=owner)[0].note == "Undo of revision 3"
    with pytest.raises(StaleRecordError):
        undo(pay, "PAY", 2, actor=owner)
    with pytest.raises(UnknownProjectError, match="no revision 99"):
        undo(pay, "PAY", 99, actor=owner)


# The database itself --------------------------------------------------------------


@pytest.mark.parametrize(
    "change", ["UPDATE journal SET verb = 'x'", "DELETE FROM journal"]
)
def test_the_database_refuses_to_change_the_journal(
    pay: Store, owner: Actor, change: str
) -> None:
    with pytest.raises(sa.exc.DBAPIError, match="never changed"), pay.writing() as c:
        c.exec_driver_sql(change)
    assert history(pay, "PAY", actor=owner)[0].lines[0].verb == "add"


def test_the_database_refuses_a_reference_to_nothing(pay: Store, owner: Actor) -> None:
    edits = [CRANE, Add("mitigations", {"title": "x", "risk": 1})]
    commit(pay, "PAY", edits, actor=owner)
    with pytest.raises(sa.exc.IntegrityError), pay.writing() as connection:
        connection.exec_driver_sql("UPDATE mitigations SET risk = 99")
    project = load(Store(pay.engine), "PAY", actor=owner)
    assert project[MITIGATIONS].entries[0].risk == 1


def test_a_reader_cannot_write_on_a_server(pay: Store) -> None:
    if pay.identity:
        pytest.skip("a SQLite connection serves readers and writers")
    with pytest.raises(sa.exc.InternalError, match="read-only"), pay.reading() as c:
        c.exec_driver_sql("UPDATE project SET revision = 7")


def test_threads_of_one_process_lose_no_commit_and_share_one_value(
    pay: Store, owner: Actor
) -> None:
    def work(worker: int) -> list[int]:
        found = []
        for n in range(10):
            add = Add("issues", {"title": f"{worker}-{n}"})
            found.append(commit(pay, "PAY", [add], actor=owner).revision)
            load(pay, "PAY", actor=owner)
            load(pay, "PAY", actor=owner, as_of=date(2026, 1, 1))
        return found

    with ThreadPoolExecutor(8) as pool:
        numbers = sorted(n for found in pool.map(work, range(8)) for n in found)
    assert numbers == list(range(2, 82))
    now = load(pay, "PAY", actor=owner)
    assert now == load(Store(pay.engine), "PAY", actor=owner)
    told = history(pay, "PAY", actor=owner, after=1)
    titles = {line.after["title"] for revision in told for line in revision.lines}
    assert len(titles) == 80


def test_a_file_that_was_replaced_while_open_is_noticed(
    pay: Store, owner: Actor, url: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if pay.identity is None:
        pytest.skip("a server has no file")
    database = pay.engine.url.database
    assert database
    copy = tmp_path_factory.mktemp("copy") / "copy.db"
    shutil.copy(database, copy)
    copy.replace(database)
    with pytest.raises(StoreError, match="Start Linchpin again"):
        commit(pay, "PAY", [CRANE], actor=owner)
    with pytest.raises(StoreError, match="Start Linchpin again"):
        load(pay, "PAY", actor=owner)
    Path(database).unlink()
    with pytest.raises(StoreError, match="moved or replaced"):
        revisions(pay, owner)
    assert open_store(url).identity
