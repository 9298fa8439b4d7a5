"""Microsoft Project's XML as a tree that can be trusted, and its single values.

Whatever could do harm is refused with one sentence: entities, nesting, figures that no
project has. Element names lose their namespace; time-phased data are counted, not kept.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from core.errors import UnreadableFileError, shorten

NAMESPACE = "http://schemas.microsoft.com/project"
MAX_BYTES = 100_000_000
DEEPEST = 40  # elements within one another; Microsoft writes 7
BULKY = "TimephasedData"
YEARS = (1900, 2199)
MOST_HOURS = 1_000_000
END_OF_DAY = re.compile(r"24:00(:00(\.0+)?)?")
MINUTES_PER_DAY = 1440
HALF_MINUTE = timedelta(seconds=30)
DURATION = re.compile(
    r"(?P<sign>-?)P(?:(?P<days>\d{1,9})D)?(?:T(?:(?P<hours>\d{1,9})H)?"
    r"(?:(?P<minutes>\d{1,9})M)?(?:(?P<seconds>\d{1,9}(?:\.\d{1,9})?)S)?)?"
)


def is_project_xml(content: bytes) -> bool:
    """Whether a file looks like Microsoft Project's XML, so far as its head tells."""
    head = content[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(b"<"):
        return False
    return NAMESPACE.encode() in head or re.search(rb"<Project[\s>]", head) is not None


def read_root(name: str, content: bytes) -> "Node":
    """Parse a file and return its root.

    Raises
    ------
    UnreadableFileError
        If it is no XML of Microsoft Project, or one that may do harm.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import XMLParser

    if len(content) > MAX_BYTES:
        raise UnreadableFileError(
            f"{name} has more than {MAX_BYTES // 1_000_000} MB; split the project."
        )
    builder = _Builder()
    parser = XMLParser(target=builder, forbid_dtd=True)
    try:
        parser.feed(content)
        root = parser.close()
    except DefusedXmlException:
        raise UnreadableFileError(
            f"{name} declares a document type or entities, which may do harm; save it "
            "again as XML in Microsoft Project."
        ) from None
    except _TooDeepError:
        raise UnreadableFileError(
            f"{name} nests more than {DEEPEST} elements; no project is written so."
        ) from None
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableFileError(
            f"{name} is damaged or was cut off ({shorten(str(error))}); save it again "
            "as XML in Microsoft Project."
        ) from None
    return _checked_root(name, builder, root)


def _checked_root(name: str, builder: "_Builder", root: Element) -> "Node":
    if builder.root not in ("Project", f"{{{NAMESPACE}}}Project"):
        raise UnreadableFileError(
            f"{name} is XML, but not of Microsoft Project; choose “XML Format” when "
            "you save the project there."
        )
    return Node(root, name, "The project", builder.bulky)


class _TooDeepError(Exception):
    """Elements stand within one another without end."""


class _Builder(TreeBuilder):
    """Builds the tree without namespaces, attributes and time-phased data."""

    def __init__(self) -> None:
        super().__init__()
        self.root = ""
        self.depth = 0
        self.skipped = 0  # the depth at which a bulky element began; 0 outside
        self.bulky: Counter[str] = Counter()

    def start(self, tag: str, _attributes: dict[str, str], /) -> Element:
        self.depth += 1
        self.root = self.root or tag
        if self.depth > DEEPEST:
            raise _TooDeepError
        bare = tag.rpartition("}")[2]
        if bare == BULKY and not self.skipped:
            self.skipped = self.depth
            self.bulky[bare] += 1
        return Element(bare) if self.skipped else super().start(bare, {})

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        if self.skipped:
            if self.depth < self.skipped:
                self.skipped = 0
            return Element(tag)
        return super().end(tag.rpartition("}")[2])

    def data(self, text: str, /) -> None:
        if not self.skipped:
            super().data(text)


@dataclass(frozen=True)
class Node:
    """One element with words for what it is, and its children as values.

    Parameters
    ----------
    what
        Names the element in a refusal: "Task 7".
    bulky
        Of the root: how many elements of each bulky kind were counted and left out.
    """

    element: Element
    file: str
    what: str
    bulky: Counter[str] = field(default_factory=Counter)

    def within(self, path: str, what: str, by: str = "UID") -> "Iterator[Node]":
        """Yield the elements of a path, each named by `what` and its UID or ID."""
        for found in self.element.iterfind(path):
            uid = found.findtext(by, "").strip()
            yield Node(found, self.file, f"{what} {shorten(uid)}".strip())

    def first(self, tag: str) -> "Node | None":
        """Return a child, or None where there is none."""
        found = self.element.find(tag)
        return None if found is None else Node(found, self.file, self.what)

    def text(self, tag: str) -> str:
        """Return what a child says; empty where there is none."""
        return (self.element.findtext(tag) or "").strip()

    def flag(self, tag: str) -> bool:
        """Whether a child says yes."""
        return self.text(tag).lower() in ("1", "true")

    def number(self, tag: str, most: int = 2**31 - 1) -> Decimal | None:
        """Return a figure.

        Raises
        ------
        UnreadableFileError
            If it is none, or larger than `most`.
        """
        text = self.text(tag)
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise self.refused(tag, "a number") from None
        if not number.is_finite() or abs(number) > most:
            raise self.refused(tag, f"a number up to {most:,}")
        return number

    def whole(self, tag: str, default: int = 0, most: int = 2**31 - 1) -> int:
        """Return a whole number; `default` where there is none."""
        number = self.number(tag, most)
        return default if number is None else int(number)

    def moment(self, tag: str) -> datetime | None:
        """Return a moment in local time, to the nearest minute; "NA" is none."""
        text = self.text(tag)
        if text in ("", "NA"):
            return None
        try:
            moment = datetime.fromisoformat(text).replace(tzinfo=None)
        except ValueError:
            raise self.refused(tag, "a date") from None
        if not YEARS[0] <= moment.year <= YEARS[1]:
            raise self.refused(tag, f"a date from {YEARS[0]} to {YEARS[1]}")
        return (moment + HALF_MINUTE).replace(second=0, microsecond=0)

    def day(self, tag: str) -> date | None:
        """Return the day of a moment."""
        if self.moment(tag) is None:
            return None
        return date.fromisoformat(self.text(tag)[:10])

    def clock(self, tag: str) -> int:
        """Return a time of day in minutes after midnight."""
        if END_OF_DAY.fullmatch(self.text(tag)):
            return MINUTES_PER_DAY
        try:
            found = time.fromisoformat(self.text(tag))
        except ValueError:
            raise self.refused(tag, "a time of day") from None
        return 60 * found.hour + found.minute

    def minutes(self, tag: str) -> Decimal | None:
        """Return a duration such as PT8H30M0S in minutes."""
        text = self.text(tag)
        if not text:
            return None
        match = DURATION.fullmatch(text)
        if not match:
            raise self.refused(tag, "a duration such as PT8H0M0S")
        days, hours, minutes, seconds = (
            Decimal(match[part] or 0)
            for part in ("days", "hours", "minutes", "seconds")
        )
        found = days * 1440 + hours * 60 + minutes + seconds / 60
        if found > MOST_HOURS * 60:
            raise self.refused(tag, f"a duration of at most {MOST_HOURS:,} hours")
        return -found if match["sign"] else found

    def refused(self, tag: str, allowed: str) -> UnreadableFileError:
        """Return the refusal of a file for one of its values."""
        return UnreadableFileError(
            f"{self.what} of {self.file} has the {tag} “{shorten(self.text(tag))}”, "
            f"which is not {allowed}; mend it in Microsoft Project and save it again."
        )
