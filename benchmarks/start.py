"""How fast the app starts, and its first page appears, against an empty app's.

The start is the time from the process's start to its first answer. The page is measured
in Chromium, each time in a new session: from going to the address until the script has
run, nothing is stale, and what a chart needs has been drawn. It is the page that opens
by default, Overview, on the sample workspace. The bar: twice an empty app's time each.
"""

import argparse
import importlib.util
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from benchmarks import _server
from benchmarks._server import Server
from benchmarks._table import show, verdict
from data.samples import load_samples
from data.store import open_store

MOST_RATIO = 2
STARTS, DRAWINGS = 3, 5
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
SCREEN = {"width": 1440, "height": 900}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DRAWN = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
  return app && app.getAttribute('data-test-script-state') === 'notRunning'
    && document.querySelector('h1')
    && !document.querySelector('[data-testid="stSkeleton"]')
    && !document.querySelector('[data-stale="true"]')
    && charts.every(chart => chart.querySelector('.main-svg'));
}"""

Pair = tuple[list[float], list[float]]


def starts(url: str, times: int) -> Pair:
    """Start both servers in turn; return the seconds that each start took."""
    plain, ours = [], []
    for _ in range(times):
        with _server.empty() as server:
            plain.append(server.started)
        with _server.linchpin(url) as server:
            ours.append(server.started)
    return plain, ours


def drawings(url: str, times: int, *, cached: bool) -> Pair:
    """Open both first pages in turn; return the seconds that each took to be drawn.

    Parameters
    ----------
    cached
        The browser has been there before and has the scripts.
    """
    plain: list[float] = []
    ours: list[float] = []
    with (
        _browser() as browser,
        _server.empty() as one,
        _server.linchpin(url) as other,
    ):
        known = [browser.new_context(viewport=SCREEN) for _ in range(2)]
        for server, context in zip((one, other), known, strict=True):
            _drawn(context, server)
        for _ in range(times):
            for server, context, found in zip(
                (one, other), known, (plain, ours), strict=True
            ):
                fresh = context if cached else browser.new_context(viewport=SCREEN)
                found.append(_drawn(fresh, server))
                if not cached:
                    fresh.close()  # with its session at the server
    return plain, ours


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, NAMES)))
        yield playwright.chromium.launch(executable_path=path, args=FLAGS)


def _drawn(context: Any, server: Server) -> float:
    page = context.new_page()
    start = time.perf_counter()
    page.goto(server.url, wait_until="commit")
    page.wait_for_function(DRAWN, timeout=60_000, polling="raf")
    took = time.perf_counter() - start
    page.close()
    return took


def _row(name: str, pair: Pair) -> tuple[object, ...]:
    plain, ours = map(statistics.median, pair)
    ratio = ours / plain
    holds = verdict(holds=ratio <= MOST_RATIO)
    return name, plain * 1000, ours * 1000, ratio, holds


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="a quick try-out")
    small = parser.parse_args(arguments).small
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db"
        store = open_store(url)
        load_samples(store, today=datetime.now(UTC).date())
        store.close()
        rows = [_row("start to first answer", starts(url, 1 if small else STARTS))]
        if _has_browser():
            times = 1 if small else DRAWINGS
            for name, cached in (("first visit", False), ("next visit", True)):
                pair = drawings(url, times, cached=cached)
                rows.append(_row(f"first page drawn, {name}", pair))
        else:
            print("No Chromium with Playwright here: drawing is not measured.")
    show(
        f"Start and first page; bar: {MOST_RATIO} times an empty app's",
        ("", "empty ms", "ours ms", "ratio", "bar"),
        rows,
    )


def _has_browser() -> bool:
    known = importlib.util.find_spec("playwright") is not None
    return known and any(map(shutil.which, NAMES))


if __name__ == "__main__":
    main()
