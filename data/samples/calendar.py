"""The calendar of the samples: written for fixed days, shown as if it were now."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

WRITTEN_UNTIL = date(2026, 11, 20)  # the day on which the story ends, as written
MONDAY = date(2001, 1, 1)  # any Monday: working days are counted from it
WEEK, WORKING_DAYS = 7, 5

DAY_IN_TEXT = re.compile(r"\{(\d{4}-\d\d-\d\d)\}")
MONTH_IN_TEXT = re.compile(r"\{(\d{4}-\d\d)\}")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Moves the days of a story by a number of working days.

    Moving by working days keeps every distance that a plan is judged by: what was
    eleven working days late stays so, and nobody works on a Saturday.
    """

    shift: int = 0

    @classmethod
    def ending_before(cls, today: date) -> "Calendar":
        """Return the calendar in which the story ends on the working day before."""
        last = _working_days(today) - (1 if today.weekday() < WORKING_DAYS else 0)
        return cls(last - _working_days(WRITTEN_UNTIL))

    def day(self, written: date) -> date:
        """Return the day that a written day stands for; a weekend becomes Friday."""
        weeks, day = divmod(_working_days(written) + self.shift, WORKING_DAYS)
        return MONDAY + timedelta(days=weeks * WEEK + day)

    def text(self, written: str) -> str:
        """Fill in the days and months named in a text.

        Examples
        --------
        >>> Calendar().text("Steering {2026-03-12}, invoices of {2026-02}")
        'Steering 12 March, invoices of February'
        """
        if "{" not in written:
            return written
        days = DAY_IN_TEXT.sub(lambda found: self._named_day(found[1]), written)
        return MONTH_IN_TEXT.sub(lambda found: self._named_month(found[1]), days)

    def _named_day(self, written: str) -> str:
        day = self.day(date.fromisoformat(written))
        return f"{day.day} {MONTHS[day.month - 1]}"

    def _named_month(self, written: str) -> str:
        middle = self.day(date.fromisoformat(f"{written}-15"))
        return MONTHS[middle.month - 1]


def _working_days(day: date) -> int:
    """Count the working days from a Monday long ago to a day."""
    weeks, weekday = divmod((day - MONDAY).days, WEEK)
    return weeks * WORKING_DAYS + min(weekday, WORKING_DAYS - 1)
