"""Which cards of a board say the same: a suggestion, made of nothing but their words.

Two cards are alike as the cosine of their TF-IDF vectors says (Salton and Buckley 1988,
Term-weighting approaches in automatic text retrieval): of their words, and of pieces of
three and four letters, which also match "deploying" and "deployments" or a language
without spaces. Cards are joined while the mean likeness of two groups is above a
threshold (average linkage). The same cards give the same groups, on every machine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

ALIKE = 0.2  # mean likeness, 0 to 1, from which cards are worth putting together
OF_WORDS = 0.4  # share of the words in the likeness; pieces of words have the rest
MOST_SHARED = 4  # words that a suggestion names
SHORTEST = 2  # letters of a word
FEWEST = 2  # cards of a group
WORD = rf"(?u)\b\w{{{SHORTEST},}}\b"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Cards that may belong together.

    Attributes
    ----------
    cards
        Their numbers, in order.
    title
        The text of the card that is most like the others.
    likeness
        Mean likeness of two of them, 0 to 1.
    shared
        Words, or a piece of one, that at least two of them have in common.
    """

    cards: tuple[int, ...]
    title: str
    likeness: float
    shared: tuple[str, ...]


def suggest(texts: Mapping[int, str], alike: float = ALIKE) -> tuple[Suggestion, ...]:
    """Suggest which cards to put together, the likest first.

    Parameters
    ----------
    texts
        By number of the card; the order does not matter.
    alike
        Mean likeness, 0 to 1, from which cards are put together.
    """
    numbers = sorted(number for number in texts if texts[number].strip())
    if len(numbers) < FEWEST:
        return ()
    likeness = _likeness([texts[number] for number in numbers])
    found = [
        _suggestion(numbers, texts, likeness, members)
        for members in _groups(likeness, alike)
    ]
    return tuple(sorted(found, key=lambda one: (-one.likeness, one.cards)))


def _likeness(texts: Sequence[str]) -> Any:
    """Return how alike each two texts are, 0 to 1; shape (texts, texts)."""
    pieces = _cosines(texts, analyzer="char_wb", ngram_range=(3, 4))
    words = _cosines(
        texts, ngram_range=(1, 2), token_pattern=WORD, stop_words="english"
    )
    return (OF_WORDS * words + (1 - OF_WORDS) * pieces).clip(0, 1).round(9)


def _cosines(texts: Sequence[str], **how: Any) -> Any:
    """Return the cosine of each two texts; 0 where they have no such terms at all."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    try:
        terms = TfidfVectorizer(sublinear_tf=True, **how).fit_transform(texts)
    except ValueError:  # no text has a single term: stop words, or signs alone
        return np.zeros((len(texts), len(texts)))
    return (terms @ terms.T).toarray()


def _groups(likeness: Any, alike: float) -> list[list[int]]:
    """Return the positions of the cards of each group of two or more."""
    from sklearn.cluster import AgglomerativeClustering

    clustering = AgglomerativeClustering(
        n_clusters=None,
        metric="precomputed",
        linkage="average",
        distance_threshold=1 - alike,
    )
    members: dict[int, list[int]] = {}
    for position, label in enumerate(clustering.fit_predict(1 - likeness)):
        members.setdefault(int(label), []).append(position)
    return [some for some in members.values() if len(some) >= FEWEST]


def _suggestion(
    numbers: Sequence[int],
    texts: Mapping[int, str],
    likeness: Any,
    members: Sequence[int],
) -> Suggestion:
    among = likeness[members][:, members]
    rank = sorted(range(len(members)), key=lambda at: (-among[at].sum(), at))
    cards = tuple(numbers[position] for position in members)
    said = [texts[cards[at]] for at in rank]
    pairs = len(members) * (len(members) - 1)
    mean = (among.sum() - among.trace()) / pairs
    return Suggestion(cards, said[0].strip(), round(float(mean), 3), _shared(said))


def _shared(texts: Sequence[str]) -> tuple[str, ...]:
    """Return words that several texts have, the most frequent first."""
    from sklearn.feature_extraction.text import CountVectorizer

    count = CountVectorizer(token_pattern=WORD, stop_words="english", binary=True)
    try:
        many = count.fit_transform(texts).sum(axis=0).A1
    except ValueError:  # no word in any of them
        return _piece(texts)
    found = [
        (-int(times), word)
        for word, times in zip(count.get_feature_names_out(), many, strict=True)
        if times >= FEWEST
    ]
    return tuple(str(word) for _, word in sorted(found)[:MOST_SHARED]) or _piece(texts)


def _piece(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the longest run of letters that the first two texts share."""
    one, other = (text.casefold() for text in texts[:2])
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    piece = one[match.a : match.a + match.size].strip()
    return (piece,) if len(piece) >= SHORTEST else ()
