"""Open a live board for a project."""

import secrets
from datetime import date

from sqlalchemy import Connection, insert, select

from core.access import Actor, Right, require
from core.edits import Edit
from core.errors import BoardError
from core.project import Project
from core.registers.catalog import CARDS, RETROSPECTIVES
from core.retrospective.closing import meeting_edits, opening_edits
from core.retrospective.live import Opening
from core.retrospective.phases import ORDER
from core.retrospective.questions import clean
from core.retrospective.templates import TEMPLATES, column_titled
from core.retrospective.voting import check_opening
from data.board_rows import new_number
from data.board_tables import BOARD, CARD
from data.states import current, head_of
from data.store import Commit, Store, commit_within
from data.tables import PROJECT

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that looks like another
LENGTH = 6


def open_board(
    store: Store, key: str, opening: Opening, *, actor: Actor, today: date
) -> str:
    """Open a board, and say in the project that a retrospective is in session.

    Returns
    -------
    The code by which others join.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the project.
    BoardError
        If the opening makes no sense, carries a card that there is not, or is about
        an incident that there is not or whose board is open.
    """
    check_opening(opening)
    require(actor, Right.EDIT, key)
    note = f"Retrospective “{opening.title}”"
    with store.writing() as connection:
        head = head_of(connection, key, lock=True)
        known = current(store.cache, connection, head)
        one = Commit(key, _first(known, opening, actor, today), note)
        project = commit_within(store, connection, one, actor=actor)
        code = _new_code(connection)
        connection.execute(
            insert(BOARD).values(**_row(connection, project, opening), code=code)
        )
        _carry(connection, project, opening, code)
    store.cache.keep(project)
    return code


def _first(
    known: Project, opening: Opening, actor: Actor, today: date
) -> tuple[Edit, ...]:
    template = TEMPLATES[opening.template]
    values: dict[str, object] = {
        "kind": (opening.kind or template.kind).value,
        "template": template.key,
        "facilitator": actor.name,
        "held_on": today,
    }
    if opening.retrospective is not None:
        return meeting_edits(known, opening.retrospective, values)
    values["severity"] = opening.severity
    return opening_edits(clean(opening.title), values)


def _row(
    connection: Connection, project: Project, opening: Opening
) -> dict[str, object]:
    return {
        "project_id": connection.scalar(
            select(PROJECT.c.id).where(PROJECT.c.key == project.key)
        ),
        "retrospective": opening.retrospective or project[RETROSPECTIVES].last_number,
        "title": clean(opening.title),
        "rev": 1,
        "phase": ORDER[0].value,
        "template": opening.template,
        "anonymous": opening.anonymous,
        "revealed": False,
        "votes_open": False,
        "locked": False,
        "closed": False,
        "votes_each": opening.votes,
        "votes_per_group": opening.per_group,
        "open_until": opening.open_until,
        "shown": "",
    }


def _new_code(connection: Connection) -> str:
    taken = set(connection.scalars(select(BOARD.c.code)))
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        if code not in taken:
            return code


def _carry(
    connection: Connection, project: Project, opening: Opening, code: str
) -> None:
    """Lay last time's cards on the board; they are nobody's, and never hidden."""
    known = project[CARDS].records
    if missing := [number for number in opening.carried if number not in known]:
        raise BoardError(
            f"There is no card {CARDS.reference(missing[0])} to carry over."
        )
    template = TEMPLATES[opening.template]
    for number in dict.fromkeys(opening.carried):
        entry = known[number].entry
        connection.execute(
            insert(CARD).values(
                board=code,
                id=new_number(),
                column_key=column_titled(template, entry.column).key,
                text=entry.title,
                happened_at=entry.happened_at,
            )
        )
