import pytest

from core.errors import InvalidEntryError, Problem, UnreadableValueError, shorten


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("Cost", "is not allowed"), "Cost: is not allowed"),
        (Problem("Cost", "is missing", line=7), "line 7, Cost: is missing"),
        (
            Problem("Cost", "is missing", reference="B-002", line=7),
            "line 7, B-002, Cost: is missing",
        ),
        (Problem("", "Nothing was written"), "Nothing was written"),
    ],
)
def test_a_problem_says_where_it_is(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_a_long_value_is_quoted_in_part() -> None:
    assert len(Problem("Note", "is too long", value="x" * 10**6).value) == 80
    assert shorten("x" * 80) == "x" * 80


def test_an_error_carries_every_problem() -> None:
    problems = (Problem("a", "is missing"), Problem("b", "is missing"))

    assert InvalidEntryError(problems).problems == problems
    assert str(InvalidEntryError(problems)) == "a: is missing; b: is missing"


def test_a_refused_value_says_what_is_allowed() -> None:
    assert str(UnreadableValueError("yes or no")) == "Write yes or no."
