"""Plans of other tools, from a file to the store."""

import re
from pathlib import Path

import pytest

from core.access import local_owner
from core.errors import LinchpinError
from core.registers.catalog import ACTIVITIES, DEPENDENCIES, SETTINGS
from data.history import revisions
from data.importing import Wish, import_file
from data.store import Store, load, open_store
from tests.core.exchange.test_mspdi import HOSTILE
from tests.mspdi import file, link, task

ADA = local_owner("Ada")
PLAN = file([task(1), task(2, link(1, 3, 4800))])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(f"sqlite:///{tmp_path}/store.db")


def test_a_plan_becomes_one_revision_of_a_new_project_named_by_the_file(
    store: Store,
) -> None:
    outcome = import_file(store, "plan.xml", PLAN, Wish(key="CRANE"), actor=ADA)

    project = load(store, "CRANE", actor=ADA)
    assert (project.name, project.revision) == ("Crane", 1)
    assert len(project[ACTIVITIES]) == 2
    assert project[DEPENDENCIES].entries[0].lag == "1d"
    assert project[SETTINGS].entries[0].status_date is None
    assert outcome.document["added"] == 6
    assert outcome.sentence == "Six entries added in CRANE."


def test_a_plan_without_a_key_is_called_after_its_title(store: Store) -> None:
    import_file(store, "plan.xml", PLAN, Wish(), actor=ADA)
    import_file(store, "plan.xml", PLAN, Wish(), actor=ADA)
    assert set(revisions(store, ADA)) == {"Crane", "Crane-2"}


def test_a_dry_run_and_a_plan_that_is_there_already_write_nothing(
    store: Store,
) -> None:
    import_file(store, "plan.xml", PLAN, Wish(key="C", dry_run=True), actor=ADA)
    assert revisions(store, ADA) == {}

    import_file(store, "plan.xml", PLAN, Wish(key="C"), actor=ADA)
    again = import_file(store, "plan.xml", PLAN, Wish(key="C"), actor=ADA)
    assert revisions(store, ADA) == {"C": 1}
    assert again.document["unchanged"] == 5


def test_a_plan_with_a_problem_is_refused_unless_the_problem_is_left_out(
    store: Store,
) -> None:
    bad = file([task(1), task(2, link(2))])
    refused = import_file(store, "plan.xml", bad, Wish(key="C"), actor=ADA)
    assert "Task 2" in refused.refusal
    assert revisions(store, ADA) == {}

    import_file(store, "plan.xml", bad, Wish(key="C", skip_bad=True), actor=ADA)
    assert 1 in load(store, "C", actor=ADA)[ACTIVITIES].records


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_plan_writes_nothing(store: Store, name: str) -> None:
    content, _ = HOSTILE[name]
    with pytest.raises(LinchpinError, match=re.compile(r"\w+")):
        import_file(store, "plan.xml", content, Wish(key="C"), actor=ADA)
    assert revisions(store, ADA) == {}
