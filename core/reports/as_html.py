"""A report as one HTML file that needs nothing else, and prints well."""

from importlib.resources import files

from core.reports.document import Document, Heading, Items, Paragraph, plain

TEMPLATE = "document.html"


def to_html(document: Document) -> str:
    """Return the report; everything in it is escaped by the template."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.tests |= {
        "heading": lambda block: isinstance(block, Heading),
        "paragraph": lambda block: isinstance(block, Paragraph),
        "items": lambda block: isinstance(block, Items),
    }
    environment.filters["plain"] = plain
    source = files("core.reports").joinpath(TEMPLATE).read_text(encoding="utf-8")
    return environment.from_string(source).render(document=document)
