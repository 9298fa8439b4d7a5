"""Which common risks a project should think of first, and why.

A risk ranks higher the more rare words it shares with what the project says of itself
(the weight of a word falls with how many risks of the library hold it, Spärck Jones
1972), the better it fits the kind of project, and the higher its usual level. Each
further risk of one category ranks a little lower, so that a list covers several.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from typing import Any

from core.project import Project
from core.registers.catalog import (
    CHARTER,
    DELIVERABLES,
    OBJECTIVES,
    PROJECTS,
    REQUIREMENTS,
    RISKS,
    SCOPE_ITEMS,
)
from core.registers.spec import RegisterSpec
from core.risk_library import CommonRisk, ProjectKind, library
from core.search import fold
from core.telling_words import telling_words
from core.words import listed

ALIKE = 70  # of 100: titles that say the same
FITS, LEVEL, AGAIN = 0.6, 0.8, 0.9  # what kind, level and a repeated category weigh
NAMED = 3  # shared words that a reason names
SOURCES = (PROJECTS, CHARTER, OBJECTIVES, SCOPE_ITEMS, REQUIREMENTS, DELIVERABLES)
TEXTS = (
    "title",
    "category",
    "goal",
    "narrative",
    "business_case",
    "success_criteria",
    "constraints",
    "approach",
)
SIGNS: Mapping[ProjectKind, str] = {
    ProjectKind.SOFTWARE: (
        "software application app api service services platform portal website code "
        "developer developers release releases cloud microservice microservices"
    ),
    ProjectKind.MIGRATION: (
        "migration migrate migrated legacy cutover cut-over replacement replace "
        "monolith decommission switched conversion"
    ),
    ProjectKind.HARDWARE: (
        "hardware device devices assembly factory prototype prototypes sensor sensors "
        "machine machines installation construction plant tooling electronics turbine"
    ),
    ProjectKind.COMPLIANCE: (
        "compliance audit regulation regulator gdpr dora certification iso directive "
        "law legal pci nis2 accessibility"
    ),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A risk of the library with the reason why a project should think of it."""

    risk: CommonRisk
    reason: str
    score: float


def suggested(project: Project, most: int = 10) -> tuple[Suggestion, ...]:
    """Return the common risks that a project should think of first.

    Left out are those that its register has under a similar title, archived ones among
    them, and those that belong to other kinds of project.
    """
    kinds, own = kinds_of(project), telling_words(_texts(project))
    waiting = [_rated(risk, kinds, own) for risk in _missing(project, kinds)]
    chosen: list[Suggestion] = []
    while waiting and len(chosen) < most:
        seen = Counter(one.risk.category for one in chosen)
        best = max(waiting, key=lambda one: _rank(one, seen))
        chosen.append(best)
        waiting.remove(best)
    return tuple(chosen)


def kinds_of(project: Project) -> tuple[ProjectKind, ...]:
    """Return the kinds of project that its title, category and charter speak of.

    A kind counts from two different words on; one is enough in title or category.
    """
    facts = project.facts
    named = _split(f"{facts.title} {facts.category}")
    said = _split(" ".join(_texts(project)))
    return tuple(
        kind
        for kind, signs in SIGNS.items()
        if named & set(signs.split()) or len(said & set(signs.split())) > 1
    )


def is_known(project: Project, risk: CommonRisk) -> bool:
    """Whether the register has a risk with a similar title, archived or not."""
    from rapidfuzz import fuzz

    event = fold(risk.event)
    return any(
        fuzz.token_sort_ratio(event, fold(record.entry.title)) >= ALIKE
        for record in project[RISKS].records.values()
    )


def _missing(project: Project, kinds: Sequence[ProjectKind]) -> Iterable[CommonRisk]:
    for risk in library():
        if risk.kinds and kinds and not set(risk.kinds) & set(kinds):
            continue
        if not is_known(project, risk):
            yield risk


def _rated(
    risk: CommonRisk, kinds: Sequence[ProjectKind], own: Mapping[str, str]
) -> Suggestion:
    weights, theirs = _weights(), telling_words([risk.text])
    shared = sorted(theirs.keys() & own.keys(), key=lambda stem: (-weights[stem], stem))
    fitting = [kind for kind in risk.kinds if kind in kinds]
    size = sum(weights[stem] for stem in theirs) or 1.0
    score = sum(weights[stem] for stem in shared) / size**0.5
    score += FITS * bool(fitting) + LEVEL * risk.level / 25
    return Suggestion(risk, _reason(fitting, [own[s] for s in shared[:NAMED]]), score)


def _reason(fitting: Sequence[ProjectKind], shared: Sequence[str]) -> str:
    parts = []
    if shared:
        parts.append(f"your texts speak of {listed([f'“{word}”' for word in shared])}")
    if fitting:
        parts.append(f"typical of {listed([kind.value for kind in fitting])}")
    said = "; ".join(parts) or "common in projects of every kind"
    return said[:1].upper() + said[1:]


def _rank(one: Suggestion, seen: Mapping[str, int]) -> tuple[float, int]:
    lower = AGAIN * seen.get(one.risk.category, 0)
    return round(one.score - lower, 9), -library().index(one.risk)


def _texts(project: Project) -> list[str]:
    """Return what a project says of itself."""
    sources: tuple[RegisterSpec[Any], ...] = SOURCES
    return [
        str(getattr(entry, name))
        for spec in sources
        for entry in project[spec].entries
        for name in TEXTS
        if getattr(entry, name, "")
    ]


@cache
def _weights() -> Mapping[str, float]:
    """Return the weight of each word of the library: the rarer, the more."""
    every = library()
    held = Counter(stem for risk in every for stem in telling_words([risk.text]))
    return {stem: log(len(every) / many) for stem, many in held.items()}


def _split(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9-]+", fold(text)))
