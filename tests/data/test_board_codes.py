"""A code is not found by trying; who belongs to a board comes in all the same."""

from datetime import UTC, datetime, timedelta

import pytest

from core.access import Actor
from core.errors import BoardError
from core.retrospective.guessing import MOST, MOST_OF_ALL
from data import boards
from data.board_codes import enter
from data.store import Store
from tests.live_boards import Meeting, meeting

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
GUEST = Actor("Guest")


@pytest.fixture
def held(pay: Store, owner: Actor) -> Meeting:
    return meeting(pay, owner)


def comes(held: Meeting, browser: str, code: str, after: float = 0) -> str:
    """Return the title of the board that a guest comes to."""
    now = NOW + timedelta(seconds=after)
    return enter(held.store, browser, code, actor=GUEST, now=now).title


def tries(held: Meeting, browser: str, many: int) -> None:
    for n in range(many):
        with pytest.raises(BoardError, match="no board with this code"):
            comes(held, browser, f"wrong {n}")


def test_a_code_opens_its_board_however_it_is_typed(held: Meeting) -> None:
    code = held.code.lower()
    assert comes(held, "ann", f" {code[:3]}-{code[3:]}") == "Sprint 12"


def test_after_ten_wrong_codes_even_the_right_one_waits(held: Meeting) -> None:
    tries(held, "ann", MOST)
    for code in (held.code, "wrong once more"):
        with pytest.raises(BoardError, match="Wait 60 seconds"):
            comes(held, "ann", code, 0.5)
    assert comes(held, "ben", held.code) == "Sprint 12"
    assert comes(held, "ann", held.code, 60) == "Sprint 12"


def test_a_page_that_says_a_wrong_code_again_counts_it_once(held: Meeting) -> None:
    for _ in range(MOST + 1):
        tries(held, "ann", 1)
    assert comes(held, "ann", held.code) == "Sprint 12"


def test_browsers_that_drop_their_cookie_wait_but_who_joined_or_leads_does_not(
    held: Meeting,
) -> None:
    boards.join(held.store, boards.seat_of("ann", held.code))
    for n in range(MOST_OF_ALL):
        tries(held, f"dropped {n}", 1)
    with pytest.raises(BoardError, match="Wait"):
        comes(held, "ben", held.code)
    assert comes(held, "ann", held.code) == "Sprint 12"
    leads = enter(held.store, "any", held.code, actor=held.owner, now=NOW)
    assert leads.title == "Sprint 12"


def test_what_was_tried_is_forgotten_within_the_minute(held: Meeting) -> None:
    tries(held, "ann", MOST)
    with pytest.raises(BoardError):
        comes(held, "ben", "wrong", 61)
    assert [guess.browser for guess in held.store.guesses] == ["ben"]
    assert "'ben'" not in repr(held.store.guesses)
