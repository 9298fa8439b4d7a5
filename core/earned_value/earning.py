"""How much of each piece of a budget was earned by each status date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.earned_value.branches import WHOLE, branches_above
from core.earned_value.budgets import Piece, rounded
from core.earned_value.earned_schedule import Cents
from core.earned_value.planned import PlannedActivity, weights
from core.earned_value.progress import Clock, Facts, Parts, clock, done_on, earned_part

WHOLE_PART = 12  # decimals of a part: what is nearer to all of it is all of it


@dataclass(frozen=True, eq=False)
class Earning:
    """The progress of activities, and what it earns.

    Parameters
    ----------
    planned
        The activities of the baseline by number.
    facts
        What is known of those that earn: summaries do not.
    days
        The status dates; percent complete is told for the last.
    """

    planned: Mapping[int, PlannedActivity]
    facts: Mapping[int, Facts]
    days: Sequence[date]

    def of(self, budget: Sequence[Piece]) -> Cents:
        """Return the cents that each piece has earned by each status date.

        Returns
        -------
        A row for each piece, a column for each status date.
        """
        ordinals = np.array([day.toordinal() for day in self.days], np.int64)
        known: dict[tuple[int, ...], Parts | None] = {}
        found = np.zeros((len(budget), len(self.days)), np.int64)
        for row, piece in enumerate(budget):
            earners = self._earners(piece)
            if earners not in known:
                known[earners] = self._part(earners)
            part = known[earners]
            found[row] = (
                piece.by(ordinals) if part is None else rounded(piece.cents, part)
            )
        return found

    def done(self, piece: Piece) -> int | None:
        """Return the ordinal of the day on which a piece was earned, if it all was."""
        earners = self._earners(piece)
        if self._effort.issuperset(earners):
            return piece.last
        days = [self._done[number] for number in earners]
        known = [day for day in days if day is not None]
        return max(known) if len(known) == len(days) else None

    @cached_property
    def _done(self) -> Mapping[int, int | None]:
        """The day on which each activity was done; of effort its planned last day."""
        return {
            number: (self.planned[number].days or (0, 0))[1]
            if number in self._effort
            else done_on(facts, self.days[-1])
            for number, facts in self.facts.items()
        }

    def _earners(self, piece: Piece) -> tuple[int, ...]:
        """Return the numbers of the activities that earn a piece."""
        if piece.activity is not None:
            return (piece.activity,)
        return self._within.get(piece.code or WHOLE, ())

    def _part(self, earners: tuple[int, ...]) -> Parts | None:
        """Return the part that activities have earned together.

        None where that is just what is planned: without any, or by level of effort.
        """
        if self._effort.issuperset(earners):
            return None
        rows = [self._rows[number] for number in earners]
        if len(rows) == 1:
            alone: Parts = self._parts[rows[0]]
            return alone
        shares = weights([self.planned[number] for number in earners])
        part: Parts = np.round(shares @ self._parts[rows], WHOLE_PART)
        return part

    @cached_property
    def _rows(self) -> Mapping[int, int]:
        return {number: row for row, number in enumerate(self.facts)}

    @cached_property
    def _within(self) -> Mapping[str, tuple[int, ...]]:
        """The activities that lie in each branch."""
        found: dict[str, list[int]] = {}
        for number in self.facts:
            for name in branches_above(self.planned[number].code):
                found.setdefault(name, []).append(number)
        return {name: tuple(numbers) for name, numbers in found.items()}

    @cached_property
    def _told(self) -> Mapping[int, Parts | None]:
        clocks = self._clocks
        return {
            number: earned_part(
                facts,
                self.planned[number].start,
                self.days[-1],
                clocks[id(self.planned[number].calendar)],
            )
            for number, facts in self.facts.items()
        }

    @cached_property
    def _clocks(self) -> Mapping[int, Clock]:
        calendars = {id(one.calendar): one.calendar for one in self.planned.values()}
        return {key: clock(one, self.days) for key, one in calendars.items()}

    @cached_property
    def _effort(self) -> frozenset[int]:
        """The activities that are level of effort."""
        return frozenset(number for number, part in self._told.items() if part is None)

    @cached_property
    def _parts(self) -> NDArray[np.float64]:
        """The part that each activity has earned, a row each."""
        return np.array(
            [
                self._by_plan(self.planned[number]) if part is None else part
                for number, part in self._told.items()
            ]
        ).reshape(-1, len(self.days))

    def _by_plan(self, one: PlannedActivity) -> Parts:
        """Return the part of an activity that is planned by each status date."""
        times = self._clocks[id(one.calendar)]
        if one.span is None:
            return np.zeros(len(self.days))
        if one.minutes <= 0:
            return (times.ends >= one.span[1]).astype(np.float64)
        done = times.worked - one.calendar.worked(one.span[0])
        return np.clip(done / one.minutes, 0, 1)
