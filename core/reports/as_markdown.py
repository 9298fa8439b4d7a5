"""A report as Markdown (CommonMark, with the tables of GitHub)."""

import re

from core.reports.document import Block, Document, Heading, Items, Paragraph, plain

MARKS = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>#|~"})
ENTITY = re.compile(r"&(?=#?\w+;)")
OPENING = re.compile(r"^(\s*)([-+=])", re.MULTILINE)
NUMBERED = re.compile(r"^(\s*\d+)([.)])", re.MULTILINE)
BREAK = "\\\n"  # a line end within a paragraph


def to_markdown(document: Document) -> str:
    """Return the report; what somebody typed is shown as it is, never as markup."""
    parts = [f"# {_line(document.title)}", _line(document.subtitle)]
    parts += [_block(block) for block in document.blocks]
    return "\n\n".join(filter(None, parts)) + "\n"


def escaped(text: str) -> str:
    r"""Return text that Markdown shows as it is.

    >>> escaped("*not* bold"), escaped("- no item"), escaped("1. nor this")
    ('\\*not\\* bold', '\\- no item', '1\\. nor this')
    """
    marked = ENTITY.sub(r"\\&", plain(text).translate(MARKS))
    return NUMBERED.sub(r"\1\\\2", OPENING.sub(r"\1\\\2", marked))


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_line(text)}"
        case Paragraph(text):
            return BREAK.join(_lines(text))
        case Items(items):
            return "\n".join(f"- {_line(item)}" for item in items)
        case _:
            rule = tuple("---" for _ in block.header)
            cells = [tuple(map(_cell, row)) for row in (block.header, *block.rows)]
            return "\n".join(map(_row, (cells[0], rule, *cells[1:])))


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return "<br>".join(_lines(text))


def _line(text: str) -> str:
    return " ".join(_lines(text))


def _lines(text: str) -> list[str]:
    return [escaped(line.strip()) for line in plain(text).split("\n") if line.strip()]
