"""A live board for tests, with as many browsers as they need."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any, TypeVar

from core.access import Actor
from core.retrospective.live import Opening, Seat, SeenGroup, View
from core.retrospective.phases import Phase
from data import boards
from data.store import Store

TODAY = date(2026, 11, 23)
T = TypeVar("T")


@dataclass
class Meeting:
    """A board of project PAY, and who leads it."""

    store: Store
    owner: Actor
    code: str
    sent: "count[int]" = field(default_factory=count)

    def seat(self, name: str) -> Seat:
        """Let a browser join, under its own name."""
        seat = boards.seat_of(name, self.code)
        boards.join(self.store, seat, name)
        return seat

    def lead(self, work: Callable[..., T], *args: Any) -> T:
        """Do something as the facilitator."""
        return work(self.store, self.code, *args, actor=self.owner)

    def go(self, phase: Phase) -> None:
        """Move to a phase."""
        self.lead(boards.move, phase)

    def write(self, seat: Seat, text: str, column: str = "start") -> int:
        """Write a card under a number of its own."""
        once = str(next(self.sent))
        return boards.write_card(self.store, seat, column, text, once=once)

    def view(self, seat: Seat) -> View:
        """Look as a participant."""
        return boards.look(self.store, seat)

    def group_of(self, card: int) -> SeenGroup:
        """Return the group of a card, as the facilitator sees it."""
        view = boards.look(
            self.store, boards.seat_of("leader", self.code), actor=self.owner
        )
        return next(group for group in view.groups if card in group.cards)

    def close(self) -> int:
        """Close the board."""
        return boards.close_board(self.store, self.code, actor=self.owner, today=TODAY)


def meeting(store: Store, owner: Actor, **opening: Any) -> Meeting:
    """Open a board of project PAY."""
    what = Opening("Sprint 12", **opening)
    code = boards.open_board(store, "PAY", what, actor=owner, today=TODAY)
    return Meeting(store, owner, code)


def written(
    store: Store, owner: Actor, **opening: Any
) -> tuple[Meeting, list[Seat], list[int]]:
    """Open a board on which three browsers have written one card each."""
    held = meeting(store, owner, **opening)
    seats = [held.seat(name) for name in ("ann", "ben", "cleo")]
    held.go(Phase.WRITE)
    cards = [held.write(seat, f"card {n}") for n, seat in enumerate(seats)]
    return held, seats, cards
