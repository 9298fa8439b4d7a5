"""A browser tab at the running application."""

import re
from contextlib import suppress
from typing import Self

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page
from playwright.sync_api import TimeoutError as TooLateError

from core.registers.catalog import BY_KEY

MILLISECONDS = 30_000
TRIES = 20
STILL = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app && app.getAttribute('data-test-script-state') === 'notRunning'
    && !document.querySelector('[data-testid="stSkeleton"]')
    && !document.querySelector('[data-stale="true"]');
}"""
WIDER = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  return Math.max(main.scrollWidth - main.clientWidth,
    document.documentElement.scrollWidth - document.documentElement.clientWidth);
}"""
HEADER, ROW, REFERENCE, MARK = 35, 32, 78, 34  # px of the grid, as pages/_ui sets them
COMPUTED = 120
PASTED = 1_500  # ms until the script beside a grid has told of a paste
SORTED = "↑↓ "  # before the header by which a grid is sorted
WIDTHS = {
    "Ref": REFERENCE,
    "": MARK,
    "Now → residual": COMPUTED,
    "Event": 290,
    "Status": 132,
    "WBS": 112,
    "Activity": 290,
    "Duration": 104,
    "Predecessors": 150,
}


class Tab:
    """What a person does in a tab, each time until the page is still again."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.page.set_default_timeout(MILLISECONDS)
        self.faults: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.address = address

    def open(self, path: str) -> Self:
        """Open an address."""
        self.page.goto(f"{self.address}/{path}")
        return self.settle()

    def reload(self) -> Self:
        self.page.reload()
        return self.settle()

    def settle(self) -> Self:
        """Wait until the script has run and nothing on the page is stale."""
        self.page.wait_for_timeout(250)
        self.page.wait_for_function(STILL)
        self.page.wait_for_timeout(100)
        return self

    def go(self, title: str) -> Self:
        """Go to a page by its link at the left."""
        links = self.page.get_by_test_id("stSidebarNavLink")
        heading = self.page.get_by_role("heading", name=title, level=1)
        for _ in range(3):  # a click on a page that is still moving may miss
            links.filter(has_text=title).first.click()
            with suppress(TooLateError):
                heading.wait_for(timeout=MILLISECONDS / 3)
                return self.settle()
        raise AssertionError(f"The page {title} did not come.")

    def press(self, name: str, told: str = "") -> Self:
        """Press a button by the start of its label; wait for what is told of it.

        A toast is gone after four seconds, on a busy machine before the page is still.
        """
        starts = re.compile(f"^{re.escape(name)}")
        label = self.page.get_by_test_id("stMarkdownContainer").filter(has_text=starts)
        self.page.locator("button").filter(has=label).first.click()
        if told:
            self.shows(told)
        return self.settle()

    def fill(self, label: str, text: str) -> Self:
        box = self.page.get_by_role("textbox", name=label, exact=True).first
        box.fill(text)
        box.press("Tab")
        return self.settle()

    def type_title(self, register: str, row: int, text: str) -> Self:
        """Type over the title in a row of a register's grid, as on a keyboard."""
        level = COMPUTED if register == "risks" else 0
        name = f"{BY_KEY[register].title}, editable"
        grid = self.page.locator(
            f'[data-testid="stDataFrame"]:has([aria-label="{name}"])'
        )
        left = REFERENCE + MARK + level + 60
        self._open_cell(grid.first, left, HEADER + ROW * (row + 0.5))
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text, delay=30)
        self.page.keyboard.press("Enter")
        return self.settle()

    def paste_at(self, header: str, row: int, text: str) -> Self:
        """Click a cell of the page's first grid and paste a text, as on a keyboard."""
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        grid = self._grid(header)
        headers = grid.locator("th").all_text_contents()
        column = headers.index(header)
        left = sum(WIDTHS[h.lstrip(SORTED)] for h in headers[:column]) + 20
        cell = grid.locator(f"#glide-cell-{column}-{row}[aria-selected=true]")
        for _ in range(TRIES):
            grid.scroll_into_view_if_needed()
            box = grid.bounding_box()
            assert box
            top = HEADER + ROW * (row + 0.5)
            self.page.mouse.click(box["x"] + left, box["y"] + top)
            self.page.wait_for_timeout(1_000)
            if cell.count():
                break
        self.page.keyboard.press("Control+v")
        self.page.wait_for_timeout(PASTED)
        return self.settle()

    def type_at(self, header: str, row: int, text: str) -> Self:
        """Type into a cell of the page's first grid, as on a keyboard."""
        grid = self._grid(header)
        headers = grid.locator("th").all_text_contents()
        left = sum(WIDTHS[h] for h in headers[: headers.index(header)]) + 30
        self._open_cell(grid, left, HEADER + ROW * (row + 0.5))
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text, delay=20)
        self.page.keyboard.press("Enter")
        return self.settle()

    def cell(self, header: str, row: int) -> str:
        """Return what a cell of the page's first grid shows."""
        grid = self._grid(header)
        column = grid.locator("th").all_text_contents().index(header)
        return grid.locator(f"#glide-cell-{column}-{row}").inner_text()

    def sort_down(self, header: str) -> Self:
        """Click a header of the page's first grid twice: the last comes first."""
        grid = self._grid(header)
        headers = grid.locator("th").all_text_contents()
        box = grid.bounding_box()
        assert box
        left = box["x"] + sum(WIDTHS[h] for h in headers[: headers.index(header)]) + 60
        for arrow in "↑↓":
            self.page.mouse.click(left, box["y"] + HEADER / 2)
            sorted_by = grid.locator("th").filter(has_text=f"{arrow} {header}")
            sorted_by.wait_for(state="attached")
        return self.settle()

    def _grid(self, header: str) -> Locator:
        """Return the page's first grid, once it shows the column with this header."""
        grid = self.page.get_by_test_id("stDataFrame").first
        grid.scroll_into_view_if_needed()
        grid.locator("th").get_by_text(header, exact=True).wait_for(state="attached")
        return grid

    def _open_cell(self, grid: Locator, left: float, top: float) -> None:
        """Double-click a cell; again where the grid was drawn anew meanwhile."""
        editor = self.page.locator(".gdg-input")
        for _ in range(TRIES):
            grid.scroll_into_view_if_needed()
            box = grid.bounding_box()
            assert box
            self.page.mouse.dblclick(box["x"] + left, box["y"] + top)
            self.page.wait_for_timeout(300)
            if editor.count():
                return
        raise AssertionError("the cell did not open for typing")

    def has_cell(self, text: str | re.Pattern[str]) -> bool:
        """Whether a grid has a cell with a text, waiting for it.

        A number's text is the number, however it is shown.
        """
        cell = self.page.locator("[role=gridcell]").filter(has_text=text)
        cell.first.wait_for(state="attached")
        return True

    def shows(self, text: str) -> bool:
        """Whether a text stands on the page, waiting for it."""
        self.page.get_by_text(text).first.wait_for()
        return True

    def lacks(self, text: str) -> bool:
        """Whether a text stands nowhere on the page as it is."""
        return self.page.get_by_text(text).count() == 0

    @property
    def title(self) -> str:
        return self.page.get_by_role("heading", level=1).first.inner_text()

    @property
    def wider(self) -> int:
        """By how many pixels the page is wider than the screen."""
        wider: int = self.page.evaluate(WIDER)
        return wider

    def _heard(self, message: ConsoleMessage) -> None:
        # Streamlit looks in a page's own folder before the root: not the app's 404
        if message.type == "error" and "404 (Not Found)" not in message.text:
            self.faults.append(message.text)
