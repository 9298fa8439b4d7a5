"""What a grid's cell shows of what was written into it."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from core.edits import Add, apply
from core.project import Project
from core.registers.catalog import (
    ACTIVITIES,
    ISSUES,
    MITIGATIONS,
    REGISTERS,
    RISKS,
    SETTINGS,
)
from core.registers.spec import FieldSpec
from pages._ui import columns

PROJECT = apply(Project("PAY"), [Add("risks", {"title": "Crane late"})])[0]
FIELDS = [(spec.key, field) for spec in REGISTERS for field in spec.fields]
STRANGE = [
    *(None, "", True, 2.5, 1e308, 10**400, float("inf"), ["a"], {"a": 1}, "\x00"),
    *("9" * 400, "x" * 10_000, "4.12.2026", "9999-12-31", "0001-01-01", "Z-9"),
]

every_field = pytest.mark.parametrize(
    "field", [f for _, f in FIELDS], ids=[f"{key}-{f.name}" for key, f in FIELDS]
)


@every_field
def test_a_field_of_any_register_has_a_column_with_a_help(field: FieldSpec) -> None:
    made = columns.config(field, PROJECT)
    assert made["label"] == field.label
    assert field.allowed in made["help"]
    assert made["width"] >= 84


@every_field
def test_a_field_of_any_register_shows_whatever_was_typed(field: FieldSpec) -> None:
    shown = columns.series(field, STRANGE, PROJECT)
    assert len(shown) == len(STRANGE)


@pytest.mark.parametrize(
    ("field", "written", "shown"),
    [
        (RISKS.by_name["likelihood"], [3, "4", 9, 2.5, ""], [3, 4, 9, 2.5, None]),
        (
            RISKS.by_name["cost_impact"],
            ["1250.50", "1.250,50", "1,250.50", 7, "much"],
            [1250.5, 1250.5, 1250.5, 7, None],
        ),
        (
            RISKS.by_name["status"],
            ["open", None, "OCCURRED", "sleeping"],
            ["open", "", "occurred", "sleeping"],
        ),
        (MITIGATIONS.by_name["risk"], [1, 9, "r-1", None], None),
    ],
    ids=["score", "money", "choice", "reference"],
)
def test_a_cell_shows_what_was_meant_and_a_wrong_number_as_it_is(
    field: FieldSpec, written: list[Any], shown: list[Any] | None
) -> None:
    expected = shown or ["R-001 Crane late", "R-009", "R-001 Crane late", ""]
    found = columns.series(field, written, PROJECT)
    assert [None if pd.isna(cell) else cell for cell in found] == expected


def test_a_date_written_another_way_leaves_the_dates_around_it() -> None:
    days = ["4.12.2026", "2026-12-05", "6 Dec 2026", "", "no day"]
    found = columns.series(RISKS.by_name["review_date"], days, PROJECT)
    expected = [date(2026, 12, day) for day in (4, 5, 6)]
    assert [day.date() for day in found.dropna()] == expected
    assert found.isna().tolist() == [False, False, False, True, True]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("2026-12-04T00:00:00.000", "2026-12-04"),
        ("2026-12-04T14:30:00.000", "2026-12-04T14:30"),
        ("2026-12-04T14:30:00", "2026-12-04T14:30"),
        ("2026-12-04", "2026-12-04"),
        ("soon", "soon"),
    ],
)
def test_a_moment_is_kept_with_its_time_and_a_day_without_one(
    sent: str, kept: str
) -> None:
    deadline = ACTIVITIES.by_name["deadline"]
    assert columns.typed(deadline, sent) == kept


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        (["2026-12-04", "", None], "date"),
        ([], "date"),
        (["2026-12-04", "2026-12-04 14:30"], "datetime"),
        (["4 Dec 2026 2:30 pm", "no day"], "datetime"),
    ],
)
def test_moments_are_picked_as_days_until_one_has_a_time(
    written: list[Any], kind: str
) -> None:
    deadline = ACTIVITIES.by_name["deadline"]
    cells = columns.series(deadline, written, PROJECT)
    made = columns.config(deadline, PROJECT, cells)
    assert made["type_config"]["type"] == kind
    assert ("whole day." in made["help"][-10:]) is (kind == "datetime")
    assert cells.isna().tolist() == [w in ("", None, "no day") for w in written]


def test_an_empty_project_offers_no_entry_to_point_at() -> None:
    risk = ISSUES.by_name["risk"]
    assert columns.target_labels(risk, Project("NEW")) == []
    assert columns.target_labels(risk, PROJECT) == ["R-001 Crane late"]
    assert SETTINGS.by_name["currency"].target is None


@pytest.mark.parametrize(
    ("field", "allowed"),
    [
        (RISKS.by_name["status"], ["open", "occurred", "closed"]),
        (MITIGATIONS.by_name["risk"], ["R-001 Crane late"]),
    ],
    ids=["choice", "reference"],
)
def test_a_list_to_choose_from_also_holds_the_wrong_word_that_a_cell_shows(
    field: FieldSpec, allowed: list[str]
) -> None:
    def options(*shown: str) -> list[str]:
        made = columns.config(field, PROJECT, shown)["type_config"]
        found: list[str] = made["options"]
        return found

    assert options() == allowed
    assert options("", allowed[0], "sleeping", "sleeping") == [*allowed, "sleeping"]
