from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from core.access import Actor
from core.errors import AccessDeniedError
from data import visitors
from data.store import Store, load, project_keys
from data.tables import OWNER
from data.visitors import is_owner, let_in

GUEST = Actor("Guest")


def test_the_owner_is_known_by_the_browser_that_was_let_in(store: Store) -> None:
    let_in(store, "a browser")
    assert is_owner(store, "a browser")
    assert not is_owner(store, "another browser")


def test_what_is_stored_opens_nothing(store: Store) -> None:
    let_in(store, "a browser")
    with store.reading() as connection:
        (digest,) = connection.scalars(sa.select(OWNER.c.digest)).all()
    assert "a browser" not in digest
    assert not is_owner(store, digest)


def test_the_owner_stays_for_a_working_day(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visitors, "STAYS", timedelta(seconds=-1))
    let_in(store, "yesterday's browser")
    assert not is_owner(store, "yesterday's browser")
    monkeypatch.setattr(visitors, "STAYS", timedelta(hours=12))
    let_in(store, "today's browser")
    assert is_owner(store, "today's browser")
    with store.reading() as connection:
        kept = connection.scalars(sa.select(OWNER.c.until)).all()
    assert [until > datetime.now(UTC) for until in kept] == [True]


def test_the_store_shows_a_guest_nothing(pay: Store, owner: Actor) -> None:
    assert list(project_keys(pay, owner)) == ["PAY"]
    assert list(project_keys(pay, GUEST)) == []
    with pytest.raises(AccessDeniedError):
        load(pay, "PAY", actor=GUEST)
