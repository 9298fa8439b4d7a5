"""Several processes at once, and processes that are killed."""

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.access import Actor, local_owner
from core.edits import Add
from core.registers.catalog import ISSUES, RISKS
from data.migrate import newest_schema, schema_revision
from data.samples import SAMPLES
from data.store import Store, commit, history, load, open_store, project_keys
from tests.data.conftest import NewUrl, new_database

ROOT = Path(__file__).parents[2]
WORKERS = [sys.executable, "-m", "tests.data.workers"]


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603
        [*WORKERS, *arguments],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def finish(processes: list[subprocess.Popen[str]]) -> None:
    for process in processes:
        _, told = process.communicate(timeout=500)
        assert process.returncode == 0, told


@pytest.mark.slow
def test_twenty_processes_that_commit_fifty_times_each_lose_nothing(
    pay: Store, owner: Actor, url: str
) -> None:
    finish([start("add_issues", url, f"worker{n}", "50") for n in range(20)])
    project = load(Store(pay.engine), "PAY", actor=owner)
    assert project.revision == 1001
    wanted = {f"worker{w}-{n}" for w in range(20) for n in range(50)}
    assert {issue.title for issue in project[ISSUES].entries} == wanted
    assert set(project[ISSUES].records) == set(range(1, 1001))
    revisions = history(pay, "PAY", actor=owner)
    assert [r.number for r in revisions] == list(range(1001, 0, -1))
    assert all(len(r.lines) == 1 for r in revisions)
    moments = [revision.at for revision in revisions]
    assert moments == sorted(moments, reverse=True)


@pytest.mark.slow
def test_a_killed_process_leaves_each_revision_whole_and_none_acknowledged_lost(
    pay: Store, owner: Actor, url: str
) -> None:
    risks = [Add("risks", {"title": "state 0"}), Add("risks", {"title": "state 0"})]
    commit(pay, "PAY", risks, actor=owner)
    acknowledged = 2
    for wanted in (1, 30, 200):
        process = start("change_without_end", url)
        assert process.stdout
        for _ in range(wanted):
            acknowledged = int(process.stdout.readline())
        process.kill()
        rest, _ = process.communicate()
        acknowledged = max([acknowledged, *map(int, rest.split("\n")[:-1])])

        opened = open_store(url)
        project = load(opened, "PAY", actor=owner)
        opened.close()
        # at most the one that was on its way when the process died
        assert project.revision in (acknowledged, acknowledged + 1)
        one, two = project[RISKS].entries
        assert one.title == two.title == f"state {project.revision - 2}"
        newest = history(pay, "PAY", actor=owner, limit=1)[0]
        assert (newest.number, len(newest.lines)) == (project.revision, 2)


@pytest.mark.slow
def test_eight_processes_that_start_at_once_make_one_schema(
    request: pytest.FixtureRequest, new_url: NewUrl, tmp_path: Path
) -> None:
    if new_url().startswith("sqlite"):
        url = f"sqlite:///{tmp_path / 'new' / 'shared.db'}"
    else:
        url = new_database(request.getfixturevalue("postgres_url"), "template1")
    finish([start("open_only", url) for _ in range(8)])
    store = open_store(url)
    with store.reading() as connection:
        assert schema_revision(connection) == newest_schema()
        assert "risks" in sa.inspect(connection).get_table_names()
    store.close()


@pytest.mark.slow
def test_processes_that_start_at_once_load_the_samples_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'shared.db'}"
    finish([start("start", url) for _ in range(4)])
    store = open_store(url)
    assert set(project_keys(store, local_owner())) == set(SAMPLES)
    store.close()
