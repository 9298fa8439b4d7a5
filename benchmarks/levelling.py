"""How good and how fast levelling is: against what is known, and against TaskJuggler.

Without arguments: problems made by chance against the bound that is proved, and one
plan of 200 activities and 10 people beside TaskJuggler 3 where it is installed (Debian:
tj3), with half of the seconds that it took. `--psplib FOLDER` adds PSPLIB's files from
FOLDER/j30, j60 and j120 beside FOLDER/optima.csv. Bars: j30 0 %, j60 at most .15 % and
j120 at most .25 % above the best known in 10 seconds; TaskJuggler not beaten by it.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter

from benchmarks import _taskjuggler
from benchmarks._psplib import made, read_bests, read_sm
from benchmarks._table import show, verdict
from core.schedule.levelling.breeding import warm_up
from core.schedule.levelling.problem import Problem
from core.schedule.levelling.proposal import propose
from core.schedule.levelling.solver import level
from core.schedule.levelling.use import Pool
from core.schedule.levelling.watch import Watch

BARS = {"j30": 0.0, "j60": 0.15, "j120": 0.25}  # percent above the best known
STRENGTHS = (0.1, 0.2, 0.5)
SHARES = (0.5, 1.0)

Row = tuple[object, ...]


def main() -> None:
    """Print a table for each question."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--psplib", type=Path, metavar="FOLDER")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--small", action="store_true", help="a second in all")
    said = parser.parse_args()
    warm_up().join()
    if said.psplib:
        _known(said.psplib, said.seconds, said.seed)
    _made(0.1 if said.small else said.seconds, 20 if said.small else 120)
    _beside_taskjuggler(20 if said.small else 200, 10, said.seed)


def _known(folder: Path, seconds: float, seed: int) -> None:
    bests = read_bests(folder)
    for group, bar in BARS.items():
        rows = [
            (
                file.stem,
                bests[file.stem],
                *_solved(read_sm(file.read_text()), seconds, seed),
            )
            for file in sorted((folder / group).glob("*.sm"))
            if file.stem in bests
        ]
        gaps = [100 * (int(row[2]) / row[1] - 1) for row in rows]
        mean = sum(gaps) / max(1, len(gaps))
        title = f"{group}: {mean:.3f} % above the best known (at most {bar} %)"
        show(f"{title}: {verdict(holds=mean <= bar)}", _HEAD, rows)


_HEAD = ("instance", "best known", "finish", "bound", "seconds")


def _solved(problem: Problem, seconds: float, seed: int) -> tuple[int, int, float]:
    began = perf_counter()
    found = level(problem, Watch(seconds), seed=seed)
    return found.finish, found.bound, perf_counter() - began


def _made(seconds: float, many: int) -> None:
    rows: list[Row] = []
    for seed, (strength, share) in enumerate(_pairs()):
        problem = made(many, strength, share, seed)
        finish, bound, took = _solved(problem, seconds, seed)
        name = f"strength {strength}, share {share}"
        rows.append((name, finish, bound, 100 * (finish / bound - 1), took))
    head = ("made by chance", "finish", "bound", "at most above %", "seconds")
    show(f"{many} activities, 4 resources", head, rows)


def _pairs() -> Iterable[tuple[float, float]]:
    return ((strength, share) for strength in STRENGTHS for share in SHARES)


def _beside_taskjuggler(activities: int, people: int, seed: int) -> None:
    title = f"{activities} activities, {people} people"
    if not _taskjuggler.is_installed():
        print(f"{title}: TaskJuggler (tj3) is not installed, so nothing was compared.")
        return
    plan = _taskjuggler.plan_of(activities, people, seed)
    theirs, their_finish = _taskjuggler.levelled(plan, people)
    pools = {who: Pool(who, f"R{who}") for who in range(1, people + 1)}
    began = perf_counter()
    found = propose(plan, pools, Watch(theirs / 2), seed=seed)
    ours = perf_counter() - began
    days = [
        plan.calendars[0].between(plan.start, finish) / _taskjuggler.DAY
        for finish in (their_finish, found.levelled.finish, found.bound)
    ]
    holds = days[1] <= days[0] and ours < theirs and not found.after
    show(
        f"{title}: {verdict(holds=holds)}",
        ("", "working days", "seconds"),
        [
            ("TaskJuggler", days[0], theirs),
            ("Linchpin", days[1], ours),
            ("no plan is shorter than", days[2], ""),
        ],
    )


if __name__ == "__main__":
    main()
