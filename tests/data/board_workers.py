"""Browsers at a live board, each a process; started by test_boards_processes."""

import sys
from contextlib import suppress

from core.access import local_owner
from core.errors import BoardError
from core.retrospective.phases import Phase
from data import boards
from data.store import open_store

CARDS, TRIES = 6, 8


def write_cards(url: str, code: str, browser: str) -> None:
    """Join, and send each card twice, as a browser does that got no answer."""
    store = open_store(url)
    seat = boards.seat_of(browser, code)
    boards.join(store, seat)
    for number in range(CARDS):
        for _ in range(2):
            boards.write_card(
                store, seat, "start", f"{browser}-{number}", once=str(number)
            )


def vote(url: str, code: str, browser: str) -> None:
    """Vote more often than one may, for the same topics as everybody."""
    store = open_store(url)
    seat = boards.seat_of(browser, code)
    boards.join(store, seat)
    groups = sorted(group.id for group in boards.look(store, seat).groups)
    for number in range(TRIES):
        with suppress(BoardError):
            boards.cast_vote(store, seat, groups[number % 2], once=str(number))


def act_without_end(url: str, code: str) -> None:
    """Write cards, change phase and back, and say each card once it is written."""
    store = open_store(url)
    seat = boards.seat_of("ann", code)
    boards.join(store, seat)
    number = 0
    while True:
        once = f"{number}"
        boards.write_card(store, seat, "stop", f"card {number}", once=once)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        number += 1
        if number % 5 == 0:
            for phase in (Phase.GROUP, Phase.WRITE):
                boards.move(store, code, phase, actor=local_owner("Ada"))


if __name__ == "__main__":
    work = {f.__name__: f for f in (write_cards, vote, act_without_end)}
    work[sys.argv[1]](*sys.argv[2:])
