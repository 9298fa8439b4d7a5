from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from core.edits import Add, Archive, Change, Edit, apply
from core.errors import InvalidEntryError, UnreadableFileError
from core.exchange.guessing import guess_mapping
from core.exchange.importing import (
    ImportPreview,
    RowVerb,
    Target,
    edits,
    preview,
    preview_parts,
)
from core.exchange.mapping import FieldSource
from core.exchange.project_xlsx import read_parts
from core.exchange.tables import read_table
from core.exchange.writing import Sheet, to_xlsx
from core.project import Project
from core.registers.catalog import BUDGET_LINES, BY_KEY, MITIGATIONS, PROJECTS, RISKS
from core.registers.spec import RegisterSpec


def project(key: str = "PAY", name: str = "Payments") -> Project:
    start: list[Edit] = [
        Add("projects", {"title": name}),
        Add("risks", {"title": "Ice", "owner": "Ann", "likelihood": 4}),
        Add("risks", {"title": "Fire"}),
        Archive("risks", 2, 1),
    ]
    return replace(apply(Project(key), start)[0], revision=1)


def shown(
    text: str,
    spec: RegisterSpec[Any] = RISKS,
    target: Target | None = None,
    **said: Any,
) -> ImportPreview:
    table = read_table("a.csv", text.encode())
    mapping = guess_mapping(table, spec).model_copy(update=said)
    return preview(table, spec, mapping, target or Target.of(project()))


def test_lines_without_a_reference_are_added() -> None:
    found = shown("Risk;Owner\nFlood;Ben\nFrost;\n")
    assert [row.verb for row in found.rows] == [RowVerb.ADD, RowVerb.ADD]
    after, lines = apply(project(), edits(found)["PAY"])
    assert [line.reference for line in lines] == ["R-003", "R-004"]
    assert after[RISKS].records[3].entry.owner == "Ben"


def test_a_reference_changes_only_the_fields_that_differ() -> None:
    found = shown("Ref;Risk;Owner\nR-001;Ice;Ben\n")
    (row,) = found.changed
    assert row.before == {"owner": "Ann"}
    assert row.edits == (Change("risks", 1, 1, {"owner": "Ben"}),)


def test_a_line_that_says_what_stands_there_changes_nothing() -> None:
    found = shown("Ref;Risk;Owner;Likelihood\nR-001;Ice;Ann;4\n")
    assert len(found.unchanged) == 1
    assert edits(found) == {}


@pytest.mark.parametrize(("clears", "owner"), [(False, "Ann"), (True, "")])
def test_an_empty_cell_empties_a_field_only_where_the_mapping_says_so(
    clears: bool,  # noqa: FBT001 - a parameter of the test
    owner: str,
) -> None:
    found = shown("Ref;Risk;Owner\nR-001;Sleet;\n", blank_clears=clears)
    after, _ = apply(project(), edits(found)["PAY"])
    assert after[RISKS].records[1].entry.owner == owner


def test_a_reference_that_is_not_there_is_added_under_its_own_number() -> None:
    found = shown("Ref;Risk\nR-007;Flood\n;Frost\n")
    after, _ = apply(project(), edits(found)["PAY"])
    assert {n: r.entry.title for n, r in after[RISKS].records.items() if n > 2} == {
        7: "Flood",
        8: "Frost",
    }


@pytest.mark.parametrize(
    ("line", "archived"), [("R-002;Fire;no", False), ("R-001;Ice;yes", True)]
)
def test_the_column_archived_archives_and_restores(
    line: str,
    archived: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    found = shown(f"Reference;Risk;Archived\n{line}\n")
    after, _ = apply(project(), edits(found)["PAY"])
    assert after[RISKS].records[int(line[4])].archived is archived


@pytest.mark.parametrize(
    ("text", "column", "message", "allowed"),
    [
        ("Risk;Likelihood\nx;9\n", "Likelihood", "is not allowed", "from 1 to 5"),
        ("Risk;Likelihood\nx;four\n", "Likelihood", "is not allowed", "from 1 to 5"),
        ("Risk;Cost impact\nx;-5\n", "Cost impact", "is not allowed", "from 0 up"),
        ("Risk;Cost impact\nx;1e308\n", "Cost impact", "is not allowed", "an amount"),
        ("Risk;Cost impact\nx;NaN\n", "Cost impact", "is not allowed", "an amount"),
        ("Risk;Cost impact\nx;1.005\n", "Cost impact", "is not allowed", "2 decimals"),
        ("Risk;Review date\nx;31/02/2026\n", "Review date", "is not", "does not exist"),
        ("Risk;Status\nx;maybe\n", "Status", "is not allowed", "one of: open"),
        ("Risk;Owner\n;Ann\n", "Risk", "is missing", "1 to 200 characters"),
        ("Ref;Risk\nR-001;a\nM-001;b\n", "Ref", "is not a reference", "such as R-001"),
        ("Reference;Risk;Archived\nR-002;Burn;\n", "", "is archived", ""),
        ("Ref;Risk\nR-001;a\nR-001;b\n", "Ref", "stands in line 2 already", "once"),
        ("Risk;Archived\nx;perhaps\n", "Archived", "is not allowed", "yes or no"),
    ],
)
def test_a_wrong_line_is_told_with_line_column_and_what_is_allowed(
    text: str, column: str, message: str, allowed: str
) -> None:
    found = shown(text)
    (problem,) = found.problems
    assert problem.field == column
    assert problem.line is not None
    assert message in problem.message
    assert allowed in problem.allowed
    with pytest.raises(InvalidEntryError):
        edits(found)


@pytest.mark.parametrize(
    ("value", "factor", "hinted"),
    [("0.785", 1, True), ("7.50", 1, False), ("0.785", 1_000_000, False)],
)
def test_an_amount_of_a_fraction_of_a_cent_is_told_with_the_factor_that_helps(
    *, value: str, factor: int, hinted: bool
) -> None:
    cost = FieldSource(columns=("Cost",), factor=Decimal(factor))
    title = FieldSource(columns=("Line",))
    fields = {"title": title, "amount": cost}
    found = shown(f"Line;Cost\nCrane;{value}\n", BUDGET_LINES, fields=fields)
    assert [p.line for p in found.problems] == [2] * hinted
    for problem in found.problems:
        assert "at most 12 digits and 2 decimals; where the column" in problem.allowed
        assert "“Times” in the mapping of the Import page" in problem.allowed
        assert "“factor” in a mapping file" in problem.allowed


@pytest.mark.parametrize(
    ("values", "read"),
    [
        (["12.000"], None),
        (["12.000", "1.234,50"], Decimal("12000.00")),
        (["12.000", "0.785"], Decimal("12.00")),
        (["12,000"], Decimal("12000.00")),
        (["12.00"], Decimal("12.00")),
    ],
)
def test_whether_a_dot_sets_apart_thousands_is_never_guessed(
    values: list[str], read: Decimal | None
) -> None:
    lines = "".join(f"Crane;{value}\n" for value in values)
    found = shown(f"Cost item;Betrag\n{lines}", BUDGET_LINES)
    amounts = [Decimal(r.values["amount"]) for r in found.rows if r.line == 2]
    told = ["write 12000 or 12.00" in p.allowed for p in found.problems if p.line == 2]
    assert (amounts, told) == (([], [True]) if read is None else ([read], []))


def test_what_is_no_amount_is_told_without_a_factor() -> None:
    fields = {
        name: FieldSource(columns=(column,))
        for name, column in (("title", "Line"), ("amount", "Cost"))
    }
    found = shown("Line;Cost\nCrane;dear\n", BUDGET_LINES, fields=fields)
    (problem,) = found.problems
    assert problem.allowed.endswith("2 decimals")


def test_every_problem_of_a_line_is_found_at_once() -> None:
    found = shown("Risk;Likelihood;Impact;Cost impact\nx;9;0;-1\n")
    assert [p.field for p in found.problems] == ["Likelihood", "Impact", "Cost impact"]


def test_good_lines_can_be_imported_without_the_bad_ones() -> None:
    found = shown("Risk;Likelihood\nFlood;9\nFrost;2\n")
    (only,) = edits(found, skip_bad=True)["PAY"]
    assert isinstance(only, Add)
    assert only.values["title"] == "Frost"


def test_a_file_without_a_needed_column_is_told_so_once() -> None:
    found = shown("Owner;Likelihood\n" + "Ann;3\n" * 50)
    (problem,) = found.problems
    assert (problem.line, problem.field) == (None, "Event")
    assert problem.message == "has no column"


def test_a_reference_to_nothing_is_told_and_a_title_finds_its_entry() -> None:
    found = shown("Mitigation;Risk\nSalt;Ice\nSand;R-009\nWall;Fire\n", MITIGATIONS)
    (row,) = found.rows
    assert row.values["risk"] == 1
    assert [(p.line, p.value) for p in found.problems] == [(3, "R-009"), (4, "Fire")]


def test_a_project_column_spreads_lines_by_key_and_by_name_and_makes_new_ones() -> None:
    target = Target({"PAY": project(), "IDP": project("IDP", "Identity")})
    found = shown(
        "Project;Risk\nPAY;a\nidentity;b\nNew thing;c\nNew thing;d\n", target=target
    )
    changes = edits(found)
    assert changes.keys() == {"PAY", "IDP", "New-thing"}
    assert found.new_projects == {"New-thing": "New thing"}
    after, _ = apply(Project("New-thing"), changes["New-thing"])
    assert after.name == "New thing"
    assert len(after[RISKS]) == 2


def test_a_line_without_a_project_is_told_or_goes_to_the_one_that_is_named() -> None:
    text = "Project;Risk\nPAY;a\n;b\n"
    lost = shown(text, target=Target({"PAY": project()}))
    led = shown(text, target=Target({"PAY": project()}, "PAY"))
    assert [(p.line, p.message) for p in lost.problems] == [(3, "is missing")]
    assert [row.project for row in led.rows] == ["PAY", "PAY"]


def test_lines_of_no_project_at_all_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="which project"):
        shown("Risk;Owner\na;b\n", target=Target({}))


def test_projects_are_found_by_key_or_name_and_made_with_lasting_keys() -> None:
    target = Target({"PAY": project()})
    text = "Name;Sponsor\nPayments;Ann\nGröße/Umfang;Ben\nGröße Umfang;Cy\n"
    found = shown(text, PROJECTS, target)
    assert [row.project for row in found.rows] == [
        "PAY",
        "Grosse-Umfang",
        "Grosse-Umfang-2",
    ]
    assert [row.verb for row in found.rows] == [
        RowVerb.CHANGE,
        RowVerb.ADD,
        RowVerb.ADD,
    ]
    again = shown(text, PROJECTS, target)
    assert [row.project for row in again.rows] == [row.project for row in found.rows]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Key;Name\na b;x\n", "is not allowed"),
        ("Key;Name\nA;x\nA;y\n", "stands in line 2 already"),
        ("Name;Sponsor\n;Ann\n", "is missing"),
        ("Name;Planned start;Planned finish\nx;2026-02-01;2026-01-01\n", "is before"),
    ],
)
def test_a_wrong_project_is_told(text: str, message: str) -> None:
    (problem,) = shown(text, PROJECTS, Target({})).problems
    assert message in problem.message


def test_a_project_without_a_name_is_called_by_its_key() -> None:
    found = shown("Key;Name\nA7;\n", PROJECTS, Target({}))
    after, _ = apply(Project("A7"), edits(found)["A7"])
    assert after.name == "A7"


def test_entries_of_one_workbook_may_point_at_each_other() -> None:
    content = to_xlsx(
        {
            "Mitigations": Sheet(["Mitigation", "Risk"], [["Salt", "R-008"]]),
            "Risks": Sheet(["Reference", "Event"], [["R-008", "Frost"]]),
        }
    )
    found = preview_parts(read_parts("a.xlsx", content), Target.of(project()))
    assert found.problems == ()
    after, _ = apply(project(), edits(found)["PAY"])
    assert after[MITIGATIONS].records[1].entry.risk == 8


def test_a_charter_is_changed_where_there_is_one() -> None:
    charter = BY_KEY["charter"]
    start = project()
    there, _ = apply(start, [Add("charter", {"title": "Pay faster"})])
    found = shown("Purpose;Sponsor\nPay safer;Ann\n", charter, Target.of(there))
    assert [row.verb for row in found.rows] == [RowVerb.CHANGE]


def test_columns_that_nothing_is_read_from_are_named() -> None:
    found = shown("Risk;Weather;Empty\nx;fine;\n")
    assert found.unknown == ("Weather",)
