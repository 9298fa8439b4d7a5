"""Whole ways through the application in a real browser."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from core.registers.catalog import RISKS
from tests.browser.conftest import SECONDS, Server, Start
from tests.browser.tab import Tab

pytestmark = pytest.mark.browser

CSV = (
    "Event;Likelihood;Impact;Owner\n"
    "Crane late;4;3;Ann\n"
    "Berth silts up;2;5;Bo\n"
    "Permit refused;1;4;\n"
)


@pytest.fixture(scope="module")
def server(start: Start, small_file: Path) -> Iterator[Server]:
    with start(small_file) as started:
        yield started


@pytest.fixture
def tab(browser: Browser, server: Server) -> Iterator[Tab]:
    context = browser.new_context(viewport={"width": 1440, "height": 960})
    opened = Tab(context, server.address)
    yield opened
    context.close()
    assert opened.faults == []


def titles(server: Server, key: str) -> list[str]:
    return [entry.title for entry in server.project(key)[RISKS].entries]


def becomes(server: Server, key: str, expected: list[str]) -> bool:
    """Whether a project's risks come to have these titles, waiting for a save."""
    end = time.monotonic() + SECONDS
    while (found := titles(server, key)) != expected and time.monotonic() < end:
        time.sleep(0.1)
    return found == expected


def test_a_new_project_an_import_an_edit_a_reload_and_an_undo(
    tab: Tab, server: Server, tmp_path: Path
) -> None:
    file = tmp_path / "risks.csv"
    file.write_text(CSV, encoding="utf-8")
    tab.open("portfolio").press("New project")
    tab.fill("Name", "Harbour crane").fill("Key", "CRANE").press("Start the project")
    assert tab.shows("Harbour crane")
    assert "project=CRANE" in tab.page.url

    tab.go("Import and export")
    tab.page.locator("input[type=file]").set_input_files(file)
    assert tab.shows("three entries to add")
    tab.settle().press("Import", told="Imported into")
    assert becomes(server, "CRANE", ["Crane late", "Berth silts up", "Permit refused"])

    tab.go("Risks").type_title("risks", 1, "Berth silted up")
    assert tab.shows("One entry waits to be saved.")
    tab.press("Save one entry")
    assert becomes(server, "CRANE", ["Crane late", "Berth silted up", "Permit refused"])

    tab.reload()
    assert tab.lacks("waits to be saved")
    assert tab.has_cell("Berth silted up")

    tab.go("History").press("Undo", told="is taken back by")
    assert becomes(server, "CRANE", ["Crane late", "Berth silts up", "Permit refused"])


def test_edits_that_were_not_saved_are_offered_after_a_reload(
    tab: Tab, server: Server
) -> None:
    before = titles(server, "PAY")
    tab.open("risks?project=PAY").type_title("risks", 3, "Not lost")
    assert tab.shows("One entry waits to be saved.")
    tab.reload()
    assert tab.lacks("waits to be saved")
    tab.press("Continue them")
    assert tab.shows("One entry waits to be saved.")
    assert titles(server, "PAY") == before
    tab.press("Save one entry")
    assert becomes(server, "PAY", [*before[:3], "Not lost", *before[4:]])


def test_several_edits_and_a_new_row_are_saved_at_once(
    tab: Tab, server: Server
) -> None:
    tab.open("risks?project=IDP").type_title("risks", 0, "First typed")
    tab.press("New risk").type_title("risks", 0, "Added")
    assert tab.shows("Two entries wait to be saved.")
    tab.go("Lessons").go("Risks")
    tab.press("Save two entries")
    assert becomes(server, "IDP", ["First typed", "Added"])


def test_of_two_people_at_one_risk_the_second_sees_both_texts_and_chooses(
    tab: Tab, browser: Browser, server: Server
) -> None:
    first, _, *rest = titles(server, "PAY")
    tab.open("risks?project=PAY").type_title("risks", 1, "Mine")
    with browser.new_context(viewport={"width": 1440, "height": 960}) as context:
        other = Tab(context, server.address).open("risks?project=PAY")
        other.type_title("risks", 1, "Theirs").press("Save one entry")
        assert becomes(server, "PAY", [first, "Theirs", *rest])
    tab.press("Save one entry")
    assert tab.shows("Somebody else changed one field that you edited")
    assert tab.shows("Mine: Mine")
    assert tab.shows("Theirs: Theirs")
    assert titles(server, "PAY") == [first, "Theirs", *rest]
    tab.press("Keep mine").press("Save one entry")
    assert becomes(server, "PAY", [first, "Mine", *rest])


def test_ctrl_k_finds_an_entry_and_opens_it(tab: Tab) -> None:
    tab.open("?project=PAY")
    tab.page.keyboard.press("Control+k")
    words = tab.page.get_by_role("dialog").locator("input")
    words.wait_for()
    words.press_sequentially("rent", delay=30)
    link = tab.page.get_by_role("dialog").get_by_role("link").first
    link.wait_for()
    assert str(link.get_attribute("href")).endswith("/risks?project=PAY&entry=M-001")


def test_a_pasted_unknown_word_is_kept_listed_and_corrected(
    tab: Tab, server: Server
) -> None:
    tab.open("risks?project=PAY").paste_at("Status", 1, "Occurred\nsleeping")
    assert tab.shows("One problem to correct before two entries can be saved.")
    assert tab.shows("one of: open, occurred, closed")
    assert (tab.cell("Status", 1), tab.cell("Status", 2)) == ("occurred", "sleeping")
    tab.paste_at("Status", 2, "closed")
    assert tab.shows("Two entries wait to be saved.")
    tab.press("Save two entries", told="Saved two entries")
    found = [entry.status.value for entry in server.project("PAY")[RISKS].entries]
    assert found[1:3] == ["occurred", "closed"]


def test_a_paste_into_a_grid_that_the_reader_sorted_meets_its_rows(tab: Tab) -> None:
    tab.open("risks?project=PAY").sort_down("Event")
    shown = [tab.cell("Ref", row) for row in range(3)]
    tab.paste_at("Status", 1, "sleeping\nsnoring")
    assert tab.shows("Two problems to correct before two entries can be saved.")
    assert shown == sorted(shown, reverse=True)
    listed = tab.page.get_by_test_id("stTable").inner_text().replace("\u2011", "-")
    said = " ".join(listed.split())
    assert f"{shown[1]} Status sleeping" in said
    assert f"{shown[2]} Status snoring" in said
    tab.press("Discard")


def test_a_grid_that_is_drawn_anew_after_a_paste_stays_where_it_was_scrolled(
    tab: Tab,
) -> None:
    scrolled = "document.querySelector('.dvn-scroller').scrollLeft"
    tab.open("risks?project=PAY").paste_at("Status", 1, "open")
    tab.page.mouse.wheel(110, 0)
    assert tab.settle().page.evaluate(scrolled) == 110
    tab.page.evaluate("navigator.clipboard.writeText('sleeping')")
    tab.page.keyboard.press("Control+v")
    assert tab.shows("One problem to correct before one entry can be saved.")
    tab.page.wait_for_function(f"() => {scrolled} === 110")
    tab.press("Discard")


def test_numbers_dates_and_rows_that_the_grid_cannot_take_are_kept_too(
    tab: Tab, server: Server
) -> None:
    many = len(titles(server, "PAY"))
    text = "open\tmuch\t3\nopen\t2\t1\n"
    tab.open("risks?project=PAY").paste_at("Status", many - 1, text)
    assert tab.has_cell("new 1")
    assert tab.shows("Two problems to correct")
    tab.press("Discard")
    assert len(titles(server, "PAY")) == many


def test_what_is_saved_or_archived_in_the_drawer_closes_it_and_is_told(
    tab: Tab, server: Server
) -> None:
    tab.open("risks?project=PAY&entry=R-004")
    drawer = tab.page.get_by_role("dialog")
    drawer.get_by_role("textbox", name="Owner").fill("Dee")
    drawer.get_by_role("textbox", name="Owner").press("Tab")
    tab.settle().press("Save this entry", told="Saved R-004 as revision")
    drawer.wait_for(state="detached")
    assert "entry=" not in tab.page.url
    assert server.project("PAY")[RISKS].records[4].entry.owner == "Dee"
    tab.open("risks?project=PAY&entry=R-004")
    assert drawer.get_by_role("textbox", name="Owner").input_value() == "Dee"
    tab.press("Archive", told="Archived R-004.")
    assert "entry=" not in tab.page.url
    tab.open("risks?project=PAY&entry=R-004").press("Restore", told="Restored R-004.")
    assert not server.project("PAY")[RISKS].records[4].archived


def test_a_search_hit_leads_to_its_entry_on_the_tab_of_its_register(tab: Tab) -> None:
    tab.open("?project=PAY").page.keyboard.press("Control+k")
    dialog = tab.page.get_by_role("dialog")
    dialog.locator("input").press_sequentially("rent", delay=30)
    with tab.page.context.expect_page() as opened:
        dialog.get_by_role("link").first.click()
    hit = opened.value
    hit.get_by_role("dialog").get_by_text("M-001").first.wait_for()
    assert hit.get_by_role("tab", name="Mitigations").get_attribute(
        "aria-selected"
    ) == ("true")
