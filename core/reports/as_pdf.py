"""A report as PDF, A4, with page numbers."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape  # only writes; nothing is parsed

from core.reports import letters
from core.reports.document import Block, Document, Heading, Items, Paragraph, plain

MARGIN = 51.0  # points: 18 mm
WIDTH = 595.28 - 2 * MARGIN  # of A4, in points
GREY, LINE = "#4a5768", "#d5dbe3"
NARROWEST = 6  # characters for which a column has room
WIDEST = 40  # characters from which a column gets no wider
ROW_LIMIT = 1500  # characters of a cell; a row must fit on a page
SIZES = {"title": 18, "h2": 13, "h3": 10.5, "body": 9.5, "cell": 8}


def to_pdf(document: Document) -> bytes:
    """Return the report; equal reports give equal bytes."""
    from reportlab.platypus import SimpleDocTemplate

    letters.covered()
    content = BytesIO()
    made = SimpleDocTemplate(
        content,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=plain(document.title),
        invariant=1,  # no clock
    )
    styles = _styles()
    story = [
        _text(document.title, styles["title"]),
        _text(document.subtitle, styles["grey"]),
        *(flow for block in document.blocks for flow in _flows(block, styles)),
        *_remark(document, styles),
    ]
    made.build(story, onFirstPage=_number_page, onLaterPages=_number_page)
    return content.getvalue()


def _styles() -> dict[str, Any]:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle

    made = {}
    for name, size in SIZES.items():
        is_head = name in ("title", "h2", "h3")
        made[name] = ParagraphStyle(
            name,
            fontName=letters.BOLD if is_head else letters.BODY,
            fontSize=size,
            leading=size * 1.35,
            spaceBefore=size if name in ("h2", "h3") else 0,
            spaceAfter=0 if name == "cell" else 4,
            keepWithNext=int(name in ("h2", "h3")),
            splitLongWords=1,
        )
    made["grey"] = ParagraphStyle("grey", made["body"], textColor=HexColor(GREY))
    made["head"] = ParagraphStyle("head", made["cell"], textColor=HexColor(GREY))
    made["item"] = ParagraphStyle(
        "item", made["body"], leftIndent=12, bulletIndent=2, spaceAfter=2
    )
    return made


def _text(text: str, style: Any, bullet: str | None = None) -> Any:
    from reportlab.platypus import Paragraph as Flow

    pieces = []
    for font, piece in letters.runs(plain(text)):
        written = escape(piece).replace("\n", "<br/>")
        pieces.append(f'<font name="{font}">{written}</font>' if font else written)
    return Flow("".join(pieces), style, bulletText=bullet)


def _flows(block: Block, styles: dict[str, Any]) -> Iterator[Any]:
    match block:
        case Heading(text, level):
            yield _text(text, styles[f"h{level}"])
        case Paragraph(text):
            yield _text(text, styles["body"])
        case Items(items):
            for item in items:
                yield _text(item, styles["item"], bullet="•")
        case _:
            yield _table(block.header, block.rows, styles)


def _table(
    header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], styles: dict[str, Any]
) -> Any:
    from reportlab.platypus import Table as Grid

    cells = [[_text(text, styles["head"]) for text in header]]
    cells += [[_text(_cut(text), styles["cell"]) for text in row] for row in rows]
    return Grid(
        cells,
        _widths((header, *rows)),
        repeatRows=1,
        style=[
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 6),
        ],
        spaceAfter=8,
    )


def _cut(text: str) -> str:
    return text if len(text) <= ROW_LIMIT else f"{text[: ROW_LIMIT - 1]}…"


def _widths(rows: tuple[tuple[str, ...], ...]) -> list[float]:
    """Return the widths of the columns in points, by their longest cells."""
    longest = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    shares = [min(max(length, NARROWEST), WIDEST) for length in longest]
    return [WIDTH * share / sum(shares) for share in shares]


def _remark(document: Document, styles: dict[str, Any]) -> Iterator[Any]:
    """Say which letters the PDF cannot show, by their numbers."""
    from core.reports.as_markdown import to_markdown

    lost = letters.lost(to_markdown(document))
    if lost:
        codes = ", ".join(f"U+{ord(letter):04X}" for letter in lost[:20])
        yield _text(
            f"The font of this PDF lacks some letters ({codes}): they stand without "
            "their accents or as a question mark. The HTML and Word files have them.",
            styles["grey"],
        )


def _number_page(canvas: Any, made: Any) -> None:
    canvas.saveState()
    canvas.setFont(letters.BODY, 8)
    canvas.setFillColor(GREY)
    canvas.drawRightString(MARGIN + WIDTH, MARGIN / 2, f"Page {made.page}")
    canvas.restoreState()
