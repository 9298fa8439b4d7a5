"""Which register a file is for, and which sheet of a workbook is read."""

import pytest

from core.edits import Add, Change, apply
from core.errors import UnreadableFileError
from core.exchange.importing import Target, edits, preview_parts
from core.exchange.mapping import ColumnMapping, FieldSource
from core.exchange.opening import open_parts, register_named
from core.exchange.project_xlsx import UNDATED, register_sheet
from core.exchange.writing import Sheet, to_xlsx
from core.project import Project
from core.registers.catalog import EXPENSES, SETTINGS

COVER = Sheet(["This workbook holds our risks", "Ada"], [["Version", 3]])
RISKS = Sheet(["Event", "Likelihood", "Impact", "Owner"], [["Ice", 3, 4, "Ada"]])
HOURS = Sheet(["What", "Hours"], [["Dig", 8]])


@pytest.mark.parametrize("name", ["budget_lines", "Budget lines", "budget line"])
def test_a_register_is_named_by_its_key_its_title_or_one_of_its_entries(
    name: str,
) -> None:
    assert register_named(name).key == "budget_lines"


def test_a_register_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(UnreadableFileError, match="choose one of: projects, settings"):
        register_named("dragons")


@pytest.mark.parametrize("register", [None, "risks"])
@pytest.mark.parametrize("name", ["Risks", "Data"])
def test_the_sheet_that_fits_is_read_and_said(register: str | None, name: str) -> None:
    content = to_xlsx({"Read me": COVER, "Hours": HOURS, name: RISKS})
    (part,) = open_parts("a.xlsx", content, register=register, key="PAY")
    assert part.spec.key == "risks"
    assert part.table.source.sheet == name
    assert part.table.source.notes == (f"Read from sheet “{name}”, one of 3.",)


def test_the_sheet_that_is_called_as_the_register_goes_before_others() -> None:
    old = Sheet(["Event", "Likelihood"], [["Old", 1]])
    content = to_xlsx({"Archive of 2024": old, "RISKS": RISKS})
    (part,) = open_parts("a.xlsx", content, register="risks", key="PAY")
    assert part.table.source.sheet == "RISKS"


def test_a_mapping_chooses_the_sheet_that_has_its_columns() -> None:
    content = to_xlsx({"Risks": RISKS, "Hours": HOURS})
    fields = {"title": FieldSource(columns=("What",))}
    mapping = ColumnMapping(register_key="actions", fields=fields)
    (part,) = open_parts("a.xlsx", content, mapping=mapping, key="PAY")
    assert part.table.source.sheet == "Hours"


def test_where_no_sheet_fits_the_first_one_is_told_of() -> None:
    content = to_xlsx({"Read me": COVER, "Hours": HOURS})
    with pytest.raises(UnreadableFileError, match="does not tell which register"):
        open_parts("a.xlsx", content, key="PAY")
    (part,) = open_parts("a.xlsx", content, register="risks", key="PAY")
    assert part.table.source.sheet == "Read me"


def books() -> Project:
    """A project whose first months are closed, with a correction of one of them."""
    bill = {"title": "Bill", "spent_on": "2026-02-01", "amount": 10}
    made, _ = apply(Project("PAY"), [Add("settings", {}), Add("expenses", bill)])
    close = Change("settings", 1, 1, {"books_closed_until": "2026-03-31"})
    closed, _ = apply(made, [close])
    back = {"title": "Back", "spent_on": "2026-02-03", "amount": 1, "kind": "credit"}
    return apply(closed, [Add("expenses", {**back, "corrects": 1})])[0]


def test_sheets_of_ours_come_in_together_so_that_closed_months_round_trip() -> None:
    project = books()
    sheets = {s.title: register_sheet([project], s) for s in (SETTINGS, EXPENSES)}
    content = to_xlsx(sheets, created=UNDATED)
    parts = open_parts("books.xlsx", content, key="NEW")
    assert [part.spec for part in parts] == [SETTINGS, EXPENSES]
    shown = preview_parts(parts, Target({}, "NEW"))
    assert shown.problems == ()
    found, _ = apply(Project("NEW"), edits(shown)["NEW"])
    assert found[EXPENSES].entries == project[EXPENSES].entries
    assert found.settings == project.settings


def test_sheets_that_are_only_named_as_registers_are_asked_for_one_by_one() -> None:
    risks, issues = (
        Sheet(["Risk", "Likelihood", "Impact"], [["Ice", 3, 4]]),
        Sheet(["Issue", "Owner"], [["Fire", "Ann"]]),
    )
    content = to_xlsx({"Risks": risks, "Issues": issues}, created=UNDATED)
    assert len(open_parts("raid.xlsx", content, key="NEW")) == 1
