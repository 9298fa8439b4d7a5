"""A report as a Word file that can be edited: headings, lists and tables are such."""

from io import BytesIO
from typing import Any

from core.reports.document import Block, Document, Heading, Items, Paragraph, plain


def to_docx(document: Document) -> bytes:
    """Return the report in the styles of Word, so that a house style fits it."""
    import docx

    made = docx.Document()
    made.core_properties.title = plain(document.title)[:255]
    made.core_properties.author = ""
    made.core_properties.comments = ""
    made.add_heading(plain(document.title), 0)
    made.add_paragraph(plain(document.subtitle), "Subtitle")
    for block in document.blocks:
        _add(made, block)
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def _add(made: Any, block: Block) -> None:
    match block:
        case Heading(text, level):
            made.add_heading(plain(text), level - 1)
        case Paragraph(text):
            made.add_paragraph(plain(text))
        case Items(items):
            for item in items:
                made.add_paragraph(plain(item), "List Bullet")
        case _:
            _add_table(made, block.header, block.rows)


def _add_table(
    made: Any, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> None:
    """Add a table whose header stands again on each page."""
    from docx.oxml import OxmlElement

    table = made.add_table(1, len(header), "Light Grid Accent 1")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = plain(text)
    for cell, text in zip(table.rows[0].cells, header, strict=True):
        cell.text = plain(text)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - python-docx has no name for it
    made.add_paragraph()
