"""Earned value in an analysis: as published, and null where it is undefined."""

from datetime import date
from typing import Any

import orjson
from jsonschema import Draft202012Validator

from core.analysis import analyse, schema
from core.analysis_text import as_text
from core.project import Project
from tests.core.earned_value.reports import Row, reporting, week

TODAY = date(2026, 11, 20)
ROWS: list[Row] = [
    (week(0), 0, 0, 0),
    (week(4), 40_000, 30_000, 35_000),
    (week(10), 100_000, 0, 0),
]


def document(project: Project) -> dict[str, Any]:
    plain: dict[str, Any] = orjson.loads(
        analyse(project, None, TODAY).model_dump_json()
    )
    Draft202012Validator(schema()).validate(plain)
    return plain


def test_a_period_has_every_figure_under_its_name() -> None:
    section = document(reporting(ROWS))["earned_value"]
    assert (section["bac"], section["planned_days"]) == (100_000, 70)
    assert (section["source"], section["note"]) == ("Three performance reports", None)
    start, now = section["periods"]
    assert now == {
        "status_date": "2026-02-02",
        "pv": 40_000,
        "ev": 30_000,
        "ac": 35_000,
        "cv": -5_000,
        "sv": -10_000,
        "cpi": 30_000 / 35_000,
        "spi": 0.75,
        "es_days": 21,
        "sv_t_days": -7,
        "spi_t": 0.75,
        "ieac_t_days": 70 / 0.75,
        "eac": {
            "cpi": 100_000 / (30_000 / 35_000),
            "remaining_at_budget": 105_000,
            "cpi_spi": 35_000 + 70_000 / (30_000 / 35_000 * 0.75),
            "bottom_up": None,
        },
        "etc": 70_000 / (30_000 / 35_000),
        "vac": 100_000 - 100_000 / (30_000 / 35_000),
        "tcpi_bac": 70 / 65,
        "tcpi_eac": 70_000 / (70_000 / (30_000 / 35_000)),
    }
    undefined = {"cpi", "spi", "spi_t", "ieac_t_days", "etc", "vac", "tcpi_eac"}
    assert {name for name, value in start.items() if value is None} == undefined
    assert (start["es_days"], start["sv_t_days"], start["tcpi_bac"]) == (0, 0, 1)


def test_without_a_plan_the_note_says_what_to_do() -> None:
    section = document(Project("NEW"))["earned_value"]
    assert (section["bac"], section["periods"], section["by_wbs"]) == (None, [], {})
    assert section["note"].endswith(".")
    text = as_text(analyse(Project("NEW"), None, TODAY))
    assert section["note"] in text


def test_people_read_the_periods_as_a_table() -> None:
    text = as_text(analyse(reporting(ROWS), None, TODAY)).replace("\u00a0", " ")
    assert "2 Feb 2026" in text
    assert "0.86" in text
    assert "−16,666.67 €" in text
    assert "Note" not in text
