"""Forms: settings, charter, a new project, history."""

from datetime import date, timedelta

import pytest

from core.access import local_owner
from core.edits import Add, Change
from core.registers.catalog import ACTIONS, CHARTER, LESSONS, RISKS, SETTINGS
from data.store import Store, commit, load, project_keys
from pages._ui.taking import ARCHIVE
from tests.pages.conftest import Pay, SomebodyElse
from tests.pages.visitor import Visitor

pytestmark = pytest.mark.app


# --- one entry a project ------------------------------------------------------------


def test_own_rules_are_started_changed_and_saved(pay: Pay) -> None:
    visitor = Visitor(project="PAY").open("settings")
    visitor.open_tab("settings-tab", "Rules and scales")
    assert "default rules" in visitor.sentence
    visitor.button(key="settings-start").click().run()
    assert "its own rules" in visitor.sentence
    (currency,) = [t for t in visitor.text_input if (t.key or "").endswith("-currency")]
    currency.set_value("USD").run()
    assert pay().settings.currency == "EUR"
    visitor.press("Save the settings")
    assert pay().settings.currency == "USD"
    assert "USD" in visitor.sentence
    assert len(pay()[SETTINGS]) == 1


def test_a_wrong_rule_is_listed_and_not_saved(pay: Pay) -> None:
    visitor = Visitor(project="PAY").open("settings")
    visitor.open_tab("settings-tab", "Rules and scales")
    visitor.button(key="settings-start").click().run()
    (currency,) = [t for t in visitor.text_input if (t.key or "").endswith("-currency")]
    currency.set_value("Euro").run()
    assert visitor.table[0].value.iloc[0]["Written"] == "Euro"
    assert [e.message for e in visitor.exception] == []
    assert visitor.button(key="settings-save").disabled
    assert pay().settings.currency == "EUR"


def test_a_charter_is_started_on_the_scope_page(pay: Pay) -> None:
    visitor = Visitor(project="PAY").open("scope")
    visitor.open_tab("scope-tab", CHARTER.title)
    for box in visitor.text_input:
        if box.key == "charter-title":
            box.set_value("One ledger").run()
    visitor.button(key="charter-start").click().run()
    assert [e.message for e in visitor.exception] == []
    assert len(pay()[CHARTER]) == 1
    assert "Not signed yet" in [block.value for block in visitor.subheader]


def test_a_charter_without_a_purpose_is_not_started_and_says_what_to_write(
    pay: Pay,
) -> None:
    visitor = Visitor(project="PAY").open("scope")
    visitor.button(key="charter-start").click().run()
    assert visitor.error[0].value == (
        "A charter begins with its purpose: write that first."
    )
    assert len(pay()[CHARTER]) == 0


def test_the_settings_do_not_ask_for_a_title_of_their_own(pay: Pay) -> None:
    visitor = Visitor(project="PAY").open("settings")
    assert any((t.key or "").endswith("-title") for t in visitor.text_input)
    visitor.open_tab("settings-tab", "Rules and scales")
    visitor.button(key="settings-start").click().run()
    assert not any((t.key or "").endswith("-title") for t in visitor.text_input)
    assert pay()[SETTINGS].entries[0].title == "Settings"


# --- forms between two people and two windows ---------------------------------------


def _charter(visitor: Visitor, **fields: str) -> None:
    """Write fields of the charter, as on its form."""
    for name, text in fields.items():
        (box,) = [t for t in visitor.text_input if (t.key or "").endswith(f"-{name}")]
        box.set_value(text).run()


def _with_a_charter(small: Store) -> None:
    values = {"title": "One ledger", "sponsor": "Ada"}
    commit(small, "PAY", [Add(CHARTER.key, values)], actor=local_owner())


def test_a_form_left_unsaved_is_offered_in_the_next_window(
    small: Store, pay: Pay
) -> None:
    _with_a_charter(small)
    _charter(Visitor(project="PAY").open("scope"), sponsor="Bo")
    other = Visitor(project="PAY").open("scope")
    assert pay()[CHARTER].entries[0].sponsor == "Ada"
    other.press("Continue them")
    other.press("Save the charter")
    assert pay()[CHARTER].entries[0].sponsor == "Bo"


def test_of_two_people_at_one_form_the_second_sees_both_texts_and_chooses(
    small: Store, pay: Pay
) -> None:
    _with_a_charter(small)
    visitor = Visitor(project="PAY").open("scope")
    _charter(visitor, sponsor="Mine")
    theirs = Change(CHARTER.key, 1, 1, {"sponsor": "Theirs"})
    commit(small, "PAY", [theirs], actor=local_owner())
    visitor.run()
    assert visitor.said("Somebody else changed one field that you edited")
    assert visitor.said("Theirs")
    assert visitor.button(key="charter-save").disabled
    visitor.press("Keep mine")
    visitor.press("Save the charter")
    assert pay()[CHARTER].entries[0].sponsor == "Mine"


# --- a new project ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "key", "made"),
    [
        ("Größe & Umfang", "", "Grosse-Umfang"),
        ("Ledger", "", "Ledger"),
        ("Ledger", "ledger-2", "ledger-2"),
    ],
)
def test_a_first_project_is_made_and_opened(
    nothing: Store, name: str, key: str, made: str
) -> None:
    visitor = Visitor().open("portfolio")
    assert "Search" not in visitor.labels  # there is nothing to find yet
    visitor.text_input(key="new-name").set_value(name)
    visitor.text_input(key="new-key").set_value(key)
    visitor.press("Start the project")
    assert "Search" in visitor.labels
    assert [e.message for e in visitor.exception] == []
    assert project_keys(nothing, local_owner()) == (made,)
    assert load(nothing, made, actor=local_owner()).name == name
    visitor.open("risks")
    assert visitor.query_params["project"] == made
    visitor.press("New risk")
    visitor.edit("risks", {(0, "title"): "First"})
    visitor.press("Save one entry")
    assert len(load(nothing, made, actor=local_owner())[RISKS]) == 1


@pytest.mark.parametrize(
    ("name", "key"),
    [("", ""), ("Again", "PAY"), ("Bad", "a b"), ("  ", " ")],
)
def test_a_project_without_a_name_or_with_a_wrong_key_is_refused_with_a_reason(
    small: Store, name: str, key: str
) -> None:
    before = project_keys(small, local_owner())
    visitor = Visitor(project="PAY").open("portfolio")
    visitor.text_input(key="new-name").set_value(name)
    visitor.text_input(key="new-key").set_value(key)
    visitor.press("Start the project")
    assert [e.message for e in visitor.exception] == []
    assert project_keys(small, local_owner()) == before
    assert len(visitor.error) == 1


# --- history ------------------------------------------------------------------------


def test_history_undoes_a_revision(risks: Visitor, pay: Pay) -> None:
    before = pay()
    risks.type_into("risks", "R-002", title="Edited")
    risks.press("Save one entry")
    number = pay().revision
    risks.open("history")
    risks.button(key=f"undo-{number}").click().run()
    assert [e.message for e in risks.exception] == []
    assert pay()[RISKS].records[2].entry == before[RISKS].records[2].entry
    assert pay().revision == number + 1
    assert [t.value for t in risks.toast] == [
        f"Undone: revision {number} is taken back by {number + 1}."
    ]


def test_what_an_undo_put_back_stands_in_the_grid_again(risks: Visitor) -> None:
    shown = risks.rows("risks")["Ref"].tolist()
    risks.type_into("risks", "R-002", **{ARCHIVE: True})
    risks.type_into("risks", "R-003", **{ARCHIVE: True})
    risks.press("Save two entries")
    assert risks.rows("risks")["Ref"].tolist() == [shown[0], *shown[3:]]
    risks.open("history")
    risks.press("Undo")
    risks.open("risks")
    assert risks.rows("risks")["Ref"].tolist() == shown


def test_history_refuses_to_undo_what_others_changed_since(
    risks: Visitor, pay: Pay, somebody_else: SomebodyElse
) -> None:
    risks.type_into("risks", "R-002", title="Edited")
    risks.press("Save one entry")
    number = pay().revision
    somebody_else(Change("risks", 2, 2, {"title": "Theirs"}))
    risks.open("history")
    risks.button(key=f"undo-{number}").click().run()
    assert pay()[RISKS].records[2].entry.title == "Theirs"
    assert risks.error[0].value == (
        f"Revision {number} cannot be undone. Later revisions changed the same: "
        "R-002 event. Undo those first, the newest before the others."
    )


def test_a_long_revision_is_shown_in_part_and_the_rest_on_demand(small: Store) -> None:
    registers = (RISKS, LESSONS, ACTIONS)
    adds = [Add(spec.key, {"title": f"T{n}"}) for spec in registers for n in range(3)]
    made = commit(small, "PAY", adds, actor=local_owner())
    visitor = Visitor(project="PAY").open("history")
    last = ACTIONS.reference(made[ACTIONS].last_number)
    link = f"entry={last})"
    assert not visitor.said(link)
    visitor.reveal(f"past-{made.revision}")
    assert visitor.said(link)


def test_history_leads_to_the_entries_that_there_are(
    small: Store, risks: Visitor
) -> None:
    add = Add(RISKS.key, {"title": "Short"})
    made = commit(small, "PAY", [add], actor=local_owner())
    reference = RISKS.reference(made[RISKS].last_number)
    risks.open("history")
    assert risks.said(f"entry={reference}) added")
    assert risks.said("entry=P-001) added")


def test_history_can_be_narrowed_to_a_register_and_a_person(risks: Visitor) -> None:
    risks.type_into("risks", "R-002", title="Edited")
    risks.press("Save one entry")
    risks.open("history")
    everything = risks.sentence
    risks.selectbox(key="past-person").set_value("Ada").run()
    assert risks.sentence.startswith("One revision, by Ada on")
    assert risks.sentence != everything
    risks.selectbox(key="past-register").set_value("lessons").run()
    assert risks.sentence.startswith("Nothing was changed")


def test_history_begins_at_a_day_that_stands_in_the_address(
    pay: Pay, past: date
) -> None:
    visitor = Visitor(project="PAY", until=past.isoformat()).open("history")
    assert [e.message for e in visitor.exception] == []
    assert visitor.date_input(key="until").value == past
    assert visitor.sentence.startswith("Two revisions by one person")
    assert "undo-3" not in [b.key for b in visitor.button]
    visitor.date_input(key="until").set_value(None).run()
    assert visitor.sentence.startswith("Three revisions")
    visitor.date_input(key="until").set_value(past - timedelta(days=300)).run()
    assert visitor.sentence.startswith("Nothing was changed")
    assert pay().revision == 3


def test_the_revision_that_made_the_project_offers_no_undo(risks: Visitor) -> None:
    risks.open("history")
    keys = [b.key for b in risks.button]
    assert "undo-2" in keys
    assert "undo-1" not in keys
