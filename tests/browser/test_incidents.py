"""An incident in a real browser: written down, explained, answered, handed on."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator

from core.registers.catalog import ACTIONS, CARDS, LESSONS, RETROSPECTIVES, TOPICS
from tests.browser.conftest import Server, Start
from tests.browser.tab import Tab

pytestmark = pytest.mark.browser

KEY = "PAY"
WHYS = "Why did events stop? No client trusts it.\nWhy? They pin its certificate."


@pytest.fixture(scope="module")
def server(start: Start, small_file: Path) -> Iterator[Server]:
    with start(small_file) as started:
        yield started


@pytest.fixture
def desk(browser: Browser, server: Server) -> Iterator[Tab]:
    with browser.new_context(viewport={"width": 1440, "height": 1100}) as context:
        opened = Tab(context, server.address)
        yield opened
        assert opened.faults == []


def drawer(tab: Tab) -> Locator:
    return tab.page.get_by_role("dialog")


def field(tab: Tab, label: str) -> Locator:
    """Find a field of the drawer by the start of its label."""
    starts = re.compile(f"^{re.escape(label)}")
    return drawer(tab).get_by_role("textbox", name=starts)


def write(tab: Tab, button: str, fields: dict[str, str]) -> Tab:
    """Open a drawer by its button and type into its fields, the last one not left."""
    tab.page.get_by_role("button", name=button).click()
    for label, text in fields.items():
        field(tab, label).fill(text)
    return tab


def choose(tab: Tab, label: str, option: str) -> Tab:
    """Choose from a list of the drawer that is open."""
    drawer(tab).get_by_role("combobox", name=label).click()
    tab.page.get_by_role("option", name=option).first.click()
    return tab.settle()


def save(tab: Tab, told: str = "Saved as revision") -> Tab:
    drawer(tab).get_by_role("button", name="Save").click()
    assert tab.shows(told)
    return tab.settle()


def test_an_incident_goes_from_its_first_facts_to_a_lesson(
    desk: Tab, server: Server
) -> None:
    night = datetime.now(UTC).date() - timedelta(days=2)
    morning = night + timedelta(days=1)
    desk.open(f"retrospective?project={KEY}")
    desk.page.get_by_role("tab", name="Incidents").click()
    assert desk.settle().shows("No incident yet")
    write(desk, "New incident", {"What happened?": "Night without events"})
    save(desk, "Severity")  # refused: what was typed stays
    choose(desk, "Severity", "S2")
    field(desk, "Incident began").fill(f"{night} 23:10")
    field(desk, "Resolved").fill(f"{morning} 04:55")
    save(desk)
    assert desk.shows("resolved after 5 h 45 min")

    line = {"When it happened": f"{morning} 01:00", "What happened": "Alert rang"}
    save(write(desk, "Add a line", line))
    assert desk.shows("+1 h 50 min")
    save(write(desk, "Add a cause", {"Cause": "Pinned", "Five whys": WHYS}))
    assert desk.shows("They pin its certificate.")
    save(write(desk, "Agree an action", {"Action": "Renew a month before"}))
    save(write(desk, "Write down a lesson", {"Lesson": "Renew early"}))
    assert desk.shows("Renew early")

    project = server.project(KEY)
    (incident,) = project[RETROSPECTIVES].live
    assert incident.entry.title == "Night without events"
    assert [card.title for card in project[CARDS].entries] == ["Alert rang"]
    assert project[TOPICS].live[-1].entry.title == "Pinned"
    assert project[ACTIONS].live[-1].entry.due == morning + timedelta(14)
    assert project[LESSONS].live[-1].entry.title == "Renew early"
