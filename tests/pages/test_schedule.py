"""The schedule page: what an unsaved edit would move, scenarios, baselines."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from core import draft as drafting
from core.access import local_owner
from core.draft import Draft
from core.edits import Add
from core.project import Project
from core.registers.catalog import (
    ACTIVITIES,
    BASELINE_ACTIVITIES,
    BASELINES,
    DEPENDENCIES,
    SCENARIOS,
    SETTINGS,
)
from core.scheduled import scheduled
from core.what_if import PLAN
from data.store import Store, commit, load
from pages._ui import look
from tests.pages.visitor import Visitor

pytestmark = pytest.mark.app


Saved = Callable[[], Project]


@pytest.fixture
def saved(sample: Store) -> Saved:
    """Give the sample project as it stands in the store now."""
    return lambda: load(sample, "PAY", actor=local_owner("Ada"))


@pytest.fixture
def schedule(sample: Store) -> Visitor:
    """Somebody who looks at the schedule of the sample project."""
    assert sample.identity  # the store is open before anybody looks
    return Visitor(project="PAY").open("schedule")


def said(visitor: Visitor) -> str:
    return " ".join(m.value for m in visitor.main.markdown).replace("\u00a0", " ")


def open_activity(saved: Saved) -> tuple[str, int]:
    """Return a critical activity that is not done, and its number."""
    known = scheduled(saved())
    number = next(
        n
        for n in known.depths
        if known.is_critical(n) and known.activities[n].minutes > 0
    )
    return ACTIVITIES.reference(number), number


def test_the_page_says_when_the_plan_finishes_and_what_drives_it(
    schedule: Visitor, saved: Saved
) -> None:
    assert "drives the finish" in schedule.sentence
    labels = [metric.label for metric in schedule.metric]
    assert labels == [
        "Finish, network",
        "Critical activities",
        "Activities done",
        "Plan quality",
        "Next milestone",
    ]
    assert len(schedule.get("plotly_chart")) == 1
    assert len(saved()[ACTIVITIES]) > 60


def test_an_unsaved_edit_shows_what_moves_and_saves_nothing(
    schedule: Visitor, saved: Saved
) -> None:
    _, number = open_activity(saved)
    before = saved().revision
    type_duration(schedule, number, "400d")
    assert "Saved, the project would finish on" in said(schedule)
    assert "later" in said(schedule)
    assert saved().revision == before
    schedule.press("Discard all")
    assert "Saved, the project would finish on" not in said(schedule)


def type_duration(visitor: Visitor, number: int, text: str) -> None:
    reference = ACTIVITIES.reference(number)
    if reference not in visitor.rows("activities")["Ref"].tolist():
        visitor.session_state["activities-page"] = 2
        visitor.run()
    visitor.type_into("activities", reference, duration=text)


def test_an_edit_that_cannot_be_read_is_told_and_the_page_stays(
    schedule: Visitor, saved: Saved
) -> None:
    _, number = open_activity(saved)
    type_duration(schedule, number, "soon")
    assert "What moves is shown once the edits can be read." in said(schedule)
    assert [e.message for e in schedule.exception] == []


def test_edits_are_kept_as_a_scenario_and_loaded_again(
    schedule: Visitor, saved: Saved
) -> None:
    _, number = open_activity(saved)
    type_duration(schedule, number, "60d")
    schedule.session_state["what-if-keep-popover"] = True
    schedule.run()
    schedule.text_input(key="scenario-name").set_value("Slow").run()
    schedule.press("Keep it")
    kept = saved()[SCENARIOS].live[-1]
    assert kept.entry.title == "Slow"
    assert f'"{number}"' in kept.entry.edits
    schedule.press("Discard all")
    schedule.session_state["what-if-popover"] = True
    schedule.run()
    schedule.press("Load “Slow”")
    assert "Saved, the project would finish on" in said(schedule)


def test_predecessors_are_typed_as_text_and_saved_as_dependencies(
    schedule: Visitor, saved: Saved
) -> None:
    plan = saved()
    linked = {e.successor for e in plan[DEPENDENCIES].entries}
    rows = schedule.rows("activities")["Ref"].tolist()
    number = next(n for n in sorted(linked) if ACTIVITIES.reference(n) in rows)
    schedule.type_into("activities", ACTIVITIES.reference(number), Predecessors="")
    assert "to be saved" in said(schedule)
    schedule.press("Save")
    assert number not in {e.successor for e in saved()[DEPENDENCIES].entries}


def test_a_new_activity_and_its_predecessors_are_saved_in_one_go(
    schedule: Visitor, saved: Saved
) -> None:
    before = saved()
    _, number = open_activity(saved)
    schedule.press("New activity")
    schedule.press("New activity")
    typed = {"title": "Scaffold", "duration": "4d", "Predecessors": f"{number}FS+2d"}
    schedule.type_into("activities", "new 1", **typed)
    rows = schedule.rows("activities").set_index("Ref")
    assert rows.loc["new 1", "Predecessors"] == f"{number}FS+2d"
    assert rows.loc["new 1", "Finish"]  # computed before it is saved
    schedule.type_into(
        "activities", "new 2", title="Paint", duration="1d", Predecessors="new 1"
    )
    assert schedule.said("Four entries wait to be saved.")
    schedule.press("Save four entries")
    after = saved()
    assert after.revision == before.revision + 1
    last = after[ACTIVITIES].last_number
    links = [(e.predecessor, e.successor) for e in after[DEPENDENCIES].entries][-2:]
    assert links == [(number, last - 1), (last - 1, last)]


def test_a_new_row_that_is_dropped_takes_its_predecessors_along(
    schedule: Visitor, saved: Saved
) -> None:
    _, number = open_activity(saved)
    schedule.press("New activity")
    schedule.type_into("activities", "new 1", title="Paint", Predecessors=str(number))
    assert schedule.said("Two entries wait to be saved.")
    schedule.type_into("activities", "new 1", Archive=True)
    assert not schedule.said("to be saved")


def test_baselines_of_one_name_have_a_column_each(
    schedule: Visitor, saved: Saved
) -> None:
    schedule.open_tab("schedule-tab", "Baselines")
    many = min(4, 2 + len(saved()[BASELINES]))
    for _ in range(2):
        schedule.text_input(key="baseline-name").set_value("Agreed").run()
        schedule.press("Take a baseline now")
    (frame,) = [one.value for one in schedule.dataframe if "Finish now" in one.value]
    assert len(frame.columns) == len(["Ref", "WBS", "Activity", "Finish now"]) + many


def test_a_baseline_is_one_revision_with_every_activity(
    schedule: Visitor, saved: Saved
) -> None:
    before = saved()
    schedule.open_tab("schedule-tab", "Baselines")
    schedule.press("Take a baseline now")
    after = saved()
    assert after.revision == before.revision + 1
    assert len(after[BASELINES]) == len(before[BASELINES]) + 1
    added = len(after[BASELINE_ACTIVITIES]) - len(before[BASELINE_ACTIVITIES])
    assert added == len(scheduled(after).activities)


def test_public_holidays_become_rows_to_look_at(
    schedule: Visitor, saved: Saved
) -> None:
    schedule.open_tab("schedule-tab", "Calendars")
    schedule.session_state["holidays-popover"] = True
    schedule.run()
    schedule.selectbox(key="holidays-country").set_value("CZ").run()
    before = saved().revision
    schedule.press("Add to the grid")
    rows = schedule.rows("calendar_exceptions")["title"].tolist()
    assert "Good Friday" in rows
    assert saved().revision == before


def test_the_quality_tab_links_to_who_stands_against_a_check(schedule: Visitor) -> None:
    schedule.open_tab("schedule-tab", "Quality")
    (table,) = (t.value for t in schedule.table if "Offenders" in t.value)
    assert len(table) == 14
    assert table["Offenders"].str.contains("entry=T-").any()


@pytest.mark.usefixtures("fresh")
def test_an_empty_project_says_how_to_begin() -> None:
    visitor = Visitor(project="NEW").open("schedule")
    assert visitor.sentence.startswith("No activity is planned yet")
    assert len(visitor.get("plotly_chart")) == 0
    assert "New activity" in visitor.labels


def test_every_register_of_the_plan_counts_in_a_what_if() -> None:
    assert {spec.key for spec in PLAN} >= {"activities", "dependencies", "calendars"}


def test_levelling_proposes_edits_and_saves_nothing(
    schedule: Visitor, saved: Saved
) -> None:
    schedule.open_tab("schedule-tab", "Resources")
    before = saved().revision
    schedule.number_input(key="levelling-seconds").set_value(2).run()
    schedule.press("Level resources")
    assert [e.message for e in schedule.exception] == []
    assert "Saved, the project would" in said(schedule)
    assert saved().revision == before
    schedule.press("Discard all")
    assert "Saved, the project would" not in said(schedule)


def test_a_proposal_is_saved_without_what_was_typed_besides(
    schedule: Visitor, saved: Saved
) -> None:
    schedule.open_tab("schedule-tab", "Resources")
    schedule.number_input(key="levelling-seconds").set_value(2).run()
    schedule.press("Level resources")
    assert "best possible" in said(schedule) or "finish earlier" in said(schedule)
    assert not any(label.startswith("Save all") for label in schedule.labels)
    before = saved()
    owner = type_setting(schedule, before)
    assert any(label.startswith("Save all") for label in schedule.labels)
    schedule.press("Save the proposal")
    after = saved()
    assert after.revision == before.revision + 1
    assert after.settings == before.settings
    assert after[ACTIVITIES].entries != before[ACTIVITIES].entries
    waiting = schedule.session_state["linchpin_drafts"]["PAY", "settings"]
    assert waiting == owner
    assert waiting.pending == 1
    schedule.press("Discard")


def type_setting(visitor: Visitor, project: Project) -> Draft:
    """Leave an unsaved edit of the settings, as the Settings page does."""
    record = project[SETTINGS].live[0]
    draft = drafting.type_into(Draft(), SETTINGS, record, {"near_critical_days": 7})
    visitor.session_state["linchpin_drafts"]["PAY", "settings"] = draft
    visitor.run()
    return draft


def test_a_search_is_ended_by_an_edit_of_the_plan(
    schedule: Visitor, saved: Saved
) -> None:
    known = scheduled(saved())
    search = SimpleNamespace(
        here=SimpleNamespace(project=known.project), is_stopped=False
    )
    _, number = open_activity(saved)
    type_duration(schedule, number, "40d")
    schedule.session_state["levelling-search"] = search
    schedule.open_tab("schedule-tab", "Resources")
    assert schedule.said("The search was ended")
    assert search.is_stopped
    assert "levelling-search" not in schedule.session_state


def test_a_cycle_is_named_with_links_and_the_grid_stays(fresh: Store) -> None:
    work = [Add("activities", {"title": f"Step {n}", "duration": "1d"}) for n in (1, 2)]
    ties = [
        Add("dependencies", {"predecessor": one, "successor": other})
        for one, other in ((1, 2), (2, 1))
    ]
    commit(fresh, "NEW", [*work, *ties], actor=local_owner("Ada"))
    visitor = Visitor(project="NEW").open("schedule")
    assert [e.message for e in visitor.exception] == []
    assert "until one thing in it is corrected" in visitor.sentence
    assert "entry=T-002" in said(visitor)
    assert len(visitor.rows("activities")) == 2
    for tab in ("Dependencies", "Calendars", "Resources", "Baselines", "Quality"):
        visitor.open_tab("schedule-tab", tab)
        assert [e.message for e in visitor.exception] == []


@pytest.mark.parametrize(
    ("agent", "show"),
    [("Mozilla/5.0 (iPhone) Mobile/15E148", "Critical"), ("Mozilla/5.0", "All")],
)
def test_a_phone_begins_with_what_is_critical(
    monkeypatch: pytest.MonkeyPatch, sample: Store, agent: str, show: str
) -> None:
    assert sample.identity
    monkeypatch.setattr(look, "agent", lambda: agent)
    visitor = Visitor(project="PAY").open("schedule")
    assert visitor.session_state["schedule-show"] == show
