"""Public holidays of a country as exceptions of a calendar."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from babel import Locale

from core.project import Project
from core.registers.catalog import CALENDAR_EXCEPTIONS


@cache
def countries() -> Mapping[str, str]:
    """Return the countries whose holidays are known: code and name, by name."""
    import holidays

    names = Locale.parse("en").territories
    known = holidays.list_supported_countries(include_aliases=False)
    named = {code: names.get(code, code) for code in known}
    return dict(sorted(named.items(), key=lambda item: item[1]))


def public_holidays(country: str, years: Iterable[int]) -> dict[date, str]:
    """Return the public holidays of some years, earliest first.

    Parameters
    ----------
    country
        A code of ISO 3166: "CZ".
    """
    import holidays

    found = holidays.country_holidays(country, years=set(years), language="en_US")
    return dict(sorted(found.items()))


def rows(
    project: Project, calendar: int, country: str, years: Iterable[int]
) -> list[dict[str, Any]]:
    """Return the exceptions that a calendar lacks, as new rows of their register."""
    known = {
        (entry.first_day, entry.last_day)
        for entry in project[CALENDAR_EXCEPTIONS].entries
        if entry.calendar == calendar
    }
    return [
        {"title": name, "calendar": calendar, "first_day": day, "last_day": day}
        for day, name in public_holidays(country, years).items()
        if (day, day) not in known
    ]
