import pytest

from core.access import Actor, Role
from core.errors import AccessDeniedError, UnknownProjectError
from data.drafts import DraftPlace, drafts_of, drop_draft, keep_draft
from data.mappings import remember_mapping, remembered_mapping
from data.store import Store, create_project

ADA = Actor("Ada", (("PAY", Role.MEMBER),))
BEN = Actor("Ben", (("PAY", Role.MEMBER),))
VIEWER = Actor("Vi", (("PAY", Role.VIEWER),))
STRANGER = Actor("Sam", (("OTHER", Role.OWNER),))
HERE = DraftPlace("session 1", "PAY", "risks")


def left(store: Store, actor: Actor, session: str = "session 2") -> list[str]:
    found = drafts_of(store, "PAY", "risks", actor=actor, except_session=session)
    return [draft.content for draft in found]


def test_a_draft_is_found_from_another_session_of_the_same_person(pay: Store) -> None:
    keep_draft(pay, HERE, "first", actor=ADA)
    keep_draft(pay, HERE, "second", actor=ADA)
    keep_draft(pay, DraftPlace("session 1", "PAY", "issues"), "other", actor=ADA)
    assert left(pay, ADA) == ["second"]
    assert left(pay, ADA, session="session 1") == []
    assert left(pay, BEN) == []
    keep_draft(pay, DraftPlace("session 3", "PAY", "risks"), "third", actor=ADA)
    assert left(pay, ADA) == ["third", "second"]


def test_a_draft_is_dropped_by_its_owner_alone(pay: Store) -> None:
    keep_draft(pay, HERE, "mine", actor=ADA)
    drop_draft(pay, HERE, actor=BEN)
    assert left(pay, ADA) == ["mine"]
    drop_draft(pay, HERE, actor=ADA)
    assert left(pay, ADA) == []


def test_drafts_ask_for_the_rights_that_a_commit_asks_for(pay: Store) -> None:
    for actor in (VIEWER, STRANGER):
        with pytest.raises(AccessDeniedError):
            keep_draft(pay, HERE, "x", actor=actor)
    with pytest.raises(AccessDeniedError):
        drop_draft(pay, HERE, actor=STRANGER)
    with pytest.raises(AccessDeniedError):
        left(pay, STRANGER)
    assert left(pay, VIEWER) == []


def test_a_draft_belongs_to_one_project(pay: Store, owner: Actor) -> None:
    create_project(pay, "OTHER", {}, actor=owner)
    keep_draft(pay, DraftPlace("s", "OTHER", "risks"), "other", actor=owner)
    assert left(pay, owner) == []
    with pytest.raises(UnknownProjectError):
        keep_draft(pay, DraftPlace("s", "NONE", "risks"), "x", actor=owner)


def test_a_mapping_is_remembered_for_its_register_and_kind_of_file(
    store: Store,
) -> None:
    assert remembered_mapping(store, "risks", "abc") is None
    remember_mapping(store, "risks", "abc", '{"Event": "title"}')
    remember_mapping(store, "risks", "abc", '{"Name": "title"}')
    assert remembered_mapping(store, "risks", "abc") == '{"Name": "title"}'
    assert remembered_mapping(store, "issues", "abc") is None
    assert remembered_mapping(store, "risks", "xyz") is None
