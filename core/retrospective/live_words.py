"""What the screens of a live board say."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from core import words

HALF = 3  # characters of a code that are read in one breath
MINUTE = 60  # seconds
SOON = 60  # seconds before the end at which the time stands out
DOT, EMPTY = "●", "○"
ANONYMOUS = (
    "This board is anonymous: your name is not asked for and no author is stored. "
    "Until it closes, only this browser can tell which cards and votes are yours."
)
BY_NAME = "This board is not anonymous: your name stands beside the cards you write."


def code(text: str) -> str:
    """Write a code in two halves, which stay on one line.

    >>> code("ABC123")
    'ABC\\xa0123'
    """
    return f"{text[:HALF]}{words.NARROW}{text[HALF:]}"


def short_anonymity(*, anonymous: bool) -> str:
    """Say the same in half a line, beside the name of the project.

    >>> short_anonymity(anonymous=True)
    'anonymous: no author is stored'
    """
    if anonymous:
        return "anonymous: no author is stored"
    return "by name: it stands beside your cards"


def anonymity(*, anonymous: bool) -> str:
    """Say what becomes of a participant's name."""
    return ANONYMOUS if anonymous else BY_NAME


def clock(seconds: float) -> str:
    """Write a span of time as minutes and seconds.

    >>> clock(245), clock(9.9), clock(3600)
    ('4:05', '0:09', '60:00')
    """
    whole = max(int(seconds), 0)
    return f"{whole // MINUTE}:{whole % MINUTE:02d}"


def time_left(deadline: datetime, now: datetime) -> tuple[str, bool]:
    """Say how long a phase lasts, and whether its end is near or past.

    >>> from datetime import UTC
    >>> end = datetime(2026, 9, 4, 10, 5, tzinfo=UTC)
    >>> time_left(end, datetime(2026, 9, 4, 10, 0, 30, tzinfo=UTC))
    ('4:30', False)
    >>> time_left(end, datetime(2026, 9, 4, 10, 6, tzinfo=UTC))
    ('Time is up', True)
    """
    left = (deadline - now).total_seconds()
    if left <= 0:
        return "Time is up", True
    return clock(left), left <= SOON


def here(seats: int) -> str:
    """Say how many browsers have joined.

    >>> here(0), here(1), here(25)
    ('nobody has joined yet', 'one person is here', '25 people are here')
    """
    if not seats:
        return "nobody has joined yet"
    people = words.count(seats, "person", "people")
    return f"{people} {'is' if seats == 1 else 'are'} here"


def hidden(many: int) -> str:
    """Say how many cards of others wait to be revealed.

    >>> hidden(1), hidden(4)
    ('one card of another person, hidden', 'four cards of others, hidden')
    """
    if many == 1:
        return "one card of another person, hidden"
    return f"{words.count(many, 'card')} of others, hidden"


def written(hidden: Mapping[str, int], open_cards: int) -> str:
    """Say how many cards there are on the board.

    >>> written({"start": 2, "stop": 1}, 0), written({}, 0)
    ('Three cards are written.', 'No card is written yet.')
    """
    many = sum(hidden.values()) + open_cards
    if not many:
        return "No card is written yet."
    are = "is" if many == 1 else "are"
    return words.capital(f"{words.count(many, 'card')} {are} written.")


def votes_left(left: int, each: int, most: int) -> str:
    """Say how many votes a person has left, and how many may go to one topic.

    >>> votes_left(2, 5, 3)
    'Two of your five votes are left; at most three on one topic.'
    >>> votes_left(0, 5, 3)
    'All five votes are given; tap a topic again to take some back.'
    """
    if not left:
        given = f"All {words.small(each)} votes are given"
        return f"{given}; tap a topic again to take some back."
    are = "is" if left == 1 else "are"
    rule = f"at most {words.small(most)} on one topic"
    return words.capital(
        f"{words.small(left)} of your {words.small(each)} votes {are} left; {rule}."
    )


def dots(many: int) -> str:
    """Write votes as dots, as on a sheet of paper.

    >>> dots(3)
    '●●●'
    """
    return DOT * many


def guessed(many: int, seats: int) -> str:
    """Say how many have guessed.

    >>> guessed(3, 25), guessed(0, 25)
    ('Three of 25 have guessed', 'Nobody has guessed yet')
    """
    if not many:
        return "Nobody has guessed yet"
    have = "has" if many == 1 else "have"
    of = words.small(max(many, seats))
    return words.capital(f"{words.small(many)} of {of} {have} guessed")


def open_until(day: date) -> str:
    """Say until when cards may be written before the meeting."""
    return (
        f"Open for cards until {words.day(day)}; it does not end by itself: whoever "
        "leads the meeting goes on."
    )


def spread(values: Iterable[float]) -> str:
    """Say what was guessed: lowest, middle and highest, in per cent.

    >>> spread([10, 30, -5, 40])
    'Four guesses, from −5\\xa0% to +40\\xa0%; half of them at +20\\xa0% or less'
    >>> spread([])
    'Nobody has guessed yet'
    """
    found = sorted(values)
    if not found:
        return "Nobody has guessed yet"
    if len(found) == 1:
        return f"One guess: {_percent(found[0])}"
    middle = len(found) // 2
    half = (found[middle] + found[~middle]) / 2
    return words.capital(
        f"{words.small(len(found))} guesses, from {_percent(found[0])} to "
        f"{_percent(found[-1])}; half of them at {_percent(half)} or less"
    )


def _percent(value: float) -> str:
    return words.percent(value / 100, plus=True)
