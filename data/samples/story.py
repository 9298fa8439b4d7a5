"""A story: the tables of one sample project, read as the commits they describe."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from importlib.resources import files
from io import StringIO

from core.registers.catalog import BY_PREFIX, REGISTERS
from core.registers.entry import FieldKind
from core.registers.spec import FieldSpec
from core.registers.values import REFERENCE
from data.samples.calendar import Calendar

Row = Mapping[str, str]
DAY = len("2026-12-04")  # of a moment; its time of day follows
RECORDED = ("reference", "recorded", "by")
"""Columns that say where and by whom an entry was recorded; the others are fields."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one commit says of one entry."""

    register: str
    number: int
    values: dict[str, str]


@dataclass(slots=True)
class Chapter:
    """One commit: who recorded what, when and with which note."""

    at: datetime
    by: str
    note: str
    added: list[Told] = field(default_factory=list)
    changed: list[Told] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Story:
    """All commits of one sample project, oldest first."""

    key: str
    chapters: tuple[Chapter, ...]


def read_story(key: str, calendar: Calendar) -> Story:
    """Read the tables of a sample project.

    Raises
    ------
    KeyError
        If an entry was recorded by somebody, on a day, that `commits.csv` lacks.
    """
    chapters = {
        (row["recorded"], row["by"]): _chapter(row, calendar)
        for row in _table(key, "commits")
    }
    for spec in REGISTERS:
        for row in _table(key, spec.key):
            values = {k: v for k, v in row.items() if v and k not in RECORDED}
            told = _told(row["reference"], values, calendar)
            chapters[row["recorded"], row["by"]].added.append(told)
    for (recorded, by, reference), values in _changes(key).items():
        told = _told(reference, values, calendar)
        chapters[recorded, by].changed.append(told)
    return Story(key, tuple(sorted(chapters.values(), key=lambda c: c.at)))


def _table(key: str, name: str) -> Iterator[Row]:
    """Yield the rows of a table; none where the project has no such table."""
    file = files("data.samples").joinpath(key.lower(), f"{name}.csv")
    if file.is_file():
        yield from csv.DictReader(StringIO(file.read_text(encoding="utf-8")))


def _changes(key: str) -> dict[tuple[str, str, str], dict[str, str]]:
    """Gather the changed fields of each entry in each commit."""
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for row in _table(key, "changes"):
        place = (row["recorded"], row["by"], row["reference"])
        found.setdefault(place, {})[row["field"]] = row["value"]
    return found


def _chapter(row: Row, calendar: Calendar) -> Chapter:
    day = calendar.day(date.fromisoformat(row["recorded"]))
    clock = time.fromisoformat(row["time_utc"])
    return Chapter(
        datetime.combine(day, clock, UTC), row["by"], calendar.text(row["note"])
    )


def _told(reference: str, values: Mapping[str, str], calendar: Calendar) -> Told:
    found = REFERENCE.match(reference)
    assert found, reference
    spec = BY_PREFIX[found[1]]
    told = {name: _now(spec.by_name[name], v, calendar) for name, v in values.items()}
    return Told(spec.key, int(found[2]), told)


def _now(column: FieldSpec, written: str, calendar: Calendar) -> str:
    """Return a written value with its days moved to the reader's calendar."""
    if column.kind is FieldKind.DATE and written:
        return calendar.day(date.fromisoformat(written)).isoformat()
    if column.kind is FieldKind.MOMENT and written:
        day, clock = written[:DAY], written[DAY:]
        return calendar.day(date.fromisoformat(day)).isoformat() + clock
    return calendar.text(written)
