"""The risks page in a real browser, as somebody who manages risks goes through it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator

from core.registers.catalog import ISSUES, MITIGATIONS, RISKS, SIMULATION_RUNS
from core.registers.risks import RiskStatus
from tests.browser.conftest import Server, Start
from tests.browser.tab import Tab

pytestmark = pytest.mark.browser

KEY = "PAY"
PATIENCE = 180_000  # ms
ANSWER = "% confidence it is finished by"


@pytest.fixture(scope="module")
def server(start: Start, sample_file: Path) -> Iterator[Server]:
    with start(sample_file) as started:
        yield started


@pytest.fixture
def desk(browser: Browser, server: Server) -> Iterator[Tab]:
    with browser.new_context(viewport={"width": 1440, "height": 1100}) as context:
        opened = Tab(context, server.address)
        yield opened
        assert opened.faults == []


def turn(tab: Tab, name: str) -> Tab:
    tab.page.get_by_role("tab", name=name, exact=True).click()
    return tab.settle()


def wait_for(tab: Tab, text: str) -> Tab:
    """Wait for what is computed: the first trials of a machine take half a minute."""
    tab.page.get_by_text(text).first.wait_for(timeout=PATIENCE)
    return tab.settle()


def drawer(tab: Tab) -> Locator:
    return tab.page.get_by_role("dialog")


def test_a_cell_of_the_matrix_filters_the_grid_in_which_a_risk_is_edited(
    desk: Tab, server: Server
) -> None:
    desk.open(f"risks?project={KEY}")
    # Forced: Plotly lays a sheet over what it draws, and finds out what was meant.
    reference = desk.page.locator(".js-plotly-plot text").get_by_text("05", exact=True)
    reference.click(force=True)
    desk.settle()
    assert desk.shows("Threats with likelihood 4 and impact 4")
    assert desk.has_cell("R-005")
    assert desk.page.locator("[role=gridcell]").get_by_text("R-001").count() == 0
    desk.type_title("risks", 0, "A cut-over takes a whole night")
    desk.press("Save one entry")
    saved = server.project(KEY)[RISKS].records[5].entry
    assert saved.title == "A cut-over takes a whole night"


def test_a_risk_of_the_library_is_found_ticked_and_added(
    desk: Tab, server: Server
) -> None:
    before = server.project(KEY)[RISKS].last_number
    turn(desk.open(f"risks?project={KEY}"), "Library")
    search = desk.page.get_by_label("Search the library")
    search.fill("vendor locked")
    search.press("Enter")
    desk.settle()
    assert desk.has_cell("We are locked in to one vendor")
    grid = desk.page.get_by_test_id("stDataFrame").first
    grid.click(position={"x": 18, "y": 50})
    desk.settle()
    desk.press("Add one risk", told="One risk was added with")
    project = server.project(KEY)
    (added,) = [r for r in project[RISKS].live if r.number > before]
    assert added.entry.title == "We are locked in to one vendor"
    assert any(m.risk == added.number for m in project[MITIGATIONS].entries)


def test_what_can_be_promised_is_answered_explained_and_kept(
    desk: Tab, server: Server
) -> None:
    turn(desk.open(f"risks?project={KEY}"), "Promise")
    assert desk.shows("What can we promise?")
    desk.page.get_by_role("button", name="Run 10,000 trials").click()
    wait_for(desk, f"With 80 {ANSWER}")
    desk.page.get_by_role("slider").press("ArrowRight")
    desk.settle()
    assert desk.shows(f"With 85 {ANSWER}")
    assert desk.shows("Contingency needed")
    desk.page.get_by_role("tab", name="Why").click()
    wait_for(desk, "moves the finish most")
    assert desk.shows("moves the cost most")
    desk.page.get_by_role("tab", name="What helps").click()
    wait_for(desk, "in money or in time")
    turn(desk, "Keep")
    desk.page.get_by_role("button", name="Keep this answer").click()
    wait_for(desk, "the project has not changed since")
    run = server.project(KEY)[SIMULATION_RUNS].live[-1].entry
    assert (run.confidence, run.seed, run.trials) == (85, 1, 10_000)


def test_a_risk_that_happens_becomes_an_issue_that_leads_back_to_it(
    desk: Tab, server: Server
) -> None:
    before = server.project(KEY)
    desk.open(f"risks?project={KEY}&entry=R-006")
    drawer(desk).get_by_role("button", name="How it ended").click()
    desk.settle()
    desk.fill("Cost (EUR)", "a lot")
    desk.press("It happened")
    assert desk.shows("“a lot” is not a cost. Allowed:")
    assert server.project(KEY).revision == before.revision
    desk.page.get_by_label("What happened, or why it no longer can").fill("Two left")
    desk.fill("Cost (EUR)", "12.500,50 €")
    desk.press("It happened")
    number = before[ISSUES].last_number + 1
    assert desk.shows(f"R-006 happened and became I-{number:03d}")
    after = server.project(KEY)
    risk = after[RISKS].records[6].entry
    assert risk.status is RiskStatus.OCCURRED
    assert str(risk.actual_cost) == "12500.50"
    desk.open(f"log?project={KEY}&entry=I-{number:03d}")
    drawer(desk).get_by_role("link", name="R\u2011006").wait_for()
    assert "Two left" in after[ISSUES].records[number].entry.description
