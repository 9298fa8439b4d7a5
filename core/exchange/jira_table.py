"""Issues that Jira exported as CSV: its columns, and what a line says."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import cached_property

from core.errors import Problem, UnreadableValueError
from core.exchange.cells import DAYS_UNCLEAR, as_text
from core.exchange.mapping import fold
from core.exchange.orders import DayOrder
from core.exchange.plan_file import numbers_for
from core.exchange.shape import Cell, Line, Table
from core.exchange.unclear import unclear_days
from core.reading import guess_day_first
from core.reading_dates import has_unclear_day
from core.reading_moments import ALLOWED, read_moment

SURE = ("summary", "issuekey", "issuetype")
HEAD = 65_536
MOST_SECONDS = Decimal(3600 * 24 * 365 * 10)
ISSUE = re.compile(r"(?P<project>[A-Z][A-Z0-9_]*)-(?P<number>\d{1,7})")
MONTH_NAMED = re.compile(r"(\d{1,2})/([^\W\d_]{3,9})\.?/(\d{2,4})")
COPY = re.compile(r" \(\d+\)$")  # what tells a repeated header from the first

DATED = ("due", "start", "created", "resolved")

# The columns that something is read from, folded.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "key": ("issuekey",),
    "id": ("issueid",),
    "title": ("summary",),
    "kind": ("issuetype",),
    "status": ("status",),
    "category": ("statuscategory",),
    "parent": ("parentkey", "parent", "parentid", "customfieldepiclink", "epiclink"),
    "owner": ("assignee",),
    "priority": ("priority",),
    "due": ("duedate",),
    "start": ("customfieldstartdate", "startdate"),
    "created": ("created",),
    "resolved": ("resolved", "resolutiondate"),
    "estimate": ("originalestimate",),
    "remaining": ("remainingestimate",),
    "spent": ("timespent",),
    "notes": ("description",),
    "before": ("inwardissuelinkblocks",),
    "after": ("outwardissuelinkblocks",),
    "project": ("projectname",),
}


def is_jira(content: bytes) -> bool:
    """Whether a file begins with the columns of Jira's issues."""
    head = content[:HEAD].decode("utf-8", "ignore").removeprefix("\ufeff")
    first = head.partition("\n")[0]
    cells = {fold(cell) for cell in re.split(r"[,;\t]", first)}
    return cells.issuperset(SURE)


@dataclass(frozen=True)
class Issue:
    """One line of the export."""

    line: Line
    places: Mapping[str, Sequence[int]]

    def all(self, name: str) -> list[Cell]:
        """Return what stands in the columns of a name."""
        cells = (self.line.cells[place] for place in self.places[name])
        return [cell for cell in cells if cell is not None and as_text(cell).strip()]

    def first(self, name: str) -> str:
        """Return the text of the first of them that is filled; else nothing."""
        return next((as_text(cell).strip() for cell in self.all(name)), "")

    @property
    def what(self) -> str:
        """The issue's key: "PAY-12"."""
        return self.first("key")


@dataclass
class Export:
    """The table, and what is learned of its issues."""

    table: Table
    day_order: DayOrder | None = None  # as somebody said, where no date tells
    left: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where the columns of each name stand."""
        folded = [fold(COPY.sub("", header)) for header in self.table.headers]
        return {
            name: [
                at for word in words for at, said in enumerate(folded) if said == word
            ]
            for name, words in COLUMNS.items()
        }

    @cached_property
    def issues(self) -> list[Issue]:
        """The issues in order, each once."""
        found: dict[str, Issue] = {}
        for line in self.table.lines:
            issue = Issue(line, self.places)
            key = issue.what
            if not key or not issue.first("title"):
                self._refuse(line, "Issue key", "is missing", "a key and a summary")
            elif found.setdefault(key, issue) is not issue:
                self._refuse(line, "Issue key", "stands there already", "each once")
        return list(found.values())

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Numbers by key: PAY-12 is T-012, where all issues are of one project."""
        keys = [issue.what for issue in self.issues]
        parts = [ISSUE.fullmatch(key) for key in keys]
        if len({part["project"] if part else "" for part in parts}) == 1 and all(parts):
            uids = [int(part["number"]) for part in parts if part]
        else:
            uids = [*range(1, len(keys) + 1)]
        known = numbers_for(uids)
        return {key: known[uid] for key, uid in zip(keys, uids, strict=True)}

    @cached_property
    def by_name(self) -> dict[str, int]:
        """Numbers by key and by id, which other columns may use."""
        ids = {i.first("id"): self.numbers[i.what] for i in self.issues}
        return {**{name: n for name, n in ids.items() if name}, **self.numbers}

    @cached_property
    def parents(self) -> dict[int, int]:
        """Which epic or issue each belongs to."""
        found: dict[int, int] = {}
        for issue in self.issues:
            own = self.numbers[issue.what]
            for cell in issue.all("parent"):
                above = self.by_name.get(as_text(cell).strip())
                if above is not None and above != own:
                    found.setdefault(own, above)
        return found

    @cached_property
    def summaries(self) -> set[int]:
        """The issues that others belong to."""
        return set(self.parents.values())

    @cached_property
    def guessed(self) -> bool | None:
        """What 04/12/26 means by the other dates; None where none tells."""
        return guess_day_first(c for i in self.issues for n in DATED for c in i.all(n))

    @property
    def day_first(self) -> bool | None:
        """What it means by the other dates, else as somebody said."""
        if self.guessed is None and self.day_order is not None:
            return self.day_order is DayOrder.DAY_FIRST
        return self.guessed

    @property
    def unclear(self) -> dict[str, tuple[str, ...]]:
        """Examples of dates that can be read in two ways, by column."""
        headers = {self.table.headers[at] for n in DATED for at in self.places[n]}
        return unclear_days(self.table, sorted(headers)) if self.guessed is None else {}

    def moment(self, issue: Issue, name: str) -> datetime | None:
        """Return a date of an issue; what cannot be read is a problem."""
        for cell in issue.all(name):
            text = MONTH_NAMED.sub(r"\1-\2-\3", as_text(cell))
            try:
                return read_moment(text, day_first=self.day_first)
            except UnreadableValueError as error:
                header = self.table.headers[self.places[name][0]]
                allowed = error.allowed or ALLOWED
                if self.day_first is None and has_unclear_day(text):
                    allowed = DAYS_UNCLEAR
                self._refuse(issue.line, header, "is no date", allowed, as_text(cell))
        return None

    def seconds(self, issue: Issue, name: str) -> Decimal:
        """Return an estimate in seconds; 0 where there is none."""
        text = issue.first(name)
        try:
            found = Decimal(text or 0)
        except InvalidOperation:
            found = Decimal(-1)
        if not 0 <= found <= MOST_SECONDS:
            header = self.table.headers[self.places[name][0]]
            self._refuse(issue.line, header, "is no estimate", "whole seconds", text)
            return Decimal(0)
        return found

    def _refuse(
        self, line: Line, header: str, message: str, allowed: str, value: str = ""
    ) -> None:
        self.problems.append(Problem(header, message, "", value, allowed, line.number))
