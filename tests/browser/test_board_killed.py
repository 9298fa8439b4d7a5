"""A live board whose server is killed: what it took is there when it is back."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from core.access import local_owner
from core.retrospective.live import Opening, View
from core.retrospective.phases import Phase
from data import boards
from tests.browser.conftest import Server, Start
from tests.browser.people import PHONE, Person
from tests.live_boards import TODAY

pytestmark = pytest.mark.browser

ADA = local_owner("Ada")
BUILDS, STANDUP, REVIEW = "Builds wait", "Standup drags on", "Review on Fridays"
LATE = "Sent as it came back"


def begin(server: Server) -> str:
    """Open a board beside the server; the browsers notice."""
    with server.store() as store:
        code = boards.open_board(
            store, "PAY", Opening("Release 2"), actor=ADA, today=TODAY
        )
    move(server, code, Phase.WRITE)
    return code


def move(server: Server, code: str, phase: Phase) -> None:
    with server.store() as store:
        boards.move(store, code, phase, actor=ADA)


def view(server: Server, code: str) -> View:
    with server.store() as store:
        return boards.look(store, boards.seat_of("leader", code), actor=ADA)


class Interrupted:
    """Two people at a board whose server is killed, with cards and votes given."""

    def __init__(self, server: Server, browser: Browser) -> None:
        self.server, self.code = server, begin(server)
        self.ann, self.bob = (
            Person(browser, server.address, PHONE).join(self.code) for _ in range(2)
        )

    def take_part(self) -> None:
        """Write, vote, and be called back to write once more."""
        self.ann.write(BUILDS).write(STANDUP)
        self.bob.write(REVIEW)
        move(self.server, self.code, Phase.VOTE)
        self.ann.dots(BUILDS, "●●●").sees("Two of your five votes are left")
        self.bob.dots(BUILDS, "●●").sees("Three of your five votes are left")
        move(self.server, self.code, Phase.WRITE)
        with self.server.store() as store:
            boards.reveal(store, self.code, shown=False, actor=ADA)

    def type(self) -> None:
        """Type, and send nothing of it."""
        self.ann.field("Your card").press_sequentially("Half a sen", delay=20)
        self.bob.field("Your card").press_sequentially(LATE, delay=20)
        for person in (self.ann, self.bob):
            person.page.evaluate("() => { window.unloaded = 'no'; }")

    def send(self) -> None:
        """Press the button as soon as it can be: what is not taken stays typed."""
        bob = self.bob.press("Add the card")
        try:
            bob.has(LATE)
        except AssertionError:
            expect(bob.field("Your card")).to_have_value(LATE)
            bob.press("Add the card").has(LATE)
        expect(bob.field("Your card")).to_have_value("")

    def go_on(self) -> None:
        """See by the other's browser that nobody had to load the page again."""
        self.ann.sees("two cards of others")
        expect(self.ann.field("Your card")).to_have_value("Half a sen")
        move(self.server, self.code, Phase.VOTE)
        self.bob.sees("Three of your five votes are left")
        self.ann.sees("Two of your five votes are left")
        self.ann.dots(STANDUP, "●●").sees("All five votes are given")
        for person in (self.ann, self.bob):
            assert person.page.evaluate("() => window.unloaded") == "no"


def test_a_killed_server_loses_no_card_no_vote_and_no_half_sentence(
    start: Start, small_file: Path, browser: Browser
) -> None:
    with start(small_file) as server:
        held = Interrupted(server, browser)
        held.take_part()
        held.type()
        server.kill()
        server.start()
        held.send()
        held.go_on()
        with server.store() as store:
            boards.close_votes(store, held.code, actor=ADA)
        found = view(server, held.code)
    texts = [card.text for card in found.cards]
    assert sorted(texts) == [BUILDS, REVIEW, LATE, STANDUP]
    votes = {group.title: group.votes for group in found.groups}
    assert votes == {BUILDS: 5, STANDUP: 2, REVIEW: 0, LATE: 0}
