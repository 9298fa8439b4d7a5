"""Renumbering a large network in the order in which it is dated.

Activities that come in any order lie anywhere in memory, and fetching them takes longer
than dating them. So their rows are copied once into the order of the passes, and their
dates copied back.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from core.schedule.rows import Column, Dates, Network

FITS = 10_000  # activities that the processor keeps at hand, wherever they lie
NEAR = 64  # places that lie close together
SCATTERED = 0.25  # share of steps that lead elsewhere


@dataclass(frozen=True)
class Renumbered:
    """A network in another order, and what leads back.

    Attributes
    ----------
    network, order
        The network with new places, and the order of its steps.
    places
        The old place at each new one.
    ties
        The old place of each of the links.
    """

    network: Network
    order: Column
    places: Any
    ties: Any

    def restored(self, dates: Dates) -> Dates:
        """Return dates in the order that the activities had."""
        made: Any = np.empty_like(dates)
        found: Any = dates
        if len(self.ties):
            drivers = found["driver"]
            found["driver"] = np.where(drivers < 0, drivers, self.ties[drivers])
        _words(made)[self.places] = _words(found)
        rows: Dates = made
        return rows


def is_scattered(order: Any, count: int) -> bool:
    """Whether a large network is dated in another order than it lies in memory."""
    if count < FITS:
        return False
    far = np.count_nonzero(np.abs(np.diff(order)) > NEAR)
    return bool(far > SCATTERED * count)


def renumbered(network: Network, order: Any) -> Renumbered:
    """Return a network whose activities lie in the order in which they are dated."""
    net: Any = network.net
    count = len(net.of)
    places = order[order < count]
    new = np.empty(2 * count, np.int32)
    new[places] = np.arange(count)
    new[count:] = new[:count] + count
    of = _taken(net.of, places)
    of["parent"] = np.where(of["parent"] < 0, -1, new[of["parent"]])
    ties, old = _regrouped(net.ties, of, "in", new)
    leaving, _ = _regrouped(net.leaving, of, "out", new)
    moved = net._replace(of=of, children=new[net.children], ties=ties, leaving=leaving)
    return Renumbered(network._replace(net=moved), new[order], places, old)


def _regrouped(links: Any, of: Any, side: str, new: Any) -> tuple[Any, Any]:
    """Return links in the order of the activities that have them, with new places."""
    first, sizes = of[f"{side}_first"], of[f"{side}_last"] - of[f"{side}_first"]
    last = np.cumsum(sizes, dtype=np.int32)
    old = np.repeat(first - last + sizes, sizes) + np.arange(len(links), dtype=np.int32)
    of[f"{side}_first"], of[f"{side}_last"] = last - sizes, last
    made = _taken(links, old)
    for end in ("before", "after"):
        made[end] = new[made[end]]
    return made, old


def _taken(rows: Any, places: Any) -> Any:
    """Return records in an order; as words of memory, which is much faster."""
    made = np.empty(len(places), rows.dtype)
    np.take(_words(rows), places, axis=0, out=_words(made), mode="clip")
    return made


def _words(rows: Any) -> Any:
    return rows.view(np.int64).reshape(len(rows), -1)
