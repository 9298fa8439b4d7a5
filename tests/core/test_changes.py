from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.changes import line_in_words, lines_in_words, recent, recent_title
from core.edits import Add, Archive, Change, Edit, Restore, apply
from core.project import JournalLine, Project, Revision, Verb, diff
from core.registers.project import ProjectSettings
from tests.projects import SPACE, any_project, few, is_title, project, threat

EURO = project(settings=[ProjectSettings()], risks=[threat(4)])


def said(before: Project, *edits: Edit) -> list[str]:
    after, lines = apply(before, edits)
    return [text.replace(SPACE, " ") for text in lines_in_words(after, lines)]


def added(register: str, number: int) -> JournalLine:
    return JournalLine(register, number, Verb.ADD, {}, {"title": f"Name {number}"})


def revision(day: int, *lines: JournalLine, hour: int = 12) -> Revision:
    return Revision(day, datetime(2026, 11, day, hour, tzinfo=UTC), "A", "", lines)


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"likelihood": 3}, "R-001 likelihood 4 → 3"),
        ({"owner": "A. Novák"}, "R-001 owner set to A. Novák"),
        ({"status": "occurred"}, "R-001 status open → occurred"),
        ({"cost_impact": "88000"}, "R-001 cost impact set to 88 k €"),
        ({"review_date": "2026-12-04"}, "R-001 review date set to 4 Dec 2026"),
        (
            {"effect": "a\nb " * 60},
            "R-001 effect set to " + ("a b " * 60)[:59] + "…",
        ),
    ],
)
def test_a_change_names_reference_field_and_both_values(
    values: dict[str, Any], text: str
) -> None:
    assert said(EURO, Change("risks", 1, 1, values)) == [text]


def test_each_field_of_a_change_is_said_in_one_line_of_its_entry() -> None:
    told = said(EURO, Change("risks", 1, 1, {"likelihood": 3, "impact": 5}))
    assert told == ["R-001 likelihood 4 → 3, impact 3 → 5"]


def test_flags_percentages_numbers_and_references_are_written_for_people() -> None:
    edits = [
        Add("mitigations", {"title": "Mirror", "risk": 1}),
        Add("budget_lines", {"title": "Work", "amount": 1}),
        Add("expenses", {"title": "Bill", "amount": 1, "spent_on": "2026-01-02"}),
        Add("objectives", {"title": "Fast", "target": 5}),
    ]
    before, _ = apply(EURO, edits)
    told = said(
        before,
        Change("mitigations", 1, 1, {"progress": 40}),
        Change("budget_lines", 1, 1, {"closed": True, "wbs": "1.2"}),
        Change("expenses", 1, 1, {"budget_line": 1}),
        Change("objectives", 1, 1, {"target": 2.5}),
    )
    assert told == [
        "M-001 percent complete 0 % → 40 %",
        "B-001 WBS code set to 1.2, closed no → yes",
        "E-001 budget line set to B-001",
        "O-001 target 5 → 2.5",
    ]


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (96.0, 38.0, "96 → 38"),
        (0.001, 0.002, "0.001 → 0.002"),
        (-1234.5, 0.0, "−1,234.5 → 0"),
        (100.0, 1e6, "100 → 1,000,000"),
        (96.0, None, "removed: 96"),
    ],
)
def test_numbers_are_written_with_the_decimals_they_have(
    before: float, after: float | None, text: str
) -> None:
    made, _ = apply(EURO, [Add("objectives", {"title": "Fast", "target": before})])
    told = said(made, Change("objectives", 1, 1, {"target": after}))
    assert told == [f"O-001 target {text}"]


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"cost_impact": "88400.01"}, "cost impact 88,400.00 € → 88,400.01 €"),
        ({"cost_impact": "89000"}, "cost impact 88 k € → 89 k €"),
        ({"cost_impact": None}, "cost impact removed: 88 k €"),
        ({"owner": ""}, "owner removed: A. Novák"),
        ({"effect": "long " * 40 + "end"}, "effect reworded"),
    ],
)
def test_a_change_never_looks_like_none(values: dict[str, Any], text: str) -> None:
    one = threat(owner="A. Novák", cost_impact="88400.00", effect="long " * 40)
    told = said(project(risks=[one]), Change("risks", 1, 1, values))
    assert told == [f"R-001 {text}"]


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (None, "yes", "answered: yes"),
        ("unclear", "no", "unclear → no"),
        ("no", None, "no longer answered: no"),
    ],
)
def test_a_question_is_told_with_its_answer(
    old: str | None, new: str | None, text: str
) -> None:
    action = {"title": "Ring", "status": "done", "helped": old}
    made, _ = apply(EURO, [Add("actions", action)])
    told = said(made, Change("actions", 1, 1, {"helped": new}))
    assert told == [f"AC-001 “Did it help?” {text}"]


def test_a_line_says_the_same_of_an_entry_that_is_named_already() -> None:
    edit = Change("risks", 1, 1, {"likelihood": 3, "owner": "A. Novák"})
    after, lines = apply(EURO, [edit, Archive("risks", 1, 2)])
    whole = lines_in_words(after, lines)
    alone = [", ".join(line_in_words(after, line)) for line in lines]
    assert alone == ["owner set to A. Novák, likelihood 4 → 3", "archived: Threat"]
    assert list(whole) == [f"R-001 {text}" for text in alone]


def test_an_added_booking_names_its_amount_and_a_risk_its_title() -> None:
    values = {"title": "Invoice vendor", "amount": 88_000, "spent_on": "2026-11-01"}
    told = said(EURO, Add("expenses", values), Add("risks", {"title": "Storm"}))
    assert told == ["E-001 added: Invoice vendor, 88 k €", "R-002 added: Storm"]


def test_archived_and_restored_entries_keep_their_titles() -> None:
    gone, lines = apply(EURO, [Archive("risks", 1, 1)])
    assert lines_in_words(gone, lines) == ("R-001 archived: Threat",)
    assert said(gone, Restore("risks", 1, 2)) == ["R-001 restored: Threat"]


@pytest.mark.parametrize(
    ("many", "texts"),
    [
        (3, ["R-001 added: Name 1", "R-002 added: Name 2", "R-003 added: Name 3"]),
        (4, ["Four risks added"]),
        (38, ["38 risks added"]),
    ],
)
def test_many_additions_are_one_sentence(many: int, texts: list[str]) -> None:
    lines = [added("risks", n) for n in range(1, many + 1)]
    assert list(lines_in_words(Project("DEMO"), lines)) == texts


def test_many_changes_are_one_sentence_that_names_the_fields() -> None:
    lines = [
        JournalLine("expenses", n, Verb.CHANGE, {name: ""}, {name: "A. Novák"})
        for n in range(1, 21)
        for name in ["approver" if n % 2 else "vendor"]
    ]
    told = lines_in_words(Project("DEMO"), lines)
    assert told == ("20 expenses changed: vendor, approver",)
    assert len(lines_in_words(Project("DEMO"), lines[:11])) == 11


def test_an_import_of_two_registers_is_two_sentences() -> None:
    lines = [added("risks", n) for n in range(1, 9)]
    lines += [added("expenses", n) for n in range(1, 39)]
    told = lines_in_words(Project("DEMO"), lines)
    assert told == ("Eight risks added", "38 expenses added")


def test_the_last_seven_days_end_today() -> None:
    revisions = [revision(day) for day in (21, 20, 14, 13, 12)]
    assert [r.number for r in recent(revisions, date(2026, 11, 20))] == [20, 14]


@pytest.mark.parametrize(
    ("revisions", "title"),
    [
        ([], "Nothing changed in seven days"),
        ([revision(1)], "Nothing changed in seven days"),
        ([revision(1, added("risks", 1))], "One entry changed in seven days"),
        (
            [revision(1, added("risks", 1)), revision(2, added("risks", 1))],
            "One entry changed in seven days",
        ),
        (
            [revision(1, *[added("risks", n) for n in range(1, 15)])],
            "14 entries changed in seven days",
        ),
    ],
)
def test_the_block_is_titled_by_how_many_entries_changed(
    revisions: list[Revision], title: str
) -> None:
    assert recent_title(revisions) == title


@few
@given(any_project(), any_project())
def test_whatever_changed_is_told_without_holes(one: Project, other: Project) -> None:
    lines = diff(one, other)
    told = lines_in_words(other, lines)
    assert bool(told) is bool(lines)
    assert all("\n" not in text for text in told)
    values = [
        v for line in lines for v in (*line.before.values(), *line.after.values())
    ]
    if not any("None" in v for v in values if isinstance(v, str)):  # nobody wrote it
        assert all("None" not in text for text in told)


@given(st.sampled_from(list(Verb)), st.integers(12, 50))
def test_any_number_of_equal_lines_makes_one_title(verb: Verb, many: int) -> None:
    values = {"amount": str(Decimal(5))}
    lines = [JournalLine("expenses", n, verb, values, values) for n in range(many)]
    (told,) = lines_in_words(Project("DEMO"), lines)
    assert is_title(told)
