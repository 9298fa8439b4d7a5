"""What one edit of a large plan costs the server: dates, comparison, Gantt, page.

A project with 2,000 activities in work packages. One gets another duration, and the
schedule page is drawn with what that moves, as AppTest runs it: in one process,
without a browser. The bar: 400 ms from the typed cell to the drawn page, by the clock
in the median, and in 19 of 20 by the processor, which others here do not lengthen.
"""

import argparse
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, NamedTuple

import plotly.io
from streamlit.testing.v1 import AppTest

from benchmarks._project import owner
from benchmarks._table import quantile, show, verdict
from core import draft as drafting
from core import what_if
from core.charts.gantt import gantt
from core.draft import Draft
from core.edits import Add, Edit
from core.gantt_rows import GanttChoice, GanttRows
from core.project import Project
from core.registers.catalog import ACTIVITIES
from core.scheduled import Scheduled, scheduled
from data.settings import get_settings
from data.store import commit, create_project, open_store

KEY = "PLAN"
BAR_MS = 400
PACKAGE = 20  # activities of a work package
ROUNDS = 15
ROOT = Path(__file__).parents[1]


def plan(many: int) -> list[Edit]:
    """Return a plan of so many activities: chains within packages, ties between."""
    edits: list[Edit] = []
    head = 0
    for number in range(1, many + 1):
        if number % PACKAGE == 1:
            head = number
            values: dict[str, Any] = {"kind": "summary"}
        else:
            values = {"parent": head, "duration": f"{2 + number % 7}d"}
        title = {"title": f"Activity {number}", "owner": f"Person {number % 40}"}
        edits.append(Add(ACTIVITIES.key, title | values, number=number))
    for number in range(2, many + 1):
        edits += _ties(number)
    return edits


def _ties(number: int) -> list[Edit]:
    if number % PACKAGE == 1:
        return []
    before = [number - 1] if number % PACKAGE != 2 else []  # noqa: PLR2004
    before += [number - PACKAGE] if number > PACKAGE and number % 3 == 0 else []
    return [
        Add("dependencies", {"predecessor": one, "successor": number})
        for one in before
        if one % PACKAGE != 1
    ]


class Taken(NamedTuple):
    """Milliseconds of each round, by the clock and of the processor."""

    clock: list[float]
    processor: list[float]


def timed(action: Callable[[int], object], rounds: int) -> Taken:
    """Return how long each round took."""
    found = Taken([], [])
    for turn in range(rounds):
        begun, used = perf_counter(), process_time()
        action(turn)
        found.clock.append((perf_counter() - begun) * 1000)
        found.processor.append((process_time() - used) * 1000)
    return found


def _edited(project: Project, turn: int) -> Scheduled:
    record = project[ACTIVITIES].records[2]
    draft = drafting.type_into(
        Draft(), ACTIVITIES, record, {"duration": f"{turn + 10}d"}
    )
    return scheduled(what_if.edited(project, {ACTIVITIES.key: draft}))


def parts(project: Project, rounds: int) -> dict[str, Taken]:
    """Time the parts that an edit makes anew."""
    now = scheduled(project)
    rows = GanttRows(now, GanttChoice(levels=2))

    def drawn(_turn: int) -> str:
        return str(plotly.io.to_json(gantt(rows.gantt(), "light"), validate=False))

    return {
        "dates with one edit": timed(lambda turn: _edited(project, turn), rounds),
        "what moves": timed(
            lambda turn: what_if.effect(now, _edited(project, turn)), rounds
        ),
        "Gantt of 500 rows as JSON": timed(drawn, rounds),
    }


def page(rounds: int) -> Taken:
    """Time the whole page with one edit more in each run."""
    app = AppTest(ROOT / "app.py", default_timeout=120)
    app.query_params["project"] = KEY
    app.run()
    app.switch_page("pages/schedule.py").run()

    def edit(turn: int) -> None:
        typed = {"duration": f"{turn + 10}d"}
        touched = drafting.Touched({"duration": "4d"}, typed)
        drafts = {(KEY, ACTIVITIES.key): Draft({2: touched})}
        app.session_state["linchpin_drafts"] = drafts
        app.run()
        assert not app.exception, app.exception
        assert any("Saved, the project would" in m.value for m in app.markdown)

    edit(-1)
    return timed(edit, rounds)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="a quick try-out")
    small = parser.parse_args(arguments).small
    many, rounds = (60, 2) if small else (2_000, ROUNDS)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db"
        found = _measure(url, many, rounds)
    show(
        f"One edit of a plan of {many:,} activities; bar: {BAR_MS} ms for the page",
        ("part", "p50 ms", "p95 ms", "CPU p50", "CPU p95", "bar"),
        [_row(name, taken) for name, taken in found.items()],
    )


def _row(name: str, taken: Taken) -> tuple[object, ...]:
    figures = [quantile(each, share) for each in taken for share in (0.5, 0.95)]
    holds = figures[0] <= BAR_MS and figures[3] <= BAR_MS
    return name, *figures, verdict(holds=holds) if name == "page" else ""


def _measure(url: str, many: int, rounds: int) -> dict[str, Taken]:
    os.environ["LINCHPIN_DATABASE_URL"] = url
    get_settings.cache_clear()
    store = open_store(url)
    create_project(store, KEY, {"title": "A large plan"}, actor=owner())
    project = commit(store, KEY, plan(many), actor=owner())
    store.close()
    return parts(project, rounds) | {"page": page(rounds)}


if __name__ == "__main__":
    main()
