"""What holds for every register of the catalogue, on every database."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.access import Actor
from core.edits import Add, Archive, Change, Edit, Restore
from core.errors import InvalidEntryError, StaleRecordError
from core.project import Project, Verb
from core.registers.catalog import PROJECTS, REGISTERS
from core.registers.entry import Entry, Record
from core.registers.spec import RegisterSpec
from data.store import Store, commit, history, load, open_store, undo
from tests.entries import everything, example, values, wrong

Day = Callable[[int], datetime]

every_register = pytest.mark.parametrize("spec", REGISTERS, ids=lambda s: s.key)


@pytest.fixture
def full(pay: Store, owner: Actor, day: Day) -> Project:
    """A project with one entry in every register, all added by revision 2."""
    return commit(pay, "PAY", everything(), actor=owner, at=day(1))


def record_of(
    store: Store, spec: RegisterSpec[Any], owner: Actor, on: date | None = None
) -> Record[Entry]:
    project = load(store, "PAY", actor=owner, as_of=on)
    found: Record[Entry] = project[spec].records[1]
    return found


@every_register
def test_an_entry_reads_back_as_it_was_added_by_whoever_opens_the_store(
    full: Project, owner: Actor, url: str, spec: RegisterSpec[Any]
) -> None:
    written = full[spec].records[1]
    other = open_store(url)
    assert record_of(other, spec, owner) == written
    other.close()
    if spec is not PROJECTS:
        given_values = spec.parse(example(spec))
        assert written.entry == given_values
        assert written.entry != spec.parse(example(spec, 2))
    assert not written.archived


@every_register
def test_an_entry_is_changed_archived_restored_and_each_day_is_remembered(
    full: Project, pay: Store, owner: Actor, day: Day, spec: RegisterSpec[Any]
) -> None:
    first = full[spec].records[1].entry
    new = {"title": "Another title"}
    edits: tuple[Edit, ...] = (
        Change(spec.key, 1, 1, new),
        Archive(spec.key, 1, 2),
        Restore(spec.key, 1, 3),
    )
    for number, edit in enumerate(edits, start=2):
        commit(pay, "PAY", [edit], actor=owner, at=day(number))

    states = [record_of(pay, spec, owner, day(n).date()) for n in (1, 2, 3, 4, 9)]
    assert [r.version for r in states] == [1, 2, 3, 4, 4]
    assert [r.archived for r in states] == [False, False, True, False, False]
    assert states[0].entry == first
    assert {r.entry.title for r in states[1:]} == {"Another title"}
    lines = [
        line
        for revision in history(pay, "PAY", actor=owner, register=spec.key, number=1)
        for line in revision.lines
    ]
    verbs = [Verb.RESTORE, Verb.ARCHIVE, Verb.CHANGE, Verb.ADD]
    assert [line.verb for line in lines] == verbs
    assert lines[2].before == {"title": first.title}
    assert lines[2].after == new


@every_register
def test_a_stale_change_is_refused_and_both_texts_are_told(
    full: Project, pay: Store, owner: Actor, spec: RegisterSpec[Any]
) -> None:
    commit(pay, "PAY", [Change(spec.key, 1, 1, {"title": "Theirs"})], actor=owner)
    stale = Change(spec.key, 1, 1, {"title": "Mine"})
    with pytest.raises(StaleRecordError) as refused:
        commit(pay, "PAY", [stale], actor=owner)
    (conflict,) = refused.value.conflicts
    told = (conflict.field, conflict.mine, conflict.theirs)
    assert told == ("title", "Mine", "Theirs")
    assert record_of(pay, spec, owner).entry.title == "Theirs"
    assert load(pay, "PAY", actor=owner).revision == full.revision + 1


@every_register
def test_an_undone_revision_leaves_the_entry_as_it_was(
    full: Project, pay: Store, owner: Actor, spec: RegisterSpec[Any]
) -> None:
    after = commit(
        pay, "PAY", [Change(spec.key, 1, 1, {"title": "A slip"})], actor=owner
    )
    undone = undo(pay, "PAY", after.revision, actor=owner)
    assert undone[spec].records[1].entry == full[spec].records[1].entry
    assert undone[spec].records[1].version == 3
    assert undone.revision == after.revision + 1


@every_register
def test_each_wrong_value_is_refused_by_name_and_nothing_is_written(
    full: Project, pay: Store, owner: Actor, spec: RegisterSpec[Any]
) -> None:
    bad = {field.name: wrong(field) for field in spec.fields}
    with pytest.raises(InvalidEntryError) as refused:
        commit(pay, "PAY", [Change(spec.key, 1, 1, bad)], actor=owner)
    assert {problem.field for problem in refused.value.problems} >= set(bad)
    assert {p.reference for p in refused.value.problems} == {spec.reference(1)}
    assert all(problem.allowed for problem in refused.value.problems)
    assert load(pay, "PAY", actor=owner) == full


@pytest.mark.usefixtures("full")
@every_register
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_a_register_accepts_reads_back_the_same(
    pay: Store,
    owner: Actor,
    spec: RegisterSpec[Any],
    data: st.DataObject,
) -> None:
    meant = data.draw(values(spec))
    version = record_of(pay, spec, owner).version
    whole = {field.name: meant.get(field.name) for field in spec.fields}
    project = commit(pay, "PAY", [Change(spec.key, 1, version, whole)], actor=owner)
    cold = Store(pay.engine)  # with nothing in its cache
    assert record_of(cold, spec, owner) == project[spec].records[1]
    assert project[spec].records[1].entry == spec.parse(meant)


@pytest.mark.usefixtures("full")
def test_a_number_is_never_given_twice(pay: Store, owner: Actor) -> None:
    several = [spec for spec in REGISTERS if not spec.single]
    commit(pay, "PAY", [Archive(s.key, 1, 1) for s in several], actor=owner)
    added = commit(pay, "PAY", [_plain(s) for s in several], actor=owner)
    for spec in several:
        new = _next(spec.key)
        others = set(range(2, new))
        assert set(added[spec].records) == {1, new} | others
        assert {record.number for record in added[spec].live} == {new} | others


def _plain(spec: RegisterSpec[Any]) -> Add:
    """Return an entry that points at nothing that is archived."""
    kept = example(spec, 2)
    # in the same edits, so that the reference is to something that is there
    targets = {f.name: f.target for f in spec.references if kept.get(f.name) == 1}
    added = {name: _next(to.register) for name, to in targets.items() if to}
    return Add(spec.key, kept | added)


def _next(key: str) -> int:
    """Return the number of the first entry added to a register of the full project."""
    return 1 + sum(add.register == key for add in everything())
