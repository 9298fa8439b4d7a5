import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lessons import headline
from core.registers.learning import Lesson
from tests.projects import is_sentence, project

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
