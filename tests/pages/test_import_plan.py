"""A plan of another tool on the import page: counted first, written when wished."""

import pytest

from core.access import local_owner
from core.exchange.orders import DayOrder
from core.registers.catalog import ACTIVITIES
from data.store import Store, load
from tests.core.exchange.test_jira import LINES, csv
from tests.mspdi import file, link, task
from tests.pages.conftest import Pay
from tests.pages.visitor import Visitor

pytestmark = pytest.mark.app
ADA = local_owner("Ada")


def given(name: str, content: bytes, **address: str) -> Visitor:
    visitor = Visitor(**address).open("exchange")
    visitor.file_uploader[0].set_value((name, content, "text/xml")).run()
    assert [e.message for e in visitor.exception] == []
    return visitor


def says(visitor: Visitor, part: str) -> bool:
    return any(part in text.replace("\\", "") for text in visitor.texts)


def test_a_plan_is_counted_and_becomes_a_new_project(small: Store) -> None:
    visitor = given("crane.xml", file([task(1, FixedCost=9), task(2, link(1))]))
    assert says(visitor, "one calendar, two activities, one dependency")
    assert says(visitor, "Not carried over: fixed costs (1).")

    visitor.button(key="import-write").click().run()
    assert "Crane is at revision 1" in visitor.success[0].value
    assert len(load(small, "Crane", actor=ADA)[ACTIVITIES]) == 2


def test_a_plan_goes_into_the_open_project_when_that_is_chosen(pay: Pay) -> None:
    before = len(pay()[ACTIVITIES])
    visitor = given("crane.xml", file([task(901), task(902)]), project="PAY")
    visitor.segmented_control(key="import-plan-into").set_value("PAY").run()
    visitor.button(key="import-write").click().run()
    assert [e.message for e in visitor.exception] == []
    assert len(pay()[ACTIVITIES]) == before + 2


def test_issues_of_jira_are_a_plan_unless_they_are_wanted_as_lines(
    small: Store,
) -> None:
    assert small.identity
    visitor = given("jira.csv", csv(*LINES))
    assert says(visitor, "four activities, two dependencies")

    chosen = visitor.segmented_control(key="import-jira-as")
    chosen.set_value("Lines of a register").run()
    assert not says(visitor, "four activities, two dependencies")
    assert visitor.selectbox


def test_days_of_jira_that_may_be_months_are_asked_for(small: Store) -> None:
    line = LINES[3].replace("08/Jan/26 9:15 AM,,", "04/05/26 9:15 AM,,06/05/26")
    visitor = given("jira.csv", csv(line))
    asked = visitor.segmented_control(key="import-DayOrder-jira.csv")
    assert "06/05/26 in “Due date”" in asked.label
    assert visitor.button(key="import-write").disabled

    asked.set_value(DayOrder.DAY_FIRST).run()
    visitor.button(key="import-write").click().run()
    activity = load(small, "Payments", actor=ADA)[ACTIVITIES].records[4].entry
    assert str(activity.deadline) == "2026-05-06 00:00:00"


def test_a_hostile_file_is_told_and_nothing_can_be_written(small: Store) -> None:
    assert small.identity
    visitor = given("crane.xml", file([task(1)])[:-30])
    assert "damaged or was cut off" in visitor.error[0].value
    assert not [b for b in visitor.button if b.key == "import-write"]
