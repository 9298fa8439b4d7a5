"""The shell command that writes a report."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import cli
from core.access import local_owner
from data.settings import get_settings
from data.store import create_project, open_store


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder beside a store with one project, PAY."""
    url = f"sqlite:///{tmp_path}/store.db"
    monkeypatch.setenv("LINCHPIN_DATABASE_URL", url)
    get_settings.cache_clear()
    store = open_store(url)
    create_project(store, "PAY", {"title": "Payments"}, actor=local_owner("Ada"))
    store.close()
    yield tmp_path
    get_settings.cache_clear()


@pytest.mark.parametrize("ending", [".md", ".html", ".pdf", ".docx", ".csv"])
def test_the_review_is_written_in_the_format_that_the_name_says(
    folder: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    file = folder / f"review{ending}"
    assert cli.run(["report", "PAY", str(file)]) == 0
    assert capsys.readouterr().out == f"Written to {file}.\n"
    assert file.stat().st_size > 200


def test_a_format_that_there_is_not_is_refused_with_those_that_there_are(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "review.pptx"
    assert cli.run(["report", "PAY", str(file)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "name a file that ends with one of .md .html .pdf .docx .csv" in said.err
    assert not file.exists()
