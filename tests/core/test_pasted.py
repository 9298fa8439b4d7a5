import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.draft import Draft, add_rows, edits, overlay, problems, type_into
from core.edits import Add, apply
from core.pasted import Axis, UnplacedError, cells, paste
from core.project import Project
from core.registers.catalog import RISKS

PROJECT = apply(
    Project("PAY"),
    [Add("risks", {"title": f"Risk {n}", "likelihood": 2}) for n in (1, 2)],
)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sleeping", [["sleeping"]]),
        ("sleeping\r\n", [["sleeping"]]),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\t\n\tb\n\n", [["a", ""], ["", "b"]]),
        ('"two\nlines"\t"say ""no"""\n', [["two\nlines", 'say "no"']]),
        ('5" pipe\tx', [['5" pipe', "x"]]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_a_copied_text_is_split_as_spreadsheets_write_it(
    text: str, expected: list[list[str]]
) -> None:
    assert cells(text) == expected


@given(st.text())
@example("x" * 200_000)
def test_any_text_can_be_pasted(text: str) -> None:
    assert all(isinstance(cell, str) for row in cells(text) for cell in row)


@pytest.mark.parametrize(
    ("written", "column", "stored"),
    [
        ("OPEN", "status", None),  # what stands there already, in other letters
        ("Occurred", "status", "Occurred"),
        ("sleeping", "status", "sleeping"),
        ("much", "likelihood", "much"),
        ("1.250,50", "cost_impact", "1.250,50"),
    ],
)
def test_a_pasted_word_is_kept_right_or_wrong_unless_it_says_what_stands_there(
    written: str, column: str, stored: str | None
) -> None:
    draft = paste(Draft(), RISKS, PROJECT, [(1, {column: written})])
    expected = {1: {column: stored}} if stored else {}
    assert {n: t.values for n, t in draft.changed.items()} == expected


def test_an_unknown_word_is_a_problem_that_says_what_is_allowed() -> None:
    rows = [(1, {"status": "sleeping"}), (2, {"status": "CLOSED"})]
    draft = paste(Draft(), RISKS, PROJECT, rows)
    (problem,) = problems(draft, RISKS, PROJECT)
    assert (problem.reference, problem.value) == ("R-001", "sleeping")
    assert problem.allowed == "one of: open, occurred, closed"
    record = PROJECT[RISKS].records[1]
    mended = type_into(draft, RISKS, record, {"status": "occurred"})
    after, _ = apply(PROJECT, edits(mended, RISKS, PROJECT))
    assert [e.status.value for e in after[RISKS].entries] == ["occurred", "closed"]


def test_a_word_pasted_over_an_edit_replaces_it_also_with_the_stored_one() -> None:
    record = PROJECT[RISKS].records[1]
    draft = type_into(Draft(), RISKS, record, {"status": "closed"})
    assert overlay(draft, RISKS, record)["status"] == "closed"
    draft = paste(draft, RISKS, PROJECT, [(1, {"status": "open"})])
    assert draft == Draft()


def test_rows_past_the_last_become_new_ones_and_blank_ones_do_not() -> None:
    draft = add_rows(Draft(), [{"title": "First new"}])
    rows = [
        ("new 1", {"status": "sleeping"}),
        ("new 7", {"status": "nobody has this row"}),
        (None, {"status": "closed", "title": "Second new"}),
        (None, {"status": "", "title": ""}),
    ]
    assert paste(draft, RISKS, PROJECT, rows).added == {
        "new 1": {"title": "First new", "status": "sleeping"},
        "new 2": {"status": "closed", "title": "Second new"},
    }


NAMES = ["R-001", "R-002", "R-003", "R-004"]


def test_places_out_of_sight_are_named_by_the_order_that_was_sent() -> None:
    axis = Axis(NAMES, {1: "R-002", 2: "R-003"})
    assert axis.names_from(2, 3) == ("R-003", "R-004", None)


def test_in_a_rearranged_grid_only_what_is_seen_can_be_named() -> None:
    axis = Axis(NAMES, {0: "R-004", 1: "R-002"})
    assert axis.names_from(0, 2) == ("R-004", "R-002")
    with pytest.raises(UnplacedError):
        axis.names_from(1, 2)
    assert axis.names_from(4, 1) == (None,)
