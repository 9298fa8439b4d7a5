"""Lessons of other projects: offered while planning, and searched."""

from datetime import UTC, datetime

import pytest

from core.access import local_owner
from core.registers.catalog import LESSON_USES, RISKS
from data.store import Store, load
from tests.pages.visitor import Visitor

pytestmark = pytest.mark.app

ADA = local_owner("Ada")


def risks() -> Visitor:
    visitor = Visitor(project="PAY").open("risks")
    visitor.reveal("lessons")
    return visitor


def test_a_lesson_is_applied_with_its_reason(sample: Store) -> None:
    visitor = risks()
    reason = next(m.value for m in visitor.markdown if "Because of " in m.value)
    visitor.button(key="lesson-0-apply").click().run()
    assert [e.message for e in visitor.exception] == []
    project = load(sample, "PAY", actor=ADA)
    last = project[LESSON_USES].live[-1].entry
    assert last.answer.value == "applied"
    assert last.answered_on == datetime.now(UTC).date()
    assert project[RISKS].live[-1].entry.title == last.title
    assert not visitor.said(reason)
    entry = Visitor(project="PAY", entry=last.became).open("risks")
    origin = f"?project={last.from_project}&entry={last.lesson_reference}"
    assert entry.said(origin)


def test_a_lesson_is_dismissed_only_with_a_reason(sample: Store) -> None:
    visitor = risks()
    before = len(load(sample, "PAY", actor=ADA)[LESSON_USES])
    visitor.button(key="lesson-0-dismiss").click().run()
    assert len(load(sample, "PAY", actor=ADA)[LESSON_USES]) == before
    visitor.text_input(key="lesson-0-lesson-why").set_value("Bought already.")
    visitor.button(key="lesson-0-dismiss").click().run()
    last = load(sample, "PAY", actor=ADA)[LESSON_USES].live[-1].entry
    assert (last.answer.value, last.reason) == ("dismissed", "Bought already.")


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("page", ["scope", "schedule", "budget"])
def test_lessons_are_offered_where_it_is_planned(page: str) -> None:
    visitor = Visitor(project="PAY").open(page)
    visitor.reveal("lessons")
    assert visitor.said("Because of ")
    past = Visitor(project="PAY", as_of="2026-09-01").open(page)
    past.reveal("lessons")
    assert not past.said("Because of ")


@pytest.mark.usefixtures("sample")
def test_lessons_of_all_projects_are_searched() -> None:
    visitor = Visitor(project="PAY").open("lessons")
    heads = [head.value for head in visitor.subheader]
    assert any("lessons of three projects" in head for head in heads), heads
    visitor.text_input(key="lessons-typed").set_value("year of logs").run()
    heads = [head.value for head in visitor.subheader]
    assert "One lesson of one project holds “year of logs”" in heads
