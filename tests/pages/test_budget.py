"""The budget page: its tabs, what they say, closed months, the pivot, the workbook."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from core.access import local_owner
from core.edits import Add
from core.exchange.finance_xlsx import finance_xlsx
from core.project import Project
from core.registers.catalog import SETTINGS
from data.store import Store, commit, load
from pages._ui import budget_registers, fields
from tests.pages.visitor import Visitor

pytestmark = pytest.mark.app

TAB = budget_registers.TAB
ADA = local_owner("Ada")
Spend = Callable[..., Project]


@pytest.fixture
def spend(fresh: Store) -> Spend:
    """Record entries in project NEW."""
    return lambda *edits: commit(fresh, "NEW", edits, actor=ADA)


def bill(amount: int = 100, on: str = "2026-05-05", **more: Any) -> Add:
    values = {"title": "Bill", "amount": amount, "spent_on": on}
    return Add("expenses", values | more)


def line(amount: int = 1000, **more: Any) -> Add:
    dates = {"start": "2026-04-01", "finish": "2027-03-31"}
    return Add("budget_lines", {"title": "Stone", "amount": amount} | dates | more)


def report(on: str, planned: int, earned: int, cost: int) -> Add:
    values: dict[str, object] = {"title": "Report", "status_date": on}
    values |= {"planned_value": planned, "earned_value": earned, "actual_cost": cost}
    return Add("performance", values)


def at_tab(tab: str, key: str = "NEW", **address: str) -> Visitor:
    visitor = Visitor(project=key, **address).open("budget")
    visitor.open_tab(TAB, tab)
    assert [e.message for e in visitor.exception] == []
    return visitor


def metrics(visitor: Visitor) -> dict[str, str]:
    return {m.label: m.value.replace("\u00a0", " ") for m in visitor.metric}


def test_the_drawer_of_an_amount_in_another_currency_tells_the_rate(
    spend: Spend,
) -> None:
    rate = {"currency": "USD", "valid_from": "2026-01-01", "rate": 0.9}
    spend(Add("exchange_rates", rate), bill(currency="USD"), bill(title="Own"))
    texts = list(Visitor(project="NEW", entry="E-001").open("budget").texts)
    told = [text for text in texts if "Counts as" in text]
    assert "**Counts as 90.00\u00a0€ at 0.9 of 1\u00a0Jan\u00a02026**" in told[0], texts
    assert not Visitor(project="NEW", entry="E-002").open("budget").said("**Counts as")


# Tabs ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("tab", budget_registers.REGISTERS)
def test_every_register_of_a_tab_can_be_opened(tab: str) -> None:
    visitor = at_tab(tab, "PAY")
    for spec in budget_registers.REGISTERS[tab]:
        if len(budget_registers.REGISTERS[tab]) > 1:
            key = f"budget-{tab.lower().replace(' ', '-')}-register"
            visitor.session_state[key] = spec.title
            visitor.run()
        assert [e.message for e in visitor.exception] == []
        assert f"New {spec.noun}" in visitor.labels


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("tab", budget_registers.REGISTERS)
def test_no_register_can_be_changed_as_of_an_earlier_day(tab: str, past: date) -> None:
    visitor = at_tab(tab, "PAY", as_of=past.isoformat())
    assert not [b for b in visitor.labels if b.startswith(("New ", "Close", "Reopen"))]


def test_every_register_of_money_has_a_tab() -> None:
    shown = {s.key for specs in budget_registers.REGISTERS.values() for s in specs}
    assert shown == {key for key, page in fields.PAGES.items() if page == "budget"}


@pytest.mark.parametrize(
    ("entry", "tab", "register"),
    [
        ("E-001", "Actuals", "Expenses"),
        ("B-001", "Plan", "Budget lines"),
        ("FX-001", "Plan", "Exchange rates"),
        ("PF-001", "Earned value", "Performance reports"),
        ("BF-001", "Benefits", None),
    ],
)
def test_the_address_of_an_entry_opens_its_tab_and_its_register(
    spend: Spend, entry: str, tab: str, register: str | None
) -> None:
    rate = {"currency": "USD", "valid_from": "2026-01-01", "rate": 0.9}
    benefit = {"title": "Calls", "planned_amount": 50, "due": "2026-05-05"}
    spend(
        line(),
        bill(),
        Add("exchange_rates", rate),
        report("2026-05-31", 5, 5, 5),
        Add("benefits", benefit),
    )
    visitor = Visitor(project="NEW", entry=entry).open("budget")
    assert visitor.session_state[TAB] == tab
    if register:
        key = f"budget-{tab.lower().replace(' ', '-')}-register"
        assert visitor.session_state[key] == register
    assert any(entry in dialog.title for dialog in visitor.get("dialog")) or (
        visitor.session_state["entry-seen"] == entry
    )


# Earned value -------------------------------------------------------------------------


@pytest.mark.usefixtures("fresh")
def test_without_a_plan_earned_value_says_what_to_do() -> None:
    visitor = at_tab("Earned value")
    assert visitor.said("take a baseline of a schedule")
    links = [link.label for link in visitor.page_link]
    assert "Take a baseline on the Schedule page" in links
    assert "New performance report" in visitor.labels


def test_reports_alone_make_the_whole_page(spend: Spend) -> None:
    spend(
        report("2026-04-30", 0, 0, 0),
        report("2026-05-31", 500, 450, 500),
        report("2026-12-31", 1000, 0, 0),
    )
    visitor = at_tab("Earned value")
    assert visitor.sentence.startswith("We earn 0.90")
    assert metrics(visitor)["CPI"] == "0.90"
    assert metrics(visitor)["EAC at this CPI"] == "1,111 €"
    table = next(f.value for f in visitor.dataframe if "SPI(t)" in f.value)
    assert table["CPI"].tolist() == ["0.90", "n/a"]
    assert visitor.rows("performance")["Ref"].tolist() == ["PF-001", "PF-002", "PF-003"]


@pytest.mark.usefixtures("sample")
def test_the_sample_tells_its_branches_with_roll_up() -> None:
    visitor = at_tab("Earned value", "PAY")
    visitor.session_state["budget-value-table"] = "By WBS branch"
    visitor.run()
    table = next(f.value for f in visitor.dataframe if "Branch" in f.value)
    assert table["Branch"].iloc[0] == "Whole project"
    assert len(table) > 10


# Control ------------------------------------------------------------------------------


@pytest.mark.usefixtures("fresh")
def test_with_nothing_to_control_that_is_said() -> None:
    visitor = at_tab("Control")
    assert any("Nothing to control yet" in s.value for s in visitor.subheader)
    assert len(visitor.dataframe) == 0


def pivoted(visitor: Visitor) -> Any:
    return next(f.value for f in visitor.dataframe if f.value.iloc[-1, 0] == "Total")


def test_the_pivot_turns_and_keeps_its_total(spend: Spend) -> None:
    spend(line(category="Walls"), line(500, category="Roof"), bill(budget_line="B-001"))
    visitor = at_tab("Control")
    every = pivoted(visitor)
    assert every["Category"].tolist() == ["Walls", "Roof", "Total"]
    visitor.selectbox(key="pivot-columns").set_value("cost type").run()
    visitor.selectbox(key="pivot-figure").set_value("plan").run()
    turned = pivoted(visitor)
    assert turned["Total"].tolist() == [1000, 500, 1500]
    visitor.selectbox(key="pivot-rows").set_value("cost type").run()
    assert visitor.selectbox(key="pivot-columns").value == "every figure"
    assert pivoted(visitor)["Plan"].tolist() == [1500, 1500]
    assert [e.message for e in visitor.exception] == []


def test_flags_and_what_waits_are_listed_with_links(spend: Spend) -> None:
    spend(line(100), bill(150, budget_line="B-001"), bill(7))
    visitor = at_tab("Control")
    titles = [s.value for s in visitor.subheader]
    assert any(t.startswith("Two flags\\: two off track") for t in titles)
    assert any(t.startswith("Two entries wait for a decision") for t in titles)
    cells = " ".join(str(table.value.to_dict()) for table in visitor.table)
    assert "/budget?project=NEW&entry=E-002" in cells
    assert "without a budget line" in cells


# Closed months ------------------------------------------------------------------------


def test_a_month_is_closed_after_a_confirmation_and_opened_again(
    spend: Spend, fresh: Store
) -> None:
    spend(bill(on="2026-04-10"), bill(50, on="2026-05-10"))
    visitor = at_tab("Actuals")
    assert any("No month is closed yet" in s.value for s in visitor.subheader)
    visitor.reveal("closing")
    visitor.selectbox(key="closing-month").set_value(date(2026, 5, 1)).run()
    assert visitor.said("Two entries, 150")
    visitor.press("Close May")
    settings = load(fresh, "NEW", actor=ADA)[SETTINGS].live[0].entry
    assert settings.books_closed_until == date(2026, 5, 31)
    assert any("up to the end of May" in s.value for s in visitor.subheader)
    visitor.reveal("reopening")
    visitor.press("Reopen May\u00a02026 now")
    settings = load(fresh, "NEW", actor=ADA)[SETTINGS].live[0].entry
    assert settings.books_closed_until == date(2026, 4, 30)


def test_an_edit_in_a_closed_month_is_refused_and_kept(spend: Spend) -> None:
    closed = {"books_closed_until": "2026-05-31"}
    spend(bill(on="2026-04-10"), Add("settings", closed))
    visitor = at_tab("Actuals")
    visitor.type_into("expenses", "E-001", amount=120)
    (save,) = (b for b in visitor.button if b.label == "Save one entry")
    assert save.disabled
    cells = " ".join(str(table.value.to_dict()) for table in visitor.table)
    assert "is in April 2026, which is closed" in cells
    assert visitor.marks("expenses") == {"E-001": "■"}
    assert visitor.rows("expenses")["amount"].tolist() == [120]


# Plan, benefits, workbook -------------------------------------------------------------


def test_foreign_amounts_show_the_rate_that_was_used(spend: Spend) -> None:
    rate = {"currency": "USD", "valid_from": "2026-01-01", "rate": 0.9}
    spend(
        Add("exchange_rates", rate),
        line(currency="USD"),
        bill(currency="USD"),
        bill(),
    )
    plans = at_tab("Plan").rows("budget_lines")["Plans"].tolist()
    assert plans[0].replace("\u00a0", " ") == "900.00 € at 0.9 of 1 Jan 2026"
    counts = at_tab("Actuals").rows("expenses")["Counts as"].tolist()
    assert [text.replace("\u00a0", " ") for text in counts] == [
        "90.00 € at 0.9 of 1 Jan 2026",
        "",
    ]


def test_a_plan_in_one_currency_has_no_column_for_rates(spend: Spend) -> None:
    spend(line(), bill())
    assert "Plans" not in at_tab("Plan").rows("budget_lines")
    assert "Counts as" not in at_tab("Actuals").rows("expenses")


def test_benefits_state_the_rate_of_their_present_value(spend: Spend) -> None:
    benefit = {"title": "Calls", "planned_amount": 5000, "due": "2027-05-05"}
    spend(line(), bill(), Add("benefits", benefit))
    visitor = at_tab("Benefits")
    shown = {m.label: m.delta.replace("\u00a0", " ") for m in visitor.metric}
    assert shown["NPV"] == "at 5.0 % a year"
    assert visitor.said("Outline = planned, grey = due by now")


@pytest.mark.usefixtures("fresh")
def test_without_benefits_their_tab_offers_to_begin() -> None:
    visitor = at_tab("Benefits")
    assert "New benefit" in visitor.labels
    assert "NPV" not in metrics(visitor)


def test_the_workbook_is_offered_and_opens(sample: Store) -> None:
    visitor = Visitor(project="PAY").open("budget")
    assert "XLSX for finance" in [
        getattr(b, "label", "") for b in visitor.get("download_button")
    ]
    project = load(sample, "PAY", actor=ADA)
    day = project.status_date(date(2026, 11, 20))
    book = load_workbook(io.BytesIO(finance_xlsx(project, day)))
    assert len(book.sheetnames) == 12
