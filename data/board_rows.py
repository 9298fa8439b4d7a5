"""Live boards in the database: reading one whole, and the frame of every write.

Every write begins by adding 1 to the board's revision. That row is then held until the
transaction ends, so that what is checked still holds when it is written: on a server,
writers of one board wait for each other here, and those of other boards do not.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Row, Table, select, update

from core.access import Actor, Right, require
from core.errors import BoardError
from core.registers.catalog import PROJECTS
from core.retrospective.live import (
    Answer,
    Board,
    BoardHead,
    Card,
    Group,
    Seat,
    Vote,
    template_of,
)
from core.retrospective.phases import Phase
from data.board_tables import ANSWER, BOARD, CARD, GROUP, NOTE, SEAT, VOTE
from data.store import Store
from data.tables import PROJECT, REGISTER_TABLES

NOTE_KIND, WHY_KIND = "note", "why"
SECRET_BYTES = 16
BITS = 53  # of a number that is drawn: whole in JavaScript as well
FACTS = REGISTER_TABLES[PROJECTS.key]
HEADS = (
    select(BOARD, PROJECT.c.key, FACTS.c.title.label("project_name"))
    .join(PROJECT, PROJECT.c.id == BOARD.c.project_id)
    .join(FACTS, FACTS.c.project_id == PROJECT.c.id)
)


@dataclass(frozen=True)
class Open:
    """A board that is being written to: its row, within the transaction."""

    connection: Connection
    row: Row[Any]

    @property
    def code(self) -> str:
        """The board's code."""
        return str(self.row.code)

    @property
    def phase(self) -> Phase:
        """The phase it is in."""
        return Phase(self.row.phase)

    def set(self, **values: object) -> None:
        """Change the board's row."""
        statement = update(BOARD).where(BOARD.c.code == self.code)
        self.connection.execute(statement.values(**values))


def plain_code(code: str) -> str:
    """Return a code as it is stored, however it was typed.

    >>> plain_code(" abc-12 3")
    'ABC123'
    """
    return "".join(c for c in code.upper() if c.isascii() and c.isalnum())


@contextmanager
def writing(store: Store, code: str) -> Iterator[Open]:
    """Give a board to write to, alone, as a whole or not at all.

    Raises
    ------
    BoardError
        If there is no such board, or it is closed.
    """
    with store.writing() as connection:
        plain = plain_code(code)
        connection.execute(
            update(BOARD).where(BOARD.c.code == plain).values(rev=BOARD.c.rev + 1)
        )
        row = row_of(connection, plain)
        if row.closed:
            raise BoardError(
                "This board is closed. What came of it is on the project's page "
                "“Retrospective”."
            )
        yield Open(connection, row)


@contextmanager
def leading(store: Store, code: str, actor: Actor) -> Iterator[Open]:
    """Give a board to whoever leads it.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    """
    with writing(store, code) as board:
        require(actor, Right.EDIT, board.row.key)
        yield board


@contextmanager
def taking_part(store: Store, seat: Seat) -> Iterator[Open]:
    """Give a board to a seat that has joined it.

    Raises
    ------
    BoardError
        If the seat has not.
    """
    with writing(store, seat.code) as board:
        if not _has_joined(board.connection, board.code, seat):
            raise not_joined()
        yield board


def not_joined() -> BoardError:
    """Make the error for a browser that did not join."""
    return BoardError("Join the board first: open its link, or enter its code.")


def _has_joined(connection: Connection, code: str, seat: Seat) -> bool:
    statement = select(SEAT.c.secret).where(
        SEAT.c.board == code, SEAT.c.secret == seat.secret
    )
    return connection.scalar(statement) is not None


def row_of(connection: Connection, code: str) -> Row[Any]:
    """Return a board's row, with its project's key and name.

    Raises
    ------
    BoardError
        If there is no board with this code.
    """
    row = connection.execute(HEADS.where(BOARD.c.code == code)).one_or_none()
    if row is None:
        raise BoardError(
            "There is no board with this code. Check its six characters with whoever "
            "leads the meeting."
        )
    return row


def head_of(row: Row[Any]) -> BoardHead:
    """Return what everybody who knows the code may know."""
    return BoardHead(
        code=row.code,
        title=row.title,
        project=row.key,
        project_name=row.project_name,
        phase=Phase(row.phase),
        anonymous=row.anonymous,
        closed=row.closed,
        locked=row.locked,
        open_until=row.open_until,
        retrospective=row.retrospective,
        template=template_of(row.template),
    )


def board_of(connection: Connection, row: Row[Any]) -> Board:
    """Read everything that a board holds."""
    code = row.code
    return Board(
        head=head_of(row),
        rev=row.rev,
        revealed=row.revealed,
        votes_open=row.votes_open,
        votes_each=row.votes_each,
        votes_per_group=row.votes_per_group,
        deadline=row.deadline,
        current=row.current_group,
        since=row.since,
        shown=frozenset(row.shown.split()),
        cards=tuple(map(_card, _all(connection, CARD, code))),
        groups=groups_of(connection, code),
        votes=tuple(Vote(r.secret, r.group_id) for r in _all(connection, VOTE, code)),
        seats={r.secret: r.name for r in _all(connection, SEAT, code)},
        answers=tuple(
            Answer(r.secret, r.question, r.value)
            for r in _all(connection, ANSWER, code)
        ),
    )


def _all(connection: Connection, table: Table, code: str) -> Iterator[Row[Any]]:
    """Yield the rows of a board in an order that says nothing of who came first."""
    statement = select(table).where(table.c.board == code).order_by(*table.primary_key)
    yield from connection.execute(statement)


def _card(row: Row[Any]) -> Card:
    return Card(
        row.id, row.column_key, row.text, row.secret, row.group_id, row.happened_at
    )


def groups_of(connection: Connection, code: str) -> tuple[Group, ...]:
    """Return the groups of a board with their notes."""
    said: dict[tuple[int, str], list[str]] = {}
    for note in _all(connection, NOTE, code):
        said.setdefault((note.group_id, note.kind), []).append(note.text)
    return tuple(
        Group(
            id=row.id,
            title=row.title,
            discussed=row.discussed,
            seconds=row.seconds,
            topic=row.topic,
            notes=tuple(said.get((row.id, NOTE_KIND), ())),
            whys=tuple(said.get((row.id, WHY_KIND), ())),
        )
        for row in _all(connection, GROUP, code)
    )


def sent_under(seat: Seat, once: str) -> str:
    """Return what a write is known by, if its browser sends it again."""
    made = blake2b(once.encode(), key=seat.secret.encode(), digest_size=SECRET_BYTES)
    return made.hexdigest()


def new_number() -> int:
    """Draw the number of a card or group: it says nothing of who came first."""
    return secrets.randbits(BITS)
