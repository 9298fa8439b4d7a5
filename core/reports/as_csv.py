"""A report as CSV: its blocks one below the other, for a spreadsheet."""

from collections.abc import Iterator

from core.exchange.writing import to_csv as write_csv
from core.reports.document import Block, Document, Heading, Items, Paragraph, plain

Row = tuple[str, ...]


def to_csv(document: Document) -> bytes:
    """Return the report; a cell that a spreadsheet would run is kept from it."""
    rows = [(plain(document.subtitle),), *_rows(document.blocks)]
    return write_csv([plain(document.title)], rows)


def _rows(blocks: tuple[Block, ...]) -> Iterator[Row]:
    for block in blocks:
        match block:
            case Heading(text):
                yield ("",)
                yield (plain(text),)
            case Paragraph(text):
                yield (plain(text),)
            case Items(items):
                yield from ((plain(item),) for item in items)
            case _:
                yield from (
                    tuple(map(plain, row)) for row in (block.header, *block.rows)
                )
