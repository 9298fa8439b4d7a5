"""What unsaved edits would move, and the scenarios that keep them."""

from typing import Any

import pytest

from core import draft as drafting
from core import what_if
from core.draft import Draft
from core.errors import InvalidEntryError
from core.project import Project
from core.registers.catalog import ACTIVITIES, DEPENDENCIES
from core.scheduled import scheduled
from core.what_if import Effect
from tests.plan_projects import house


@pytest.fixture(scope="module")
def plan() -> Project:
    return house()


def typed(plan: Project, number: int, **values: Any) -> dict[str, Draft]:
    record = plan[ACTIVITIES].records[number]
    draft = drafting.type_into(Draft(), ACTIVITIES, record, values)
    return {ACTIVITIES.key: draft}


def effect(plan: Project, drafts: dict[str, Draft]) -> Effect:
    return what_if.effect(scheduled(plan), scheduled(what_if.edited(plan, drafts)))


def test_a_longer_activity_moves_what_follows_and_the_finish(plan: Project) -> None:
    found = effect(plan, typed(plan, 3, duration="12d"))
    assert found.days == 2
    assert {move.number: move.days for move in found.moves} == {3: 2, 4: 2, 6: 2, 8: 2}
    assert [move.number for move in found.milestones] == [4, 8]
    said = what_if.headline(found).replace("\u00a0", " ")
    assert said == (
        "Saved, the project would finish on 31 Mar 2026, 2 working days later; "
        "two activities and two milestones move."
    )


def test_an_activity_with_float_moves_alone(plan: Project) -> None:
    found = effect(plan, typed(plan, 7, duration="4d"))
    assert (found.days, [move.number for move in found.moves]) == (0, [7])
    assert "would still finish on" in what_if.headline(found)
    assert "one activity moves" in what_if.headline(found)


def test_what_is_saved_of_several_edits_leaves_the_others(plan: Project) -> None:
    proposed = typed(plan, 3, duration="12d")
    besides = typed(plan, 7, owner="Zoe")
    draft = Draft({**proposed["activities"].changed, **besides["activities"].changed})
    left = what_if.left_over({"activities": draft, "settings": Draft()}, proposed)
    assert left == {**besides, "settings": Draft()}
    assert what_if.left_over(proposed, proposed)["activities"].pending == 0


def test_what_was_typed_over_a_saved_value_stays_on_top_of_it(plan: Project) -> None:
    saved = typed(plan, 3, duration="12d")
    since = typed(plan, 3, duration="14d", owner="Zoe")
    (touched,) = what_if.left_over(since, saved)["activities"].changed.values()
    assert touched.values == {"duration": "14d", "owner": "Zoe"}
    assert touched.seen["duration"] == "12d"


def test_the_first_activities_of_a_plan_have_a_finish_before_they_are_saved() -> None:
    draft = drafting.add_rows(Draft(), [{"title": "Keel", "duration": "5d"}])
    start = drafting.add_rows(Draft(), [{"schedule_start": "2026-03-02"}])
    drafts = {ACTIVITIES.key: draft, "settings": start}
    then = scheduled(what_if.edited(Project("NEW"), drafts))
    said = what_if.first_headline(then).replace("\u00a0", " ")
    assert said == "Saved, these first activities would finish on 6 Mar 2026."
    assert what_if.first_headline(None).startswith("The plan has no activity yet")


def test_a_new_owner_moves_nothing(plan: Project) -> None:
    found = effect(plan, typed(plan, 3, owner="Zoe"))
    assert found.moves == ()
    assert what_if.headline(found).endswith("no activity moves.")


def test_edits_of_several_registers_count_together(plan: Project) -> None:
    link = plan[DEPENDENCIES].live[0]
    lag = drafting.type_into(Draft(), DEPENDENCIES, link, {"lag": "1d"})
    both = typed(plan, 3, duration="9d") | {DEPENDENCIES.key: lag}
    assert effect(plan, both).days == 0
    assert effect(plan, {DEPENDENCIES.key: lag}).days == 1


def test_edits_that_break_a_rule_are_refused_with_their_problems(plan: Project) -> None:
    with pytest.raises(InvalidEntryError, match="T-003"):
        what_if.edited(plan, typed(plan, 3, duration="soon"))


def test_a_scenario_is_kept_as_text_and_comes_back_the_same(plan: Project) -> None:
    drafts = typed(plan, 3, duration="12d")
    assert what_if.from_text(what_if.to_text(drafts), plan) == drafts


@pytest.mark.parametrize("text", ["", "[]", "nothing", '{"activities": 3}'])
def test_a_scenario_that_cannot_be_read_says_so(plan: Project, text: str) -> None:
    with pytest.raises(InvalidEntryError):
        what_if.from_text(text, plan)


def test_a_scenario_about_an_unknown_activity_names_it(plan: Project) -> None:
    text = what_if.to_text(typed(plan, 3, duration="1d")).replace('"3"', '"33"')
    with pytest.raises(InvalidEntryError, match="T-033"):
        what_if.from_text(text, plan)
