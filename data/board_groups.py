"""How a facilitator puts the cards of a live board together, and takes them apart.

From the phase Group on each card is in a group, if only in its own: so groups always
part the cards, and a vote always goes to a group.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, insert, select, update

from core.access import Actor
from core.errors import BoardError
from core.retrospective import phases
from core.retrospective.phases import Phase
from core.retrospective.voting import LONGEST_TITLE, check_text, surplus
from data.board_rows import Open, leading, new_number
from data.board_tables import CARD, GROUP, NOTE, VOTE
from data.store import Store

FEWEST = 2  # cards of a group that somebody makes
NO_CARD = "One of these cards is no longer on the board. Look again, then choose."
NO_GROUP = "This topic is no longer on the board. Look again, then choose."


def make_group(
    store: Store, code: str, cards: Sequence[int], title: str, *, actor: Actor
) -> int:
    """Put cards together, out of the groups that they were in.

    Votes of a group that is left empty go along, as far as a person's limit allows.

    Parameters
    ----------
    title
        What the cards say together; blank takes the text of the first one.

    Returns
    -------
    The number of the new group.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    BoardError
        If cards are not grouped now, or there are not two of them.
    """
    chosen = tuple(dict.fromkeys(cards))
    with leading(store, code, actor) as board:
        check_grouping(board)
        texts = texts_of(board, chosen)
        if len(chosen) < FEWEST:
            raise BoardError("Choose at least two cards that say the same.")
        told = check_text(title or texts[chosen[0]], LONGEST_TITLE, "title")
        group = new_group(board, told)
        put(board, chosen, group)
        merge_emptied(board, group)
        return group


def rename_group(
    store: Store, code: str, group: int, title: str, *, actor: Actor
) -> None:
    """Give a topic another title.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    BoardError
        If there is no such topic, or the title is empty or too long.
    """
    told = check_text(title, LONGEST_TITLE, "title")
    with leading(store, code, actor) as board:
        require_group(board, group)
        board.connection.execute(
            update(GROUP).where(*_at(board, group)).values(title=told)
        )


def merge(store: Store, code: str, group: int, into: int, *, actor: Actor) -> None:
    """Make one topic of two; votes beyond a person's limit are given back.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    BoardError
        If cards are not grouped now, or there are no such two topics.
    """
    with leading(store, code, actor) as board:
        check_grouping(board)
        require_group(board, group)
        require_group(board, into)
        if group == into:
            raise BoardError("Choose two different topics.")
        put(board, cards_of(board, group), into)
        merge_emptied(board, into)


def dissolve(store: Store, code: str, group: int, *, actor: Actor) -> None:
    """Let each card of a topic stand alone again; its votes are given back.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    BoardError
        If cards are not grouped now, or there is no such topic.
    """
    with leading(store, code, actor) as board:
        check_grouping(board)
        require_group(board, group)
        cards = cards_of(board, group)
        if len(cards) < FEWEST:
            raise BoardError("This card stands alone already.")
        texts = texts_of(board, cards)
        for card in cards:
            put(board, (card,), new_group(board, texts[card]))
        drop_empty(board)


def ensure_groups(board: Open) -> None:
    """Give each card that has no group one of its own."""
    statement = select(CARD).where(
        CARD.c.board == board.code, CARD.c.group_id.is_(None)
    )
    for row in board.connection.execute(statement).all():
        put(board, (row.id,), new_group(board, row.text))


def drop_empty(board: Open) -> None:
    """Remove the groups that have no card; their votes are given back.

    Raises
    ------
    BoardError
        If one of them has an entry in the project already.
    """
    for group in _emptied(board):
        for table in (VOTE, NOTE):
            board.connection.execute(
                delete(table).where(
                    table.c.board == board.code, table.c.group_id == group
                )
            )
        board.connection.execute(delete(GROUP).where(*_at(board, group)))


def require_group(board: Open, group: int) -> None:
    """Refuse a group that there is not.

    Raises
    ------
    BoardError
        If the board has no such group.
    """
    statement = select(GROUP.c.id).where(*_at(board, group))
    if board.connection.scalar(statement) is None:
        raise BoardError(NO_GROUP)


def _at(board: Open, group: int) -> tuple[ColumnElement[bool], ...]:
    return GROUP.c.board == board.code, GROUP.c.id == group


def check_grouping(board: Open) -> None:
    """Refuse to put cards together in another phase.

    Raises
    ------
    BoardError
        If cards are not grouped now.
    """
    if not phases.may_group(board.phase):
        raise BoardError(
            f"Cards are put together in the phase “{phases.title(Phase.GROUP)}”; go "
            "back to it first."
        )


def texts_of(board: Open, cards: Sequence[int]) -> dict[int, str]:
    """Return the texts of some cards.

    Raises
    ------
    BoardError
        If one of them is no longer on the board.
    """
    rows = board.connection.execute(
        select(CARD.c.id, CARD.c.text).where(
            CARD.c.board == board.code, CARD.c.id.in_(cards)
        )
    )
    texts = {row.id: row.text for row in rows}
    if len(texts) < len(cards):
        raise BoardError(NO_CARD)
    return texts


def cards_of(board: Open, group: int | None) -> tuple[int, ...]:
    """Return the cards of a group."""
    statement = select(CARD.c.id).where(
        CARD.c.board == board.code, CARD.c.group_id == group
    )
    return tuple(board.connection.scalars(statement.order_by(CARD.c.id)))


def new_group(board: Open, title: str) -> int:
    """Make a group without a card; return its number."""
    number = new_number()
    board.connection.execute(
        insert(GROUP).values(
            board=board.code, id=number, title=title, discussed=False, seconds=0
        )
    )
    return number


def put(board: Open, cards: Sequence[int], group: int) -> None:
    """Put cards into a group, out of those that they were in."""
    board.connection.execute(
        update(CARD)
        .where(CARD.c.board == board.code, CARD.c.id.in_(cards))
        .values(group_id=group)
    )


def _emptied(board: Open) -> tuple[int, ...]:
    """Return the groups that have no card; one with an entry must keep a card."""
    filled = select(CARD.c.group_id).where(
        CARD.c.board == board.code, CARD.c.group_id.is_not(None)
    )
    rows = board.connection.execute(
        select(GROUP).where(GROUP.c.board == board.code, GROUP.c.id.not_in(filled))
    ).all()
    if kept := [row.title for row in rows if row.topic is not None]:
        raise BoardError(
            f"Something was agreed on “{kept[0]}” already: it keeps at least one card."
        )
    return tuple(row.id for row in rows)


def merge_emptied(board: Open, into: int) -> None:
    """Move the votes of the groups that were emptied, and remove these groups.

    Raises
    ------
    BoardError
        If one of them has an entry in the project already.
    """
    emptied = _emptied(board)
    moved = [group for group in emptied if group != into]
    board.connection.execute(
        update(VOTE)
        .where(VOTE.c.board == board.code, VOTE.c.group_id.in_(moved))
        .values(group_id=into)
    )
    _give_back(board, into)
    _move_notes(board, moved, into)
    drop_empty(board)


def _give_back(board: Open, group: int) -> None:
    """Delete votes beyond what one person may give to one topic."""
    where = (VOTE.c.board == board.code, VOTE.c.group_id == group)
    rows = board.connection.execute(
        select(VOTE).where(*where).order_by(VOTE.c.secret, VOTE.c.slot)
    ).all()
    for position in surplus([r.secret for r in rows], board.row.votes_per_group):
        row = rows[position]
        board.connection.execute(
            delete(VOTE).where(
                *where, VOTE.c.secret == row.secret, VOTE.c.slot == row.slot
            )
        )


def _move_notes(board: Open, groups: Sequence[int], into: int) -> None:
    """Move what was said about groups behind what was said about another."""
    where = (NOTE.c.board == board.code, NOTE.c.group_id.in_((*groups, into)))
    rows = board.connection.execute(
        select(NOTE).where(*where).order_by(NOTE.c.group_id != into, *NOTE.primary_key)
    ).all()
    board.connection.execute(delete(NOTE).where(*where))
    for position, row in enumerate(rows):
        values = row._asdict() | {"group_id": into, "position": position}
        board.connection.execute(insert(NOTE).values(**values))
