"""The schedule page in a real browser: a tall chart, a plan made and edited."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator

from tests.browser.conftest import Server, Start
from tests.browser.tab import Tab

pytestmark = pytest.mark.browser

COPY = ".linchpin-dates"
TOP = "element => element.getBoundingClientRect().top"


@pytest.fixture(scope="module")
def server(start: Start, sample_file: Path) -> Iterator[Server]:
    with start(sample_file) as started:
        yield started


@pytest.fixture(params=["desktop", "phone"])
def tab(
    request: pytest.FixtureRequest, browser: Browser, server: Server
) -> Iterator[Tab]:
    on_phone = request.param == "phone"
    context = browser.new_context(
        viewport={"width": 390 if on_phone else 1440, "height": 844},
        is_mobile=on_phone,
        has_touch=on_phone,
    )
    opened = Tab(context, server.address)
    yield opened
    context.close()
    assert opened.faults == []


def frame(tab: Tab) -> Locator:
    return tab.page.locator("[class*=st-key-schedule-scrolled-gantt]")


def test_the_dates_of_a_tall_chart_stay_in_sight(tab: Tab) -> None:
    tab.open("schedule?project=PAY")
    tab.page.get_by_text("All", exact=True).first.click()
    chart = frame(tab)
    chart.locator(".xtick").first.wait_for()
    tab.settle()
    assert chart.locator(COPY).count() == 0
    chart.evaluate("element => element.scrollTo(0, 400)")
    dates = chart.locator(COPY)
    dates.wait_for()
    assert dates.evaluate(TOP) == pytest.approx(chart.evaluate(TOP), abs=1)
    written = chart.locator(".xaxislayer-above").first.text_content()
    assert str(written) in str(dates.text_content())
    assert "Status" in str(dates.text_content())
    chart.evaluate("element => element.scrollTo(0, 0)")
    dates.wait_for(state="detached")


def test_the_dates_that_stay_follow_the_zoom(tab: Tab) -> None:
    tab.open("schedule?project=PAY")
    tab.page.get_by_text("All", exact=True).first.click()
    chart = frame(tab)
    chart.locator(".xtick").first.wait_for()
    tab.settle()
    chart.evaluate("element => element.scrollTo(0, 300)")
    chart.locator(COPY).wait_for()
    before = str(chart.locator(COPY).text_content())
    tab.page.get_by_text("Week", exact=True).first.click()
    tab.page.wait_for_function(
        """before => {
          const copy = document.querySelector('.linchpin-dates')?.textContent;
          const dates = document.querySelector('.xaxislayer-above')?.textContent;
          return copy && copy !== before && copy.includes(dates);
        }""",
        arg=before,
    )
