"""How well a lesson fits what is planned: by its triggers, its tags and its words.

A lesson fits an entry that names one of its triggers, or that shares words with it: the
rarer a word is among all lessons, the more it weighs (Spärck Jones 1972). A tag that
stands in the entry counts as a shared word of its own.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from math import log

from core.lessons_everywhere import Told
from core.search import fold
from core.telling_words import telling_words

ENOUGH = 2  # shared words from which two texts speak of the same
SHORTEST = 3  # letters of a tag or a trigger
TRIGGERED = 10.0  # what a trigger weighs: more than any words
APART = "\n"  # between two entries of the plan; in no entry's title


@dataclass(frozen=True, slots=True)
class Match:
    """The entry of a plan that a lesson fits best, and by what.

    Parameters
    ----------
    called, named, shared
        The lesson's triggers, tags and words that the entry holds, as the lesson writes
        them, the most telling first.
    """

    reference: str
    score: float
    called: tuple[str, ...]
    named: tuple[str, ...]
    shared: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What the entries of a plan say, made ready to be asked for words.

    Parameters
    ----------
    entries
        Reference and texts of each.
    """

    entries: Sequence[tuple[str, Sequence[str]]] = field(repr=False)

    @cached_property
    def by_word(self) -> Mapping[str, Sequence[int]]:
        """Which entries hold a telling word, by its first letters."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, (_, texts) in enumerate(self.entries):
            for stem in telling_words(texts):
                found[stem].append(place)
        return found

    @cached_property
    def _folded(self) -> tuple[str, Sequence[int]]:
        """All texts as one, and where each entry ends in it."""
        lines = [
            fold(" ".join(texts)).replace(APART, " ") + APART
            for _, texts in self.entries
        ]
        return "".join(lines), list(accumulate(map(len, lines)))

    def holding(self, phrase: str) -> Iterator[int]:
        """Yield the entries in which a word begins so: "art" is not in "start"."""
        text, ends = self._folded
        last = -1
        for hit in re.finditer(rf"\b{re.escape(phrase)}", text):
            place = bisect_right(ends, hit.start())
            if place != last:
                yield place
            last = place


def weights(told: Sequence[Told]) -> Mapping[str, float]:
    """Return the weight of each word of the lessons: the rarer, the more."""
    held = Counter(stem for one in told for stem in telling_words(one.texts))
    return {stem: 1 + log(len(told) / many) for stem, many in held.items()}


def best_match(told: Told, plan: Plan, weighing: Mapping[str, float]) -> Match | None:
    """Return where a lesson fits best, the first of equals; None where it does not."""
    lesson = told.lesson
    called = _held(plan, split(lesson.triggers))
    named = _held(plan, split(lesson.tags))
    own = telling_words(
        (lesson.title, lesson.situation, lesson.advice, lesson.reason, lesson.triggers)
    )
    shared: dict[int, list[str]] = defaultdict(list)
    for stem in sorted(own, key=lambda stem: (-weighing[stem], stem)):
        for place in plan.by_word.get(stem, ()):
            shared[place].append(stem)
    best, found = 0.0, None
    for place in sorted(called.keys() | named.keys() | shared.keys()):
        calls, tags = called.get(place, ()), named.get(place, ())
        counted = _not_told_by(tags, shared.get(place, ()))
        if not calls and len(counted) + len(tags) < ENOUGH:
            continue
        score = TRIGGERED * len(calls) + len(tags) + sum(weighing[s] for s in counted)
        if score > best:
            best, found = score, (place, calls, tags, [own[s] for s in counted])
    return found and Match(plan.entries[found[0]][0], best, *map(tuple, found[1:]))


def _not_told_by(tags: Sequence[str], stems: Sequence[str]) -> Sequence[str]:
    """Return the shared words that no tag counts already."""
    if not tags or not stems:
        return stems
    told = _stems(tuple(tags))
    return [stem for stem in stems if stem not in told]


@lru_cache(1_000)
def _stems(tags: tuple[str, ...]) -> frozenset[str]:
    return frozenset(telling_words(tags))


def split(text: str) -> dict[str, str]:
    """Return the parts between commas as they are written, by their folded form.

    >>> split("Key vault; HSM,x")
    {'key vault': 'Key vault', 'hsm': 'HSM'}
    """
    parts = (said.strip() for said in re.split("[,;]", text))
    return {fold(part): part for part in parts if len(part) >= SHORTEST}


def _held(plan: Plan, phrases: Mapping[str, str]) -> dict[int, list[str]]:
    """Return which of the phrases each entry holds, as they are written."""
    found: dict[int, list[str]] = defaultdict(list)
    for folded, written in phrases.items():
        for place in plan.holding(folded):
            found[place].append(written)
    return found
