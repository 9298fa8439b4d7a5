"""How fast 20 processes write to one project at once, and whether a commit is lost.

Each process opens the store and makes 50 commits of one entry. Beside it, one process
makes as many alone. The bar: every revision is there, with exactly one entry.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

from benchmarks._project import owner
from benchmarks._table import show, verdict
from core.edits import Add
from core.registers.catalog import ISSUES
from data.store import commit, create_project, history, load, open_store

PROCESSES, COMMITS = 20, 50
KEY = "RACE"


def work(url: str, name: str, commits: int) -> None:
    """Make some commits, in a process of its own."""
    store = open_store(url)
    for number in range(commits):
        add = Add(ISSUES.key, {"title": f"{name}-{number}"})
        commit(store, KEY, [add], actor=owner())
    store.close()


def race(processes: int, commits: int) -> tuple[float, bool]:
    """Let processes commit at once; return the seconds, and whether all is there."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/race.db"
        store = open_store(url)
        create_project(store, KEY, {}, actor=owner())
        start = time.perf_counter()
        command = [sys.executable, __file__, "--work", url, "--commits", str(commits)]
        started = [
            subprocess.Popen([*command, "--name", str(number)])  # noqa: S603 - ourselves
            for number in range(processes)
        ]
        ended = [child.wait() for child in started]
        took = time.perf_counter() - start
        project = load(store, KEY, actor=owner())
        titles = {entry.title for entry in project[ISSUES].entries}
        lines = [len(r.lines) for r in history(store, KEY, actor=owner(), after=1)]
        store.close()
    wanted = {f"{n}-{m}" for n in range(processes) for m in range(commits)}
    whole = project.revision == len(wanted) + 1 and set(lines) == {1}
    return took, not any(ended) and titles == wanted and whole


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, or be one of its processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=PROCESSES)
    parser.add_argument("--commits", type=int, default=COMMITS)
    parser.add_argument("--work", metavar="URL", help=argparse.SUPPRESS)
    parser.add_argument("--name", default="", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.work:
        work(given.work, given.name, given.commits)
        return
    all_in_all = given.processes * given.commits
    rows = []
    for processes, commits in ((1, all_in_all), (given.processes, given.commits)):
        seconds, whole = race(processes, commits)
        rate = all_in_all / seconds
        rows.append((f"{processes} x {commits}", seconds, rate, verdict(holds=whole)))
    show(
        "Commits to one project; bar: none lost, none half",
        ("processes x commits", "s with start-up", "commits a second", "bar"),
        rows,
    )


if __name__ == "__main__":
    main()
