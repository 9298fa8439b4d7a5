"""The words of a text that say something about a project."""

import re
from collections.abc import Iterable
from functools import cache

from core.search import fold

SHORTEST, ENDING = 4, 6  # letters of a word that says something; those compared
COMMON = """
    about above across after again against agree agreed alarm alone already also
    always another answer arrive asked back because become been before begin begins
    behave below between beyond both bring brings built buy came cannot carry cause
    change changed changes check chosen clear close come comes common compare
    correct cost costs could cover day days decide demand does done down each
    earlier early effect end ends enough enter every expected faster finds first
    fits fixed follow found four from full gets give given gives goes group half hand
    happen
    have held help hold hour hours into itself keep keeps kept know known large
    largest last late later least leave leaves less like list long longer longest
    look lose loses lost made make many mean measure measured meets miss missed
    month months more most move moved moves much must name named need needs never
    next night nobody none normal number often once only open other others over
    owner part parts pass place plan planned plans point project projects promise
    promised quarter reach ready real refused repeated rest right rises rolled rule
    rules runs same seen share shared show shown side small smaller some somebody
    stand stands start starts stay stays step stop stopped such take taken takes
    target team than that their them then there these they thing this those three
    through time times tried twice under until used uses wait waiting waits wants
    week weeks well were what when where which while whole will with within without
    words work works would written year years
"""


def telling_words(texts: Iterable[str]) -> dict[str, str]:
    """Return the words that say something, by their first letters, as first met.

    >>> telling_words(["The certificate expires", "Certificates of the bus"])
    {'certif': 'certificate', 'expire': 'expires'}
    """
    found: dict[str, str] = {}
    for word in re.findall(r"[^\W\d_]+", fold(" ".join(texts))):
        if len(word) >= SHORTEST and word not in _common():
            found.setdefault(word[:ENDING], word)
    return found


@cache
def _common() -> frozenset[str]:
    """Return the words that say nothing about a project."""
    return frozenset(COMMON.split())
