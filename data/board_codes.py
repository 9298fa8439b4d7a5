"""The way to a live board by its code, with a limit on how fast codes are tried.

What was tried is kept in the server's memory for a minute: a guest writes nothing to
the database, and no table tells who came to which board.
"""

from datetime import datetime
from threading import Lock

from sqlalchemy import select

from core.access import Actor, Right
from core.errors import BoardError
from core.retrospective.guessing import Guess, check_guess, with_guess
from core.retrospective.live import BoardHead
from data.board_rows import plain_code
from data.board_tables import SEAT
from data.boards import find_board, seat_of
from data.store import Store

_TURN = Lock()  # one browser's guess is counted before the next one's


def enter(
    store: Store, browser: str, code: str, *, actor: Actor, now: datetime
) -> BoardHead:
    """Return the board with a code, however it was typed; count a code of none.

    Who leads the board, or has joined it, comes in whatever others try meanwhile.

    Parameters
    ----------
    browser
        The random number of the browser that asks.
    now
        The server's time, with its zone.

    Raises
    ------
    BoardError
        If no board has the code, or too many wrong ones were tried within a minute.
    """
    with _TURN:
        try:
            head = find_board(store, code)
        except BoardError:
            check_guess(store.guesses, browser, now)
            guess = Guess(browser, plain_code(code), now)
            store.guesses = with_guess(store.guesses, guess)
            raise
        if not (actor.may(Right.EDIT, head.project) or _has_seat(store, browser, head)):
            check_guess(store.guesses, browser, now)
        return head


def _has_seat(store: Store, browser: str, head: BoardHead) -> bool:
    seat = seat_of(browser, head.code)
    statement = select(SEAT.c.secret).where(
        SEAT.c.board == seat.code, SEAT.c.secret == seat.secret
    )
    with store.reading() as connection:
        return connection.scalar(statement) is not None
