"""What the words of other people's files mean here: High is 4, Completed is done."""

import re
from collections.abc import Iterable, Iterator

from core.errors import Problem
from core.exchange.shape import Cell
from core.exchange.synonyms import CHOICE_WORDS, SCORE_WORDS
from core.registers.entry import FieldKind
from core.registers.spec import FieldSpec
from core.registers.values import read_value

MOST_WORDS = 50  # different values; more are no choices
# "4 - Likely", "(4) likely" or "4 likely"; neither "4 of 10" nor "1e308"
LEADING_SCORE = re.compile(
    r"\(?([1-5])(?:\)?\s*[-–:.=(]\s*|\)\s*|\s+)(?!(?:of|out|from)\b)[^\W\d]"
)


def guess_translations(field: FieldSpec, cells: Iterable[Cell]) -> dict[str, str]:
    """Return what the words of a column mean, as far as they are known.

    Only scores and choices are translated, and only words that the field refuses.
    """
    if field.kind not in (FieldKind.SCORE, FieldKind.CHOICE):
        return {}
    words = {cell.strip() for cell in cells if isinstance(cell, str)}
    if len(words) > MOST_WORDS:
        return {}
    return dict(_translated(field, sorted(words)))


def _translated(field: FieldSpec, words: Iterable[str]) -> Iterator[tuple[str, str]]:
    for word in words:
        meant = _meaning(field, " ".join(word.split()).casefold())
        if meant and isinstance(read_value(field, word), Problem):
            yield word, meant


def _meaning(field: FieldSpec, word: str) -> str | None:
    if field.kind is FieldKind.SCORE:
        leading = LEADING_SCORE.match(word)
        return leading[1] if leading else SCORE_WORDS.get(word)
    known = {choice.value for choice in field.choices}
    return next((said for said in CHOICE_WORDS.get(word, ()) if said in known), None)
