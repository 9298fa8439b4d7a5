"""An address that somebody was sent opens what it names, also on a new server."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Start
from tests.browser.tab import Tab

pytestmark = pytest.mark.browser

DAY = (datetime.now(UTC) - timedelta(days=120)).date().isoformat()


@pytest.fixture
def tab(browser: Browser, start: Start, small_file: Path) -> Iterator[Tab]:
    """A tab whose first request is the very first one of a new server."""
    context = browser.new_context(viewport={"width": 1440, "height": 960})
    with start(small_file) as server:
        opened = Tab(context, server.address)
        yield opened
    context.close()


def test_the_first_address_opens_project_day_and_entry(tab: Tab) -> None:
    tab.open(f"risks?project=PAY&entry=R-003&as_of={DAY}")
    assert tab.title == "Risks"
    assert tab.shows("Back to today")
    assert tab.page.get_by_role("dialog").get_by_text("Risk 3").count()
    assert tab.lacks("New risk")
    assert tab.page.get_by_test_id("stSidebarNavLink").count() > 5
    assert f"as_of={DAY}" in tab.page.url
    assert "entry=R-003" in tab.page.url
    tab.page.keyboard.press("Escape")
    tab.settle().press("Back to today")
    assert tab.shows("New risk")
    assert "as_of" not in tab.page.url
    assert tab.faults == []


def test_the_first_address_may_be_any_page(tab: Tab) -> None:
    tab.open("settings?project=IDP")
    assert tab.title == "Settings"
    assert tab.shows("Identity is judged by the default rules")
    tab.go("Lessons")
    assert "project=IDP" in tab.page.url
    assert tab.faults == []


def test_the_first_page_has_an_address_of_its_own_name_too(tab: Tab) -> None:
    tab.open("overview?project=IDP")
    assert tab.shows("Identity")
    assert tab.page.get_by_role("dialog").count() == 0  # "Page not found"
    assert tab.page.url.endswith("/?project=IDP")
    assert tab.faults == []


def test_the_first_visitor_sees_the_sidebar_as_wide_as_all_others(tab: Tab) -> None:
    tab.open("")
    assert tab.page.get_by_test_id("stSidebarNavLink").count() > 5
    box = tab.page.get_by_test_id("stSidebar").bounding_box()
    assert box
    assert box["width"] == 232
