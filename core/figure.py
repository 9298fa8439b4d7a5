"""A figure that explains itself, and the four states that anything can be in."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How something stands against what was agreed; a shape and a word each."""

    OFF_TRACK = "off track"
    WATCH = "watch"
    ON_TRACK = "on track"
    NO_DATA = "no data"

    @property
    def glyph(self) -> str:
        """The shape that stands for it in badges, tables, charts and plain text."""
        return {"off track": "■", "watch": "▲", "on track": "●", "no data": "○"}[self]

    @property
    def word(self) -> str:
        """The word that stands beside the shape."""
        return self.value.capitalize()


SEVERITY = (Status.OFF_TRACK, Status.WATCH, Status.ON_TRACK, Status.NO_DATA)


def worst(statuses: tuple[Status, ...]) -> Status:
    """Return the worst of some states; no data only where there is nothing else.

    >>> worst((Status.ON_TRACK, Status.NO_DATA, Status.WATCH)).word
    'Watch'
    """
    return min(statuses, key=SEVERITY.index, default=Status.NO_DATA)


def threshold(value: float | None, watch: float, off: float) -> Status:
    """Judge a value that is better the lower it is: watch from one, off track from two.

    >>> [threshold(v, 5, 15).word for v in (4, 5, 15, None)]
    ['On track', 'Watch', 'Off track', 'No data']
    """
    if value is None:
        return Status.NO_DATA
    if value >= off:
        return Status.OFF_TRACK
    return Status.WATCH if value >= watch else Status.ON_TRACK


@dataclass(frozen=True, slots=True)
class Figure:
    """One computed figure with all that a reader needs to believe it.

    Parameters
    ----------
    label, value
        As shown; the value formatted for people, "n/a" where it is undefined.
    formula
        How it is computed, in the words of the labels: "EAC = AC + what remains".
    inputs
        Name and formatted value of each input.
    source
        Where the inputs, and the formula, come from.
    change
        The comparison in words: "−64 k € in 4 weeks"; a figure has one wherever it can.
    status
        Colours the comparison; None where neither direction is good or bad.
    trend
        Up to 8 values, oldest first, the last one today's.
    """

    label: str
    value: str
    formula: str
    inputs: tuple[tuple[str, str], ...]
    source: str
    change: str = ""
    status: Status | None = None
    trend: tuple[float, ...] = ()
