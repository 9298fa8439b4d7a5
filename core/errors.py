"""The failures that a caller is expected to handle."""

from dataclasses import dataclass, replace
from typing import Self

LONGEST_QUOTE = 80


class LinchpinError(Exception):
    """Base of every error that this application raises on purpose."""


def shorten(text: str, length: int = LONGEST_QUOTE) -> str:
    r"""Quote a text within a message: one line, and no longer than fits there.

    Examples
    --------
    >>> shorten("two\nlines")
    'two lines'
    >>> shorten("abcdef", 4)
    'abc…'
    """
    line = " ".join(text[: 4 * length].split())
    return line if len(line) <= length else line[: length - 1] + "…"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with what somebody wrote.

    Attributes
    ----------
    field
        Label of the field, or header of the column.
    message
        What is wrong, as a sentence.
    reference
        The entry, such as "R-007"; empty where it has none yet.
    value
        What was written, shortened to 80 characters.
    allowed
        What may be written instead.
    line
        Line of the imported file, as a person counts it.
    """

    field: str
    message: str
    reference: str = ""
    value: str = ""
    allowed: str = ""
    line: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", shorten(self.value))

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line is not None else ""
        name = self.field.replace("_", " ")
        place = ", ".join(filter(None, (line, self.reference, name)))
        said = f"“{self.value}” {self.message}" if self.value else self.message
        allowed = f" (allowed: {self.allowed})" if self.allowed else ""
        return f"{place}: {said}{allowed}" if place else said + allowed

    def at(self, reference: str) -> Self:
        """Return the problem with the entry named that it belongs to."""
        return replace(self, reference=reference)


class InvalidEntryError(LinchpinError):
    """Entries break the rules of their register; carries every problem."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that two people changed: what I want, and what stands there now."""

    register: str
    number: int
    reference: str
    field: str
    mine: object
    theirs: object


class StaleRecordError(LinchpinError):
    """Somebody else changed an entry after it was read; nothing was overwritten."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        told = "; ".join(
            f"{c.reference} {c.field.replace('_', ' ')}: "
            f"yours “{c.mine}”, now “{c.theirs}”"
            for c in conflicts
        )
        super().__init__(f"Changed by somebody else meanwhile: {told}")
        self.conflicts = conflicts


class NotUndoableError(LinchpinError):
    """A revision stays: the text says why, and what can be done instead."""


class UnknownProjectError(LinchpinError):
    """There is no such project, or there was none by the date asked for."""


class ProjectExistsError(LinchpinError):
    """A project with this key is there already."""


class AccessDeniedError(LinchpinError):
    """The actor may not do this."""


class BoardError(LinchpinError):
    """A live board does not allow this now; the message says why and what to do."""


class UnreadableFileError(LinchpinError):
    """A file cannot be read; the text is one sentence that says what to do."""


class UnwritableFileError(LinchpinError):
    """A value does not fit the file format; the text says which and what to do."""


class UnreadableValueError(LinchpinError):
    """What somebody wrote is no such value; carries what may be written."""

    def __init__(self, allowed: str) -> None:
        super().__init__(f"Write {allowed}.")
        self.allowed = allowed
