"""A report as a value: a title and blocks, before anybody chose a file format."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

LEVELS = (2, 3)  # of headings; the title is the first
KEPT = "\n\t"  # of the control characters; no format writes the others


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a part, at level 2 or 3."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text; what somebody typed may have several lines."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list, one line an item."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as they are shown; each row is as long as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Items | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A report.

    Parameters
    ----------
    title
        One line.
    subtitle
        What it is about, and as of when; one line.
    """

    title: str
    subtitle: str
    blocks: tuple[Block, ...]


def part(title: str, *blocks: Block | None) -> tuple[Block, ...]:
    """Return a heading and what stands below it; nothing where that says nothing.

    >>> part("Actions", None, Items(()))
    ()
    """
    found = tuple(block for block in blocks if block and says_something(block))
    return (Heading(title), *found) if found else ()


def says_something(block: Block) -> bool:
    """Whether a block has any content.

    >>> says_something(Table(("Action",), ())), says_something(Paragraph("Late."))
    (False, True)
    """
    match block:
        case Items(items):
            return bool(items)
        case Table(_, rows):
            return bool(rows)
        case Heading(text) | Paragraph(text):
            return bool(text.strip())


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Return a table without the columns in which no row says anything.

    >>> table(("Action", "Owner"), [("Ask", ""), ("Test", "")])
    Table(header=('Action',), rows=(('Ask',), ('Test',)))
    """
    used = [i for i in range(len(header)) if any(row[i].strip() for row in rows)]
    return Table(
        tuple(header[i] for i in used),
        tuple(tuple(row[i] for i in used) for row in rows),
    )


def plain(text: str) -> str:
    """Return text without the characters that no file format can hold.

    Control characters, halves of surrogate pairs and what Unicode never assigns are
    left out; line ends become one kind.

    >>> plain("one\\r\\ntwo\\x00")
    'one\\ntwo'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in KEPT or _is_writable(c))


def _is_writable(character: str) -> bool:
    unwritable = unicodedata.category(character) in ("Cc", "Cs")
    return not unwritable and character not in ("\ufffe", "\uffff")
