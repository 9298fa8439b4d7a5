"""Each benchmark runs through, on a project small enough for a test."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.rerun import TOO_SHORT, Cost, _row

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow


def run(name: str, *arguments: str) -> str:
    """Run a benchmark as `make bench` does; return what it printed."""
    command = [sys.executable, str(ROOT / "benchmarks" / name), *arguments]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("LINCHPIN_")}
    done = subprocess.run(  # noqa: S603 - our own words
        command, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("rerun.py", ("--small", "budget", "risks"), ("empty page", "budget", "risks")),
        ("save.py", ("--small",), ("opened by a fresh process", "Save pressed")),
        ("commits.py", ("--processes", "2", "--commits", "3"), ("1 x 6", "2 x 3")),
        ("start.py", ("--small",), ("start to first answer",)),
        ("gantt.py", ("--small",), ("One edit of a plan", "page")),
        ("cpm.py", ("--small",), ("2,000 activities", "From plan to dates")),
        ("budget.py", ("--small",), ("200 expenses", "three pivots, anew")),
        ("earned_value.py", ("--small",), ("40 activities", "those of every branch")),
        ("simulation.py", ("--small",), ("100 activities, 50 risks", "networkx")),
        ("levelling.py", ("--small",), ("made by chance", "20 activities, 10 people")),
        ("boards.py", ("--small",), ("board with 3 browsers", "cards, each once")),
    ],
)
def test_a_benchmark_prints_its_table(
    name: str, arguments: tuple[str, ...], told: tuple[str, ...]
) -> None:
    printed = run(name, *arguments)
    assert all(text in printed for text in told)
    assert "Error" not in printed


def test_no_commit_is_lost_in_the_race() -> None:
    printed = run("commits.py", "--processes", "3", "--commits", "4")
    assert "MISSED" not in printed


def test_runs_shorter_than_a_tick_of_the_clock_tell_no_ratio() -> None:
    nothing, page = Cost("empty page", wall=[0.01]), Cost("page", 0, 0.01, [0.01])
    assert _row(page, nothing)[2] == TOO_SHORT
    assert _row(page, page)[2] == pytest.approx(1)


def test_every_benchmark_is_tried_here() -> None:
    files = {file.name for file in (ROOT / "benchmarks").glob("[a-z]*.py")}
    assert files == {
        "boards.py",
        "budget.py",
        "commits.py",
        "cpm.py",
        "earned_value.py",
        "gantt.py",
        "levelling.py",
        "rerun.py",
        "save.py",
        "simulation.py",
        "start.py",
    }
