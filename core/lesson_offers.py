"""Which lessons of other projects fit what is being planned, and why.

A lesson fits an entry that names one of its triggers, or that shares words with it: the
rarer a word is among all lessons, the more it weighs (Spärck Jones 1972). A tag that
stands in the entry counts as a shared word of its own.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from typing import Any

from core.edits import Add, Edit
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
from core.search import fold
from core.telling_words import telling_words
from core.words import listed

MOST = 5  # lessons offered on a page
ENOUGH = 2  # shared words from which two texts speak of the same
NAMED = 3  # words that a reason names
SHORTEST = 3  # letters of a tag or a trigger
TRIGGERED = 10.0  # what a trigger weighs: more than any words
TITLES = 200  # characters of a title
PLANNED: Mapping[LessonPage, Sequence[RegisterSpec[Any]]] = {
    LessonPage.SCOPE: (
        CHARTER,
        OBJECTIVES,
        SCOPE_ITEMS,
        ASSUMPTIONS,
        REQUIREMENTS,
        DELIVERABLES,
    ),
    LessonPage.SCHEDULE: (ACTIVITIES,),
    LessonPage.RISKS: (RISKS, MITIGATIONS),
    LessonPage.BUDGET: (BUDGET_LINES,),
}
TEXTS = ("title", "cause", "effect", "rationale", "description", "category", "approach")


@dataclass(frozen=True, slots=True)
class Offer:
    """A lesson that fits, and the sentence that says why."""

    told: Told
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class _Text:
    """What one entry of the plan says."""

    reference: str
    folded: str
    words: Mapping[str, str]


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
    weights = _weights(others)
    texts = list(_texts(project, page))
    found = [
        offer
        for lesson in others
        if (lesson.key, lesson.reference) not in answered
        and (offer := _best(lesson, texts, weights)) is not None
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


def _best(
    told: Told, texts: Sequence[_Text], weights: Mapping[str, float]
) -> Offer | None:
    """Return the offer of the entry that a lesson fits best; None where none fits."""
    lesson = told.lesson
    own = telling_words(
        (lesson.title, lesson.situation, lesson.advice, lesson.reason, lesson.triggers)
    )
    triggers = _split(lesson.triggers)
    tags = _split(lesson.tags)
    best: Offer | None = None
    for text in texts:
        offer = _rated(told, text, (own, triggers, tags), weights)
        if offer is not None and (best is None or offer.score > best.score):
            best = offer
    return best


def _rated(
    told: Told,
    text: _Text,
    said: tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str]],
    weights: Mapping[str, float],
) -> Offer | None:
    own, triggers, tags = said
    called = [triggers[trigger] for trigger in triggers if trigger in text.folded]
    named = [tags[tag] for tag in tags if tag in text.folded]
    both = own.keys() & text.words.keys() - telling_words(named).keys()
    shared = sorted(both, key=lambda s: (-weights[s], s))
    if not called and len(shared) + len(named) < ENOUGH:
        return None
    score = TRIGGERED * len(called) + len(named) + sum(weights[s] for s in shared)
    return Offer(told, _reason(text, called, named, [own[s] for s in shared]), score)


def _reason(
    text: _Text, called: Sequence[str], named: Sequence[str], shared: Sequence[str]
) -> str:
    parts = []
    if called:
        parts.append(f"it names {_quoted(called)}, which calls this lesson up")
    if shared:
        parts.append(f"both speak of {_quoted(shared[:NAMED])}")
    if named:
        parts.append(f"it holds the tag {_quoted(named[:NAMED])}")
    return f"Because of {text.reference}: {'; '.join(parts)}."


def _quoted(some: Sequence[str]) -> str:
    return listed([f"“{word}”" for word in some])


def _texts(project: Project, page: LessonPage) -> Iterator[_Text]:
    for spec in PLANNED[page]:
        for record in project[spec].live:
            said = [str(getattr(record.entry, name, "") or "") for name in TEXTS]
            yield _Text(
                spec.reference(record.number), fold(" ".join(said)), telling_words(said)
            )


def _weights(told: Sequence[Told]) -> Mapping[str, float]:
    """Return the weight of each word of the lessons: the rarer, the more."""
    held = Counter(stem for one in told for stem in telling_words(one.texts))
    return {stem: 1 + log(len(told) / many) for stem, many in held.items()}


def _split(text: str) -> dict[str, str]:
    """Return the parts between commas as they are written, by their folded form."""
    parts = (said.strip() for said in text.split(","))
    return {fold(part): part for part in parts if len(part) >= SHORTEST}
