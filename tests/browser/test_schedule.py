"""The schedule page in a real browser: a tall chart, a plan made and edited."""

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser, Locator

from core.access import local_owner
from core.edits import Add
from core.registers.catalog import ACTIVITIES, DEPENDENCIES
from data.store import commit, create_project, open_store
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


# First: it lets a compiler begin beside the server, which is to end before the server.
def crowd() -> list[Add]:
    """A plan that no search proves best at once: 90 activities of five people."""
    lots = Random(7)  # noqa: S311 - the same plan each time
    people = [Add("resources", {"title": f"Person {n}"}) for n in range(1, 6)]
    edits = list(people)
    for number in range(1, 91):
        length = f"{lots.randint(1, 9)}d"
        edits.append(Add("activities", {"title": f"Work {number}", "duration": length}))
        for person in lots.sample(range(1, 6), 2):
            units = lots.choice((40, 60, 70, 100))
            values = {"activity": number, "resource": person, "units": units}
            edits.append(Add("assignments", values))
        for before in lots.sample(range(1, number), min(2, number - 1)):
            values = {"predecessor": before, "successor": number}
            edits.append(Add("dependencies", values))
    return edits


def test_a_search_tells_how_far_it_is_and_stops_with_the_best(
    browser: Browser, server: Server
) -> None:
    store = open_store(server.database)
    create_project(store, "CROWD", {"title": "Crowd"}, actor=local_owner())
    commit(store, "CROWD", crowd(), actor=local_owner())
    store.close()
    with browser.new_context(viewport={"width": 1440, "height": 960}) as context:
        desk = Tab(context, server.address).open("schedule?project=CROWD")
        desk.page.get_by_role("tab", name="Resources").click()
        desk.settle()
        seconds = desk.page.get_by_label("Seconds to search")
        seconds.fill("200")
        seconds.press("Tab")
        desk.settle()
        desk.page.get_by_role("button", name="Level resources").click()
        assert desk.shows("Best finish so far")
        assert desk.shows("from the best possible")
        assert desk.shows("of 200 s")
        desk.page.get_by_role("button", name="Stop and keep the best").click()
        assert desk.shows("Save the proposal")
        assert desk.shows("from the best possible.")
        desk.settle().press("Discard all")
        assert desk.faults == []


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


@pytest.fixture
def desk(browser: Browser, server: Server) -> Iterator[Tab]:
    """A tab at a project of its own, YARD, without an entry."""
    store = open_store(server.database)
    create_project(store, "YARD", {"title": "Ship yard"}, actor=local_owner())
    store.close()
    context = browser.new_context(viewport={"width": 1440, "height": 960})
    opened = Tab(context, server.address)
    yield opened
    context.close()
    assert opened.faults == []


def links(server: Server) -> list[tuple[int, int, str]]:
    entries = server.project("YARD")[DEPENDENCIES].entries
    return [(e.predecessor, e.successor, e.lag) for e in entries]


def names_and_bars(tab: Tab) -> tuple[int, str]:
    """How many names stand beside the chart, and where its bars are drawn."""
    chart = tab.page.locator(".js-plotly-plot").first
    chart.locator(".y2tick").first.wait_for()
    paths = chart.locator(".barlayer path").evaluate_all(
        "paths => paths.map(path => path.getAttribute('d')).join()"
    )
    return chart.locator(".y2tick").count(), str(paths)


def test_a_plan_is_made_linked_changed_baselined_and_taken_back(
    desk: Tab, server: Server
) -> None:
    desk.open("schedule?project=YARD").press("New activity").press("New activity")
    desk.type_at("Activity", 0, "Lay the keel").type_at("Duration", 0, "5d")
    desk.type_at("Activity", 1, "Build the hull").type_at("Duration", 1, "10d")
    before = names_and_bars(desk)
    desk.type_at("Predecessors", 1, "new 1FS+1d")
    assert names_and_bars(desk)[0] == before[0] == 2
    assert names_and_bars(desk)[1] != before[1]  # the second bar moved
    assert desk.shows("Three entries wait to be saved.")
    desk.press("Save three entries", told="Saved three entries")
    assert links(server) == [(1, 2, "1d")]

    desk.type_at("Duration", 0, "8d")
    assert desk.shows("Saved, the project would finish on")
    assert desk.shows("two activities move")
    desk.press("Save one entry", told="Saved one entry")

    desk.page.get_by_role("tab", name="Baselines").click()
    desk.settle().press("Take a baseline now", told="keeps two activities")
    desk.page.get_by_role("tab", name="Activities").click()
    desk.settle().type_at("Duration", 1, "13d").press(
        "Save one entry", told="Saved one entry"
    )
    desk.page.get_by_role("tab", name="Baselines").click()
    desk.settle()
    assert desk.has_cell(re.compile(r"^3$"))

    desk.go("History").press("Undo", told="is taken back by")
    second = server.project("YARD")[ACTIVITIES].records[2].entry
    assert second.duration == "10d"
