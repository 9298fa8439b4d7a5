import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lessons import headline, title
from core.registers.learning import Lesson
from tests.projects import is_sentence, is_title, project

WHOLE = Lesson(title="Ask", situation="When", advice="Do", reason="Because")
PART = Lesson(title="Ask", situation="When", advice="Do")


@pytest.mark.parametrize(
    ("lessons", "expected"),
    [
        ([], "No lesson is written down yet: the next project starts from nothing."),
        ([WHOLE], "One lesson, with when, do and because."),
        ([PART], "One lesson, which still lacks its when, do or because."),
        ([WHOLE, WHOLE], "Two lessons, each with when, do and because."),
        (
            [WHOLE, PART],
            "Two lessons; one of them still lacks its when, do or because.",
        ),
        (
            [PART, PART, WHOLE],
            "Three lessons; two of them still lack their when, do or because.",
        ),
        (
            [PART, PART, PART],
            "Three lessons; all still lack their when, do or because.",
        ),
        ([WHOLE] * 13, "13 lessons, each with when, do and because."),
    ],
)
def test_the_headline_says_how_many_lessons_can_be_acted_on(
    lessons: list[Lesson], expected: str
) -> None:
    assert headline(project(lessons=lessons)) == expected


@given(st.lists(st.sampled_from([WHOLE, PART]), max_size=20))
def test_the_headline_is_a_sentence_for_any_lessons(lessons: list[Lesson]) -> None:
    assert is_sentence(headline(project(lessons=lessons)))


CARD = Lesson(title="Card", card=1)
BOTH = Lesson(title="Both", issue=1, risk=1)
OTHER = Lesson(title="Other", origin="Gate 2")


@pytest.mark.parametrize(
    ("lessons", "expected"),
    [
        ([], "No lesson yet"),
        ([WHOLE], "Nobody wrote down where it came from"),
        ([WHOLE, PART], "Nobody wrote down where they came from"),
        ([CARD], "One from a retrospective"),
        ([OTHER], "One from elsewhere"),
        ([CARD, WHOLE], "One from a retrospective, one without an origin"),
        (
            [CARD, CARD, BOTH],
            "Two from retrospectives, one from an issue or risk",
        ),
    ],
)
def test_the_title_says_where_lessons_came_from(
    lessons: list[Lesson], expected: str
) -> None:
    assert title(project(lessons=lessons)) == expected


@given(st.lists(st.sampled_from([WHOLE, CARD, BOTH, OTHER]), max_size=20))
def test_the_title_is_one_for_any_lessons(lessons: list[Lesson]) -> None:
    said = title(project(lessons=lessons))
    assert is_title(said)
    assert said != headline(project(lessons=lessons))
