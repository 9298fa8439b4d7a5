"""How long a large project takes to open, and an edit in it to be saved.

A project with 2,000 risks, 10,000 expenses and a year of history. Opening is measured
in fresh processes, saving as a browser does it through the websocket: a cell is typed,
then Save is pressed. The bars: opened under 1.5 s, saved under 250 ms.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence

from benchmarks import _server
from benchmarks._client import Browser
from benchmarks._project import KEY, SMALL, Size, build, owner
from benchmarks._table import quantile, show, verdict
from core.edits import Change
from core.registers.catalog import RISKS
from data.store import commit, load, open_store

OPEN_MS, SAVE_MS = 1_500, 250
TIMES = 20
OPEN = """
import sys, time
from core.access import local_owner
start = time.perf_counter()
from data.store import load, open_store
store = open_store(sys.argv[1])
load(store, sys.argv[2], actor=local_owner())
print((time.perf_counter() - start) * 1000)
"""

Times = list[float]


def opened(url: str, times: int) -> Times:
    """Open the store and load the project, each time in a fresh process."""
    command = [sys.executable, "-c", OPEN, url, KEY]
    return [
        float(subprocess.run(command, check=True, capture_output=True).stdout)  # noqa: S603 - ourselves
        for _ in range(times)
    ]


def committed(url: str, times: int) -> Times:
    """Change one risk and commit, by way of the store."""
    store = open_store(url)
    project = load(store, KEY, actor=owner())

    def change(turn: int) -> None:
        version = load(store, KEY, actor=owner())[RISKS].records[1].version
        edit = Change(RISKS.key, 1, version, {"outcome": f"seen {turn} times"})
        commit(store, project.key, [edit], actor=owner())

    found = [_timed(change, turn) for turn in range(times)]
    store.close()
    return found


def browsed(url: str, times: int) -> dict[str, Times]:
    """Draw pages cold, then type into the grid of risks and save, many times."""
    found: dict[str, Times] = {}
    for name in ("budget", "risks"):
        with _server.linchpin(url) as server, Browser.at(server.port) as browser:
            found[f"{name}, drawn first"] = [browser.go(name)]
            found[f"{name}, drawn again"] = [browser.run()]
            if name == RISKS.key:
                typed, saved = _typed(browser, times)
                found |= {"cell typed": typed, "Save pressed": saved}
    return found


def _typed(browser: Browser, times: int) -> tuple[Times, Times]:
    """Type into one cell and press Save; the page is drawn anew after both."""
    typed, saved = [], []
    for turn in range(times):
        grid = [k for k in browser.widgets if k.startswith(f"{RISKS.key}-grid-")][-1]
        typed.append(browser.edit(grid, {0: {"owner": f"Person {turn + 100}"}}))
        saved.append(browser.click(f"{RISKS.key}-save"))
    if browser.errors:
        raise SystemExit(f"The page shows an error: {browser.errors[0]}")
    return typed, saved


def _timed(action: Callable[[int], None], turn: int) -> float:
    start = time.perf_counter()
    action(turn)
    return (time.perf_counter() - start) * 1000


def _row(name: str, times: Times, bar: float | None) -> tuple[object, ...]:
    p95 = quantile(times, 0.95)
    said = "" if bar is None else f"{bar:,.0f} ms {verdict(holds=p95 <= bar)}"
    return name, statistics.median(times), p95, said


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="a quick try-out")
    small = parser.parse_args(arguments).small
    times = 2 if small else TIMES
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db"
        before = build(url, SMALL if small else Size()).revision
        rows = [
            _row("opened by a fresh process", opened(url, min(times, 5)), OPEN_MS),
            _row("one edit committed", committed(url, times), SAVE_MS),
        ]
        bars = {"Save pressed": SAVE_MS}
        rows += [_row(n, t, bars.get(n)) for n, t in browsed(url, times).items()]
        store = open_store(url)
        if load(store, KEY, actor=owner()).revision != before + 2 * times:
            raise SystemExit("Not every edit was saved: the figures mean nothing.")
        store.close()
    show("A large project", ("", "p50 ms", "p95 ms", "bar"), rows)


if __name__ == "__main__":
    main()
