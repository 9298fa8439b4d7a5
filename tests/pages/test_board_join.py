"""The way to a live board: a code is entered, and not found by trying."""

import pytest

from core.retrospective.guessing import MOST
from data.store import Store
from pages._ui import visiting
from tests.pages.visitor import Visitor

pytestmark = pytest.mark.app


def test_who_tries_one_code_after_another_is_asked_to_wait(
    small: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not small.guesses
    monkeypatch.setattr(visiting, "browser", lambda: "always the same")
    told = [
        Visitor(code=f"WRONG{n}").open("board").error[0].value for n in range(MOST + 1)
    ]
    assert all("There is no board with this code" in said for said in told[:MOST])
    assert "Too many wrong codes were tried. Wait" in told[MOST]
