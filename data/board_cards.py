"""What a facilitator does with one card: to another topic, alone, or off the board."""

from sqlalchemy import ColumnElement, delete, insert, select

from core.access import Actor, Right, require
from core.errors import BoardError
from core.retrospective import phases
from data.board_groups import (
    FEWEST,
    NO_CARD,
    cards_of,
    check_grouping,
    drop_empty,
    merge_emptied,
    new_group,
    put,
    require_group,
    texts_of,
)
from data.board_rows import Open, leading, plain_code, row_of
from data.board_tables import CARD, GROUP
from data.store import Store


def take_out(store: Store, code: str, card: int, *, actor: Actor) -> None:
    """Take a card out of its group; votes stay with the group.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    BoardError
        If cards are not grouped now, or the card stands alone already.
    """
    with leading(store, code, actor) as board:
        check_grouping(board)
        text = texts_of(board, (card,))[card]
        group = board.connection.scalar(
            select(CARD.c.group_id).where(CARD.c.board == board.code, CARD.c.id == card)
        )
        if len(cards_of(board, group)) < FEWEST:
            raise BoardError("This card stands alone already.")
        put(board, (card,), new_group(board, text))


def move_card(store: Store, code: str, card: int, group: int, *, actor: Actor) -> None:
    """Put a card into a topic; the votes of a topic that is left empty go along.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    BoardError
        If cards are not grouped now, or there is no such card or topic.
    """
    with leading(store, code, actor) as board:
        check_grouping(board)
        texts_of(board, (card,))
        require_group(board, group)
        put(board, (card,), group)
        merge_emptied(board, group)


def remove_card(store: Store, code: str, card: int, *, actor: Actor) -> None:
    """Take a card off the board; until the phase ends it can be put back.

    The row is deleted at once. What is needed to put it back is in the server's memory
    alone; votes of a topic that is left empty are given back.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    BoardError
        If there is no such card, it is hidden, or its topic is being talked about.
    """
    with leading(store, code, actor) as board:
        _check_removing(board)
        row = board.connection.execute(select(CARD).where(*_at(board, card))).first()
        if row is None:
            raise BoardError(NO_CARD)
        board.connection.execute(delete(CARD).where(*_at(board, card)))
        drop_empty(board)
        code = board.code
    store.removed[code] = {**store.removed.get(code, {}), card: row._asdict()}


def restore_card(store: Store, code: str, card: int, *, actor: Actor) -> None:
    """Put a card back that was taken off the board in this phase.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    BoardError
        If it cannot be put back any more.
    """
    with leading(store, code, actor) as board:
        code = board.code
        held = store.removed.get(code, {})
        if card not in held:
            raise BoardError("This card cannot be put back: its phase is over.")
        group = _group_of(board, held[card]["group_id"], held[card]["text"])
        values = held[card] | {"group_id": group, "sent": None}
        board.connection.execute(insert(CARD).values(**values))
    store.removed[code] = {key: row for key, row in held.items() if key != card}


def removed_cards(store: Store, code: str, *, actor: Actor) -> dict[int, str]:
    """Return the texts of the cards that can be put back, by number.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    """
    held = store.removed.get(plain_code(code))
    if not held:
        return {}
    with store.reading() as connection:
        require(actor, Right.EDIT, row_of(connection, plain_code(code)).key)
    return {card: row["text"] for card, row in held.items()}


def _check_removing(board: Open) -> None:
    if not phases.may_take_off(board.phase):
        raise BoardError(
            "A card is taken off the board before it is talked about. Go back to "
            "“Vote” first."
        )
    if not board.row.revealed:
        raise BoardError("Nobody has seen the cards yet. Reveal them first.")


def _group_of(board: Open, group: int | None, text: str) -> int | None:
    """Return the group that a card goes back to: its own, or a new one."""
    where = (GROUP.c.board == board.code, GROUP.c.id == group)
    found = board.connection.scalar(select(GROUP.c.id).where(*where))
    if found is None and phases.is_open(board.phase):
        return new_group(board, text)
    return found


def _at(board: Open, card: int) -> tuple[ColumnElement[bool], ...]:
    return CARD.c.board == board.code, CARD.c.id == card
