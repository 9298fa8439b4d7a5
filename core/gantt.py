"""What a Gantt chart shows: rows of the outline with their dates, links between them.

Instants are whole minutes since 1970-01-01 00:00 of the project's local time.
"""

from dataclasses import dataclass
from enum import StrEnum

MOST_ROWS = 500  # of one chart; more are a page further


class Shape(StrEnum):
    """How a row is drawn."""

    BAR = "bar"
    MILESTONE = "milestone"
    SUMMARY = "summary"


class Zoom(StrEnum):
    """What the dates of the chart tell apart."""

    ALL = "All dates"
    QUARTER = "Quarter"
    MONTH = "Month"
    WEEK = "Week"
    DAY = "Day"


@dataclass(frozen=True, slots=True)
class GanttRow:
    """One activity of the chart.

    Parameters
    ----------
    number
        Of the activity, as in T-007.
    depth
        0 for a row without a parent.
    start, finish
        Instants, as computed by the network.
    done
        From 0 to 1.
    is_critical
        Whether it drives the finish and is not done.
    before
        Start and finish that it is compared with: of a baseline, or of the saved plan.
    slip
        Working days by which its finish is after the one before; None without one.
    is_folded
        Whether rows below it are hidden; None where it has none.
    total_float
        In working days; None where it has none, as when done.
    """

    number: int
    wbs: str
    title: str
    shape: Shape
    start: int
    finish: int
    done: float = 0
    is_critical: bool = False
    depth: int = 0
    owner: str = ""
    before: tuple[int, int] | None = None
    slip: float | None = None
    deadline: int | None = None
    total_float: float | None = None
    is_folded: bool | None = None

    @property
    def is_done(self) -> bool:
        """Whether nothing remains to be done."""
        return self.done >= 1

    @property
    def is_late(self) -> bool:
        """Whether it finishes after its deadline."""
        return self.deadline is not None and self.finish > self.deadline


@dataclass(frozen=True, slots=True)
class GanttLink:
    """A dependency between two rows, by their activities' numbers.

    Parameters
    ----------
    from_finish, to_finish
        Which end of the predecessor holds which end of the successor.
    is_critical
        Whether it is a step of the chain that drives the finish.
    """

    predecessor: int
    successor: int
    from_finish: bool = True
    to_finish: bool = False
    is_critical: bool = False


@dataclass(frozen=True, slots=True)
class Gantt:
    """All that one chart shows, from top to bottom.

    Parameters
    ----------
    status_at
        The status date; None where the plan has none.
    compared
        What the grey bars are: "Baseline 3", "the saved plan"; empty without.
    opened
        Number of the activity that was opened last, 0 without one.
    clicks
        How many marks were clicked so far: a chart that differs takes a click on the
        same mark as a new one.
    likely
        The instants of P10 and P90 of the finish, where a simulation was kept.
    """

    rows: tuple[GanttRow, ...]
    links: tuple[GanttLink, ...] = ()
    status_at: int | None = None
    compared: str = ""
    opened: int = 0
    clicks: int = 0
    likely: tuple[int, int] | None = None

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last instant that any row shows."""
        starts, finishes = [], []
        for row in self.rows:
            first, last = row.before or (row.start, row.finish)
            starts.append(min(row.start, first))
            finishes.append(max(row.finish, last, row.deadline or 0))
        if self.likely:
            finishes.append(self.likely[1])
        return min(starts), max(finishes)
