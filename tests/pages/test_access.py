"""Who may only read sees no way to edit, and has none by force either."""

import pytest

from core.access import Actor, Role
from core.registers.catalog import RISKS
from data.store import Store, history
from tests.pages.conftest import LookAs, Pay
from tests.pages.visitor import Visitor

pytestmark = pytest.mark.app

READER = Actor("Rita", (("PAY", Role.VIEWER),))
MEMBER = Actor("Mia", (("PAY", Role.MEMBER),))
STRANGER = Actor("Sven")


@pytest.mark.usefixtures("small")
def test_a_reader_sees_the_entries_and_nothing_to_edit_them_with(
    look_as: LookAs,
) -> None:
    look_as(READER)
    visitor = Visitor(project="PAY").open("risks")
    assert len(visitor.rows("risks")) == 6
    assert len(visitor.data_editor) == 0
    assert not [b for b in visitor.labels if b.startswith(("New", "Save", "Add"))]
    assert visitor.said("read only")
    visitor.click_reference("risks", "R-002")
    assert visitor.said("Risk 2")
    assert len(visitor.main.text_area) == 0
    assert "Archive" not in visitor.labels


def test_a_member_may_edit_and_the_journal_has_the_members_name(
    small: Store, look_as: LookAs, pay: Pay
) -> None:
    look_as(MEMBER)
    visitor = Visitor(project="PAY").open("risks")
    visitor.type_into("risks", "R-002", title="By Mia")
    visitor.press("Save one entry")
    assert history(small, "PAY", actor=MEMBER)[0].actor == "Mia"
    assert pay()[RISKS].records[2].entry.title == "By Mia"


@pytest.mark.usefixtures("small")
def test_only_projects_that_somebody_may_read_can_be_picked(
    look_as: LookAs,
) -> None:
    look_as(READER)
    visitor = Visitor(project="IDP").open("risks")
    assert visitor.selectbox(key="project").options == ["Payments"]
    assert visitor.selectbox(key="project").value == "PAY"
    assert "Other" not in visitor.rows("risks")["title"].tolist()


@pytest.mark.parametrize("after", [READER, STRANGER], ids=["reader", "stranger"])
def test_who_may_no_longer_edit_cannot_save_from_a_page_still_open(
    risks: Visitor, look_as: LookAs, pay: Pay, after: Actor
) -> None:
    before = pay()
    risks.type_into("risks", "R-002", title="Too late")
    look_as(after)
    risks.press("Save one entry")
    assert pay() == before
    assert len(risks.data_editor) == 0


@pytest.mark.parametrize("after", [READER, STRANGER], ids=["reader", "stranger"])
def test_who_may_no_longer_edit_types_nothing_from_a_page_still_open(
    risks: Visitor, look_as: LookAs, pay: Pay, after: Actor
) -> None:
    before = pay()
    look_as(after)
    risks.type_into("risks", "R-002", title="Too late")
    assert [e.message for e in risks.exception] == []
    assert pay() == before
    assert len(risks.data_editor) == 0


def test_who_may_no_longer_edit_is_told_so(risks: Visitor, look_as: LookAs) -> None:
    risks.type_into("risks", "R-002", title="In time")
    look_as(READER)
    risks.press("Save one entry")
    refusal = ["Rita may not edit project PAY."]
    assert [e.value for e in risks.error] == refusal
    look_as(MEMBER)
    risks.run()
    assert len(risks.error) == 0
    look_as(READER)
    risks.press("New risk")
    assert [e.value for e in risks.error] == refusal


def test_edits_are_still_there_when_the_right_comes_back(
    risks: Visitor, look_as: LookAs, pay: Pay
) -> None:
    risks.type_into("risks", "R-002", title="Waits")
    look_as(READER)
    risks.run()
    assert "Waits" not in risks.rows("risks")["title"].tolist()
    look_as(MEMBER)
    risks.run()
    assert risks.marks("risks") == {"R-002": "✎"}
    risks.press("Save one entry")
    assert pay()[RISKS].records[2].entry.title == "Waits"
