"""The grid as a person uses it: type, see what waits, save; and as a forger does."""

from datetime import date
from decimal import Decimal

import pytest

from core.access import local_owner
from core.edits import Add, Archive, Change
from core.project import Project
from core.registers.catalog import MITIGATIONS, RISKS
from core.registers.risks import Risk, RiskStatus
from data.store import Store, commit, history
from pages._ui.grid import PAGE
from tests.pages.conftest import LookAs, Pay, SomebodyElse
from tests.pages.visitor import Cells, Visitor

pytestmark = pytest.mark.app


def risk(project: Project, number: int) -> Risk:
    return project[RISKS].records[number].entry


# --- type, then save ----------------------------------------------------------------


def test_what_is_typed_is_marked_and_waits_and_is_in_no_revision_yet(
    risks: Visitor, pay: Pay
) -> None:
    before = pay()
    assert risks.marks("risks") == {}
    risks.type_into("risks", "R-002", title="Edited", owner="Cy")
    assert risks.marks("risks") == {"R-002": "✎"}
    assert risks.said("One entry waits to be saved.")
    assert risks.button(key="risks-save").label == "Save one entry"
    assert not risks.button(key="risks-save").disabled
    assert pay() == before


def test_one_save_writes_all_edits_as_one_revision(
    risks: Visitor, small: Store, pay: Pay
) -> None:
    before = pay()
    risks.type_into("risks", "R-002", title="Edited", likelihood=5)
    risks.type_into("risks", "R-003", cost_impact=1234.5, review_date="2030-01-31")
    risks.type_into("risks", "R-004", status="closed")
    assert risks.said("Three entries wait to be saved.")
    risks.press("Save three entries")
    assert [e.message for e in risks.exception] == []
    after = pay()
    (newest, *_) = history(small, "PAY", actor=local_owner())
    assert (newest.number, newest.actor) == (before.revision + 1, "Ada")
    assert {line.reference for line in newest.lines} == {"R-002", "R-003", "R-004"}
    assert (risk(after, 2).title, risk(after, 2).likelihood) == ("Edited", 5)
    assert risk(after, 3).cost_impact == Decimal("1234.50")
    assert risk(after, 3).review_date == date(2030, 1, 31)
    assert risk(after, 4).status is RiskStatus.CLOSED
    assert risk(after, 5) == risk(before, 5)


def test_a_save_is_told_and_leaves_nothing_waiting(risks: Visitor, pay: Pay) -> None:
    risks.type_into("risks", "R-002", title="Edited")
    risks.press("Save")
    assert [t.value for t in risks.toast] == [
        f"Saved one entry as revision {pay().revision}. History can undo it."
    ]
    assert risks.marks("risks") == {}
    assert "Save one entry" not in risks.labels
    rows = risks.rows("risks").set_index("Ref")
    assert rows.loc["R-002", "title"] == "Edited"
    risks.type_into("risks", "R-002", title="Edited again")
    risks.press("Save")
    assert risk(pay(), 2).title == "Edited again"


def test_discard_forgets_every_edit(risks: Visitor, pay: Pay) -> None:
    before = pay()
    risks.type_into("risks", "R-002", title="Edited")
    risks.press("Discard")
    assert risks.marks("risks") == {}
    assert risks.rows("risks").set_index("Ref").loc["R-002", "title"] != "Edited"
    assert pay() == before


def test_typing_the_old_value_back_leaves_nothing_to_save(
    risks: Visitor, pay: Pay
) -> None:
    title = risk(pay(), 2).title
    risks.type_into("risks", "R-002", title="Edited")
    risks.type_into("risks", "R-002", title=title)
    assert risks.marks("risks") == {}
    assert not any(label.startswith("Save") for label in risks.labels)


@pytest.mark.parametrize(
    ("cell", "column", "allowed"),
    [
        ({"likelihood": 9}, "Likelihood", "a whole number from 1 to 5"),
        ({"impact": 2.5}, "Impact", "a whole number from 1 to 5"),
        ({"title": ""}, "Event", "1 to 200 characters"),
        ({"title": "x" * 201}, "Event", "1 to 200 characters"),
        ({"cost_impact": -1}, "Cost impact", "an amount from 0 up"),
        ({"status": "sleeping"}, "Status", "one of: open, occurred, closed"),
        ({"review_date": "not a day"}, "Review date", "a date such as 2026-12-04"),
    ],
)
def test_a_wrong_value_is_kept_marked_and_listed_with_what_is_allowed(
    risks: Visitor, pay: Pay, cell: dict[str, object], column: str, allowed: str
) -> None:
    before = pay()
    risks.type_into("risks", "R-002", **cell)
    assert [e.message for e in risks.exception] == []
    assert risks.marks("risks") == {"R-002": "■"}
    listed = risks.table[0].value
    row = listed.iloc[0].str.replace("\u2011", "-")
    assert len(listed) == 1
    assert row["Entry"] == "R-002"
    assert row["Column"] == column
    assert row["Allowed"].replace("\\", "").startswith(allowed)
    assert risks.button(key="risks-save").disabled
    assert risks.said("One problem to correct before one entry can be saved.")
    assert pay() == before


def test_a_corrected_value_can_be_saved(risks: Visitor, pay: Pay) -> None:
    risks.type_into("risks", "R-002", likelihood=9)
    risks.type_into("risks", "R-003", impact=0)
    assert risks.marks("risks") == {"R-002": "■", "R-003": "■"}
    risks.type_into("risks", "R-002", likelihood=4)
    assert risks.marks("risks") == {"R-002": "✎", "R-003": "■"}
    risks.type_into("risks", "R-003", impact=1)
    risks.press("Save two entries")
    assert (risk(pay(), 2).likelihood, risk(pay(), 3).impact) == (4, 1)


def test_a_reference_is_chosen_by_its_label(risks: Visitor, pay: Pay) -> None:
    risks.open_tab("risks-tab", "Mitigations")
    risks.type_into("mitigations", "M-001", risk=f"R-004 {risk(pay(), 4).title}")
    risks.press("Save one entry")
    assert pay()[MITIGATIONS].records[1].entry.risk == 4
    risks.type_into("mitigations", "M-001", risk="R-999 Nothing")
    assert risks.marks("mitigations") == {"M-001": "■"}


# --- rows ---------------------------------------------------------------------------


def test_a_new_row_is_written_as_the_next_entry(risks: Visitor, pay: Pay) -> None:
    last = pay()[RISKS].last_number
    risks.press("New risk")
    assert risks.rows("risks")["Ref"].tolist()[0] == "new 1"
    assert "Save one entry" not in risks.labels
    risks.edit("risks", {(0, "title"): "Ice on the crane", (0, "likelihood"): 2})
    assert risks.marks("risks") == {"new 1": "+"}
    risks.press("Save one entry")
    added = risk(pay(), last + 1)
    assert (added.title, added.likelihood) == ("Ice on the crane", 2)
    assert RISKS.reference(last + 1) in risks.rows("risks")["Ref"].tolist()


def test_a_new_row_that_lacks_its_title_says_so_and_is_not_lost(
    risks: Visitor, pay: Pay
) -> None:
    before = pay()
    risks.press("New risk")
    risks.press("New risk")
    risks.edit("risks", {(1, "owner"): "Cy"})
    assert risks.marks("risks")["new 2"] == "■"
    assert risks.button(key="risks-save").disabled
    assert pay() == before
    risks.edit("risks", {(1, "title"): "Now it has one"})
    risks.press("Save one entry")
    assert risk(pay(), before[RISKS].last_number + 1).owner == "Cy"


def test_ticking_archive_on_a_new_row_drops_it(risks: Visitor) -> None:
    risks.press("New risk")
    risks.edit("risks", {(0, "title"): "Never mind"})
    risks.edit("risks", {(0, "Archive"): True})
    assert "new 1" not in risks.rows("risks")["Ref"].tolist()
    assert risks.marks("risks") == {}


def test_ticked_rows_are_archived_by_the_save_and_can_be_shown_and_restored(
    risks: Visitor, pay: Pay
) -> None:
    risks.type_into("risks", "R-005", Archive=True)
    assert risks.marks("risks") == {"R-005": "✎"}
    assert not pay()[RISKS].records[5].archived
    risks.press("Save one entry")
    assert pay()[RISKS].records[5].archived
    assert "R-005" not in risks.rows("risks")["Ref"].tolist()
    risks.reveal("risks-filters")
    risks.toggle(key="risks-archived").set_value(True).run()
    assert risks.rows("risks")["Ref"].tolist() == ["R-005"]
    risks.click_reference("risks", "R-005")
    risks.press("Restore")
    assert not pay()[RISKS].records[5].archived


@pytest.mark.parametrize(
    "text",
    [
        "Ice\topen\t2\nFire\topen\t5",
        "Event\tStatus\tLikelihood\nIce\topen\t2\nFire\topen\t5\n\n",
        "likelihood\ttitle\n2\tIce\n5\tFire",
        "EVENT\tNo such column\tlikelihood\r\nIce\tx\t2\r\nFire\ty\t5",
        'Event\tCause\tLikelihood\nIce\t"two\nlines"\t2\nFire\t\t5',
    ],
)
def test_pasted_rows_become_new_rows_with_or_without_a_header(
    risks: Visitor, pay: Pay, text: str
) -> None:
    last = pay()[RISKS].last_number
    risks.reveal("risks-paste")
    risks.text_area(key="risks-paste").set_value(text).run()
    risks.button(key="risks-paste-take").click().run()
    assert risks.rows("risks")["Ref"].tolist()[:2] == ["new 1", "new 2"]
    assert risks.text_area(key="risks-paste").value == ""
    risks.press("Save two entries")
    found = [risk(pay(), last + n) for n in (1, 2)]
    assert [(r.title, r.likelihood) for r in found] == [("Ice", 2), ("Fire", 5)]


def test_a_wrong_pasted_value_is_listed_and_nothing_is_written(
    risks: Visitor, pay: Pay
) -> None:
    before = pay()
    risks.reveal("risks-paste")
    risks.text_area(key="risks-paste").set_value("Ice\topen\tvery").run()
    risks.button(key="risks-paste-take").click().run()
    assert risks.marks("risks") == {"new 1": "■"}
    assert "very" in risks.table[0].value.iloc[0]["Written"]
    assert pay() == before


def test_what_a_grid_would_not_take_of_a_paste_is_kept_and_listed(
    risks: Visitor, pay: Pay
) -> None:
    assert set(pasted(risks, "Occurred\t9\nsleeping\tmuch")) == {"R-002", "R-003"}
    assert risks.marks("risks") == {"R-002": "■", "R-003": "■"}
    rows = risks.rows("risks").set_index("Ref")
    assert rows.loc["R-002", "status"] == "occurred"
    assert rows.loc["R-003", "status"] == "sleeping"
    listed = risks.table[0].value
    assert listed["Written"].tolist() == ["9", "much", "sleeping"]
    assert "open, occurred, closed" in listed["Allowed"][2]
    risks.type_into("risks", "R-003", status="closed", likelihood=2)
    risks.type_into("risks", "R-002", likelihood=1)
    risks.press("Save two entries")
    found = [(risk(pay(), n).status.value, risk(pay(), n).likelihood) for n in (2, 3)]
    assert found == [("occurred", 1), ("closed", 2)]


def test_rows_pasted_past_the_last_one_become_new_ones(risks: Visitor) -> None:
    touched = pasted(risks, "open\nclosed\nclosed", row="R-006")
    assert touched == ["new 1", "new 2"]
    assert risks.marks("risks") == {"new 1": "■", "new 2": "■"}  # they lack a title


def test_a_paste_that_the_grid_took_whole_leaves_it_as_it_is(risks: Visitor) -> None:
    risks.type_into("risks", "R-002", status="closed", likelihood=4)
    before = risks.sheet("risks").proto.id
    assert pasted(risks, "closed\t4") == ["R-002"]
    assert risks.sheet("risks").proto.id == before


def test_a_paste_into_a_grid_that_was_rearranged_by_hand_is_placed_by_what_is_seen(
    risks: Visitor,
) -> None:
    seen = {"0": "R-006", "1": "R-005"}
    assert pasted(risks, "sleeping", row="R-002", rows=seen) == ["R-005"]
    risks.press("Discard")
    by_status = {"4": "↑ Status", "5": "Likelihood"}
    assert pasted(risks, "sleeping\t9", columns=by_status) == ["R-002"]
    assert set(risks.table[0].value["Written"]) == {"9", "sleeping"}
    risks.press("Discard")
    assert pasted(risks, "x\ny\nz", row="R-002", rows=seen) == []
    assert "were moved within the grid" in risks.error[0].value


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"text": 7, "row": -1, "column": "x", "rows": [1], "columns": None},
        {"text": "x", "row": 99_999, "column": 99_999, "rows": {"a": 1, "-1": {}}},
        {"text": "x\ty", "row": 0, "column": 0, "columns": {"0": "Archive"}},
    ],
)
def test_a_forged_paste_gets_nowhere(
    risks: Visitor, pay: Pay, sent: dict[str, object]
) -> None:
    before = pay()
    risks.paste("risks", sent)
    assert [e.message for e in risks.exception] == []
    assert pay() == before


def pasted(
    visitor: Visitor, text: str, row: str = "R-002", **seen: object
) -> list[str]:
    """Paste at an entry's status; return the rows that are marked then."""
    labels = ["Ref", "", "Now → residual", "Event", "Status", "Likelihood"]
    place = {"row": visitor.row("risks", row), "column": labels.index("Status")}
    columns = {str(at): label for at, label in enumerate(labels)}
    visitor.paste("risks", {"text": text, **place, "columns": columns, **seen})
    assert [e.message for e in visitor.exception] == []
    return list(visitor.marks("risks"))


# --- edits that stay ----------------------------------------------------------------


def test_edits_survive_other_pages_projects_and_days(
    risks: Visitor, pay: Pay, past: date
) -> None:
    risks.type_into("risks", "R-002", title="Edited")
    risks.open("lessons").open("risks")
    assert risks.marks("risks") == {"R-002": "✎"}
    risks.selectbox(key="project").set_value("IDP").run()
    assert risks.marks("risks") == {}
    risks.selectbox(key="project").set_value("PAY").run()
    assert risks.marks("risks") == {"R-002": "✎"}
    risks.reveal("as-of")
    risks.date_input(key="as_of").set_value(past).run()
    risks.press("Back to today")
    assert risks.marks("risks") == {"R-002": "✎"}
    risks.press("Save one entry")
    assert risk(pay(), 2).title == "Edited"


def test_more_can_be_typed_after_a_return_to_the_page(risks: Visitor, pay: Pay) -> None:
    risks.type_into("risks", "R-002", title="Edited")
    risks.open("lessons").open("risks")
    risks.type_into("risks", "R-003", title="Edited too")
    assert risks.marks("risks") == {"R-002": "✎", "R-003": "✎"}
    risks.press("Save two entries")
    assert [risk(pay(), n).title for n in (2, 3)] == ["Edited", "Edited too"]


def test_an_earlier_day_shows_what_was_recorded_then_and_not_my_edits(
    risks: Visitor, past: date
) -> None:
    risks.type_into("risks", "R-001", title="Edited")
    risks.type_into("risks", "R-006", title="Edited")
    risks.reveal("as-of")
    risks.date_input(key="as_of").set_value(past).run()
    assert [e.message for e in risks.exception] == []
    rows = risks.rows("risks")
    assert rows["Ref"].tolist() == [f"R-00{n}" for n in range(1, 6)]
    assert rows["title"].tolist() == [f"Risk {n}" for n in range(1, 6)]
    assert set(rows["Mark"]) == {""}


def test_edits_of_rows_that_a_search_hides_wait_and_are_saved(
    risks: Visitor, pay: Pay
) -> None:
    risks.type_into("risks", "R-002", title="Edited")
    risks.text_input(key="risks-search").set_value("r-003").run()
    assert risks.rows("risks")["Ref"].tolist() == ["R-003"]
    risks.type_into("risks", "R-003", title="Edited too")
    assert risks.said("Two entries wait to be saved.")
    risks.press("Save two entries")
    assert [risk(pay(), n).title for n in (1, 2, 3)] == [
        "Risk 1",
        "Edited",
        "Edited too",
    ]


def test_an_edit_stays_at_its_entry_when_rows_are_sorted_anew(
    risks: Visitor, pay: Pay
) -> None:
    risks.type_into("risks", "R-002", title="Edited")
    risks.reveal("risks-sorting")
    risks.selectbox(key="risks-sort").set_value("Reference, newest first").run()
    assert risks.rows("risks")["Ref"].tolist()[-1] == "R-001"
    assert risks.marks("risks") == {"R-002": "✎"}
    risks.edit("risks", {(0, "title"): "The newest"})
    risks.press("Save two entries")
    assert [risk(pay(), n).title for n in (2, 6)] == ["Edited", "The newest"]


def test_rows_keep_their_order_while_the_sorted_column_is_edited(
    risks: Visitor,
) -> None:
    risks.reveal("risks-sorting")
    risks.selectbox(key="risks-sort").set_value("Event").run()
    order = risks.rows("risks")["Ref"].tolist()
    risks.edit("risks", {(0, "title"): "zzz last now"})
    assert risks.rows("risks")["Ref"].tolist() == order
    risks.press("Save one entry")
    assert risks.rows("risks")["Ref"].tolist() == [*order[1:], order[0]]


def test_edits_on_two_pages_of_a_long_register_meet_their_entries(fresh: Store) -> None:
    many = [Add("risks", {"title": f"Risk {n}"}) for n in range(1, 151)]
    commit(fresh, "NEW", many, actor=local_owner())
    visitor = Visitor(project="NEW").open("risks")
    assert len(visitor.rows("risks")) == PAGE
    visitor.edit("risks", {(0, "title"): "Edited 1"})
    visitor.pagination(key="risks-page").set_value(2).run()
    first = PAGE + 1
    assert visitor.rows("risks")["Ref"].tolist()[0] == RISKS.reference(first)
    visitor.edit("risks", {(0, "title"): "Edited too"})
    visitor.pagination(key="risks-page").set_value(1).run()
    assert visitor.rows("risks")["title"].tolist()[:2] == ["Edited 1", "Risk 2"]
    visitor.press("Save two entries")
    visitor.pagination(key="risks-page").set_value(2).run()
    assert visitor.rows("risks")["title"].tolist()[:2] == [
        "Edited too",
        f"Risk {first + 1}",
    ]


def test_new_rows_are_counted_apart_from_those_that_are_saved(risks: Visitor) -> None:
    assert risks.said("6 of 6 shown")
    risks.press("New risk")
    assert risks.said("6 of 6 shown, one new row not saved yet")
    risks.text_input(key="risks-search").set_value("r-003").run()
    assert risks.said("1 of 6 shown, one new row not saved yet")


def test_a_conflict_hides_no_problem_of_another_row(
    risks: Visitor, somebody_else: SomebodyElse
) -> None:
    risks.type_into("risks", "R-002", title="Mine")
    risks.type_into("risks", "R-003", likelihood=9)
    somebody_else(Change("risks", 2, 1, {"title": "Theirs"}))
    risks.run()
    assert risks.marks("risks") == {"R-002": "⇄", "R-003": "■"}
    assert risks.said("Somebody else changed one field that you edited")
    assert risks.said("One problem to correct besides.")
    assert risks.table[0].value["Column"].tolist() == ["Likelihood"]
    risks.press("Keep mine")
    assert risks.said("One problem to correct before two entries can be saved.")


# --- edits left behind --------------------------------------------------------------


def test_edits_of_an_earlier_session_are_offered_and_continued(
    risks: Visitor, pay: Pay
) -> None:
    risks.type_into("risks", "R-002", title="Edited", likelihood=9)
    later = Visitor(project="PAY").open("risks")
    assert later.marks("risks") == {}
    assert later.said("were left in another window")
    later.press("Continue them")
    assert later.marks("risks") == {"R-002": "■"}
    assert not later.said("were left in another window")
    later.type_into("risks", "R-002", likelihood=4)
    later.press("Save one entry")
    assert (risk(pay(), 2).title, risk(pay(), 2).likelihood) == ("Edited", 4)
    assert not Visitor(project="PAY").open("risks").said("left in another window")


def test_edits_of_an_earlier_session_can_be_discarded(risks: Visitor) -> None:
    risks.type_into("risks", "R-002", title="Edited")
    later = Visitor(project="PAY").open("risks")
    later.press("Discard them")
    assert "Continue them" not in later.labels
    assert "Continue them" not in Visitor(project="PAY").open("risks").labels


def test_edits_left_behind_wait_for_their_own_register_and_person_only(
    risks: Visitor, look_as: LookAs
) -> None:
    risks.type_into("risks", "R-002", title="Edited")
    assert "Continue them" not in Visitor(project="PAY").open("lessons").labels
    look_as(local_owner("Bob"))
    assert "Continue them" not in Visitor(project="PAY").open("risks").labels
    look_as(local_owner("Ada"))
    assert "Continue them" in Visitor(project="PAY").open("risks").labels


def test_edits_left_behind_meet_what_others_saved_meanwhile(
    risks: Visitor, somebody_else: SomebodyElse
) -> None:
    risks.type_into("risks", "R-002", title="Edited")
    somebody_else(Archive("risks", 2, 1))
    later = Visitor(project="PAY").open("risks")
    later.press("Continue them")
    assert [e.message for e in later.exception] == []
    assert later.said("Somebody else changed one field that you edited")


# --- what a forger sends ------------------------------------------------------------

IGNORED: list[Cells] = [
    {(0, "Ref"): "R-005"},
    {(0, "Mark"): "✎"},
]
# Streamlit itself ends the forger's run at these
REFUSED: list[Cells] = [
    {(0, "no_such_column"): "x"},
    {(0, "version"): 7},
    {(9_999, "title"): "Beyond the last row"},
    {(-7, "title"): "Before the first row"},
]


def named(cells: Cells) -> str:
    return "-".join(map(str, next(iter(cells))))


@pytest.mark.parametrize("cells", [*IGNORED, *REFUSED], ids=named)
def test_a_forged_edit_of_what_cannot_be_edited_gets_nowhere(
    risks: Visitor, pay: Pay, cells: Cells
) -> None:
    before = pay()
    risks.edit("risks", cells)
    assert pay() == before
    later = Visitor(project="PAY").open("risks")
    assert [e.message for e in later.exception] == []
    assert "Continue them" not in later.labels


@pytest.mark.parametrize(
    "value", [["a", "b"], {"a": 1}, True, 1e308, 10**400, "\x00", "x" * 100_000]
)
def test_forged_values_are_refused_as_any_wrong_ones(
    risks: Visitor, pay: Pay, value: object
) -> None:
    before = pay()
    fields = ("likelihood", "cost_impact", "status", "review_date")
    risks.type_into("risks", "R-002", **dict.fromkeys(fields, value))
    assert risks.button(key="risks-save").disabled
    assert risks.marks("risks") == {"R-002": "■"}
    assert pay() == before
    later = Visitor(project="PAY").open("risks")
    later.press("Continue them")
    assert [e.message for e in later.exception] == []
    assert later.marks("risks") == {"R-002": "■"}
    later.press("Discard")
    assert pay() == before
