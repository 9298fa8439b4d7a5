"""The schedule in an analysis: dates, floats, slips, and a plan that has none."""

from datetime import date
from typing import Any

import orjson
from jsonschema import Draft202012Validator

from core.analysis import analyse, schema
from core.analysis_text import as_text
from core.edits import Add, Edit, apply
from core.project import Project

TODAY = date(2026, 3, 2)
START = Add("settings", {"schedule_start": "2026-03-02", "status_date": "2026-03-02"})
DIG = Add("activities", {"title": "Dig", "duration": "2d"})
BUILD = Add("activities", {"title": "Build", "duration": "3d"})
PAINT = Add("activities", {"title": "Paint", "duration": "1d"})
AFTER = Add("dependencies", {"predecessor": 1, "successor": 2})
BACK = Add("dependencies", {"predecessor": 2, "successor": 1})
FIRST = Add("baselines", {"title": "First"})
KEPT = Add(
    "baseline_activities",
    {
        "baseline": 1,
        "activity": 2,
        "start": "2026-03-03 08:00",
        "finish": "2026-03-05 17:00",
    },
)


def project(*edits: Edit) -> Project:
    return apply(Project("PAY"), edits)[0]


def document(*edits: Edit) -> dict[str, Any]:
    found = analyse(project(*edits), None, TODAY).model_dump_json()
    plain: dict[str, Any] = orjson.loads(found)
    Draft202012Validator(schema()).validate(plain)
    return plain


def test_an_activity_has_its_dates_floats_and_slips() -> None:
    made = document(START, DIG, BUILD, PAINT, AFTER, FIRST, KEPT)
    section = made["schedule"]
    assert made["schedule_error"] is None
    assert section["start"] == "2026-03-02T08:00:00"
    assert section["finish"] == "2026-03-06T17:00:00"
    dig, build, paint = section["activities"]
    assert build == {
        "ref": "T-002",
        "wbs": "2",
        "name": "Build",
        "kind": "activity",
        "early_start": "2026-03-04T08:00:00",
        "early_finish": "2026-03-06T17:00:00",
        "late_start": "2026-03-04T08:00:00",
        "late_finish": "2026-03-06T17:00:00",
        "total_float_days": 0,
        "free_float_days": 0,
        "critical": True,
        "driving_predecessor": "T-001",
        "slip_days": {"First": 1},
    }
    assert dig["driving_predecessor"] is None
    assert (paint["total_float_days"], paint["critical"]) == (4, False)
    assert paint["slip_days"] == {"First": None}
    assert len(section["quality"]) >= 10
    assert any(check["offenders"] for check in section["quality"])


def test_baselines_of_one_name_are_told_apart() -> None:
    made = document(START, DIG, FIRST, FIRST)
    (dig,) = made["schedule"]["activities"]
    assert dig["slip_days"] == {"First (BL-001)": None, "First (BL-002)": None}


def test_a_project_without_activities_has_an_empty_schedule() -> None:
    made = document(START)
    empty: dict[str, Any] = {
        "start": None,
        "finish": None,
        "activities": [],
        "quality": [],
    }
    assert made["schedule"] == empty
    assert made["schedule_error"] is None


def test_a_cycle_is_told_and_leaves_the_other_sections() -> None:
    edits = (START, DIG, BUILD, AFTER, BACK)
    made = document(*edits)
    assert made["schedule"] is None
    assert "T-001" in made["schedule_error"]
    assert "T-002" in made["schedule_error"]
    assert made["counts"]["activities"] == 2
    assert made["schedule_error"] in as_text(analyse(project(*edits), None, TODAY))


def test_people_read_the_dates_in_words() -> None:
    edits = (START, DIG, BUILD, AFTER)
    text = as_text(analyse(project(*edits), None, TODAY)).replace("\xa0", " ")
    assert "6 Mar 2026, 17:00" in text
    assert "Float, days" in text
    assert "Dig" in text
