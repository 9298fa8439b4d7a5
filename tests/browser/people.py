"""People at a live board: each at a browser with a cookie of its own."""

from typing import Any, Self

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Locator,
    Page,
    WebSocket,
    expect,
)

from core.retrospective.live import Seat
from data.boards import seat_of
from data.serving import COOKIE

MILLISECONDS = 20_000
ANSWERED = 5_000  # ms until a card that was sent stands among one's own
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 720}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like "
    "Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
}
WIDER = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  return main.scrollWidth - main.clientWidth;
}"""
TOO_SMALL = """() => [...document.querySelectorAll(
    '[data-testid="stMain"] :is(input, textarea, button)')]
  .filter(e => e.offsetParent && e.type !== 'hidden')
  .map(e => [e.tagName, parseFloat(getComputedStyle(e).fontSize),
    e.getBoundingClientRect().height, e.innerText || e.ariaLabel || ''])
  .filter(([tag, font, height]) =>
    tag === 'BUTTON' ? height < 44 : font < 16)
  .map(found => found.join(' '))"""


class Person:
    """One browser with a cookie of its own; keeps all that the server sent it."""

    def __init__(self, browser: Browser, address: str, kind: dict[str, Any]) -> None:
        self._context = browser.new_context(**kind)
        self.page: Page = self._context.new_page()
        self.page.set_default_timeout(MILLISECONDS)
        self.received: list[bytes] = []
        self.faults: list[str] = []
        self.page.on("websocket", self._listen)
        self.page.on("console", self._heard)
        self._address = address

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._keep)

    def _keep(self, frame: str | bytes) -> None:
        self.received.append(frame.encode() if isinstance(frame, str) else frame)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(message.text)

    def was_sent(self, text: str) -> bool:
        """Whether a text was in the traffic to this browser."""
        return any(text.encode() in frame for frame in self.received)

    def knows(self, text: str) -> bool:
        """Whether a text came to this browser, or stands on its page."""
        return self.was_sent(text) or text in self.page.content()

    def cookie(self) -> str:
        """Return the random number that the server knows this browser by."""
        found = {c["name"]: c["value"] for c in self._context.cookies()}
        return found[COOKIE]

    def seat(self, code: str) -> Seat:
        """Return the seat that this browser has at a board."""
        return seat_of(self.cookie(), code)

    def open(self, path: str) -> Self:
        self.page.goto(f"{self._address}/{path}")
        return self

    def join(self, code: str, name: str = "") -> Self:
        """Take part in a board by its address."""
        self.open(f"board?code={code}&as=participant")
        if name:
            self.field("Your name").fill(name)
        self.press("Take part")
        expect(self.button("Take part")).to_have_count(0)
        return self

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    def press(self, name: str) -> Self:
        self.button(name).first.click()
        return self

    def choose(self, name: str) -> Self:
        """Tap a pill."""
        group = self.page.get_by_test_id("stButtonGroup")
        group.get_by_text(name, exact=True).first.click()
        return self

    def pick(self, label: str, option: str) -> Self:
        """Choose an option of a list by a part of it."""
        self.page.get_by_role("combobox", name=label).click()
        self.page.get_by_role("option").filter(has_text=option).first.click()
        return self

    def field(self, label: str) -> Locator:
        return self.page.get_by_role("textbox", name=label, exact=True)

    def sees(self, text: str) -> Self:
        found = self.page.get_by_text(text).first
        expect(found).to_be_visible(timeout=MILLISECONDS)
        return self

    def write(self, text: str) -> Self:
        """Add a card, and wait until the server has it: it stands among one's own."""
        self.field("Your card").fill(text)
        self.press("Add the card")
        self.has(text)
        expect(self.field("Your card")).to_have_value("")
        return self

    def has(self, text: str) -> Self:
        """Wait for a text among one's own cards."""
        mine = self.page.locator("[class*=st-key-live-own-]").get_by_text(text)
        expect(mine).to_be_visible(timeout=ANSWERED)
        return self

    def dots(self, topic: str, dots: str) -> Self:
        """Tap some votes of a topic."""
        of_topic = self.page.get_by_test_id("stButtonGroup").filter(has_text=topic)
        of_topic.get_by_text(dots, exact=True).click()
        return self

    @property
    def wider(self) -> int:
        """By how many pixels the page is wider than the screen."""
        found: int = self.page.evaluate(WIDER)
        return found

    @property
    def too_small(self) -> list[str]:
        """Buttons less than 44 px high and fields with letters below 16 px."""
        found: list[str] = self.page.evaluate(TOO_SMALL)
        return found
