"""How Microsoft Project's XML counts time, and the codes it has for things."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

# The custom field of a resource in which its kind goes out and comes back: "Text1".
KIND_FIELD, KIND_NAME = 205520904, "Kind in Linchpin"
ESTIMATED = 32  # is added to the code of a duration that is shown with "?"
PERCENT, ELAPSED_PERCENT = 19, 20
FORMATS: Mapping[int, str] = {
    3: "min",
    4: "emin",
    5: "h",
    6: "eh",
    7: "d",
    8: "ed",
    9: "w",
    10: "ew",
    11: "mo",
    12: "emo",
    PERCENT: "%",
    ELAPSED_PERCENT: "e%",
}
CODES: Mapping[str, int] = {unit: code for code, unit in FORMATS.items()}
HIGHEST_PRIORITY = 1000
MOST_LEVELS = 100  # of an outline, for a plan that comes in or goes out
ELAPSED: Mapping[str, int] = {"emin": 1, "eh": 60, "ed": 1440, "ew": 10080}
FINEST = Decimal("0.001")  # of a unit that is still written in that unit

# How the codes of PredecessorLink/Type and ConstraintType read.
LINK_KINDS = ("FF", "FS", "SF", "SS")
CONSTRAINTS = (
    "as soon as possible",
    "as late as possible",
    "must start on",
    "must finish on",
    "start no earlier than",
    "start no later than",
    "finish no earlier than",
    "finish no later than",
)
FINISH_LIKE = frozenset(c for c in CONSTRAINTS if "finish" in c)


@dataclass(frozen=True, slots=True)
class Hours:
    """How long a day, a week and a month of work are in a file, in minutes."""

    day: int = 480
    week: int = 2400
    month_days: int = 20

    def size(self, unit: str) -> int:
        """Return the minutes of a unit: 480 for "d"."""
        own = {"min": 1, "h": 60, "d": self.day, "w": self.week}
        return own.get(unit) or ELAPSED[unit]

    def text(self, minutes: Decimal, code: int) -> str:
        """Write minutes in the unit of a format code: 2400 as "5d".

        A unit that does not count them in thousandths gives way to a smaller one.

        Examples
        --------
        >>> Hours().text(Decimal(2400), 7), Hours().text(Decimal(-100), 39)
        ('5d', '-100min')
        >>> Hours().text(Decimal(2880), 8)
        '2ed'
        """
        unit = FORMATS.get(code % ESTIMATED, "d")
        unit = {"mo": "d", "emo": "ed", "%": "d", "e%": "ed"}.get(unit, unit)
        start = "e" if unit.startswith("e") else ""
        for name in (unit, f"{start}h", f"{start}min"):
            amount = minutes / self.size(name)
            if amount == amount.quantize(FINEST):
                break
        return f"{plain(amount)}{name}"

    def lag(self, value: Decimal, code: int) -> str:
        """Write a lag: a percentage as it is, else tenths of a minute."""
        base = code % ESTIMATED
        if base in (PERCENT, ELAPSED_PERCENT):
            return f"{plain(value)}{FORMATS[base]}"
        return self.text(value / 10, code)


def plain(number: Decimal) -> str:
    """Write a number without an exponent and without zeros at its end.

    >>> plain(Decimal("2.500")), plain(Decimal("-1E+2"))
    ('2.5', '-100')
    """
    text = f"{number.quantize(FINEST):f}"
    return text.rstrip("0").rstrip(".") or "0"


def is_estimated(code: int) -> bool:
    """Whether a duration is shown with a question mark."""
    return code >= ESTIMATED and code % ESTIMATED in FORMATS
