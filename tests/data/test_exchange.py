from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from core.access import Actor, Role
from core.edits import Add, Change
from core.errors import (
    AccessDeniedError,
    InvalidEntryError,
    ProjectExistsError,
    StaleRecordError,
)
from core.exchange.project_json import read_stories
from data.exchange import (
    project_json,
    workspace,
    workspace_json,
    write_import,
    write_stories,
)
from data.store import Commit, Store, commit, commit_many, history, load, undo

Day = Callable[[int], datetime]

ICE = Add("risks", {"title": "Ice"})
NEW = [Add("projects", {"title": "Identity"}), ICE]


def test_an_import_reaches_several_projects_in_one_revision_each(
    pay: Store, owner: Actor
) -> None:
    done = write_import(pay, {"PAY": [ICE], "IDP": NEW}, actor=owner, note="Import")
    assert {key: p.revision for key, p in done.items()} == {"PAY": 2, "IDP": 1}
    assert history(pay, "PAY", actor=owner, limit=1)[0].note == "Import"

    undo(pay, "PAY", 2, actor=owner)
    assert load(pay, "PAY", actor=owner).registers["risks"].entries == ()
    assert len(load(pay, "IDP", actor=owner).registers["risks"]) == 1


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (Add("risks", {}), InvalidEntryError),
        (Change("projects", 1, 9, {"title": "x"}), StaleRecordError),
    ],
)
def test_one_refused_project_keeps_the_others_unwritten(
    pay: Store, owner: Actor, bad: Add | Change, error: type[Exception]
) -> None:
    before = workspace_json(pay, actor=owner)
    with pytest.raises(error):
        write_import(pay, {"IDP": NEW, "PAY": [bad]}, actor=owner, note="")
    assert workspace_json(pay, actor=owner) == before
    assert workspace(pay, actor=owner).keys() == {"PAY"}


def test_who_may_edit_one_project_makes_no_other(pay: Store) -> None:
    member = Actor("Ben", (("PAY", Role.MEMBER),))
    with pytest.raises(AccessDeniedError):
        write_import(pay, {"PAY": [ICE], "IDP": NEW}, actor=member, note="")
    assert load(pay, "PAY", actor=member).revision == 1
    assert write_import(pay, {"PAY": [ICE]}, actor=member, note="")["PAY"].revision == 2


def test_a_new_key_that_is_taken_is_refused(pay: Store, owner: Actor) -> None:
    with pytest.raises(ProjectExistsError):
        commit_many(pay, [Commit("PAY", [ICE])], actor=owner, new={"PAY"})


def test_json_takes_the_history_along(pay: Store, owner: Actor, day: Day) -> None:
    ben = replace(owner, name="Ben")
    commit(pay, "PAY", [ICE], actor=ben, note="Frost", at=day(3))
    change = Change("risks", 1, 1, {"title": "Black ice"})
    commit(pay, "PAY", [change], actor=owner, at=day(5))

    stories = read_stories("a", project_json(pay, "PAY", actor=owner), key="PAY2")
    write_stories(pay, stories, actor=owner, note="not needed")

    one, other = (history(pay, key, actor=owner) for key in ("PAY", "PAY2"))
    assert one == other
    then = load(pay, "PAY2", actor=owner, as_of=day(4).date())
    assert then.registers["risks"].entries[0].title == "Ice"
    assert load(pay, "PAY2", actor=owner).registers["risks"].records[1].version == 2
    with pytest.raises(ProjectExistsError, match="--project NEWKEY"):
        write_stories(pay, stories, actor=owner, note="")
