"""Problems to level: read from PSPLIB's files, or made by chance after ProGen."""

from pathlib import Path
from random import Random

from core.schedule.levelling.problem import Activity, Capacity, Link, Problem

RESOURCES, MOST = 4, 10  # durations and demands run from 1 to 10
NEAR = 0.3  # of all activities lie between the ends of a link, at most


def read_sm(text: str) -> Problem:
    """Read a single-mode file (Kolisch and Sprecher 1997)."""
    rows = text.splitlines()
    links = [
        Link(row[0] - 1, after - 1)
        for row in _figures(rows, "PRECEDENCE", 2)
        for after in row[3:]
    ]
    activities = [
        Activity(row[2], tuple((r, a) for r, a in enumerate(row[3:]) if a))
        for row in _figures(rows, "REQUESTS", 3)
    ]
    amounts = next(iter(_figures(rows, "RESOURCEAVAIL", 2)))
    capacities = tuple(Capacity.always(amount) for amount in amounts)
    return Problem(tuple(activities), tuple(links), capacities)


def read_bests(folder: Path) -> dict[str, int]:
    """Read the best known finish of each instance from optima.csv."""
    rows = (folder / "optima.csv").read_text(encoding="utf-8").splitlines()
    head, *lines = (row.split(",") for row in rows)
    name, best = head.index("instance"), head.index("best_ub")
    return {line[name]: int(line[best]) for line in lines}


def made(many: int, strength: float, share: float, seed: int) -> Problem:
    """Make a problem with 1.8 links an activity.

    Parameters
    ----------
    strength
        Where capacities lie between the least that will do (0) and what the plan
        without them takes (1).
    share
        Of the four resources each activity needs.
    """
    chance = Random(seed)  # noqa: S311 - a benchmark, no secret
    durations = [chance.randint(1, MOST) for _ in range(many)]
    pairs = {
        tuple(sorted((at, chance.randrange(max(0, at - int(NEAR * many)), at))))
        for _ in range(2)
        for at in range(3, many)
    }
    needed = max(1, round(share * RESOURCES))
    demands = [
        tuple(
            (r, chance.randint(1, MOST))
            for r in sorted(chance.sample(range(RESOURCES), needed))
        )
        for _ in range(many)
    ]
    activities = tuple(map(Activity, durations, demands))
    links = tuple(Link(before, after) for before, after in sorted(pairs))
    unlimited = Problem(activities, links, (Capacity.always(MOST * many),) * RESOURCES)
    capacities = tuple(
        Capacity.always(round(least + strength * (peak - least)))
        for least, peak in _range_of(unlimited)
    )
    return Problem(activities, links, capacities)


def _range_of(problem: Problem) -> list[tuple[int, int]]:
    """Of each resource: the greatest single demand, the peak when nothing lacks."""
    starts = [0] * len(problem.activities)
    for link in sorted(problem.links, key=lambda link: link.successor):
        begin = starts[link.predecessor] + problem.gap(link)
        starts[link.successor] = max(starts[link.successor], begin)
    ranges = []
    for resource in range(RESOURCES):
        asked = [dict(one.demands).get(resource, 0) for one in problem.activities]
        use = [0] * (problem.finish(starts) + 1)
        for one, start, amount in zip(problem.activities, starts, asked, strict=True):
            for time in range(start, start + one.duration):
                use[time] += amount
        ranges.append((max(asked), max(use)))
    return ranges


def _figures(rows: list[str], title: str, skipped: int) -> list[list[int]]:
    begin = next(at for at, row in enumerate(rows) if row.startswith(title)) + skipped
    end = next(at for at in range(begin, len(rows)) if rows[at].startswith("*"))
    return [[int(figure) for figure in row.split()] for row in rows[begin:end]]
