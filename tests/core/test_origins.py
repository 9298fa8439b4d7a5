"""What an entry came from is named, so that a page can lead there."""

from typing import Any

from core.edits import Add, apply
from core.origins import noun, origins
from core.project import Project
from core.registers.catalog import ACTIONS


def named(source: str, *more: Add) -> list[tuple[str, str, str]]:
    values: dict[str, Any] = {"title": "Call", "source": source}
    made, _ = apply(
        Project("PAY"),
        [Add("risks", {"title": "Ice"}), Add("actions", values), *more],
    )
    found = origins(made, ACTIONS, made[ACTIONS].records[1])
    return [(one.project, one.reference, noun(one)) for one in found]


def test_a_source_that_names_an_entry_leads_to_it() -> None:
    assert named("Review of R-001 in May") == [("PAY", "R-001", "risk")]


def test_a_source_that_names_nothing_here_stays_text() -> None:
    assert named("Steering, R-009, ISO-27001, XR-001") == []


def test_the_lesson_of_another_project_goes_before_what_the_text_names() -> None:
    use = {
        "title": "Ask early",
        "from_project": "OLD",
        "lesson_reference": "L-001",
        "became": ACTIONS.reference(1),
    }
    assert named("Lesson R-001 of Old", Add("lesson_uses", use)) == [
        ("OLD", "L-001", "lesson")
    ]
