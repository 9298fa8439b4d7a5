"""The files that a report can become, by the ending of their names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.errors import UnwritableFileError
from core.reports.as_csv import to_csv
from core.reports.as_docx import to_docx
from core.reports.as_html import to_html
from core.reports.as_markdown import to_markdown
from core.reports.as_pdf import to_pdf
from core.reports.document import Document


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name, its media type, and what makes it."""

    title: str
    mime: str
    write: Callable[[Document], bytes]


def _markdown(document: Document) -> bytes:
    return to_markdown(document).encode()


def _html(document: Document) -> bytes:
    return to_html(document).encode()


FORMATS: Mapping[str, Format] = {
    ".md": Format("Markdown", "text/markdown", _markdown),
    ".html": Format("HTML", "text/html", _html),
    ".pdf": Format("PDF", "application/pdf", to_pdf),
    ".docx": Format(
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        to_docx,
    ),
    ".csv": Format("CSV", "text/csv", to_csv),
}


def to_bytes(document: Document, ending: str) -> bytes:
    """Return the report as the file that an ending names, such as ".pdf".

    Raises
    ------
    UnwritableFileError
        If no report can be written so.
    """
    found = FORMATS.get(ending.lower())
    if found is None:
        known = " ".join(FORMATS)
        raise UnwritableFileError(
            f"A report cannot be written as “{ending}”; name a file that ends with one "
            f"of {known}."
        )
    return found.write(document)
