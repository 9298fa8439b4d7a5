"""An analysis as text: what a person reads in a terminal."""

import re
from datetime import date
from decimal import Decimal

import pytest

from core.analysis import analyse
from core.analysis_budget_sections import BudgetSection
from core.analysis_risk import RiskSection
from core.analysis_text import LABELS, as_text
from core.project import Project
from core.registers.budget import BudgetLine
from core.registers.project import ProjectFacts
from core.registers.risks import Risk
from core.words import NARROW
from tests.projects import project

TODAY = date(2026, 11, 30)


@pytest.fixture
def text() -> str:
    made = project(
        projects=[ProjectFacts(title="Payments", planned_finish=date(2026, 12, 4))],
        risks=[
            Risk(title="Flood", likelihood=4, impact=5, cost_impact=Decimal(1_234_567)),
            Risk(title="Frost", likelihood=1, impact=1),
        ],
        budget_lines=[
            BudgetLine(title="Crane", amount=Decimal(40_000), category="Plant"),
            BudgetLine(title="Crew", amount=Decimal(1_000), category="People"),
        ],
    )
    return as_text(analyse(made, None, TODAY)).replace(NARROW, " ")


def line(text: str, begins: str) -> str:
    (found,) = [x for x in text.splitlines() if x.strip().startswith(begins)]
    return " ".join(found.split())


@pytest.mark.parametrize(
    ("label", "reads"),
    [
        ("Status date", "Status date 30 Nov 2026"),
        ("Planned finish", "Planned finish 4 Dec 2026"),
        ("Forecast finish", "Forecast finish n/a"),
        ("Budget (BAC)", "Budget (BAC) 41,000.00 €"),
        ("Exposure", "Exposure 740,740.20 €"),
        ("Overrun", "Overrun 0.0 %"),
        ("Open threats", "Open threats 2"),
        ("R-001", "R-001 open 20 20 60.0 % 740,740.20 € Flood"),
        ("R-002", "R-002 open 1 1 5.0 % n/a Frost"),
        ("Plant", "Plant 40,000.00 € 0.00 € 0.00 € 40,000.00 € 40,000.00 € 0.00 €"),
        ("Schedule  ", "Schedule no data No forecast of the finish"),
    ],
)
def test_figures_are_written_as_people_read_them(
    text: str, label: str, reads: str
) -> None:
    assert line(text, label) == reads


def test_no_float_no_field_name_and_no_iso_date_is_left(text: str) -> None:
    assert not re.search(r"\d\.\d{3}|_|\d{4}-\d\d-\d\d|in all|None", text)
    assert text == "\n".join(x.rstrip() for x in text.splitlines())


def test_columns_stand_under_their_headings(text: str) -> None:
    lines = text.splitlines()
    head = next(x for x in lines if x.strip().startswith("Ref"))
    rows = [x for x in lines if x.strip().startswith("R-00")]
    assert [row.index("Fl" if "Fl" in row else "Fr") for row in rows] == [
        head.index("Title")
    ] * 2
    end = head.index("EMV") + 3
    assert [row[:end].split()[-1] for row in rows] == ["€", "n/a"]


def test_an_empty_project_has_its_lines_too() -> None:
    text = as_text(analyse(Project("NEW"), TODAY, TODAY))
    assert text.startswith(
        "NEW (NEW), revision 0\nStatus date 30\xa0Nov\xa02026, as of"
    )
    assert "Burn" in text


def test_labels_are_of_figures_that_there_are() -> None:
    known = {*BudgetSection.model_fields, *RiskSection.model_fields, "emv"}
    named = {"bac", "actual", "forecast", "runway", "emv"}
    assert named | {"roi", "realised_roi", "npv"} == set(LABELS) & known
