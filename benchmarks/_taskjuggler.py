"""One plan for two levellers: activities of one person each, also as TaskJuggler's."""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import perf_counter

from core.schedule.instants import to_instant
from core.schedule.plan import Plan, PlanActivity, PlanLink, Work

START = datetime(2026, 1, 5, 8)  # noqa: DTZ001 - the project's local time
DAY = 480  # working minutes
HALF_DAYS = 10


def plan_of(activities: int, people: int, seed: int) -> Plan:
    """Make a plan: half a day to five days, one person each, up to two predecessors."""
    chance = Random(seed)  # noqa: S311 - a benchmark, no secret
    work, pairs = [], set()
    for number in range(1, activities + 1):
        minutes = DAY // 2 * chance.randint(1, HALF_DAYS)
        who = Work(chance.randint(1, people), 0, minutes)
        work.append(
            PlanActivity(number, f"Activity {number}", minutes=minutes, work=(who,))
        )
        before = range(max(1, number - 30), number)
        for one in chance.sample(before, min(len(before), chance.randint(0, 2))):
            pairs.add((one, number))
    links = (PlanLink(at, *pair) for at, pair in enumerate(sorted(pairs), 1))
    return Plan(to_instant(START), activities=tuple(work), links=tuple(links))


def is_installed() -> bool:
    """Whether the machine has TaskJuggler 3."""
    return shutil.which("tj3") is not None


def levelled(plan: Plan, people: int) -> tuple[float, int]:
    """Let TaskJuggler level; return seconds, and the finish as an instant."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.tjp"
        file.write_text("\n".join(_written(plan, people)), encoding="utf-8")
        began = perf_counter()
        subprocess.run(  # noqa: S603 - our own words
            ["tj3", "--silent", "--output-dir", folder, str(file)],  # noqa: S607
            check=True,
            capture_output=True,
        )
        took = perf_counter() - began
        ends = (Path(folder) / "ends.csv").read_text(encoding="utf-8").splitlines()
    finishes = [row.split(";")[-1].strip('"') for row in ends[1:]]
    return took, max(map(_instant, finishes))


def _instant(text: str) -> int:
    moment = datetime.strptime(text, "%Y-%m-%d-%H:%M").replace(tzinfo=UTC)
    return to_instant(moment.replace(tzinfo=None))


def _written(plan: Plan, people: int) -> Sequence[str]:
    before: dict[int, list[int]] = {}
    for link in plan.links:
        before.setdefault(link.successor, []).append(link.predecessor)
    return [
        'project plan "Plan" 2026-01-05 +5y {',
        '  timezone "UTC"',
        '  timeformat "%Y-%m-%d-%H:%M"',
        "  dailyworkinghours 8",
        "  workinghours mon - fri 8:00 - 12:00, 13:00 - 17:00",
        "  workinghours sat, sun off",
        "}",
        *(f'resource r{who} "R{who}"' for who in range(1, people + 1)),
        *(_task(one, before.get(one.number, [])) for one in plan.activities),
        'taskreport "ends" { formats csv columns id, end }',
    ]


def _task(activity: PlanActivity, before: list[int]) -> str:
    after = "depends " + ", ".join(f"t{one}" for one in before) if before else ""
    return (
        f'task t{activity.number} "{activity.title}" {{ effort '
        f"{activity.minutes / DAY}d allocate r{activity.work[0].resource} {after} }}"
    )
