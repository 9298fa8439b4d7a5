"""Live boards: open one, join it, look at it, close it.

A participant acts by a `Seat`, a facilitator as an `Actor` who may edit the project;
both are asked for in the transaction that writes. What participants do is in
data.board_seats, what a facilitator does in data.board_leading, data.board_groups,
data.board_cards and data.board_talk; all of it can be imported from here.
"""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b

from sqlalchemy import select

from core.access import Actor, Right, require
from core.retrospective.live import Board, BoardHead, Seat, View
from core.retrospective.seen import seen
from data.board_cards import (
    move_card,
    remove_card,
    removed_cards,
    restore_card,
    take_out,
)
from data.board_closing import close_board
from data.board_groups import dissolve, make_group, merge, rename_group
from data.board_leading import (
    close_votes,
    lock,
    move,
    open_votes,
    reveal,
    set_timer,
    show_answers,
)
from data.board_opening import open_board
from data.board_rows import (
    HEADS,
    SECRET_BYTES,
    board_of,
    head_of,
    not_joined,
    plain_code,
    row_of,
)
from data.board_seats import (
    answer,
    cast_vote,
    change_card,
    join,
    withdraw_card,
    withdraw_vote,
    write_card,
)
from data.board_tables import BOARD
from data.board_talk import add_note, discuss, remove_note, set_discussed, topic_of
from data.store import Store
from data.tables import PROJECT

__all__ = [
    "add_note",
    "answer",
    "boards_of",
    "cast_vote",
    "change_card",
    "close_board",
    "close_votes",
    "discuss",
    "dissolve",
    "find_board",
    "join",
    "lock",
    "look",
    "make_group",
    "merge",
    "move",
    "move_card",
    "open_board",
    "open_votes",
    "remove_card",
    "remove_note",
    "removed_cards",
    "rename_group",
    "restore_card",
    "reveal",
    "revision",
    "seat_of",
    "set_discussed",
    "set_timer",
    "show_answers",
    "take_out",
    "topic_of",
    "withdraw_card",
    "withdraw_vote",
    "write_card",
]


def boards_of(store: Store, key: str, *, actor: Actor) -> tuple[BoardHead, ...]:
    """Return the boards of a project, those in session first, then the latest.

    Raises
    ------
    AccessDeniedError
        If the actor may not read the project.
    """
    require(actor, Right.READ, key)
    with store.reading() as connection:
        rows = connection.execute(HEADS.where(PROJECT.c.key == key)).all()
    heads: Iterable[BoardHead] = map(head_of, rows)
    return tuple(sorted(heads, key=lambda head: (head.closed, -head.retrospective)))


def find_board(store: Store, code: str) -> BoardHead:
    """Return the board with a code, however it was typed: "abc-123".

    Raises
    ------
    BoardError
        If there is none.
    """
    with store.reading() as connection:
        return head_of(row_of(connection, plain_code(code)))


def seat_of(browser: str, code: str) -> Seat:
    """Return the seat of a browser at a board.

    Its secret is another one at each board: seats of one browser cannot be told to be
    the same person's.
    """
    plain = plain_code(code)
    made = blake2b(browser.encode(), key=plain.encode()[:64], digest_size=SECRET_BYTES)
    return Seat(plain, made.hexdigest())


def revision(store: Store, code: str) -> int:
    """Return a number that changes with everything that happens at a board.

    Raises
    ------
    BoardError
        If there is no board with this code.
    """
    statement = select(BOARD.c.rev).where(BOARD.c.code == plain_code(code))
    with store.reading() as connection:
        found = connection.scalar(statement)
        return int(found) if found is not None else row_of(connection, code).rev


def look(store: Store, seat: Seat, *, actor: Actor | None = None) -> View:
    """Return what a seat may see of its board.

    Parameters
    ----------
    actor
        Who looks, where that person may lead; they need not have joined.

    Raises
    ------
    BoardError
        If there is no such board, or the seat has not joined it.
    """
    board = _newest(store, plain_code(seat.code))
    leads = actor is not None and actor.may(Right.EDIT, board.head.project)
    if not (leads or board.head.closed or seat.secret in board.seats):
        raise not_joined()
    return seen(board, seat, leads=leads)


def _newest(store: Store, code: str) -> Board:
    """Return a board, read again only when it has moved: all browsers see it at once.

    What is kept is the whole board; each seat gets a view made for it alone.
    """
    with store.reading() as connection:
        row = row_of(connection, code)
        known = store.boards.get(code)
        board = known if known and known.rev == row.rev else board_of(connection, row)
    if board.head.closed:
        store.boards.pop(code, None)
    else:
        store.boards[code] = board
    return replace(board, head=head_of(row))
