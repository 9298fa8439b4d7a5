"""A server that is shared: the owner has a way in, everybody else sees boards alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from data.serving import TOKEN
from tests.browser.conftest import Start
from tests.browser.tab import Tab

pytestmark = pytest.mark.browser

WAY_IN = "enter?token=once"
PAGES = ("", "overview", "risks?project=PAY&entry=R-003", "settings", "history")


@pytest.fixture
def somebody(
    browser: Browser, start: Start, small_file: Path
) -> Iterator[Callable[[], Tab]]:
    """Sit down at another browser, at a new server that is shared."""
    sat = []
    with start(small_file, LINCHPIN_SHARE="true", **{TOKEN: "once"}) as server:

        def sit() -> Tab:
            sat.append(browser.new_context())
            return Tab(sat[-1], server.address)

        yield sit
        for context in sat:
            context.close()


def status(tab: Tab, path: str) -> int:
    answer = tab.page.goto(f"{tab.address}/{path}")
    assert answer
    return answer.status


def test_a_guest_sees_no_page_whatever_the_address(
    somebody: Callable[[], Tab],
) -> None:
    guest = somebody()
    for page in PAGES:
        guest.open(page)
        text = guest.page.inner_text("body")
        assert "code" in text
        assert "Payments" not in text
        assert "Risk 3" not in text
        assert guest.page.get_by_test_id("stSidebarNavLink").count() == 0


def test_the_owner_comes_in_once_and_stays(somebody: Callable[[], Tab]) -> None:
    owner, guest = somebody(), somebody()
    assert status(guest, "enter?token=guessed") == 403
    owner.open(WAY_IN)
    owner.open("risks?project=PAY")
    assert owner.title == "Risks"
    assert status(guest, WAY_IN) == 403
    guest.open("risks?project=PAY")
    assert guest.page.get_by_test_id("stSidebarNavLink").count() == 0
