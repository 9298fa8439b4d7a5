"""Sums by the branches of a WBS: what lies within a branch counts in it and above."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.earned_value.earned_schedule import Cents

WHOLE = "*"  # the project itself: no code is written like that


def branches_above(code: str) -> tuple[str, ...]:
    """Return a code's own branch and those that it lies in, the project last.

    >>> branches_above("2.1.3"), branches_above("")
    (('2.1.3', '2.1', '2', '*'), ('', '*'))
    """
    parts = code.split(".")
    own = (".".join(parts[:depth]) for depth in range(len(parts), 0, -1))
    return (*own, WHOLE)


def _place(code: str) -> tuple[tuple[int, str], ...]:
    """Order codes as people count: 2.9 before 2.10; what has no code at the end."""
    parts = code.split(".") if code else ["\uffff"]
    return tuple(
        (int(part), "") if part.isdecimal() else (10**9, part) for part in parts
    )


@dataclass(frozen=True)
class Branches:
    """The branches that some codes lie in.

    Parameters
    ----------
    codes
        The codes that figures come by, in any order.
    """

    codes: tuple[str, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The branches: the project first, then as people count."""
        found = {name for code in set(self.codes) for name in branches_above(code)}
        return (WHOLE, *sorted(found - {WHOLE}, key=_place))

    @cached_property
    def _pairs(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Each branch with each of the codes that lie in it, as places."""
        places = {name: place for place, name in enumerate(self.names)}
        pairs = [
            (places[name], place)
            for place, code in enumerate(self.codes)
            for name in branches_above(code)
        ]
        table = np.array(pairs, np.intp).reshape(-1, 2)
        return table[:, 0], table[:, 1]

    def summed(self, rows: Cents) -> Cents:
        """Return the sums of rows of cents by branch; the rows are those of `codes`."""
        branch, place = self._pairs
        found = np.zeros((len(self.names), *rows.shape[1:]), np.int64)
        np.add.at(found, branch, rows[place])
        return found
