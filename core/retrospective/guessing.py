"""How fast the codes of live boards may be tried, so that none is found by trying.

A code is one of 31⁶ = 888 million. At 200 wrong ones a minute, from all browsers
together, half of them take 1,541 days to try. A browser that drops its cookie is a new
one: it is held by that limit alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core import words
from core.errors import BoardError

MOST = 10  # wrong codes of one browser within the span
MOST_OF_ALL = 200  # and of all browsers
SPAN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Guess:
    """A code that no board has, and the browser that tried it."""

    browser: str = field(repr=False)
    code: str
    at: datetime


def recent(guesses: Iterable[Guess], now: datetime) -> tuple[Guess, ...]:
    """Return the guesses that still count, the oldest first."""
    counted = (guess for guess in guesses if now - guess.at < SPAN)
    return tuple(sorted(counted, key=lambda guess: guess.at))


def wait(guesses: Iterable[Guess], browser: str, now: datetime) -> timedelta:
    """Return how long a browser must wait until it may try a code; zero if it may."""
    counted = recent(guesses, now)
    own = [guess.at for guess in counted if guess.browser == browser]
    return max(_wait(own, MOST, now), _wait([g.at for g in counted], MOST_OF_ALL, now))


def _wait(moments: Sequence[datetime], most: int, now: datetime) -> timedelta:
    return moments[-most] + SPAN - now if len(moments) >= most else timedelta(0)


def check_guess(guesses: Iterable[Guess], browser: str, now: datetime) -> None:
    """Refuse a browser that must wait, whatever code it tries.

    Raises
    ------
    BoardError
        If it must, saying for how many seconds.
    """
    left = wait(guesses, browser, now)
    if left > timedelta(0):
        seconds = words.count(int(left.total_seconds()) + 1, "second")
        raise BoardError(
            f"Too many wrong codes were tried. Wait {seconds}, then enter the code as "
            "it stands on the screen of whoever leads."
        )


def with_guess(guesses: Iterable[Guess], guess: Guess) -> tuple[Guess, ...]:
    """Return the guesses that count, and one more; the same code again is no other."""
    counted = recent(guesses, guess.at)
    tried = {(known.browser, known.code) for known in counted}
    return counted if (guess.browser, guess.code) in tried else (*counted, guess)
