"""One card, moved and taken off by who leads; the look of the way in on a phone."""

import pytest

from core.access import local_owner
from core.retrospective.live import SeenGroup, View
from core.retrospective.phases import Phase
from data import boards
from data.store import Store
from pages._ui.live_page import STYLE
from tests.live_boards import Meeting, written
from tests.pages.visitor import Visitor

pytestmark = pytest.mark.app

CARD, TOPIC = "live-one-card", "live-one-topic"


@pytest.fixture
def held(small: Store) -> Meeting:
    """A board with three cards, on the table."""
    found, _, _ = written(small, local_owner("Ada"))
    found.go(Phase.GROUP)
    return found


def leader(held: Meeting) -> Visitor:
    return Visitor(code=held.code).open("board")


def view(held: Meeting) -> View:
    seat = boards.seat_of("leader", held.code)
    return boards.look(held.store, seat, actor=held.owner)


def group(held: Meeting, title: str) -> SeenGroup:
    return next(group for group in view(held).groups if group.title == title)


def choose(visitor: Visitor, key: str, option: object) -> None:
    visitor.selectbox(key=key).set_value(option).run()
    assert [e.message for e in visitor.exception] == []


def test_a_card_is_chosen_and_goes_to_a_topic_and_out_of_it(held: Meeting) -> None:
    visitor = leader(held)
    card, other = group(held, "card 0").cards[0], group(held, "card 1")
    choose(visitor, CARD, card)
    choose(visitor, f"{TOPIC}-{card}", other.id)
    assert len(group(held, "card 1").cards) == 2
    assert visitor.selectbox(key=CARD).value is None
    choose(visitor, CARD, card)
    choose(visitor, f"{TOPIC}-{card}", 0)
    assert len(group(held, "card 1").cards) == 1
    assert group(held, "card 0").cards == (card,)


@pytest.mark.parametrize("phase", [Phase.GROUP, Phase.VOTE])
def test_a_card_is_taken_off_and_put_back(held: Meeting, phase: Phase) -> None:
    held.go(phase)
    visitor = leader(held)
    card = group(held, "card 0").cards[0]
    choose(visitor, CARD, card)
    visitor.press("Take it off the board")
    assert card not in {c.id for c in view(held).cards}
    visitor.button(key=f"live-restore-{card}").click().run()
    assert card in {c.id for c in view(held).cards}


def test_hidden_cards_are_not_offered(held: Meeting) -> None:
    held.go(Phase.WRITE)
    boards.reveal(held.store, held.code, shown=False, actor=held.owner)
    assert [box.key for box in leader(held).selectbox if box.key == CARD] == []
    boards.reveal(held.store, held.code, shown=True, actor=held.owner)
    assert [box.key for box in leader(held).selectbox if box.key == CARD] == [CARD]


def test_a_closed_vote_and_a_closed_board_say_so(held: Meeting) -> None:
    held.go(Phase.VOTE)
    visitor = leader(held)
    visitor.button(key="live-votes").click().run()
    said = " ".join(text.value for text in visitor.markdown)
    captions = " ".join(text.value for text in visitor.caption)
    assert "The vote is closed" in said + captions
    held.close()
    visitor = leader(held)
    said = " ".join(text.value for text in visitor.markdown)
    assert "The meeting is over" in said
    assert "Others join with the code" not in said


def test_what_is_typed_and_tapped_on_a_phone_is_large_enough() -> None:
    style = STYLE.read_text(encoding="utf-8")
    assert "(pointer: coarse)" in style
    assert "font-size: 16px" in style
    assert "min-height: 44px" in style
