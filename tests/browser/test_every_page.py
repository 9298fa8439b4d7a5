"""Every page on a phone, light and dark: nothing is cut off, nothing fails."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import ROOT, Server, Start
from tests.browser.tab import Tab

pytestmark = pytest.mark.browser

FIRST = "overview"  # the page of the address without a page
PAGES = sorted(file.stem for file in (ROOT / "pages").glob("*.py"))


@pytest.fixture(scope="module")
def server(start: Start, sample_file: Path) -> Iterator[Server]:
    with start(sample_file) as started:
        yield started


@pytest.fixture(scope="module", params=["light", "dark"])
def phone(
    request: pytest.FixtureRequest, browser: Browser, server: Server
) -> Iterator[Tab]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        color_scheme=request.param,
        is_mobile=True,
        has_touch=True,
    )
    yield Tab(context, server.address)
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_phone_and_reports_no_fault(phone: Tab, name: str) -> None:
    phone.faults.clear()
    phone.open(f"{'' if name == FIRST else name}?project=PAY")
    assert phone.title
    assert phone.page.get_by_test_id("stException").count() == 0
    assert phone.wider <= 2
    assert phone.faults == []
