"""`linchpin level`: it proposes, and writes only when asked to."""

import json
from pathlib import Path
from typing import Any

import pytest

import cli
from data.settings import get_settings

ACTIVITIES = "Activity,Duration,Priority\nPaint,2d,900\nPlaster,3d,100\nSweep,1d,500\n"
RESOURCES = "Resource,Kind\nAnn,person\n"
ASSIGNMENTS = "Activity,Resource,Units (%)\nT-001,RS-001,100\nT-002,RS-001,100\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("LINCHPIN_DATABASE_URL", f"sqlite:///{tmp_path}/store.db")
    get_settings.cache_clear()
    for name, rows in (
        ("activities", ACTIVITIES),
        ("resources", RESOURCES),
        ("assignments", ASSIGNMENTS),
    ):
        file = tmp_path / f"{name}.csv"
        file.write_text(rows)
        said = ["import", str(file), "--project", "PAY", "--register", name]
        assert cli.run(said) == 0
    return "PAY"


def test_a_proposal_changes_nothing(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = level(project, capsys)
    assert [move["ref"] for move in before["moves"]] == ["T-002"]
    assert before["moves"][0]["constrained"]
    assert len(before["over_allocations_now"]) == 1
    assert before["over_allocations_levelled"] == []
    assert before["bound"] == before["finish_levelled"] > before["finish_now"]
    assert before["gap"] == 0
    assert level(project, capsys) == before


def test_applied_it_is_the_plan(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    proposed = level(project, capsys, "--apply")
    after = level(project, capsys)
    assert after["finish_now"] == proposed["finish_levelled"]
    assert after["over_allocations_now"] == after["moves"] == []


def test_people_read_the_comparison(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert cli.run(["level", project]) == 0
    said = capsys.readouterr().out
    assert "One activity would move" in said
    assert "No levelled plan can finish earlier." in said
    assert cli.run(["level", project, "--apply"]) == 0
    assert "one new revision" in capsys.readouterr().err
    assert cli.run(["level", project]) == 0
    assert "there is nothing to level" in capsys.readouterr().out


def level(project: str, capsys: pytest.CaptureFixture[str], *more: str) -> Any:
    """Run the command; return its document."""
    capsys.readouterr()
    assert cli.run(["level", project, "--json", *more]) == 0
    return json.loads(capsys.readouterr().out)


def test_times_are_written_as_in_the_analysis(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    proposed = level(project, capsys)
    assert cli.run(["analyse", project, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert proposed["finish_now"] == found["schedule"]["finish"]
    times = [proposed["bound"], proposed["moves"][0]["start"]]
    assert all(
        time.endswith(":00:00") and len(time) == len("2026-01-01T08:00:00")
        for time in times
    )
