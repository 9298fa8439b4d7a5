"""Importing a file: what is said first, and what stands against it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.access import local_owner
from core.exchange.importing import preview
from core.exchange.project_xlsx import workspace_to_xlsx
from core.registers.catalog import ACTIONS, EXPENSES, RISKS
from data.exchange import project_json, workspace_json
from data.store import Store, load_all, open_store
from pages._ui import offering
from tests.pages.conftest import Pay
from tests.pages.visitor import Visitor

pytestmark = pytest.mark.app

MIXED = "Risk;Likelihood\nFlood;9\nFrost;2\n"


def given(text: str, register: str | None = "risks", **address: str) -> Visitor:
    """Open the page and choose a file; say what it is for where nobody can tell."""
    visitor = Visitor(**address).open("exchange")
    file = ("risks.csv", text.encode(), "text/csv")
    visitor.file_uploader[0].set_value(file).run()
    if register is not None:
        visitor.selectbox[0].set_value(register).run()
    assert [e.message for e in visitor.exception] == []
    return visitor


def is_open(visitor: Visitor) -> bool:
    (columns,) = visitor.expander
    return bool(columns.proto.expanded)


def hint(visitor: Visitor, part: str) -> bool:
    return any(part in text.replace("\\", "") for text in visitor.texts)


def test_a_greyed_button_says_why_and_the_way_out(small: Store, pay: Pay) -> None:
    assert small.identity
    before = len(pay()[RISKS])
    visitor = given(MIXED, project="PAY")
    assert visitor.button(key="import-write").disabled
    assert hint(visitor, "One problem stands against it: mend the file or the mapping")
    assert not is_open(visitor)

    visitor.toggle(key="import-skip").set_value(True).run()
    assert not visitor.button(key="import-write").disabled
    assert not hint(visitor, "stands against it")
    visitor.button(key="import-write").click().run()
    assert [e.message for e in visitor.exception] == []
    assert len(pay()[RISKS]) == before + 1
    assert visitor.success[0].value.startswith("Imported into one project: PAY is at")


def test_the_verdict_stands_before_the_mapping_and_the_problems(pay: Pay) -> None:
    assert pay().revision
    visitor = given(MIXED, project="PAY")
    assert visitor.subheader[0].value == "Risks\\: one entry to add; one problem"
    order = [e.type for e in visitor.main if e.type in ("subheader", "expander")]
    assert order.index("subheader") < order.index("expander")


def test_a_file_that_changes_nothing_says_so(pay: Pay) -> None:
    title = pay()[RISKS].records[1].entry.title
    visitor = given(f"Ref;Risk\nR-001;{title}\n", None, project="PAY")
    assert visitor.button(key="import-write").disabled
    assert hint(visitor, "Nothing to import: what the file says stands there already.")


@pytest.mark.parametrize(
    ("text", "opened"), [("Risk;Likelihood\nFlood;4\n", False), ("Sleet\n4\n", True)]
)
def test_the_mapping_is_open_only_where_something_must_be_chosen(
    *, pay: Pay, text: str, opened: bool
) -> None:
    assert pay().revision
    assert is_open(given(text, project="PAY")) is opened


def test_lines_of_no_project_are_told_what_to_choose(nothing: Store) -> None:
    assert nothing.identity
    visitor = given("Risk\nFlood\n")
    assert "choose or start a project on the Portfolio page" in visitor.error[0].value
    assert is_open(visitor)


def test_a_workbook_of_everything_goes_into_an_empty_store(
    nothing: Store, sample_file: Path
) -> None:
    everything = open_store(f"sqlite:///{sample_file}")
    projects = load_all(everything, actor=local_owner())
    everything.close()
    content = workspace_to_xlsx(list(projects.values()))
    visitor = Visitor().open("exchange")
    visitor.file_uploader[0].set_value(("all.xlsx", content, "")).run()
    assert not hint(visitor, "None")
    visitor.button(key="import-write").click().run()
    assert [e.message for e in visitor.exception] == []
    written = load_all(nothing, actor=local_owner())
    assert {k: p.facts for k, p in written.items()} == {
        k: p.facts for k, p in projects.items()
    }
    assert {k: len(p[RISKS]) for k, p in written.items()} == {
        k: len(p[RISKS]) for k, p in projects.items()
    }


def test_a_project_that_is_there_already_comes_in_under_another_key(
    small: Store, pay: Pay
) -> None:
    content = project_json(small, "PAY", actor=local_owner())
    visitor = Visitor(project="PAY").open("exchange")
    visitor.file_uploader[0].set_value(("pay.json", content, "")).run()
    asked = visitor.text_input(key="import-as-PAY")
    assert asked.value == "PAY-2"
    asked.set_value("a b").run()
    assert "is no key" in visitor.error[0].value
    visitor.text_input(key="import-as-PAY").set_value("PAY").run()
    assert visitor.button(key="import-write").disabled
    assert hint(visitor, "There is a project PAY already")
    visitor.text_input(key="import-as-PAY").set_value("PAY-9").run()
    visitor.button(key="import-write").click().run()
    assert [e.message for e in visitor.exception] == []
    copy = load_all(small, actor=local_owner())["PAY-9"]
    assert (copy.name, copy.revision) == (pay().name, pay().revision)


def test_a_workspace_of_projects_that_are_there_says_why_it_stays_out(
    small: Store,
) -> None:
    content = workspace_json(small, actor=local_owner())
    visitor = Visitor(project="PAY").open("exchange")
    visitor.file_uploader[0].set_value(("all.json", content, "")).run()
    assert visitor.button(key="import-write").disabled
    assert hint(visitor, "a store without any of its projects")


UNCLEAR = "Action;Due\nCall;04/12/2026\nMail;05/06/2026\n"


def test_the_order_of_dates_is_asked_only_where_the_file_leaves_it_open(
    pay: Pay,
) -> None:
    assert pay().revision
    visitor = given(UNCLEAR, "actions", project="PAY")
    (asked,) = visitor.segmented_control
    assert "04/12/2026 and 05/06/2026 in “Due”" in asked.label.replace("\\", "")
    assert visitor.button(key="import-write").disabled
    asked.set_value(asked.options[0]).run()
    assert not visitor.button(key="import-write").disabled
    visitor.button(key="import-write").click().run()
    days = [r.entry.due for r in pay()[ACTIONS].live if r.entry.title == "Call"]
    assert days == [date(2026, 12, 4)]
    again = given(UNCLEAR.replace("Call", "Ring"), "actions", project="PAY")
    assert again.segmented_control[0].value == "day-first"
    clear = given(UNCLEAR.replace("05/06", "25/06"), "actions", project="PAY")
    assert not clear.segmented_control


BANK = "Date;Details;Debit;Credit\n2026-03-01;Rent;10,50;\n2026-03-02;Back;;1,50\n"


def test_the_lines_of_a_bank_are_cost_unless_they_pay_what_is_booked(pay: Pay) -> None:
    assert pay().revision
    visitor = given(BANK, None, project="PAY")
    assert hint(visitor, "what is in “Debit” is read as spent (one line); the rest")
    assert hint(visitor, "What is spent counts as actual cost, as an invoice does")
    (asked,) = visitor.segmented_control
    assert asked.value == "invoice"
    asked.set_value("payment").run()
    assert [e.message for e in visitor.exception] == []
    assert not hint(visitor, "What is spent counts as actual cost")
    assert visitor.subheader[0].value.endswith(
        "one problem"
    )  # money back is no payment
    visitor.toggle(key="import-skip").set_value(True).run()
    visitor.button(key="import-write").click().run()
    (rent,) = [r.entry for r in pay()[EXPENSES].live if r.entry.title == "Rent"]
    assert (rent.kind.value, str(rent.amount)) == ("payment", "10.50")


def test_the_lines_are_checked_once_for_a_file_and_its_mapping(
    pay: Pay, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pay().revision
    calls: list[str] = []

    def counted(*asked: Any) -> Any:
        calls.append("checked")
        return preview(*asked)

    monkeypatch.setattr(offering, "preview", counted)
    visitor = given(MIXED, project="PAY")
    many = len(calls)
    visitor.toggle(key="import-skip").set_value(True).run()
    assert len(calls) == many > 0
    visitor.text_input[0].set_value("2").run()  # another word that means nothing
    assert len(calls) == many + 1


def test_a_file_of_no_register_says_what_to_choose(pay: Pay) -> None:
    assert pay().revision
    visitor = given("Foo;Bar\n1;2\n", None, project="PAY")
    assert hint(visitor, "Its columns, Foo and Bar, are those of no register alone")
