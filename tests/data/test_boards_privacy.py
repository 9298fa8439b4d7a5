"""What nobody may learn: from a view, the file, the journal, an export or a log."""

import json
import logging
from dataclasses import asdict
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.access import Actor
from core.exchange.project_json import project_to_json
from core.retrospective.live import Seat
from core.retrospective.phases import ORDER, Phase
from data import board_tables, boards
from data.board_closing import scrub
from data.engine import StoreError, sqlite_file
from data.store import Store, history, load
from tests.live_boards import Meeting, meeting

NAMES = ("Annabelle Quist", "Benedikt Zorn", "Cleo Vandermeer")
WORDS = ("zanzibar", "quagmire", "bungalow")


@pytest.fixture
def careless(pay: Store) -> Store:
    """A file whose SQLite, unlike ours, leaves the bytes of what it deletes."""
    if sqlite_file(pay.engine.url) is None:
        pytest.skip("a server has no file of its own")
    pay.engine.dispose()
    sa.event.listen(
        pay.engine,
        "connect",
        lambda driver, _: driver.execute("PRAGMA secure_delete = OFF"),
    )
    return pay


@pytest.fixture
def secretive(pay: Store, owner: Actor) -> tuple[Meeting, list[Seat]]:
    """An anonymous board on which three browsers have written and answered."""
    held = meeting(pay, owner)
    seats = [held.seat(name) for name in NAMES]
    for seat in seats:
        boards.answer(pay, seat, "safety", "3")
    held.go(Phase.WRITE)
    for seat, word in zip(seats, WORDS, strict=True):
        held.write(seat, f"the {word} card")
    return held, seats


def everything(held: Meeting, seat: Seat, actor: Actor | None = None) -> str:
    view = boards.look(held.store, seat, actor=actor)
    return repr(view) + json.dumps(asdict(view), default=str)


@pytest.mark.parametrize("phase", ORDER[: ORDER.index(Phase.GROUP)])
def test_before_the_reveal_no_view_holds_another_ones_card(
    secretive: tuple[Meeting, list[Seat]], phase: Phase
) -> None:
    held, seats = secretive
    held.go(phase)
    for seat, own in zip(seats, WORDS, strict=True):
        text = everything(held, seat)
        assert [word for word in WORDS if word in text] == [own]
    leader = everything(held, boards.seat_of("leader", held.code), held.owner)
    assert [word for word in WORDS if word in leader] == []


def test_no_view_ever_holds_a_secret_or_tells_whose_a_card_is(
    secretive: tuple[Meeting, list[Seat]],
) -> None:
    held, seats = secretive
    for phase in ORDER:
        held.go(phase)
        for seat in seats:
            text = everything(held, seat, held.owner)
            assert not any(other.secret in text for other in seats)
            assert not any(name in text for name in NAMES)
    view = held.view(seats[0])
    assert {card.author for card in view.cards} == {""}
    assert sum(card.mine for card in view.cards) == 1


def test_a_seat_does_not_print_its_secret(
    secretive: tuple[Meeting, list[Seat]],
) -> None:
    _, seats = secretive
    assert all(seat.secret not in repr(seat) for seat in seats)
    assert all(len(seat.secret) == 32 for seat in seats)


def test_an_anonymous_board_stores_no_name(
    secretive: tuple[Meeting, list[Seat]],
) -> None:
    held, _ = secretive
    with held.store.reading() as connection:
        names = connection.scalars(sa.select(board_tables.SEAT.c.name)).all()
    assert names == ["", "", ""]


def test_no_table_of_a_board_says_when_a_row_was_written() -> None:
    moments = {
        f"{table.name}.{column.name}"
        for table in (board_tables.BOARD, *board_tables.OF_PEOPLE)
        for column in table.columns
        if "DATE" in str(column.type).upper() or "TIME" in str(column.type).upper()
    }
    assert moments == {
        "board.deadline",
        "board.since",
        "board.open_until",
        "board_card.happened_at",
    }
    assert {str(column.type) for column in board_tables.CARD.primary_key} == {
        "VARCHAR(6)",
        "BIGINT",
    }


def test_a_file_does_not_number_rows_in_the_order_they_came(
    secretive: tuple[Meeting, list[Seat]],
) -> None:
    held, _ = secretive
    if held.store.engine.dialect.name != "sqlite":
        pytest.skip("a server has no such numbers")
    with held.store.reading() as connection:
        connection.exec_driver_sql("SELECT rowid FROM board").all()
        for table in board_tables.OF_PEOPLE:
            with pytest.raises(sa.exc.OperationalError, match="rowid"):
                connection.execute(sa.select(sa.text("rowid")).select_from(table))


def closed(held: Meeting, seats: list[Seat]) -> None:
    held.go(Phase.VOTE)
    for seat in seats:
        boards.cast_vote(
            held.store, seat, held.view(seat).groups[0].id, once=f"vote {seat.secret}"
        )
    held.go(Phase.CLOSE)
    for seat in seats:
        boards.answer(held.store, seat, "roti", "4")
    held.close()


def test_closed_nothing_tells_who_wrote(
    secretive: tuple[Meeting, list[Seat]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    held, seats = secretive
    with caplog.at_level(logging.DEBUG):
        closed(held, seats)
    project = load(held.store, "PAY", actor=held.owner)
    journal = history(held.store, "PAY", actor=held.owner)
    told = {
        "export": project_to_json(project, journal).decode(),
        "journal": repr(journal),
        "log": caplog.text,
        "board": repr(boards.find_board(held.store, held.code)),
    }
    for place, text in told.items():
        for hidden in (*NAMES, *(seat.secret for seat in seats)):
            assert hidden not in text, place
    assert all(word in told["export"] for word in WORDS)


def test_closed_no_row_of_a_person_is_left(
    secretive: tuple[Meeting, list[Seat]],
) -> None:
    held, seats = secretive
    closed(held, seats)
    with held.store.reading() as connection:
        left = {
            table.name: connection.scalar(sa.select(sa.func.count()).select_from(table))
            for table in board_tables.OF_PEOPLE
        }
    assert set(left.values()) == {0}
    assert len(left) == 6


def files_of(store: Store) -> bytes:
    file = sqlite_file(store.engine.url)
    assert file
    beside = (Path(f"{file}{end}") for end in ("", "-wal", "-shm", "-journal"))
    return b"".join(path.read_bytes() for path in beside if path.exists())


def test_closed_the_files_bytes_hold_no_secret_nor_name(
    careless: Store, owner: Actor
) -> None:
    """Many rows, some taken back, beside another board that goes on."""
    held, other = (meeting(careless, owner, anonymous=n > 0) for n in range(2))
    seats = [held.seat(f"Quist {n}") for n in range(20)]
    stays = other.seat("stays")
    for board in (held, other):
        board.go(Phase.WRITE)
    for n in range(12):
        cards = [held.write(seat, f"text {n} " + "x" * 150) for seat in seats]
        other.write(stays, f"other {n}")
        for seat, card in zip(seats[:5], cards, strict=False):
            boards.withdraw_card(careless, seat, card)
    secrets = [seat.secret.encode() for seat in seats]
    assert all(secret in files_of(careless) for secret in secrets)
    held.close()
    left = files_of(careless)
    assert [secret for secret in secrets if secret in left] == []
    assert b"Quist" not in left
    assert stays.secret.encode() in left
    assert len(other.view(stays).cards) == 12


def test_a_close_says_what_is_left_to_do_where_the_file_stays_in_use(
    careless: Store, owner: Actor
) -> None:
    held = meeting(careless, owner)
    sa.event.listen(
        careless.engine,
        "checkout",
        lambda driver, *_: driver.execute("PRAGMA busy_timeout = 0"),
    )
    reader = careless.engine.connect().execution_options(writing=True)
    reader.begin()
    try:
        with pytest.raises(StoreError, match=r"closed and its outcome is kept.*free"):
            scrub(careless)
    finally:
        reader.close()
    held.close()
    assert boards.find_board(careless, held.code).closed
