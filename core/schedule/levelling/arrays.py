"""The problem as arrays for compiled code, read forwards and backwards in time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.schedule.levelling.packing import packed
from core.schedule.levelling.problem import Link, Problem

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Direction:
    """Links, releases and what is free, as one direction of time sees them.

    Attributes
    ----------
    first
        Where the links into each activity begin in `others`; shape (activities + 1,).
    others, gaps
        The activity that comes before, and how much later this one starts at least.
    releases
        Earliest start of each activity.
    free
        What there is of each resource at each time; shape (words, horizon), packed.
    ties
        Activities with the same start come in the order of these, so that links hold.
    follows_starts
        Whether activities sorted by their starts are in an order that the links allow.
    """

    first: Ints
    others: Ints
    gaps: Longs
    releases: Ints
    free: Longs
    ties: Ints
    follows_starts: bool


@dataclass(frozen=True, slots=True)
class Arrays:
    """A problem, its activities numbered in an order that the links allow.

    Attributes
    ----------
    order
        The problem's activity at each place.
    heads, tails
        Earliest starts, and least time from a start to the finish, by links only.
    links
        (before, after) to the least difference of their starts.
    """

    order: Ints
    durations: Ints
    heads: Ints
    tails: Ints
    need_first: Ints
    need_word: Ints
    need_amount: Longs
    guards: Longs
    links: dict[tuple[int, int], int]
    forwards: Direction
    backwards: Direction

    @property
    def horizon(self) -> int:
        """A finish that every plan made by placing one after another keeps."""
        return int(self.forwards.free.shape[1])

    def starts(self, inner: Ints) -> tuple[int, ...]:
        """Return starts by the problem's own numbers."""
        starts = np.empty(len(inner), dtype=np.int64)
        starts[self.order] = inner
        return tuple(starts.tolist())


def arrays_of(problem: Problem) -> Arrays:
    """Lay a problem out: links, demands and capacities, passed through both ways."""
    order = np.array(problem.order, dtype=np.int32)
    inner = [problem.activities[number] for number in order]
    durations = np.array([a.duration for a in inner], dtype=np.int32)
    releases = np.array([a.release for a in inner], dtype=np.int32)
    links = _gaps(problem, {int(number): at for at, number in enumerate(order)})
    needs = packed(problem, _horizon(problem))
    return Arrays(
        order,
        durations,
        _heads(releases, links),
        _tails(durations, links),
        *_ragged(needs.needs),
        needs.guards,
        links,
        _direction(links, releases, needs.free),
        _direction(
            {(b, a): g + durations[b] - durations[a] for (a, b), g in links.items()},
            np.zeros_like(releases),
            np.ascontiguousarray(needs.free[:, ::-1]),
            is_turned=True,
        ),
    )


def _gaps(problem: Problem, place: dict[int, int]) -> dict[tuple[int, int], int]:
    """Find the strongest gap between any two activities that are linked."""
    gaps: dict[tuple[int, int], int] = {}
    for link in problem.links:
        pair = place[link.predecessor], place[link.successor]
        gap = problem.gap(link)
        gaps[pair] = max(gap, gaps.get(pair, gap))
    return gaps


def _horizon(problem: Problem) -> int:
    """After the last change of anything, one activity after the other and every lag."""
    changes = [step[0] for c in problem.capacities for step in c.steps[-1:]]
    releases = [a.release for a in problem.activities]
    work = sum(a.duration for a in problem.activities)
    lags = sum(_wait(problem, link) for link in problem.links)
    return max([0, *changes, *releases]) + work + lags + 1


def _wait(problem: Problem, link: Link) -> int:
    return max(0, problem.gap(link) - problem.activities[link.predecessor].duration)


def _ragged(
    rows: Sequence[Sequence[tuple[int, int]]],
) -> tuple[Ints, Ints, Longs]:
    """Pairs by row as (where each row begins, first of each pair, second of each)."""
    first = np.cumsum([0, *map(len, rows)], dtype=np.int32)
    pairs = np.array([p for row in rows for p in row], dtype=np.int64).reshape(-1, 2)
    return first, pairs[:, 0].astype(np.int32), pairs[:, 1].copy()


def _direction(
    links: dict[tuple[int, int], int],
    releases: Ints,
    free: Longs,
    *,
    is_turned: bool = False,
) -> Direction:
    many = len(releases)
    into: list[list[tuple[int, int]]] = [[] for _ in range(many)]
    for (before, after), gap in links.items():
        into[after].append((before, int(gap)))
    ties = np.arange(many, dtype=np.int32)
    return Direction(
        *_ragged([tuple(row) for row in into]),
        releases,
        free,
        ties[::-1].copy() if is_turned else ties,
        all(gap >= 0 for gap in links.values()),
    )


def _heads(releases: Ints, links: dict[tuple[int, int], int]) -> Ints:
    heads = releases.copy()
    for (before, after), gap in sorted(links.items(), key=lambda link: link[0][1]):
        heads[after] = max(heads[after], heads[before] + gap)
    return heads


def _tails(durations: Ints, links: dict[tuple[int, int], int]) -> Ints:
    tails = durations.copy()
    for (before, after), gap in sorted(links.items(), key=lambda link: -link[0][0]):
        tails[before] = max(tails[before], gap + tails[after])
    return tails
