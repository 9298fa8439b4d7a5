"""What a person says of a file whose dates or amounts can be read in two ways."""

from enum import StrEnum


class DayOrder(StrEnum):
    """What 04/12/2026 means: 4 December, or April 12."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"

    @property
    def label(self) -> str:
        """As a choice for people: "Day first"."""
        return self.value.replace("-", " ").capitalize()


class DecimalMark(StrEnum):
    """Which mark parts the decimals: what 12.000 means, twelve thousand or twelve."""

    COMMA = "comma"
    POINT = "point"

    @property
    def label(self) -> str:
        """As a choice for people: "Comma"."""
        return self.value.capitalize()
