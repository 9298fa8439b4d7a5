from collections.abc import Sequence
from datetime import date

import pytest

from core.edits import apply
from core.lesson_offers import apply_edits, dismiss_edit, offers, title
from core.lessons_everywhere import (
    LessonsOf,
    Told,
    all_told,
    found_title,
    search,
    used_words,
)
from core.project import Project
from core.registers.catalog import ACTIONS, LESSON_USES, MITIGATIONS, RISKS
from core.registers.entry import Record
from core.registers.learning import Lesson, LessonAnswer, LessonPage, LessonUse
from core.registers.risks import Risk
from core.registers.schedule import Activity
from tests.projects import is_title, project

DAY = date(2026, 11, 20)
CERTIFICATES = Lesson(
    title="Give certificates an owner",
    situation="Services talk over pinned certificates",
    advice="Rotate them once in staging",
    reason="A pinned certificate stopped events for a night",
    tags="security, broker",
    triggers="Key vault",
)
LINES = Lesson(title="Order lines early", advice="Order nine months ahead")


def told(*lessons: Lesson, key: str = "IDP") -> tuple[Told, ...]:
    records = tuple(Record(n, 1, lesson) for n, lesson in enumerate(lessons, 1))
    return all_told([LessonsOf(key, "Identity", records, ())])


def risks(*titles: str) -> Project:
    return project(risks=[Risk(title=text) for text in titles])


def titles(found: Sequence[Told]) -> list[str]:
    return [one.lesson.title for one in found]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("A pinned certificate expires", "both speak of “"),
        ("Certificate of the broker", "it holds the tag “broker”"),
        ("Move to the KEY VAULT", "it names “Key vault”, which calls this lesson up"),
    ],
)
def test_a_lesson_fits_what_speaks_of_the_same(text: str, reason: str) -> None:
    (offer,) = offers(risks("Frost", text), LessonPage.RISKS, told(CERTIFICATES, LINES))
    assert offer.told.lesson is CERTIFICATES
    assert offer.reason.startswith("Because of R-002: ")
    assert reason in offer.reason


@pytest.mark.parametrize(("text", "many"), [("Start late", 0), ("Artists wait", 1)])
def test_a_trigger_begins_a_word(text: str, many: int) -> None:
    lesson = Lesson(title="Paint", triggers="art")
    assert len(offers(risks(text), LessonPage.RISKS, told(lesson))) == many


def test_a_new_project_is_offered_lessons_for_its_risks_by_its_plan() -> None:
    plan = project(activities=[Activity(title="Move to the key vault")])
    (offer,) = offers(plan, LessonPage.RISKS, told(CERTIFICATES))
    assert offer.reason.startswith("Because of T-001: it names “Key vault”")


def test_one_word_in_common_is_not_enough() -> None:
    found = offers(risks("The certificate"), LessonPage.RISKS, told(CERTIFICATES))
    assert found == ()
    assert title(found) == "No lesson of another project fits"


def test_a_project_is_not_offered_its_own_lessons() -> None:
    own = told(CERTIFICATES, key="DEMO")
    assert offers(risks("Key vault"), LessonPage.RISKS, own) == ()
    assert len(offers(risks("Key vault"), LessonPage.RISKS, told(CERTIFICATES))) == 1


def test_a_page_looks_at_what_is_planned_there() -> None:
    known = told(CERTIFICATES)
    assert offers(risks("Key vault"), LessonPage.BUDGET, known) == ()
    assert offers(risks("Key vault"), LessonPage.RISKS, known)


def test_a_lesson_that_is_applied_becomes_a_risk_with_its_mitigation() -> None:
    before = risks("Key vault")
    (offer,) = offers(before, LessonPage.RISKS, told(CERTIFICATES))
    after, _ = apply(before, apply_edits(before, offer, LessonPage.RISKS, DAY))
    risk = after[RISKS].records[2].entry
    assert risk.title == "Give certificates an owner"
    assert risk.cause == "Services talk over pinned certificates"
    (mitigation,) = after[MITIGATIONS].entries
    assert (mitigation.title, mitigation.risk) == ("Rotate them once in staging", 2)
    (use,) = after[LESSON_USES].entries
    assert (use.answer, use.became) == (LessonAnswer.APPLIED, "R-002")
    assert offers(after, LessonPage.RISKS, told(CERTIFICATES)) == ()


@pytest.mark.parametrize(
    "page", [LessonPage.SCOPE, LessonPage.SCHEDULE, LessonPage.BUDGET]
)
def test_elsewhere_it_becomes_an_action(page: LessonPage) -> None:
    before = risks("Key vault")
    (offer,) = offers(before, LessonPage.RISKS, told(CERTIFICATES))
    after, _ = apply(before, apply_edits(before, offer, page, DAY))
    (action,) = after[ACTIONS].entries
    assert action.title == "Rotate them once in staging"
    assert action.source == "Lesson L-001 of Identity"
    assert [use.became for use in after[LESSON_USES].entries] == ["AC-001"]


def test_a_lesson_that_is_dismissed_keeps_why_and_is_not_offered_again() -> None:
    before = risks("Key vault")
    (offer,) = offers(before, LessonPage.RISKS, told(CERTIFICATES))
    edit = dismiss_edit(offer, LessonPage.RISKS, DAY, "We have no pins.")
    after, _ = apply(before, [edit])
    (use,) = after[LESSON_USES].entries
    assert (use.answer, use.reason) == (LessonAnswer.DISMISSED, "We have no pins.")
    assert offers(after, LessonPage.RISKS, told(CERTIFICATES)) == ()


def used(answer: LessonAnswer) -> LessonUse:
    return LessonUse(
        title="Give", from_project="IDP", lesson_reference="L-001", answer=answer
    )


def test_only_lessons_that_were_applied_count_as_used() -> None:
    records = (Record(1, 1, CERTIFICATES), Record(2, 1, LINES))
    answers = (used(LessonAnswer.APPLIED), used(LessonAnswer.DISMISSED))
    found = all_told(
        [
            LessonsOf("IDP", "Identity", records, ()),
            LessonsOf("PAY", "Pay", (), answers),
        ]
    )
    assert [one.applied for one in found] == [1, 0]
    assert [used_words(n) for n in (0, 1, 2, 5)] == [
        "not applied yet",
        "applied once",
        "applied twice",
        "applied 5 times",
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ["Give certificates an owner", "Order lines early"]),
        ("ORDER", ["Order lines early"]),
        ("pinned night", ["Give certificates an owner"]),
        ("identity", ["Give certificates an owner", "Order lines early"]),
        ("nothing like it", []),
    ],
)
def test_lessons_are_found_by_all_their_words(typed: str, expected: list[str]) -> None:
    found = search(told(CERTIFICATES, LINES), typed)
    assert titles(found) == expected
    assert is_title(found_title(found, typed))


def test_a_word_in_the_title_counts_more() -> None:
    mentions = LINES.model_copy(update={"title": "Cables"})
    other = Lesson(title="Order of the day")
    found = search(told(mentions, other), "order")
    assert titles(found) == ["Order of the day", "Cables"]
