"""What a header alone says: which field it may be, and in which unit it counts."""

import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from core.exchange.mapping import fold
from core.exchange.synonyms import BOOKING_WORDS, FIELD_WORDS, HOUR_WORDS
from core.registers.catalog import EXPENSES, TIMESHEETS
from core.registers.entry import FieldKind
from core.registers.spec import FieldSpec, RegisterSpec

EXACT, NAMED, KNOWN, ALIKE = 1.0, 0.97, 0.95, 0.8
STEP = 0.01  # each further word for a field is a little less sure
LEAST_LIKENESS = 86.0  # of 100, rapidfuzz ratio
LONGEST_HEADER = 120  # characters that are compared

OWN_WORDS = {EXPENSES.key: BOOKING_WORDS, TIMESHEETS.key: HOUR_WORDS}
SCALES = {
    **dict.fromkeys(("k", "tsd", "thousand", "thousands"), Decimal(1000)),
    **dict.fromkeys(("m", "mn", "mio", "million", "millions"), Decimal(1_000_000)),
    **dict.fromkeys(("bn", "billion", "billions"), Decimal(1_000_000_000)),
}
SCALE = re.compile(
    rf"[(\[]\s*(?:in\s+)?[£$€]?\s*(?P<a>{'|'.join(SCALES)})\.?\s*[£$€]?\s*[)\]]"
    r"|[£$€](?P<b>k|m|bn)\b|\b(?P<c>k|m|bn)[£$€]",
    re.IGNORECASE,
)
BRACKETS = re.compile(r"[(\[].*?[)\]]")
DAYS_SINCE = re.compile(
    r"[\W_]*days?[\W_]+(?:after|since)[\W_]+(?P<day>\d{4}(?:-\d\d-\d\d)?)$",
    re.IGNORECASE,
)


def confidence(spec: RegisterSpec[Any], field: FieldSpec, header: str) -> float:
    """Return how surely a header names a field, 0 to 1."""
    from rapidfuzz import fuzz

    whole = fold(header[:LONGEST_HEADER])
    if whole == fold(field.label):
        return EXACT
    names = dict(_names(spec, field))
    for text in _variants(spec, header):
        if text in names:
            return names[text]
        if text == fold(field.label):
            return NAMED
    words = (*names, fold(field.label))
    likeness = max(fuzz.ratio(whole, word) for word in words)
    return ALIKE * likeness / 100 if likeness >= LEAST_LIKENESS else 0


def unit(field: FieldSpec, header: str) -> dict[str, Any]:
    """Return what a header says of its unit: "Budget (£m)", "start days after 2000"."""
    cut = header[:LONGEST_HEADER]
    scale, days = SCALE.search(cut), DAYS_SINCE.search(cut)
    if field.kind is FieldKind.MONEY and scale:
        return {"factor": SCALES[scale[scale.lastgroup or 0].lower()]}
    if field.kind is FieldKind.DATE and days:
        text = days["day"]
        return {"since": _since(text)}
    return {}


def _since(text: str) -> date | None:
    try:
        return date.fromisoformat(text if "-" in text else f"{text}-01-01")
    except ValueError:
        return None


@cache
def _names(spec: RegisterSpec[Any], field: FieldSpec) -> tuple[tuple[str, float], ...]:
    """Return what a field is called, folded, with how sure each name makes us."""
    names = {fold(field.name): NAMED}
    own = (spec.noun, f"{spec.noun} name") if field.name == "title" else ()
    known, more = FIELD_WORDS.get(field.name, ()), OWN_WORDS.get(spec.key, {})
    for place, word in enumerate((*own, *known, *more.get(field.name, ()))):
        names.setdefault(fold(word), KNOWN - place * STEP)
    return tuple((name, sure) for name, sure in names.items() if name)


def _variants(spec: RegisterSpec[Any], header: str) -> tuple[str, ...]:
    """Return a header folded: whole, without its unit, without "risk" before it."""
    cut = header[:LONGEST_HEADER]
    bare = re.sub(
        r"[£$€]\s?(?:k|m|bn)\b", "", BRACKETS.sub("", cut), flags=re.IGNORECASE
    )
    folds = [fold(cut), fold(bare), fold(DAYS_SINCE.sub("", cut))]
    nouns = [text.removeprefix(fold(spec.noun)) for text in folds]
    return tuple(dict.fromkeys(filter(None, [*folds, *nouns])))
