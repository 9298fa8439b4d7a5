"""The discussion at a live board: one topic at a time, what is said, and the whys."""

from datetime import UTC, datetime

from sqlalchemy import ColumnElement, delete, func, insert, select, true, update

from core.access import Actor
from core.errors import BoardError
from core.registers.catalog import TOPICS
from core.retrospective import phases
from core.retrospective.closing import topic_edit
from core.retrospective.phases import Phase
from core.retrospective.voting import LONGEST_NOTE, MOST_NOTES, check_text
from data.board_groups import require_group
from data.board_rows import NOTE_KIND, WHY_KIND, Open, groups_of, leading
from data.board_tables import GROUP, NOTE
from data.store import Commit, Store, commit_within

KINDS = (NOTE_KIND, WHY_KIND)


def discuss(store: Store, code: str, group: int | None, *, actor: Actor) -> None:
    """Put one topic on everybody's screen; None takes it off. The timer stops.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    BoardError
        If the phase is another one, or there is no such topic.
    """
    with leading(store, code, actor) as board:
        if not phases.may_discuss(board.phase):
            raise BoardError(
                f"Topics are talked about in the phase "
                f"“{phases.title(Phase.DISCUSS)}”; go there first."
            )
        if group == board.row.current_group:
            return
        stop_talk(board)
        if group is not None:
            require_group(board, group)
            board.set(current_group=group, since=datetime.now(UTC))
        board.set(deadline=None)


def stop_talk(board: Open, *, discussed: bool = False) -> None:
    """Add the time since the topic in discussion came up to what it took before.

    Parameters
    ----------
    discussed
        Whether the team goes on and leaves it behind: then it was discussed.
    """
    if board.row.current_group is None:
        return
    begun = board.row.since
    seconds = (datetime.now(UTC) - begun).total_seconds() if begun else 0
    board.connection.execute(
        update(GROUP)
        .where(*_at(board, board.row.current_group))
        .values(
            seconds=GROUP.c.seconds + max(round(seconds), 0),
            discussed=true() if discussed else GROUP.c.discussed,
        )
    )
    board.set(current_group=None, since=None)


def set_discussed(
    store: Store,
    code: str,
    group: int,
    discussed: bool,  # noqa: FBT001 - a button's state
    *,
    actor: Actor,
) -> None:
    """Say that a topic was talked about; what was not is carried over at the end.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    BoardError
        If there is no such topic.
    """
    with leading(store, code, actor) as board:
        require_group(board, group)
        board.connection.execute(
            update(GROUP).where(*_at(board, group)).values(discussed=discussed)
        )


def add_note(
    store: Store, code: str, group: int, kind: str, text: str, *, actor: Actor
) -> None:
    """Write down what was said about a topic, or one why of it.

    Parameters
    ----------
    kind
        "note" or "why".

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    BoardError
        If there is no such topic, or the text is empty or too long.
    """
    told = check_text(text, LONGEST_NOTE, "note")
    with leading(store, code, actor) as board:
        require_group(board, group)
        where = _notes(board, group, kind)
        many, last = board.connection.execute(
            select(func.count(), func.max(NOTE.c.position)).where(*where)
        ).one()
        if many >= MOST_NOTES:
            raise BoardError(f"A topic has {MOST_NOTES} notes: remove one first.")
        board.connection.execute(
            insert(NOTE).values(
                board=board.code,
                group_id=group,
                kind=kind,
                position=(-1 if last is None else last) + 1,
                text=told,
            )
        )


def remove_note(
    store: Store, code: str, group: int, kind: str, position: int, *, actor: Actor
) -> None:
    """Remove a note, counted from 0 as `SeenGroup` lists them.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    BoardError
        If it is gone already.
    """
    with leading(store, code, actor) as board:
        where = _notes(board, group, kind)
        statement = select(NOTE.c.position).where(*where).order_by(NOTE.c.position)
        known = board.connection.scalars(statement).all()
        if not 0 <= position < len(known):
            raise BoardError("This note was removed already.")
        at = known[position]
        board.connection.execute(delete(NOTE).where(*where, NOTE.c.position == at))


def topic_of(store: Store, code: str, group: int, *, actor: Actor) -> int:
    """Return the number of a topic's entry, so that an action can name it.

    It is made at the first call; when the board closes, it gets its votes and notes.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    BoardError
        If there is no such topic.
    """
    with leading(store, code, actor) as board:
        require_group(board, group)
        found = next(
            g for g in groups_of(board.connection, board.code) if g.id == group
        )
        if found.topic is not None:
            return found.topic
        edit = topic_edit(found, board.row.retrospective)
        one = Commit(board.row.key, (edit,), f"Retrospective “{board.row.title}”")
        project = commit_within(store, board.connection, one, actor=actor)
        number = project[TOPICS].last_number
        board.connection.execute(
            update(GROUP).where(*_at(board, group)).values(topic=number)
        )
    store.cache.keep(project)
    return number


def _at(board: Open, group: int) -> tuple[ColumnElement[bool], ...]:
    return GROUP.c.board == board.code, GROUP.c.id == group


def _notes(board: Open, group: int, kind: str) -> tuple[ColumnElement[bool], ...]:
    if kind not in KINDS:
        raise BoardError("Write a note or a why.")
    return (
        NOTE.c.board == board.code,
        NOTE.c.group_id == group,
        NOTE.c.kind == kind,
    )
