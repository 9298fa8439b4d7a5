"""One card by hand: to another topic, alone, off the board and back."""

import pytest
import sqlalchemy as sa

from core.access import Actor
from core.errors import AccessDeniedError, BoardError
from core.retrospective.live import Seat
from core.retrospective.phases import ORDER, Phase
from data import board_tables, boards
from data.store import Store
from tests.live_boards import Meeting, written

Written = tuple[Meeting, list[Seat], list[int]]


@pytest.fixture
def on_table(pay: Store, owner: Actor) -> Written:
    """Three cards of three browsers, on the table."""
    held = written(pay, owner)
    held[0].go(Phase.GROUP)
    return held


def texts(held: Meeting, seat: Seat) -> list[str]:
    return sorted(card.text for card in held.view(seat).cards)


def test_a_card_moves_into_a_topic_and_out_of_it(on_table: Written) -> None:
    held, _, (a, b, c) = on_table
    topic = held.lead(boards.make_group, (a, b), "Both")
    held.lead(boards.move_card, c, topic)
    assert set(held.group_of(a).cards) == {a, b, c}
    held.lead(boards.take_out, c)
    assert held.group_of(c).cards == (c,)
    assert held.group_of(a).title == "Both"


def test_votes_go_along_where_a_topic_is_left_empty(on_table: Written) -> None:
    held, (ann, *_), (a, b, _) = on_table
    held.go(Phase.VOTE)
    boards.cast_vote(held.store, ann, held.group_of(a).id)
    held.go(Phase.GROUP)
    held.lead(boards.move_card, a, held.group_of(b).id)
    assert held.view(ann).votes_left == 4
    mine = {g.id: g.my_votes for g in held.view(ann).groups}
    assert mine[held.group_of(b).id] == 1


@pytest.mark.parametrize("phase", [Phase.WRITE, Phase.GROUP, Phase.VOTE])
def test_a_card_is_taken_off_for_everybody_and_put_back(
    on_table: Written, phase: Phase
) -> None:
    held, (ann, ben, _), (a, *_) = on_table
    held.go(phase)
    held.lead(boards.remove_card, a)
    assert texts(held, ann) == texts(held, ben) == ["card 1", "card 2"]
    off = boards.removed_cards(held.store, held.code, actor=held.owner)
    assert off == {a: "card 0"}
    held.lead(boards.restore_card, a)
    assert texts(held, ben) == ["card 0", "card 1", "card 2"]
    assert [card.id for card in held.view(ann).cards if card.mine] == [a]
    assert boards.removed_cards(held.store, held.code, actor=held.owner) == {}
    held.go(Phase.VOTE)
    boards.cast_vote(held.store, ann, held.group_of(a).id)


def test_a_card_goes_back_to_its_topic_and_votes_for_a_lone_one_are_given_back(
    on_table: Written,
) -> None:
    held, (ann, *_), (a, b, c) = on_table
    topic = held.lead(boards.make_group, (a, b), "Both")
    held.go(Phase.VOTE)
    boards.cast_vote(held.store, ann, held.group_of(c).id)
    for card in (a, c):
        held.lead(boards.remove_card, card)
    assert held.view(ann).votes_left == 5
    for card in (a, c):
        held.lead(boards.restore_card, card)
    assert held.group_of(a).id == topic
    assert held.group_of(c).cards == (c,)


def test_the_row_is_gone_at_once_and_the_way_back_with_the_phase(
    on_table: Written,
) -> None:
    held, _, (a, *_) = on_table
    held.lead(boards.remove_card, a)
    with held.store.reading() as connection:
        rows = connection.scalars(sa.select(board_tables.CARD.c.text)).all()
    assert sorted(rows) == ["card 1", "card 2"]
    held.go(Phase.VOTE)
    assert held.store.removed == {}
    with pytest.raises(BoardError, match="phase is over"):
        held.lead(boards.restore_card, a)


def test_a_closed_board_holds_nothing_that_was_taken_off(on_table: Written) -> None:
    held, _, (a, *_) = on_table
    held.lead(boards.remove_card, a)
    held.close()
    assert held.store.removed == {}


def test_a_text_that_was_taken_off_can_be_written_again(
    pay: Store, owner: Actor
) -> None:
    held, (ann, *_), _ = written(pay, owner)
    boards.reveal(held.store, held.code, shown=True, actor=held.owner)

    def send() -> int:
        return boards.write_card(held.store, ann, "stop", "again", once="same")

    first = send()
    held.lead(boards.remove_card, first)
    assert send() != first
    held.lead(boards.restore_card, first)
    assert texts(held, ann).count("again") == 2


@pytest.mark.parametrize(
    "phase", [p for p in ORDER if p not in (Phase.WRITE, Phase.GROUP, Phase.VOTE)]
)
def test_what_is_talked_about_stays_on_the_board(
    on_table: Written, phase: Phase
) -> None:
    held, _, (a, *_) = on_table
    held.go(phase)
    with pytest.raises(BoardError, match="before it is talked about"):
        held.lead(boards.remove_card, a)


def test_hidden_cards_and_those_that_are_not_there_are_left_alone(
    pay: Store, owner: Actor
) -> None:
    held, _, (a, *_) = written(pay, owner)
    with pytest.raises(BoardError, match="Reveal them first"):
        held.lead(boards.remove_card, a)
    held.go(Phase.GROUP)
    for work, more in ((boards.remove_card, ()), (boards.move_card, (a,))):
        with pytest.raises(BoardError, match="no longer on the board"):
            held.lead(work, 99, *more)
    with pytest.raises(BoardError, match="no longer on the board"):
        held.lead(boards.move_card, a, 99)


@pytest.mark.parametrize("work", [boards.remove_card, boards.restore_card])
def test_only_who_leads_takes_off_and_puts_back(
    on_table: Written, work: object
) -> None:
    held, _, (a, *_) = on_table
    assert callable(work)
    with pytest.raises(AccessDeniedError):
        work(held.store, held.code, a, actor=Actor("Guest"))
    held.lead(boards.remove_card, a)
    with pytest.raises(AccessDeniedError):
        boards.removed_cards(held.store, held.code, actor=Actor("Guest"))
