from datetime import date
from typing import Any

import pytest

from core.errors import UnreadableFileError
from core.exchange.guessing import guess_mapping, guess_register
from core.exchange.importing import ImportPreview, Target, preview
from core.exchange.mapping import ColumnMapping, from_json, signature, to_json
from core.exchange.tables import Table, read_table
from core.project import Project
from core.registers.catalog import (
    ACTIONS,
    BY_KEY,
    EXPENSES,
    PROJECTS,
    REGISTERS,
    RISKS,
)
from core.registers.spec import RegisterSpec


def table(text: str, name: str = "a.csv") -> Table:
    return read_table(name, text.encode())


def sources(text: str, spec: RegisterSpec[Any]) -> dict[str, str]:
    found = guess_mapping(table(text), spec).fields
    return {name: source.label for name, source in found.items()}


def mapped(text: str, fields: dict[str, Any], **more: Any) -> ImportPreview:
    said = ColumnMapping(register_key="projects", fields=fields, **more)
    return preview(table(text), PROJECTS, said, Target({}))


@pytest.mark.parametrize("spec", REGISTERS, ids=[s.key for s in REGISTERS])
@pytest.mark.parametrize("use", ["label", "name"])
def test_every_field_is_found_by_its_label_and_by_its_name(
    spec: RegisterSpec[Any], use: str
) -> None:
    headers = [getattr(field, use) for field in spec.fields]
    found = guess_mapping(table(";".join(headers) + "\n"), spec)
    assert {n: s.columns for n, s in found.fields.items()} == {
        field.name: (header,)
        for field, header in zip(spec.fields, headers, strict=True)
    }


@pytest.mark.parametrize(
    ("spec", "header", "value", "field"),
    [
        (RISKS, "Risk", "Crane late", "title"),
        (RISKS, "Probability", "4", "likelihood"),
        (RISKS, "RISK OWNER", "Ann", "owner"),
        (RISKS, "Severity", "High", "impact"),
        (RISKS, "Liklihood", "4", "likelihood"),
        (EXPENSES, "Supplier", "ACME", "vendor"),
        (EXPENSES, "Invoice date", "2026-01-05", "spent_on"),
        (EXPENSES, "Amount (EUR)", "5", "amount"),
        (ACTIONS, "Due date", "2026-01-05", "due"),
        (ACTIONS, "Assigned to", "Ben", "owner"),
        (PROJECTS, "project_name", "Rail", "title"),
        (PROJECTS, "wlc_baseline_incl_NCG", "£5.00", "budget"),
        (PROJECTS, "end_date", "31.12.40", "planned_finish"),
        (PROJECTS, "department", "MOD", "organisation"),
    ],
)
def test_other_peoples_headers_are_understood(
    spec: RegisterSpec[Any], header: str, value: str, field: str
) -> None:
    assert sources(f"{header};zz\n{value};1\n", spec) == {field: header}


@pytest.mark.parametrize(
    ("spec", "header", "value"),
    [
        (RISKS, "Colour of the sky", "blue"),
        (EXPENSES, "Supplier", "x" * 300),
        (PROJECTS, "end_date", "soon"),
        (PROJECTS, "yearly_forecast", "5"),
    ],
)
def test_a_guess_that_the_values_or_the_words_do_not_bear_is_not_made(
    spec: RegisterSpec[Any], header: str, value: str
) -> None:
    assert sources(f"{header};zz\n{value};1\n", spec) == {}


def test_each_column_is_used_once_and_the_surest_field_gets_it() -> None:
    found = sources("Description;Title;Notes\na;b;c\n", ACTIONS)
    assert found == {"title": "Title", "note": "Notes"}


def test_a_guess_says_how_sure_it_is() -> None:
    found = guess_mapping(table("Event;Probability;Liklyhood\na;4;4\n"), RISKS).fields
    assert found["title"].confidence == 1
    assert 0.9 < found["likelihood"].confidence < 1


@pytest.mark.parametrize(
    ("cells", "day"),
    [
        ("04/12/2026\n25/12/2026", (2026, 12, 4)),
        ("04/12/2026\n12/25/2026", (2026, 4, 12)),
    ],
)
def test_one_clear_date_decides_how_the_column_is_read(
    cells: str, day: tuple[int, int, int]
) -> None:
    text = "title;review date\n" + "\n".join(f"x;{c}" for c in cells.split("\n"))
    file = table(text)
    found = preview(file, RISKS, guess_mapping(file, RISKS), Target.of(Project("P")))
    assert found.problems == ()
    assert found.rows[0].values["review_date"] == date(*day).isoformat()


def test_a_column_of_unclear_dates_is_refused_line_by_line() -> None:
    file = table("title;review date\nx;04/12/2026\n")
    found = preview(file, RISKS, guess_mapping(file, RISKS), Target.of(Project("P")))
    (problem,) = found.problems
    assert (problem.line, problem.field, problem.value) == (
        2,
        "review date",
        "04/12/2026",
    )
    assert "cannot be confused" in problem.allowed


def test_one_clear_amount_decides_what_the_marks_mean() -> None:
    file = table("title;amount;date\na;1.234;2026-01-01\nb;12,50;2026-01-01\n")
    found = preview(
        file, EXPENSES, guess_mapping(file, EXPENSES), Target.of(Project("P"))
    )
    assert [row.values["amount"] for row in found.rows] == ["1234.00", "12.50"]


@pytest.mark.parametrize(
    ("header", "value", "amount"),
    [
        ("Budget (£m)", "1.5", "1500000.00"),
        ("Budget (in k€)", "2", "2000.00"),
        ("Budget $bn", "1", "1000000000.00"),
        ("Budget", "2", "2.00"),
    ],
)
def test_a_unit_in_the_header_counts(header: str, value: str, amount: str) -> None:
    file = table(f"Name;{header}\nRail;{value}\n")
    found = preview(file, PROJECTS, guess_mapping(file, PROJECTS), Target({}))
    assert found.rows[0].values["budget"] == amount


def test_words_become_scores_and_choices_and_the_mapping_shows_it() -> None:
    file = table("Risk;Likelihood;Status\na;High;Live\nb;2 - unlikely;closed\n")
    said = guess_mapping(file, RISKS)
    found = preview(file, RISKS, said, Target.of(Project("P")))
    assert said.fields["likelihood"].translations == {"High": "4", "2 - unlikely": "2"}
    assert said.fields["status"].translations == {"Live": "open"}
    assert found.problems == ()
    assert [r.values["likelihood"] for r in found.rows] == ["4", "2"]


def test_words_for_nothing_are_empty_among_figures_and_counted() -> None:
    file = table("Name;Budget;Sponsor\nRail;Exempt under Section 43;n/a\n")
    found = preview(file, PROJECTS, guess_mapping(file, PROJECTS), Target({}))
    assert found.problems == ()
    assert "budget" not in found.rows[0].values
    assert found.rows[0].values["sponsor"] == "n/a"
    assert "one line" in " ".join(found.notes)


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("a.csv", "Risk;Likelihood;Impact;Owner\nx;1;2;Ann\n", "risks"),
        ("a.csv", "Reference;Title\nE-001;x\n", "expenses"),
        (
            "a.csv",
            "Vendor;Amount;Date;Title;Document number\na;1;2026-01-01;x;7\n",
            "expenses",
        ),
        ("lessons.csv", "Lesson;Tags\nx;y\n", "lessons"),
        ("a.csv", "a;b\n1;2\n", None),
    ],
)
def test_a_file_tells_which_register_it_is_for(
    name: str, text: str, key: str | None
) -> None:
    found = guess_register(table(text, name))
    assert found is (BY_KEY[key] if key else None)


@pytest.mark.parametrize(
    ("column", "is_key"),
    [
        ("R-001\nR-002", True),
        ("R-001\nR-2x\nR-003", True),
        ("1\n2", False),
        ("RSK-1\nRSK-2", False),
    ],
)
def test_only_references_of_ours_are_taken_for_references(
    column: str,
    is_key: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    text = "ID;Risk\n" + "\n".join(f"{c};x" for c in column.split("\n"))
    assert (guess_mapping(table(text), RISKS).key == "ID") is is_key


def test_columns_are_added_scaled_and_counted_in_days() -> None:
    found = mapped(
        "name;cost;more;from;days\nRail;1.5;-0.25;4203;94 days\n",
        {
            "title": "name",
            "budget": {"columns": ["cost"], "factor": 1_000_000},
            "forecast": {"columns": ["cost", "more"], "how": "sum", "factor": 1000},
            "planned_finish": {"columns": ["days"], "after": "planned_start"},
            "planned_start": {"columns": ["from"], "since": "2000-01-01"},
            "state": {"constant": "finished"},
        },
    )
    assert found.problems == ()
    assert found.rows[0].values == {
        "title": "Rail",
        "budget": "1500000.00",
        "forecast": "1250.00",
        "planned_start": "2011-07-05",
        "planned_finish": "2011-10-07",
        "state": "finished",
    }


def test_the_first_filled_of_two_columns_counts_and_texts_are_joined() -> None:
    found = mapped(
        "name;a;b\nRail;;Red\nRoad;Green;\n",
        {
            "title": "name",
            "rating": {"columns": ["a", "b"], "translations": {"RED": "red"}},
            "narrative": {"columns": ["name", "b", "a"], "how": "join"},
        },
    )
    assert [row.values["rating"] for row in found.rows] == ["red", "Green"]
    assert [row.values["narrative"] for row in found.rows] == [
        "Rail\n\nRed",
        "Road\n\nGreen",
    ]


def test_a_header_that_stands_twice_is_read_from_either_column() -> None:
    file = table("Name;rating;rating\nRail;;Red\nRoad;Green;\n")
    found = preview(file, PROJECTS, guess_mapping(file, PROJECTS), Target({}))
    assert [row.values["rating"] for row in found.rows] == ["Red", "Green"]


def test_lines_without_a_name_can_be_left_out() -> None:
    found = mapped("id;name\n1;Rail\n2;\n", {"title": "name"}, skip_blank=["name"])
    assert [row.values["title"] for row in found.rows] == ["Rail"]
    assert "left out" in found.notes[-1]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"title": "nowhere"}, "“nowhere”, which a.csv does not have"),
        ({"titel": "name"}, "“titel”, which Projects do not have"),
        (
            {"title": "name", "planned_finish": {"columns": ["d"], "after": "budget"}},
            "does not fill",
        ),
        (
            {"planned_start": {"columns": ["d"], "after": "planned_start"}},
            "after itself",
        ),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused_in_one_sentence(
    fields: dict[str, Any], says: str
) -> None:
    with pytest.raises(UnreadableFileError, match=says):
        mapped("name;d\nRail;1\n", fields)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"fields": {"title": {"columns": ["a"], "constant": "b"}}}',
        '{"fields": {"title": {}}}',
        '{"fields": {"title": {"columns": ["a"], "factor": 0}}}',
        '{"fields": {"title": {"columns": ["a"], "factor": "NaN"}}}',
        '{"feilds": {}}',
        '{"fields": {"title": {"columns": ["a"], "since": "x"}}}',
    ],
)
def test_what_is_no_mapping_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        from_json(text, "m.json")
    assert str(caught.value).startswith("m.json is not a mapping")
    assert "\n" not in str(caught.value)


def test_a_mapping_reads_back_as_it_was_written() -> None:
    said = guess_mapping(table("Risk;Budget (£m);Likelihood\na;4;High\n"), RISKS)
    assert from_json(to_json(said)) == said


def test_files_with_the_same_headers_share_a_signature() -> None:
    assert signature(["A b", "c"]) == signature(["C", "a_B"])
    assert signature(["A b", "c"]) != signature(["A b", "d"])
