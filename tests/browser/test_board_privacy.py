"""Who wrote a card: in no traffic before the reveal, in nothing after the close."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser

from core.access import local_owner
from core.exchange.project_json import project_to_json
from core.registers.catalog import CARDS
from core.reports.board import board_report
from core.reports.formats import to_bytes
from core.retrospective.live import Opening
from core.retrospective.phases import Phase
from data import boards
from data.backup import backup
from data.store import history
from tests.browser.conftest import Server, Start
from tests.browser.people import DESK, PHONE, Person
from tests.live_boards import TODAY

pytestmark = pytest.mark.browser

ADA = local_owner("Ada")
NAMES = ("Annabelle Quist", "Benedikt Zorn")
TEXTS = ("the zanzibar card", "the quagmire card")
ENDINGS = (".md", ".html", ".csv")


class Held(NamedTuple):
    """A board on which two people have written, and one leads."""

    server: Server
    code: str
    leader: Person
    people: tuple[Person, Person]

    def move(self, phase: Phase) -> None:
        with self.server.store() as store:
            boards.move(store, self.code, phase, actor=ADA)


@pytest.fixture(scope="module")
def server(start: Start, small_file: Path) -> Iterator[Server]:
    with start(small_file) as running:
        yield running


def hold(server: Server, browser: Browser, *, anonymous: bool) -> Held:
    opening = Opening("Release 2", anonymous=anonymous)
    with server.store() as store:
        code = boards.open_board(store, "PAY", opening, actor=ADA, today=TODAY)
        boards.move(store, code, Phase.WRITE, actor=ADA)
    leader = Person(browser, server.address, DESK).open(f"board?code={code}")
    ann, ben = (Person(browser, server.address, PHONE) for _ in NAMES)
    for person, name, text in zip((ann, ben), NAMES, TEXTS, strict=True):
        person.join(code, "" if anonymous else name).write(text)
    return Held(server, code, leader.sees("Two cards are written"), (ann, ben))


def is_private(held: Held) -> None:
    """Before the reveal nobody is sent another one's card, then everybody is."""
    for person, own in zip(held.people, TEXTS, strict=True):
        person.sees("one card of another person, hidden")
        assert [text for text in TEXTS if person.knows(text)] == [own]
        assert person.too_small == []
    assert [text for text in TEXTS if held.leader.knows(text)] == []
    held.move(Phase.GROUP)
    for person in (held.leader, *held.people):
        assert all(person.sees(text) for text in TEXTS)
        secrets = [other.seat(held.code).secret for other in held.people]
        assert [secret for secret in secrets if person.knows(secret)] == []


def test_a_board_by_name_tells_who_wrote_once_it_is_revealed(
    server: Server, browser: Browser
) -> None:
    held = hold(server, browser, anonymous=False)
    is_private(held)
    assert [name for name in NAMES if held.leader.knows(name)] == list(NAMES)


def test_an_anonymous_board_tells_nobody_ever_who_wrote(
    server: Server, browser: Browser, tmp_path: Path
) -> None:
    held = hold(server, browser, anonymous=True)
    is_private(held)
    held.move(Phase.VOTE)
    held.people[0].dots(TEXTS[0], "●●●").sees("Two of your five votes are left")
    secrets = [person.seat(held.code).secret for person in held.people]
    assert all(secret.encode() in files(server) for secret in secrets)
    with server.store() as store:
        meeting = boards.close_board(store, held.code, actor=ADA, today=TODAY)
    for person in held.people:
        person.sees("The meeting is over")
    told = files(server) + server.log.read_bytes() + exports(server, meeting, tmp_path)
    assert all(text.encode() in told for text in TEXTS)
    cookies = [person.cookie() for person in held.people]
    assert [trace for trace in (*secrets, *cookies) if trace.encode() in told] == []
    assert len(moments(server, meeting)) == 1


def moments(server: Server, meeting: int) -> set[tuple[int, str]]:
    """Return in which revisions, and by whom, the cards of a meeting were saved."""
    cards = server.project("PAY")[CARDS].records.values()
    own = {card.number for card in cards if card.entry.retrospective == meeting}
    with server.store() as store:
        revisions = history(store, "PAY", actor=ADA, register=CARDS.key)
    found = {
        (revision.number, revision.actor)
        for revision in revisions
        for line in revision.lines
        if line.number in own
    }
    assert len(own) == len(TEXTS)
    return found


def files(server: Server) -> bytes:
    """Return the bytes of the database, and of all that stands beside it."""
    file = Path(server.database.removeprefix("sqlite:///"))
    return b"".join(p.read_bytes() for p in file.parent.glob(f"{file.name}*"))


def exports(server: Server, meeting: int, folder: Path) -> bytes:
    """Return all that is written of a board, of its project, and as a backup."""
    project = server.project("PAY")
    with server.store() as store:
        backup(store, folder / "all.zip")
        journal = history(store, "PAY", actor=ADA)
    with zipfile.ZipFile(folder / "all.zip") as packed:
        said = [packed.read(name) for name in packed.namelist()]
    said += [
        to_bytes(board_report(project, meeting, TODAY), ending) for ending in ENDINGS
    ]
    return b"".join(said) + project_to_json(project, journal)
