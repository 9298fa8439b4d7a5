"""Take the pictures of the guide from a running application; run by hand.

    linchpin serve --port 8531          # on a new store, so that it holds the samples
    python -m tests.browser.pictures http://127.0.0.1:8531

Nothing is saved in that store. Look at every picture before it is kept.
"""

import sys
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import FilePayload, sync_playwright

from tests.browser.tab import Tab

FOLDER = Path(__file__).parents[2] / "docs" / "guide" / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
COLOURS = 128  # of each picture: a page is flat, and the file a third
DESK: Mapping[str, Any] = {"viewport": {"width": 1440, "height": 1000}}
DARK = {**DESK, "color_scheme": "dark"}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
}
CSV = FilePayload(
    name="risks.csv",
    mimeType="text/csv",
    buffer=b"Event;Likelihood;Impact;Owner;Next review\n"
    b"Vendor delivers the gateway late;4;4;Saoirse Byrne;15.12.2026\n"
    b"Test data are not anonymised in time;7;3;Jonas Weber;10.01.2027\n"
    b"Second site fails the audit;2;5;Chiamaka Okafor;31.01.2027\n",
)


def _choose(tab: Tab, name: str) -> None:
    tab.page.get_by_role("tab", name=name).click()


def _upload(tab: Tab) -> None:
    tab.page.locator("input[type=file]").set_input_files(CSV)
    tab.settle()
    tab.page.get_by_text(
        "Leave the lines with problems out"
    ).scroll_into_view_if_needed()


def _edit(tab: Tab) -> None:
    tab.type_title("issues", 0, "Certification window of Cardway moved twice")
    tab.shows("waits to be saved")


def _scroll(tab: Tab) -> None:
    """Show the work that is under way, below what is done."""
    chart = tab.page.locator("[class*=st-key-schedule-scrolled-gantt]")
    chart.evaluate("element => element.scrollTo(0, 400)")


def _promise(tab: Tab) -> None:
    _choose(tab, "Promise")
    tab.press("Run 10,000 trials")
    tab.page.get_by_text("Both together").wait_for(timeout=120_000)


def _review(tab: Tab) -> None:
    _choose(tab, "Review")
    tab.press("Reveal")
    tab.page.get_by_text("came as planned or better").wait_for()


Act = Callable[[Tab], object]
SHOTS: Mapping[str, tuple[str, Mapping[str, Any], Act | None]] = {
    "overview": ("", DESK, None),
    "overview-dark": ("", DARK, None),
    "overview-phone": ("", PHONE, None),
    "portfolio": ("portfolio", DESK, None),
    "schedule": ("schedule?project=PAY", DESK, _scroll),
    "scope": ("scope", DESK, lambda tab: _choose(tab, "Deliverables")),
    "budget": ("budget", DESK, None),
    "risks": ("risks", DESK, None),
    "promise": ("risks", DESK, _promise),
    "risk": ("risks?entry=R-005", DESK, None),
    "grid-edit": ("log", DESK, _edit),
    "history": ("history", DESK, None),
    "retrospective": ("retrospective", DESK, None),
    "incident": ("retrospective", DESK, lambda tab: _choose(tab, "Incidents")),
    "review": ("retrospective?project=IDP", DESK, _review),
    "import": ("exchange", DESK, _upload),
}


def _keep(name: str, picture: bytes) -> None:
    flat = Image.open(BytesIO(picture)).convert("RGB")
    flat.quantize(COLOURS).save(FOLDER / f"{name}.png", optimize=True)


def main(address: str, only: str = "") -> None:
    """Take the pictures whose name holds `only`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=FLAGS
        )
        for name, (path, size, act) in SHOTS.items():
            if only in name:
                context = browser.new_context(**size)
                tab = Tab(context, address).open(path)
                if act:
                    act(tab)
                    tab.settle()
                tab.page.wait_for_timeout(1500)  # charts are drawn after the script
                _keep(name, tab.page.screenshot())
                context.close()
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
