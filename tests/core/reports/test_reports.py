"""Reports: one value, in every format, with what people typed shown as it is."""

import csv
import io
import re
import zipfile
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from core.errors import UnwritableFileError
from core.project import Project
from core.registers.learning import (
    Card,
    Lesson,
    Retrospective,
    RetrospectiveKind,
    Severity,
    Topic,
)
from core.registers.log import Action, Helped, Issue
from core.registers.project import ProjectFacts
from core.registers.risks import RiskStatus
from core.reports import letters
from core.reports.as_csv import to_csv
from core.reports.as_docx import to_docx
from core.reports.as_html import to_html
from core.reports.as_markdown import to_markdown
from core.reports.as_pdf import to_pdf
from core.reports.board import board_report
from core.reports.document import Document, Heading, Items, Paragraph, Table
from core.reports.end import end_report
from core.reports.formats import FORMATS, to_bytes
from tests.projects import TODAY, project, threat

GOLDEN = Path(__file__).parents[2] / "golden"
HOSTILE = "<b>bold</b> =1+1 *star* | pipe & [link](x)\n- no item\x00"
NASTY = Document(
    HOSTILE,
    HOSTILE,
    (
        Heading(HOSTILE),
        Paragraph(HOSTILE),
        Items((HOSTILE,)),
        Table(("=A", HOSTILE), (("@b", HOSTILE), ("-c", "+d"))),
    ),
)


def held() -> Project:
    """A project that looked back once, on an incident."""
    return project(
        "PAY",
        projects=[ProjectFacts(title="Payments", manager="Ada")],
        retrospectives=[
            Retrospective(
                title="The night without events",
                kind=RetrospectiveKind.POST_MORTEM,
                held_on=date(2026, 6, 12),
                participants=6,
                return_on_time=4.5,
                severity=Severity.S2,
                began_at=datetime(2026, 6, 9, 23, 10),  # noqa: DTZ001 - no zone
                detected_at=datetime(2026, 6, 10, 1),  # noqa: DTZ001 - no zone
                resolved_at=datetime(2026, 6, 10, 4, 55),  # noqa: DTZ001 - no zone
                impact="Refunds came a day late.",
                summary="A pinned certificate stopped events for a night.",
            )
        ],
        topics=[
            Topic(
                title="Certificates",
                retrospective=1,
                votes=7,
                discussed=True,
                notes="Nobody owned them.",
                whys="Why did it stop? A pin.\nWhy a pin? Copied years ago.",
            ),
            Topic(title="Alerts", retrospective=1, votes=2),
        ],
        cards=[
            Card(
                title="Pinned in the client",
                retrospective=1,
                column="Went wrong",
                topic=1,
            ),
            Card(
                title="Found by a merchant",
                retrospective=1,
                column="Went wrong",
                topic=2,
                carried=True,
            ),
            Card(
                title="The roll-back worked",
                retrospective=1,
                column="Went well",
                votes=1,
            ),
            Card(
                title="Certificates rotated",
                retrospective=1,
                column="Timeline",
                happened_at=datetime(2026, 6, 9, 22, 30),  # noqa: DTZ001 - no zone
            ),
        ],
        actions=[
            Action(
                title="Name an owner",
                owner="Jonas",
                due=date(2026, 6, 26),
                check="No pin is left",
                helped=Helped.YES,
                retrospective=1,
            ),
            Action(title="Another meeting's"),
        ],
        lessons=[
            Lesson(
                title="Rotate once in staging",
                situation="Certificates rotate",
                advice="Do it in staging first",
                reason="A pin stopped us",
                retrospective=1,
            )
        ],
    )


def ended() -> Project:
    """A project that is over, with a risk that happened and a surprise."""
    return project(
        "IDP",
        projects=[
            ProjectFacts.model_validate(
                {
                    "title": "Identity",
                    "state": "finished",
                    "planned_start": date(2026, 1, 1),
                    "planned_finish": date(2026, 4, 10),
                    "forecast_finish": date(2026, 4, 30),
                    "budget": "100000.00",
                    "forecast": "112000.00",
                }
            )
        ],
        risks=[threat(4, 3, status=RiskStatus.OCCURRED, cost_impact="5000.00")],
        issues=[Issue(title="Codes arrive late", resolution="Second provider.")],
        lessons=[Lesson(title="Order in two lots", advice="Pilot first")],
    )


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("board", board_report(held(), 1, TODAY)),
        ("end", end_report(ended(), TODAY)),
    ],
)
def test_a_report_reads_as_agreed(name: str, made: Document) -> None:
    assert to_markdown(made) == (GOLDEN / f"report-{name}.md").read_text(
        encoding="utf-8"
    )


def test_the_end_report_names_the_incidents() -> None:
    made = to_markdown(end_report(held(), TODAY)).replace("\xa0", " ")
    assert (
        "One incident: noticed after 1 h 50 min and resolved after 5 h 45 min" in made
    )
    assert "| RE-001 | The night without events | S2 | 1 h 50 min |" in made
    assert "Incidents" not in to_markdown(end_report(ended(), TODAY))


def test_an_empty_project_has_a_report_too() -> None:
    made = to_markdown(end_report(Project("NEW"), TODAY))
    assert "There is nothing to look back on yet" in made
    assert "None" not in made


class Tags(HTMLParser):
    """Collects the elements of a page and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Take in an element."""
        del attrs
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        """Take in text."""
        self.text += data


def test_html_shows_what_was_typed_and_runs_none_of_it() -> None:
    page = Tags(to_html(NASTY))
    assert page.tags.isdisjoint({"b", "a", "script", "img", "link"})
    assert "<b>bold</b> =1+1 *star*" in page.text
    assert "http" not in to_html(NASTY)


def test_markdown_shows_what_was_typed_as_it_is() -> None:
    text = to_markdown(NASTY)
    assert "<b>" not in text.replace("\\<", "")
    assert "\\*star\\*" in text
    assert "\\[link\\](x)" in text
    assert "\x00" not in text


def test_csv_runs_nothing_in_a_spreadsheet() -> None:
    rows = list(csv.reader(io.StringIO(to_csv(NASTY).decode("utf-8-sig"))))
    first = [cell[:2] for row in rows for cell in row if cell]
    assert {"'=", "'@", "'-", "'+"} <= set(first)
    assert not any(cell[0] in "=+-@" for cell in first)


def test_word_has_headings_lists_and_tables() -> None:
    import docx

    made = docx.Document(io.BytesIO(to_docx(board_report(held(), 1, TODAY))))
    styles = [paragraph.style.name for paragraph in made.paragraphs if paragraph.style]
    assert {"Title", "Heading 1", "Heading 2", "List Bullet"} <= set(styles)
    cells = [cell.text for table in made.tables for cell in table.rows[1].cells]
    assert "Name an owner" in cells
    with zipfile.ZipFile(io.BytesIO(to_docx(NASTY))) as archive:
        assert b"\x00" not in archive.read("word/document.xml")


def test_pdf_has_pages_and_is_the_same_each_time() -> None:
    made = to_pdf(board_report(held(), 1, TODAY))
    assert made.startswith(b"%PDF-")
    assert re.search(rb"/Count 2\b", made)
    assert made == to_pdf(board_report(held(), 1, TODAY))
    assert to_pdf(NASTY).startswith(b"%PDF-")


def test_a_pdf_says_which_letters_it_lacks() -> None:
    assert letters.lost("Zażółć") != ""
    assert letters.lost("Größe, façade, señor") == ""


@pytest.mark.parametrize("ending", list(FORMATS))
def test_every_format_is_made(ending: str) -> None:
    assert len(to_bytes(end_report(ended(), TODAY), ending.upper())) > 300


def test_another_ending_is_refused_with_what_there_is() -> None:
    with pytest.raises(UnwritableFileError, match=r"\.md \.html \.pdf"):
        to_bytes(NASTY, ".exe")
