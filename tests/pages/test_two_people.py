"""Two people at one register: nothing is overwritten without a word."""

import pytest

from core.edits import Add, Archive, Change
from core.registers.catalog import RISKS
from tests.pages.conftest import Pay, SomebodyElse
from tests.pages.visitor import Visitor

pytestmark = pytest.mark.app


def change(version: int = 1, **values: object) -> Change:
    """What somebody else does to R-002."""
    return Change("risks", 2, version, values)


def test_anothers_save_of_another_field_is_taken_along(
    risks: Visitor, pay: Pay, somebody_else: SomebodyElse
) -> None:
    risks.type_into("risks", "R-002", title="Mine")
    somebody_else(change(owner="Theirs"))
    risks.run()
    assert risks.marks("risks") == {"R-002": "✎"}
    assert risks.rows("risks").set_index("Ref").loc["R-002", "owner"] == "Theirs"
    risks.press("Save one entry")
    entry = pay()[RISKS].records[2].entry
    assert (entry.title, entry.owner) == ("Mine", "Theirs")


def test_the_same_field_is_a_conflict_with_both_texts_and_no_save(
    risks: Visitor, pay: Pay, somebody_else: SomebodyElse
) -> None:
    risks.type_into("risks", "R-002", title="Mine", likelihood=5)
    somebody_else(change(title="Theirs"))
    risks.run()
    assert risks.marks("risks") == {"R-002": "⇄"}
    assert risks.said("Somebody else changed one field that you edited")
    assert risks.said(":gray[Mine:] Mine")
    assert risks.said(":gray[Theirs:] Theirs")
    assert not risks.said(":gray[Mine:] 5")
    assert risks.button(key="risks-save").disabled
    assert pay()[RISKS].records[2].entry.title == "Theirs"


@pytest.mark.parametrize(
    ("choice", "title"), [("Keep mine", "Mine"), ("Take theirs", "Theirs")]
)
def test_after_the_choice_the_chosen_text_is_saved_with_the_rest(
    risks: Visitor, pay: Pay, somebody_else: SomebodyElse, choice: str, title: str
) -> None:
    risks.type_into("risks", "R-002", title="Mine", likelihood=5)
    somebody_else(change(title="Theirs"))
    risks.run()
    risks.press(choice)
    assert risks.marks("risks") == {"R-002": "✎"}
    assert risks.rows("risks").set_index("Ref").loc["R-002", "title"] == title
    risks.press("Save one entry")
    entry = pay()[RISKS].records[2].entry
    assert (entry.title, entry.likelihood) == (title, 5)


def test_a_save_between_showing_and_pressing_overwrites_nothing(
    risks: Visitor, pay: Pay, somebody_else: SomebodyElse
) -> None:
    risks.type_into("risks", "R-002", title="Mine")
    somebody_else(change(title="Theirs"))
    risks.press("Save one entry")
    assert [e.message for e in risks.exception] == []
    assert pay()[RISKS].records[2].entry.title == "Theirs"
    assert risks.marks("risks") == {"R-002": "⇄"}
    assert "Theirs" in risks.error[0].value
    risks.press("Keep mine")
    risks.press("Save one entry")
    assert pay()[RISKS].records[2].entry.title == "Mine"


def test_each_field_is_chosen_on_its_own(
    risks: Visitor, pay: Pay, somebody_else: SomebodyElse
) -> None:
    risks.type_into("risks", "R-002", title="Mine", owner="Me")
    somebody_else(change(title="Theirs", owner="Them"))
    risks.run()
    assert risks.said("Somebody else changed two fields that you edited")
    risks.button(key="risks-2-title-True").click().run()
    risks.button(key="risks-2-owner-False").click().run()
    risks.press("Save one entry")
    entry = pay()[RISKS].records[2].entry
    assert (entry.title, entry.owner) == ("Mine", "Them")


def test_an_entry_archived_by_another_is_told_and_the_rest_can_be_saved(
    risks: Visitor, pay: Pay, somebody_else: SomebodyElse
) -> None:
    risks.type_into("risks", "R-002", title="Mine")
    risks.type_into("risks", "R-003", title="Mine too")
    somebody_else(Archive("risks", 2, 1))
    risks.run()
    assert [e.message for e in risks.exception] == []
    assert risks.said(":gray[Theirs:] archived")
    assert risks.button(key="risks-save").disabled
    risks.press("Take theirs")
    risks.press("Save one entry")
    assert pay()[RISKS].records[2].archived
    assert pay()[RISKS].records[3].entry.title == "Mine too"


def test_anothers_new_entries_are_offered_and_move_no_row_before(
    risks: Visitor, pay: Pay, somebody_else: SomebodyElse
) -> None:
    risks.reveal("risks-sorting")
    risks.selectbox(key="risks-sort").set_value("Reference, newest first").run()
    risks.edit("risks", {(0, "title"): "Mine"})
    somebody_else(Add("risks", {"title": "Newer"}), Add("risks", {"title": "Newest"}))
    risks.edit("risks", {(1, "title"): "Mine too"})
    assert risks.marks("risks") == {"R-006": "✎", "R-005": "✎"}
    risks.press("2 newer: show")
    assert risks.rows("risks")["Ref"].tolist()[:3] == ["R-008", "R-007", "R-006"]
    assert risks.marks("risks") == {"R-006": "✎", "R-005": "✎"}
    risks.press("Save two entries")
    titles = [pay()[RISKS].records[n].entry.title for n in (5, 6, 7)]
    assert titles == ["Mine too", "Mine", "Newer"]
