"""What a rerun costs when nothing changed, page by page, against an empty page.

A project with 2,000 risks and 10,000 expenses, among 300 others, asked for through the
websocket as a browser asks. CPU is the server process's; both servers run at the same
time and are asked in turn, so that a busy machine slows both. The bar: at most 8 times
the CPU of an empty page, and 100 ms at the 95th percentile.
"""

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks import _server
from benchmarks._client import Browser
from benchmarks._project import KEY, SMALL, Size, build
from benchmarks._server import Server
from benchmarks._table import quantile, show, verdict

MOST_RATIO, MOST_MS = 8, 100
ROUNDS, PER_ROUND = 3, 10
TOO_SHORT = "too short to tell"
FIRST = "overview"  # the page without a name in its address; the name leads there
WARM = 3  # runs before the first that counts


@dataclass
class Cost:
    """What the runs of one page took."""

    name: str
    first: float = 0
    cpu: float = 0
    wall: list[float] = field(default_factory=list)
    received: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def cpu_ms(self) -> float:
        """CPU of the server, in milliseconds a run."""
        return self.cpu * 1000 / len(self.wall)


def measure(
    size: Size, rounds: int, per_round: int, only: Sequence[str]
) -> tuple[Cost, list[Cost]]:
    """Return what a run costs of the empty page, and of each of ours."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db"
        build(url, size)
        with _server.empty() as plain, _server.linchpin(url) as ours:
            return _compare(plain, ours, (rounds, per_round), only)


def _compare(
    plain: Server, ours: Server, times: tuple[int, int], only: Sequence[str]
) -> tuple[Cost, list[Cost]]:
    base, costs = Cost("empty page"), []
    with (
        Browser.at(plain.port) as nothing,
        Browser.at(ours.port, f"project={KEY}") as browser,
    ):
        _runs(nothing, WARM)
        named = {name or FIRST: name for name in browser.pages if name != FIRST}
        for title in [title for title in named if not only or title in only]:
            cost = Cost(title, first=browser.go(named[title]))
            _runs(browser, WARM)
            for _ in range(times[0]):
                _count(nothing, plain, base, times[1])
                _count(browser, ours, cost, times[1])
            cost.errors, browser.errors = browser.errors, []
            costs.append(cost)
    return base, costs


def _runs(browser: Browser, many: int) -> None:
    for _ in range(many):
        browser.run()


def _count(browser: Browser, server: Server, cost: Cost, many: int) -> None:
    before, received = server.cpu(), browser.received
    cost.wall += [browser.run() for _ in range(many)]
    cost.cpu += server.cpu() - before
    cost.received = (browser.received - received) // many


def _row(cost: Cost, base: Cost) -> tuple[object, ...]:
    ratio, p95 = _ratio(cost, base), quantile(cost.wall, 0.95)
    return (
        cost.name,
        cost.cpu_ms,
        TOO_SHORT if ratio is None else ratio,
        quantile(cost.wall, 0.5),
        p95,
        cost.received / 1000,
        cost.first,
        next(iter(cost.errors), _verdict(ratio, p95)),
    )


def _ratio(cost: Cost, base: Cost) -> float | None:
    """Return the ratio; None where the empty page took less than a clock tick."""
    return cost.cpu_ms / base.cpu_ms if base.cpu_ms else None


def _verdict(ratio: float | None, p95: float) -> str:
    if ratio is None:
        return TOO_SHORT
    return verdict(holds=ratio <= MOST_RATIO and p95 <= MOST_MS)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", help="only these, as in risks")
    parser.add_argument("--small", action="store_true", help="a quick try-out")
    given = parser.parse_args(arguments)
    size = SMALL if given.small else Size(others=300)
    rounds, per_round = (1, 2) if given.small else (ROUNDS, PER_ROUND)
    base, costs = measure(size, rounds, per_round, given.pages)
    show(
        f"Rerun when nothing changed; bar: {MOST_RATIO} times the CPU of an empty "
        f"page, {MOST_MS} ms at p95",
        ("page", "CPU ms", "ratio", "p50 ms", "p95 ms", "kB", "first ms", "bar"),
        [_row(base, base), *(_row(cost, base) for cost in costs)],
    )


if __name__ == "__main__":
    main()
