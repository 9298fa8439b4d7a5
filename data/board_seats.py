"""What a participant does at a live board, by the seat of a browser."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)

from core.errors import BoardError
from core.retrospective import phases
from core.retrospective.live import Seat, template_of
from core.retrospective.phases import Phase
from core.retrospective.questions import EXTEND, about, check_answer, kind_of
from core.retrospective.voting import (
    LONGEST_CARD,
    MOST_CARDS,
    MOST_SEATS,
    check_name,
    check_text,
    check_vote,
    free_slot,
)
from data.board_groups import drop_empty, require_group
from data.board_rows import Open, new_number, sent_under, taking_part, writing
from data.board_tables import ANSWER, CARD, SEAT, VOTE
from data.store import Store

NOT_YOURS = "There is no such card of yours: it was taken back, or is another person's."


def join(store: Store, seat: Seat, name: str = "") -> None:
    """Take a seat at a board; again with another name renames.

    Raises
    ------
    BoardError
        If there is no such board, it is closed or full, or asks for a name.
    """
    with writing(store, seat.code) as board:
        told = check_name(name, anonymous=board.row.anonymous)
        seats = SEAT.c.board == board.code
        mine = (seats, SEAT.c.secret == seat.secret)
        found = board.connection.execute(update(SEAT).where(*mine).values(name=told))
        if found.rowcount:
            return
        if _count(board.connection, SEAT, seats) >= MOST_SEATS:
            raise BoardError(f"The board is full: {MOST_SEATS} browsers have joined.")
        board.connection.execute(
            insert(SEAT).values(board=board.code, secret=seat.secret, name=told)
        )


def write_card(
    store: Store,
    seat: Seat,
    column: str,
    text: str,
    *,
    once: str,
    happened_at: datetime | None = None,
) -> int:
    """Write a card; sent again under the same number, it is there once.

    Parameters
    ----------
    column
        Key of a column of the board's template.
    once
        A random number that the browser sends the card under.
    happened_at
        On a timeline: when, in the project's local time.

    Returns
    -------
    The card's number.

    Raises
    ------
    BoardError
        If cards are not written now, or this one is empty or too long.
    """
    sent = sent_under(seat, once)
    with taking_part(store, seat) as board:
        known = board.connection.scalar(
            select(CARD.c.id).where(CARD.c.board == board.code, CARD.c.sent == sent)
        )
        if known is not None:
            return int(known)
        _check_card(board, seat, column)
        number = new_number()
        board.connection.execute(
            insert(CARD).values(
                board=board.code,
                id=number,
                column_key=column,
                text=check_text(text, LONGEST_CARD),
                secret=seat.secret,
                sent=sent,
                happened_at=happened_at and happened_at.replace(tzinfo=None),
            )
        )
        return number


def _check_card(board: Open, seat: Seat, column: str) -> None:
    _check_writing(board)
    if column not in {c.key for c in template_of(board.row.template).columns}:
        raise BoardError("This board has no such column. Choose one that is shown.")
    mine = (CARD.c.board == board.code, CARD.c.secret == seat.secret)
    if _count(board.connection, CARD, *mine) >= MOST_CARDS:
        raise BoardError(f"You have written {MOST_CARDS} cards: take one back first.")


def change_card(store: Store, seat: Seat, card: int, text: str) -> None:
    """Write another text on a card of one's own.

    Raises
    ------
    BoardError
        If cards are not written now, or this one is another person's.
    """
    told = check_text(text, LONGEST_CARD)
    with taking_part(store, seat) as board:
        _check_writing(board)
        found = board.connection.execute(
            update(CARD).where(*_own(board, seat, card)).values(text=told, sent=None)
        )
        if not found.rowcount:
            raise BoardError(NOT_YOURS)


def withdraw_card(store: Store, seat: Seat, card: int) -> None:
    """Take a card of one's own back.

    Raises
    ------
    BoardError
        If cards are not written now, or this one is another person's.
    """
    with taking_part(store, seat) as board:
        _check_writing(board)
        own = _own(board, seat, card)
        row = board.connection.execute(select(CARD).where(*own)).one_or_none()
        if row is None:
            raise BoardError(NOT_YOURS)
        board.connection.execute(delete(CARD).where(*own))
        drop_empty(board)


def cast_vote(store: Store, seat: Seat, group: int, *, once: str = "") -> None:
    """Give one vote to a topic; sent again under the same number, it counts once.

    Raises
    ------
    BoardError
        If the vote is not open, all votes are given, or the topic has its most.
    """
    sent = sent_under(seat, once) if once else None
    with taking_part(store, seat) as board:
        mine = _votes(board, seat)
        if sent and sent in {vote.sent for vote in mine}:
            return
        _check_voting(board)
        require_group(board, group)
        row = board.row
        given = [vote.group_id for vote in mine]
        check_vote(given, group, row.votes_each, row.votes_per_group)
        slot = free_slot({vote.slot for vote in mine}, row.votes_each)
        board.connection.execute(
            insert(VOTE).values(
                board=board.code,
                secret=seat.secret,
                slot=slot,
                group_id=group,
                sent=sent,
            )
        )


def withdraw_vote(store: Store, seat: Seat, group: int) -> None:
    """Take one vote back from a topic; nothing happens where there is none.

    Raises
    ------
    BoardError
        If the vote is not open.
    """
    with taking_part(store, seat) as board:
        _check_voting(board)
        slots = [v.slot for v in _votes(board, seat) if v.group_id == group]
        if slots:
            board.connection.execute(
                delete(VOTE).where(*_of(board, VOTE, seat), VOTE.c.slot == max(slots))
            )


def answer(store: Store, seat: Seat, question: str, value: str) -> None:
    """Answer a question, in place of what was answered before.

    Raises
    ------
    BoardError
        If it is not asked now, its answers are shown already, or this is none of them.
    """
    with taking_part(store, seat) as board:
        _check_unlocked(board)
        told = check_answer(question, value, board.phase)
        if question in board.row.shown.split():
            raise BoardError("The answers are shown already: they stay as they are.")
        if kind_of(question) == EXTEND and about(question) != board.row.current_group:
            raise BoardError("This topic is not in discussion now.")
        mine = (*_of(board, ANSWER, seat), ANSWER.c.question == question)
        board.connection.execute(delete(ANSWER).where(*mine))
        board.connection.execute(
            insert(ANSWER).values(
                board=board.code, secret=seat.secret, question=question, value=told
            )
        )


def _of(board: Open, table: Table, seat: Seat) -> tuple[ColumnElement[bool], ...]:
    return table.c.board == board.code, table.c.secret == seat.secret


def _own(board: Open, seat: Seat, card: int) -> tuple[ColumnElement[bool], ...]:
    return (*_of(board, CARD, seat), CARD.c.id == card)


def _votes(board: Open, seat: Seat) -> Sequence[Row[Any]]:
    statement = select(VOTE).where(*_of(board, VOTE, seat))
    return board.connection.execute(statement).all()


def _count(connection: Connection, table: Table, *where: ColumnElement[bool]) -> int:
    statement = select(func.count()).select_from(table).where(*where)
    return int(connection.scalar(statement) or 0)


def _check_unlocked(board: Open) -> None:
    if board.row.locked:
        raise BoardError(
            "The board is locked: whoever leads the meeting has the word. Nothing was "
            "saved; try again when it is unlocked."
        )


def _check_writing(board: Open) -> None:
    _check_unlocked(board)
    if not phases.may_write(board.phase):
        raise BoardError(
            f"Cards are written in the phase “{phases.title(Phase.WRITE)}”; the board "
            f"is at “{phases.title(board.phase)}”."
        )


def _check_voting(board: Open) -> None:
    _check_unlocked(board)
    if not phases.may_vote(board.phase):
        raise BoardError(
            f"Votes are given in the phase “{phases.title(Phase.VOTE)}”; the board is "
            f"at “{phases.title(board.phase)}”."
        )
    if not board.row.votes_open:
        raise BoardError("The vote is closed: its sums are shown.")
