"""Money in a real browser: a report makes a CPI, a closed month holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from core.access import local_owner
from core.edits import Add
from core.registers.catalog import EXPENSES, PERFORMANCE, SETTINGS
from data.store import commit, create_project, open_store
from tests.browser.conftest import Server, Start
from tests.browser.tab import Tab

pytestmark = pytest.mark.browser

KEY = "HUT"
LINE = {
    "title": "Stone",
    "category": "Walls",
    "amount": 1000,
    "start": "2026-04-01",
    "finish": "2027-03-31",
}
BILL = {
    "title": "Bill",
    "amount": 100,
    "spent_on": "2026-04-10",
    "vendor": "Acme",
    "budget_line": "B-001",
}


@pytest.fixture(scope="module")
def server(start: Start, empty_file: Path) -> Iterator[Server]:
    with start(empty_file) as started:
        store, ada = open_store(started.database), local_owner("Ada")
        create_project(store, KEY, {"title": "Mountain hut"}, actor=ada)
        edits = [Add("budget_lines", LINE), Add("expenses", BILL)]
        commit(store, KEY, edits, actor=ada)
        store.close()
        yield started


@pytest.fixture
def tab(browser: Browser, server: Server) -> Iterator[Tab]:
    context = browser.new_context(viewport={"width": 1440, "height": 1200})
    opened = Tab(context, server.address)
    opened.open(f"budget?project={KEY}")
    yield opened
    context.close()
    assert opened.faults == []


def turn_to(tab: Tab, name: str) -> None:
    tab.page.get_by_role("tab", name=name, exact=True).click()
    tab.settle()


def choose(tab: Tab, label: str, option: str) -> None:
    tab.page.get_by_role("combobox", name=label).click()
    tab.page.get_by_role("option", name=option, exact=True).click()
    tab.settle()


def test_a_performance_report_is_typed_and_makes_a_cpi(
    tab: Tab, server: Server
) -> None:
    turn_to(tab, "Earned value")
    assert tab.shows("No earned value yet")
    tab.press("New performance report")
    tab.paste_at("Report", 0, "May\t2026-05-31\t500\t450\t500")
    assert tab.shows("One entry waits to be saved.")
    tab.press("Save one entry")
    assert tab.shows("We earn 0.90")
    assert tab.page.get_by_test_id("stMetricValue").filter(has_text="0.90").count()
    (report,) = server.project(KEY)[PERFORMANCE].entries
    assert report.earned_value == 450
    assert report.actual_cost == 500


def test_a_closed_month_refuses_an_expense(tab: Tab, server: Server) -> None:
    turn_to(tab, "Actuals")
    tab.press("Close a month")
    choose(tab, "Close up to the end of", "Apr\u00a02026")
    assert tab.shows("One entry, 100")
    tab.press("Close Apr")
    assert tab.shows("The books are closed up to the end of Apr")
    settings = server.project(KEY)[SETTINGS].entries[0]
    assert str(settings.books_closed_until) == "2026-04-30"
    tab.press("New expense")
    tab.paste_at("Expense", 0, "Late bill\t2026-04-20\tinvoice\t70")
    assert tab.shows("is in April 2026, which is closed")
    save = tab.page.get_by_role("button", name="Save one entry")
    assert save.is_disabled()
    tab.press("Discard")
    assert len(server.project(KEY)[EXPENSES].entries) == 1


def test_the_pivot_is_turned(tab: Tab) -> None:
    turn_to(tab, "Control")
    assert tab.has_cell("Walls")
    choose(tab, "Rows", "Vendor")
    assert tab.has_cell("Acme")
    choose(tab, "Columns", "Category")
    headers = tab.page.locator("th")
    headers.get_by_text("Walls").first.wait_for(state="attached")
    assert tab.has_cell("Acme")
