"""Cells of a spreadsheet that are pasted over the cells of a register.

A browser's grid takes what fits its columns and drops the rest without a word. Here all
of it is taken over, right or wrong, so that what is wrong can be named.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core import draft as drafting
from core.draft import Draft, same
from core.project import Project
from core.registers.spec import RegisterSpec

Row = int | str  # an entry's number, or the label of a new row
Values = Mapping[str, str]


class UnplacedError(Exception):
    """It cannot be told where the cells belong: the grid was rearranged by hand."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The rows or the columns of a grid: as they were sent, and as they are seen.

    Parameters
    ----------
    names
        All of them, in the order in which they were sent.
    seen
        By place, those that can be seen; the reader may have sorted or moved them.
    """

    names: Sequence[str]
    seen: Mapping[int, str]

    def names_from(self, first: int, many: int) -> tuple[str | None, ...]:
        """Name `many` places from one on; None past the last.

        Raises
        ------
        UnplacedError
            Where the order was changed and one of them cannot be seen.
        """
        return tuple(self._name(place) for place in range(first, first + many))

    def _name(self, place: int) -> str | None:
        if place >= len(self.names):
            return None
        if place in self.seen:
            return self.seen[place]
        if any(self.names[at] != name for at, name in self.seen.items()):
            raise UnplacedError
        return self.names[place]


def cells(text: str) -> list[list[str]]:
    r"""Return the cells of a text as spreadsheets copy them.

    >>> cells("open\t3\n\"two\nlines\"\t4\n")
    [['open', '3'], ['two\nlines', '4']]
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True)
    try:
        rows = list(csv.reader(lines, "excel-tab"))
    except csv.Error:  # a cell of more than 128 kB: no field holds as much
        rows = [line.split("\t") for line in lines]
    found = [[cell.strip() for cell in row] for row in rows]
    while found and not any(found[-1]):
        found.pop()
    return found


def paste(
    draft: Draft,
    spec: RegisterSpec[Any],
    project: Project,
    rows: Sequence[tuple[Row | None, Values]],
) -> Draft:
    """Return a draft with values by field typed into rows; equal ones are let be.

    Parameters
    ----------
    rows
        None stands for a row past the last one: it is added.
    """
    added: list[Values] = []
    for row, values in rows:
        if row is None:
            added.append(values)
        elif isinstance(row, str):
            draft = _into_new(draft, spec, row, values)
        else:
            record = project[spec].records[row]
            now = drafting.overlay(draft, spec, record)
            other = _differing(spec, now, values)
            draft = drafting.type_into(draft, spec, record, other) if other else draft
    filled = [values for values in added if drafting.is_filled(values)]
    return drafting.add_rows(draft, filled) if filled else draft


def _into_new(
    draft: Draft, spec: RegisterSpec[Any], label: str, values: Values
) -> Draft:
    if label not in draft.added:
        return draft
    other = _differing(spec, draft.added[label], values)
    return drafting.type_into_new(draft, label, other) if other else draft


def _differing(
    spec: RegisterSpec[Any], now: Mapping[str, Any], values: Values
) -> dict[str, str]:
    return {
        name: text
        for name, text in values.items()
        if not same(spec.by_name[name], text, now.get(name))
    }
