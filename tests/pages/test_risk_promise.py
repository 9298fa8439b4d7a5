"""The tab that says what can be promised: asked, answered, explained, kept."""

from datetime import date

import pytest

from core.access import local_owner
from core.edits import Add, Archive, Change
from core.registers.catalog import SIMULATION_RUNS
from data.store import Store, commit
from tests.pages.conftest import Pay
from tests.pages.visitor import Visitor

TAB, PART = "risks-tab", "promise-part"
FEW = 300  # trials


def plan(store: Store) -> None:
    """Give the project something to run through: work with a range, and money."""
    work = {"title": "Build", "duration": "5d", "pessimistic": "9d"}
    money = {"title": "Team", "amount": "9000"}
    edits = [Add("activities", work), Add("budget_lines", money)]
    commit(store, "PAY", edits, actor=local_owner())


@pytest.fixture
def promise(small: Store) -> Visitor:
    plan(small)
    visitor = Visitor(project="PAY").open("risks")
    visitor.reveal("promise-how")
    visitor.open_tab(TAB, "Promise")
    visitor.number_input(key="promise-trials").set_value(FEW).run()
    return visitor


def said(visitor: Visitor) -> str:
    return "\n".join(element.value for element in visitor.markdown)


def test_without_plan_and_budget_the_tab_says_what_to_write_down(
    small: Store,
) -> None:
    assert small.identity
    visitor = Visitor(project="PAY").open("risks")
    visitor.open_tab(TAB, "Promise")
    assert [e.message for e in visitor.exception] == []
    assert any("Nothing can be promised yet" in e.value for e in visitor.subheader)
    assert not [b.label for b in visitor.button if b.label.startswith("Run ")]


def test_what_the_answer_lacks_is_said_beside_the_question(promise: Visitor) -> None:
    assert "No open risk has an effect in numbers" in said(promise)
    assert "No estimate has a range" not in said(promise)


def test_nothing_is_computed_before_it_is_asked_for(promise: Visitor) -> None:
    assert [e.message for e in promise.exception] == []
    assert "What can we promise?" in [e.value for e in promise.subheader]
    assert "% confidence" not in said(promise)


def test_the_answer_follows_the_confidence_without_new_trials(
    promise: Visitor,
) -> None:
    promise.press(f"Run {FEW} trials")
    assert [e.message for e in promise.exception] == []
    assert "With 80 % confidence" in said(promise)
    assert f"{FEW} trials, seed 1" in said(promise)
    promise.select_slider(key="promise-confidence").set_value(95).run()
    assert "With 95 % confidence" in said(promise)


@pytest.mark.parametrize("part", ["How it spreads", "Why", "What helps", "Keep"])
def test_each_part_of_the_answer_is_shown(promise: Visitor, part: str) -> None:
    promise.press(f"Run {FEW} trials")
    promise.open_tab(PART, part)
    assert [e.message for e in promise.exception] == []
    assert [e.value for e in promise.error] == []


def test_an_answer_is_kept_with_its_seed_and_quoted_on_the_overview(
    promise: Visitor, pay: Pay
) -> None:
    promise.press(f"Run {FEW} trials")
    promise.open_tab(PART, "Keep")
    promise.press("Keep this answer")
    assert [e.message for e in promise.exception] == []
    (record,) = pay()[SIMULATION_RUNS].live
    assert (record.entry.seed, record.entry.trials) == (1, FEW)
    promise.open_tab(PART, "Keep")
    assert "the project has not changed since" in said(promise)
    promise.open("overview")
    assert "the project has not changed since" in said(promise)


def test_an_earlier_day_is_answered_but_not_kept(promise: Visitor, past: date) -> None:
    promise.press(f"Run {FEW} trials")
    promise.reveal("as-of")
    promise.date_input(key="as_of").set_value(past).run()
    promise.open_tab(PART, "Keep")
    assert [e.message for e in promise.exception] == []
    assert "Keep this answer" not in [button.label for button in promise.button]


def test_what_is_wrong_is_named_and_can_be_tried_again(small: Store) -> None:
    owner = local_owner()
    edits = [
        Add("activities", {"title": "Gone", "duration": "5d"}, 1),
        Add("activities", {"title": "Work", "duration": "5d"}, 2),
        Add("risk_delays", {"risk": 1, "activity": 1, "most_likely": 3}),
    ]
    commit(small, "PAY", edits, actor=owner)
    commit(small, "PAY", [Archive("activities", 1, 1)], actor=owner)
    visitor = Visitor(project="PAY").open("risks")
    visitor.open_tab(TAB, "Promise")
    visitor.press("Run 10,000 trials")
    (wrong,) = visitor.error
    assert wrong.value.startswith("RD-001")
    assert "is archived" in wrong.value
    assert "Try again" in [button.label for button in visitor.button]


def test_the_outside_view_stands_beside_the_answer(
    promise: Visitor, small: Store
) -> None:
    def heads() -> list[str]:
        return [e.value for e in promise.subheader if "projects like this" in e.value]

    promise.press("Run ")
    assert heads()[0].startswith("Four of five projects like this are done for ")
    planned = {"planned_start": "2026-01-05", "planned_finish": "2026-12-18"}
    facts = [Change("projects", 1, 1, planned)]
    commit(small, "PAY", facts, actor=local_owner())
    promise.run()
    assert heads()[0].startswith("Four of five projects like this are done by ")
    assert "No project is finished yet" in said(promise)
    over = [Change("projects", 1, 2, {"state": "finished"})]
    commit(small, "PAY", over, actor=local_owner())
    promise.run()
    assert heads() == []
