"""Search over every register of a project, while somebody types."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from core.project import Project
from core.registers.catalog import REGISTERS

EXCERPT = 90  # characters of the text round the first word found
MOST = 50
# combining marks, as Unicode's five blocks of them hold
ACCENTS = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry that holds all the words."""

    reference: str
    register: str
    number: int
    title: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Indexed:
    """One entry's texts, folded once so that each search only compares."""

    hit: Hit
    reference: str
    title: str
    text: str
    shown: str


def index(project: Project) -> tuple[Indexed, ...]:
    """Return every live entry of a project, ready to be searched."""
    return tuple(_indexed(project))


def search(entries: Sequence[Indexed], typed: str, most: int = MOST) -> tuple[Hit, ...]:
    """Return the entries that hold all the words typed, the likeliest first.

    A reference comes first ("R-007", "r7"), then titles, then other texts. Letter case
    and accents do not count.
    """
    words, reference = fold(typed).split(), _bare(typed)
    if not words:
        return ()
    named = [e for e in entries if e.reference == reference] if reference else []
    held: Sequence[Indexed] = entries
    for word in words:
        held = [e for e in held if word in e.text]
    titled = [e for e in held if all(word in e.title for word in words)]
    found = {e.hit.reference: e for e in (*named, *titled, *held)}
    return tuple(_hit(entry, words) for entry in islice(found.values(), most))


def fold(text: str) -> str:
    """Return a text without letter case and accents.

    >>> fold("Žižkov FAÇADE")
    'zizkov facade'
    """
    if text.isascii():
        return text.lower()
    return ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold())


def _indexed(project: Project) -> Iterable[Indexed]:
    for spec in REGISTERS:
        names = [f.name for f in spec.fields if not f.target]
        for record in project[spec].live:
            reference = spec.reference(record.number)
            texts = [getattr(record.entry, name) for name in names]
            shown = " · ".join(t for t in texts[1:] if isinstance(t, str) and t)
            title = record.entry.label
            folded = fold(f"{reference} {title}")
            yield Indexed(
                Hit(reference, spec.key, record.number, title, ""),
                _bare(reference),
                folded,
                f"{folded} {fold(shown)}",
                shown,
            )


def _bare(text: str) -> str:
    """Reduce a reference to letters and number: "R-007" and "r7" are the same."""
    letters = "".join(c for c in fold(text) if c.isalpha())
    digits = "".join(c for c in text if c.isdecimal()).lstrip("0")
    return f"{letters}{digits}" if letters and digits else ""


def _hit(entry: Indexed, words: Sequence[str]) -> Hit:
    """Return the hit with the text round the first word that it holds."""
    start = max(_place(entry.shown, words) - EXCERPT // 3, 0)
    end = start + EXCERPT
    before, after = "…" if start else "", "…" if entry.shown[end:] else ""
    cut = " ".join(entry.shown[start:end].split())
    return replace(entry.hit, excerpt=f"{before}{cut}{after}")


def _place(text: str, words: Sequence[str]) -> int:
    """Return where a text holds the first of some folded words; 0 where none.

    Folding may change how long a text is ("ß", "½"), so what is found in the folded
    text is looked up in the text itself.
    """
    folded = fold(text)
    at = next((place for word in words if (place := folded.find(word)) >= 0), 0)
    places = range(len(text) + 1)
    return max(bisect_right(places, at, key=lambda n: len(fold(text[:n]))) - 1, 0)
