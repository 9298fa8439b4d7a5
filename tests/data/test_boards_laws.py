"""Whatever is done at a board in whatever order: its laws hold."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress

import hypothesis
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from core.access import local_owner
from core.errors import BoardError
from core.registers.catalog import CARDS, TOPICS
from core.retrospective.live import Board
from core.retrospective.phases import ORDER, Phase
from data import boards
from data.board_rows import board_of, row_of
from data.store import Store, create_project, load, open_store
from tests.live_boards import Meeting, meeting

OWNER = local_owner("Ada")
BROWSERS = st.sampled_from(["ann", "ben", "cleo"])
PLACES = st.integers(0, 5)
PLACE: list[Store] = []


@pytest.fixture(autouse=True)
def one_store(sqlite_store: Store) -> Iterator[None]:
    PLACE.append(sqlite_store)
    yield
    PLACE.clear()


@pytest.fixture
def sqlite_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    file = tmp_path_factory.mktemp("laws") / "store.db"
    opened = open_store(f"sqlite:///{file}")
    create_project(opened, "PAY", {"title": "Payments"}, actor=OWNER)
    yield opened
    opened.close()


class AnyMeeting(RuleBasedStateMachine):
    """A meeting in which everybody does anything."""

    def __init__(self) -> None:
        super().__init__()
        self.held: Meeting = meeting(PLACE[0], OWNER)
        self.written = 0

    @property
    def board(self) -> Board:
        """Everything that the board holds."""
        with self.held.store.reading() as connection:
            return board_of(connection, row_of(connection, self.held.code))

    def group(self, place: int) -> int:
        groups = self.board.groups
        return groups[place % len(groups)].id if groups else 1

    def card(self, place: int) -> int:
        cards = self.board.cards
        return cards[place % len(cards)].id if cards else 1

    @initialize(phase=st.sampled_from([Phase.WRITE, Phase.GROUP, Phase.VOTE]))
    def begin(self, phase: Phase) -> None:
        self.held.go(Phase.WRITE)
        for browser in ("ann", "ben", "cleo"):
            self.write(browser)
            self.write(browser)
        self.held.go(phase)

    @rule(phase=st.sampled_from([*ORDER, Phase.VOTE, Phase.GROUP, Phase.WRITE]))
    def move(self, phase: Phase) -> None:
        self.held.go(phase)

    @rule(browser=BROWSERS)
    def write(self, browser: str) -> None:
        seat = self.held.seat(browser)
        if self.board.head.phase is Phase.WRITE:
            self.held.write(seat, f"card {self.written}")
            self.written += 1

    @rule(browser=BROWSERS, place=PLACES)
    def vote(self, browser: str, place: int) -> None:
        seat = self.held.seat(browser)
        with_errors(boards.cast_vote, self.held.store, seat, self.group(place))

    @rule(browser=BROWSERS, place=PLACES)
    def unvote(self, browser: str, place: int) -> None:
        seat = self.held.seat(browser)
        with_errors(boards.withdraw_vote, self.held.store, seat, self.group(place))

    @rule(browser=BROWSERS, place=PLACES)
    def withdraw(self, browser: str, place: int) -> None:
        seat = self.held.seat(browser)
        with_errors(boards.withdraw_card, self.held.store, seat, self.card(place))

    @rule(places=st.lists(PLACES, max_size=4))
    def put_together(self, places: list[int]) -> None:
        cards = [self.card(place) for place in places]
        with_errors(self.held.lead, boards.make_group, cards, "Together")

    @rule(one=PLACES, other=PLACES)
    def merge(self, one: int, other: int) -> None:
        groups = self.group(one), self.group(other)
        with_errors(self.held.lead, boards.merge, *groups)

    @rule(place=PLACES)
    def dissolve(self, place: int) -> None:
        with_errors(self.held.lead, boards.dissolve, self.group(place))

    @rule(place=PLACES)
    def take_out(self, place: int) -> None:
        with_errors(self.held.lead, boards.take_out, self.card(place))

    @rule(place=PLACES)
    def talk(self, place: int) -> None:
        with_errors(self.held.lead, boards.discuss, self.group(place))

    @rule(place=PLACES)
    def agree(self, place: int) -> None:
        with_errors(self.held.lead, boards.topic_of, self.group(place))

    @invariant()
    def votes_keep_to_the_limits(self) -> None:
        board = self.board
        each = Counter(vote.secret for vote in board.votes)
        on_one = Counter((vote.secret, vote.group) for vote in board.votes)
        assert max(each.values(), default=0) <= board.votes_each
        assert max(on_one.values(), default=0) <= board.votes_per_group

    @invariant()
    def groups_part_the_cards(self) -> None:
        board = self.board
        groups = {group.id for group in board.groups}
        used = {card.group for card in board.cards} - {None}
        assert used == groups
        assert {vote.group for vote in board.votes} <= groups
        if ORDER.index(board.head.phase) >= ORDER.index(Phase.GROUP):
            assert None not in {card.group for card in board.cards}
            assert board.revealed

    def teardown(self) -> None:
        """Close: each card once, and every vote counted."""
        board = self.board
        number = self.held.close()
        project = load(self.held.store, "PAY", actor=OWNER)
        cards = [c for c in project[CARDS].entries if c.retrospective == number]
        topics = [t for t in project[TOPICS].entries if t.retrospective == number]
        assert Counter(c.title for c in cards) == Counter(c.text for c in board.cards)
        votes = sum(c.votes for c in cards) + sum(t.votes for t in topics)
        assert votes == len(board.votes)


def with_errors(work: Callable[..., object], *args: object) -> None:
    """Do something that may be refused."""
    with suppress(BoardError):
        work(*args)


AnyMeeting.TestCase.settings = hypothesis.settings(
    max_examples=12, stateful_step_count=25, deadline=None
)


@pytest.mark.slow
class TestAnyMeeting(AnyMeeting.TestCase):  # type: ignore[misc, valid-type]
    """Run the machine."""
