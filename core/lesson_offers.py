"""Which lessons of other projects fit what is being planned, and why.

How well one fits, says `core.lesson_matching`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.edits import Add, Edit
from core.lesson_matching import Match, Plan, best_match, weights
from core.lessons_everywhere import Told
from core.project import Project
from core.registers.catalog import (
    ACTIONS,
    ACTIVITIES,
    ASSUMPTIONS,
    BUDGET_LINES,
    CHARTER,
    DELIVERABLES,
    LESSON_USES,
    MITIGATIONS,
    OBJECTIVES,
    REQUIREMENTS,
    RISKS,
    SCOPE_ITEMS,
)
from core.registers.learning import LessonAnswer, LessonPage
from core.registers.spec import RegisterSpec
from core.words import listed

MOST = 5  # lessons offered on a page
NAMED = 3  # words that a reason names
TITLES = 200  # characters of a title
SCOPED: Sequence[RegisterSpec[Any]] = (
    CHARTER,
    OBJECTIVES,
    SCOPE_ITEMS,
    ASSUMPTIONS,
    REQUIREMENTS,
    DELIVERABLES,
)
PLANNED: Mapping[LessonPage, Sequence[RegisterSpec[Any]]] = {
    LessonPage.SCOPE: SCOPED,
    LessonPage.SCHEDULE: (ACTIVITIES,),
    # What is planned anywhere bears risks: those of a new project are still unwritten.
    LessonPage.RISKS: (RISKS, MITIGATIONS, *SCOPED, ACTIVITIES, BUDGET_LINES),
    LessonPage.BUDGET: (BUDGET_LINES,),
}
TEXTS = ("title", "cause", "effect", "rationale", "description", "category", "approach")


@dataclass(frozen=True, slots=True)
class Offer:
    """A lesson that fits, and the sentence that says why."""

    told: Told
    reason: str
    score: float


def offers(
    project: Project, page: LessonPage, told: Sequence[Told]
) -> tuple[Offer, ...]:
    """Return the lessons of other projects that fit a page, the best first.

    Those that the project applied or dismissed already are left out.
    """
    answered = {
        (use.from_project, use.lesson_reference) for use in project[LESSON_USES].entries
    }
    others = [t for t in told if t.key != project.key]
    weighing, plan = weights(others), _plan(project, page)
    found = [
        Offer(lesson, _reason(match), match.score)
        for lesson in others
        if (lesson.key, lesson.reference) not in answered
        and (match := best_match(lesson, plan, weighing)) is not None
    ]
    found.sort(key=lambda offer: (-round(offer.score, 9), offer.told.key))
    return tuple(found[:MOST])


def apply_edits(
    project: Project, offer: Offer, page: LessonPage, day: date
) -> tuple[Edit, ...]:
    """Return the edits that apply a lesson: an entry made of it, and the use of it.

    On Risks it becomes a risk with its mitigation, elsewhere an action.
    """
    lesson = offer.told.lesson
    if page is not LessonPage.RISKS:
        number = project[ACTIONS].last_number + 1
        advice = (lesson.advice or lesson.title)[:TITLES]
        values = {"title": advice, "source": _source(offer.told), "note": lesson.reason}
        made: list[Edit] = [Add(ACTIONS.key, values, number)]
        return (*made, _use(offer, page, day, ACTIONS.reference(number)))
    number = project[RISKS].last_number + 1
    risk = {
        "title": lesson.title,
        "category": lesson.category,
        "cause": lesson.situation,
        "effect": lesson.reason,
        "identified_on": day,
    }
    made = [Add(RISKS.key, risk, number)]
    if lesson.advice:
        named = {"title": lesson.advice[:TITLES], "risk": RISKS.reference(number)}
        made.append(Add(MITIGATIONS.key, named))
    return (*made, _use(offer, page, day, RISKS.reference(number)))


def dismiss_edit(offer: Offer, page: LessonPage, day: date, reason: str) -> Edit:
    """Return the edit that keeps why a lesson does not fit this project."""
    return Add(
        LESSON_USES.key,
        _answer(offer, page, day)
        | {"answer": LessonAnswer.DISMISSED.value, "reason": reason},
    )


def title(found: Sequence[Offer]) -> str:
    """Say how many lessons of other projects fit.

    >>> title([])
    'No lesson of another project fits'
    """
    if not found:
        return "No lesson of another project fits"
    many = len(found)
    return f"{many} lesson{'s' * (many > 1)} from other projects fit{'s' * (many == 1)}"


def _source(told: Told) -> str:
    return f"Lesson {told.reference} of {told.name}"[:TITLES]


def _use(offer: Offer, page: LessonPage, day: date, became: str) -> Edit:
    said = {"answer": LessonAnswer.APPLIED.value, "became": became}
    return Add(
        LESSON_USES.key, _answer(offer, page, day) | said | {"reason": offer.reason}
    )


def _answer(offer: Offer, page: LessonPage, day: date) -> dict[str, object]:
    return {
        "title": offer.told.lesson.title,
        "from_project": offer.told.key,
        "lesson_reference": offer.told.reference,
        "page": page.value,
        "answered_on": day,
    }


def _reason(match: Match) -> str:
    parts = []
    if match.called:
        parts.append(f"it names {_quoted(match.called)}, which calls this lesson up")
    if match.shared:
        parts.append(f"both speak of {_quoted(match.shared[:NAMED])}")
    if match.named:
        parts.append(f"it holds the tag {_quoted(match.named[:NAMED])}")
    return f"Because of {match.reference}: {'; '.join(parts)}."


def _quoted(some: Sequence[str]) -> str:
    return listed([f"“{word}”" for word in some])


def _plan(project: Project, page: LessonPage) -> Plan:
    return Plan(
        [
            (
                spec.reference(record.number),
                [str(getattr(record.entry, name, "") or "") for name in TEXTS],
            )
            for spec in PLANNED[page]
            for record in project[spec].live
        ]
    )
