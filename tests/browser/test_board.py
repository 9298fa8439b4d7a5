"""A retrospective in three real browsers: private until revealed, and nothing lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from core.access import local_owner
from core.edits import Add
from core.registers.catalog import ACTIONS, CARDS, LESSONS, RETROSPECTIVES, TOPICS
from data.store import commit, create_project
from tests.browser.conftest import Server, Start
from tests.browser.people import DESK, PHONE, Person

pytestmark = pytest.mark.browser

ADA = local_owner("Ada")
WHYS = (
    "One runner was ordered for a pilot",
    "The pilot became the product",
    "Nobody owned the runners",
    "Their cost stood in no budget",
    "The budget was made before the plan",
)


@pytest.fixture(scope="module")
def server(start: Start, small_file: Path) -> Iterator[Server]:
    with start(small_file) as running:
        yield running


class Meeting:
    """A retrospective from the first click on, with a leader and two others."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.leader = Person(browser, address, DESK)
        self.ann = Person(browser, address, PHONE)
        self.bob = Person(browser, address, PHONE)

    def open(self) -> None:
        """Start it on the page, and let the others join by its code."""
        leader = self.leader.open("retrospective?project=PAY")
        leader.press("New retrospective")
        leader.field("What do you look back on?").fill("Release 2")
        leader.press("Start").sees("Join with the code")
        link = leader.page.get_by_role("link", name="Open the board")
        code = str(link.get_attribute("href")).rpartition("=")[2]
        leader.open(f"board?code={code}").sees("Check in")
        for person in (self.ann, self.bob):
            person.open("board?as=participant")
            person.field("Code").fill(f"{code[:3].lower()} {code[3:].lower()}")
            person.press("Join").sees("no author is stored").press("Take part")
            person.sees("how do you arrive")
            assert person.wider == 0
        leader.sees("two people are here")

    def write(self) -> None:
        """Write in private: nothing of a card reaches another browser."""
        leader, ann, bob = self.leader, self.ann, self.bob
        for phase in ("Last time", "Evidence", "Write"):
            leader.press(f"Next: {phase}")
        ann.sees("one thought a card").write("Builds wait forty minutes")
        bob.sees("one card of another person, hidden")
        leader.sees("One card is written")
        assert ann.was_sent("Builds wait forty minutes")
        for other in (bob, leader):
            assert not other.was_sent("Builds wait forty minutes")
            assert "forty minutes" not in other.page.content()
        ann.page.reload()
        ann.sees("Builds wait forty minutes")
        bob.write("The builds wait forty minutes or more")

    def reveal(self) -> None:
        """Go on while somebody types: the half sentence is left alone."""
        leader, ann, bob = self.leader, self.ann, self.bob
        bob.field("Your card").press_sequentially("Half a sen", delay=20)
        ann.choose("Stop")
        expect(ann.field("Your card")).to_have_attribute(
            "placeholder", "What should we no longer do?"
        )
        ann.write("Standup drags on")
        leader.sees("Three cards are written").press("Next: Group")
        ann.sees("The builds wait forty minutes or more")
        bob.sees("Writing is over")
        expect(bob.field("Your card")).to_have_value("Half a sen")
        assert leader.was_sent("Standup drags on")

    def group(self) -> None:
        """Accept what is suggested, undo it, accept it again; move a card by hand."""
        leader = self.leader.press("Suggest groups").press("Group them")
        leader.press("Undo the last group")
        expect(leader.button("Undo the last group")).to_have_count(0)
        leader.press("Group them").sees("Undo the last group")
        leader.pick("One card", "Standup drags on").press("Take it off the board")
        expect(self.bob.page.get_by_text("Standup drags on")).to_have_count(0)
        leader.press("Put it back")
        self.bob.sees("Standup drags on")

    def vote(self) -> None:
        """Vote for the topic that was made; take votes back; see sums at the end."""
        leader = self.leader.press("Next: Vote")
        for person in (self.ann, self.bob):
            person.sees("Five of your five votes are left")
            person.dots("builds wait", "●●●").sees("Two of your five votes are left")
        self.ann.dots("Standup", "●●").sees("All five votes are given")
        self.ann.dots("Standup", "●●").sees("Two of your five votes are left")
        assert self.ann.wider == 0
        leader.press("Close the vote")
        self.ann.sees("●●●●●●").sees("The vote is closed")

    def discuss(self) -> None:
        """Talk about it for five minutes, and ask five times why."""
        leader, ann = self.leader, self.ann
        leader.press("Next: Discuss").press("Next topic")
        leader.press("Time").page.get_by_text("5 min", exact=True).click()
        ann.sees("4:5")
        leader.field("What is said").fill("Six teams share one runner")
        leader.press("Note it")
        ann.sees("Six teams share one runner").sees("Shall we go on")
        expect(leader.field("What is said")).to_have_value("")
        for nth, why in enumerate(WHYS, start=1):
            leader.field(f"Why? {nth} of 5").fill(why)
            leader.press("Add the why")
            ann.sees(why)

    def decide(self) -> None:
        """Agree on an action, and keep a lesson."""
        leader, bob = self.leader, self.bob
        leader.press("Next: Commit").field("Action").fill("Rent two runners")
        leader.field("Owner").fill("Elif")
        leader.press("Agree the action")
        bob.sees("Rent two runners")
        leader.press("Next: Lessons")
        leader.field("Lesson, in one line").fill("Own your runners")
        leader.field("Do").fill("Rent runners of your own")
        leader.field("Words in a plan that call it up").fill("runner")
        leader.press("Keep the lesson")
        bob.sees("Own your runners")

    def close(self) -> None:
        """Close it: everybody sees what came of it."""
        self.leader.press("Next: Close")
        self.bob.sees("worth your time").choose("4")
        self.leader.press("Close the board").press("Close it now")
        for person in (self.ann, self.bob):
            person.sees("thank you for taking part").sees("Rent two runners")
            assert person.wider == 0

    def plan_again(self, server: Server) -> None:
        """Plan another project: what was learned is offered among its risks."""
        with server.store() as store:
            create_project(store, "NEXT", {"title": "Build farm"}, actor=ADA)
            activity = Add("activities", {"title": "Set up the runners"})
            commit(store, "NEXT", [activity], actor=ADA)
        self.leader.open("risks?project=NEXT").press("1 lesson from other projects")
        self.leader.sees("Own your runners").sees("Rent runners of your own")


def test_a_retrospective_from_the_first_click_to_the_lesson(
    server: Server, browser: Browser
) -> None:
    meeting = Meeting(browser, server.address)
    meeting.open()
    meeting.write()
    meeting.reveal()
    meeting.group()
    meeting.vote()
    meeting.discuss()
    meeting.decide()
    meeting.close()
    meeting.plan_again(server)
    project = server.project("PAY")
    assert len(project[CARDS]) == 3
    assert [t.votes for t in project[TOPICS].entries] == [6]
    assert project[TOPICS].entries[0].whys.splitlines() == list(WHYS)
    assert [(a.title, a.retrospective) for a in project[ACTIONS].entries] == [
        ("Rent two runners", 1)
    ]
    assert project[LESSONS].entries[-1].title == "Own your runners"
    assert project[RETROSPECTIVES].entries[0].participants == 2
