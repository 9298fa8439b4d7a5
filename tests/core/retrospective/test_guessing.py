from datetime import UTC, datetime, timedelta

import pytest

from core.errors import BoardError
from core.retrospective.guessing import (
    MOST,
    MOST_OF_ALL,
    SPAN,
    Guess,
    check_guess,
    recent,
    wait,
    with_guess,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def guesses(many: int, browser: str = "ann") -> tuple[Guess, ...]:
    """Wrong codes, one a second, the last of them just now."""
    return tuple(
        Guess(browser, f"CODE{n}", NOW - SECOND * n) for n in reversed(range(many))
    )


@pytest.mark.parametrize(
    ("many", "left"),
    [(0, 0), (MOST - 1, 0), (MOST, 60 - MOST + 1), (MOST + 1, 60 - MOST + 1)],
)
def test_ten_wrong_codes_in_a_minute_make_a_browser_wait(many: int, left: int) -> None:
    assert wait(guesses(many), "ann", NOW) == SECOND * left
    assert wait(guesses(many), "ben", NOW) == timedelta(0)


def test_the_wait_is_over_when_the_tenth_last_code_is_a_minute_old() -> None:
    tried = guesses(MOST)
    over = tried[0].at + SPAN
    assert wait(tried, "ann", over - SECOND) == SECOND
    assert wait(tried, "ann", over) == timedelta(0)
    assert len(recent(tried, over)) == MOST - 1


def test_dropping_the_cookie_is_held_by_the_limit_of_all_browsers() -> None:
    tried = tuple(Guess(f"browser {n}", f"C{n}", NOW) for n in range(MOST_OF_ALL))
    assert wait(tried, "a new one", NOW) == SPAN
    assert wait(tried[1:], "a new one", NOW) == timedelta(0)


def test_who_must_wait_is_told_for_how_long() -> None:
    check_guess(guesses(MOST - 1), "ann", NOW)
    with pytest.raises(BoardError, match=r"Wait 52 seconds, then enter the code"):
        check_guess(guesses(MOST), "ann", NOW)


def test_the_same_code_again_is_no_other_guess() -> None:
    tried = guesses(3)
    again = Guess("ann", "CODE1", NOW)
    assert with_guess(tried, again) == tried
    assert with_guess(tried, Guess("ben", "CODE1", NOW)) != tried
    assert len(with_guess(tried, Guess("ann", "CODE9", NOW))) == len(tried) + 1
