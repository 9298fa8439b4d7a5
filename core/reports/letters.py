"""Which letters the font of a PDF has, and what stands for those that it has not.

The font is Bitstream Vera, which reportlab brings along and which is put into the file:
all of Latin-1 (Western and Northern Europe), a few letters of Central Europe, and
mathematical signs. Greek, Cyrillic, Chinese and Japanese letters and shapes such as ■
are asked of the reader's own program by the standard names of two Asian fonts. A Latin
letter that neither has loses its accent, anything else becomes a question mark, and the
report says so at its end.
"""

import unicodedata
from collections.abc import Container, Iterable
from functools import cache
from itertools import groupby
from typing import Any

BODY, BOLD = "Vera", "VeraBd"
FALLBACKS = (("STSong-Light", "gb2312"), ("HeiseiMin-W3", "shift_jis"))
HYPHEN = "\u2011"  # one that does not break; the font has only the other
GONE = "?"
ALIKE = {HYPHEN: "-", "\t": " ", "\u202f": "\u00a0"}


@cache
def covered() -> Container[int]:
    """Return the code points that the font has; register the fonts at the first use."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.ttfonts import TTFont

    for name in (BODY, BOLD):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    pdfmetrics.registerFontFamily(BODY, BODY, BOLD, BODY, BOLD)
    for name, _ in FALLBACKS:
        pdfmetrics.registerFont(UnicodeCIDFont(name))
    faces: list[Any] = [vars(pdfmetrics.getFont(name))["face"] for name in (BODY, BOLD)]
    return frozenset.intersection(*(frozenset(f.charToGlyph) for f in faces))


def font_of(character: str) -> str | None:
    """Return the font that has a character: "" for the usual one, None for no font.

    >>> [font_of(c) for c in "aЖ語ą"]
    ['', 'STSong-Light', 'HeiseiMin-W3', None]
    """
    if ord(character) in covered() or character == "\n":
        return ""
    return next((name for name, code in FALLBACKS if _holds(code, character)), None)


def _holds(code: str, character: str) -> bool:
    try:
        character.encode(code)
    except UnicodeEncodeError:
        return False
    return True


def shown(character: str) -> str:
    """Return what stands for a character: itself, without its accent, or "?".

    >>> [shown(c) for c in "éą\u2011☃"]
    ['é', 'a', '-', '?']
    """
    alike = ALIKE.get(character, character)
    if font_of(alike) is not None:
        return alike
    base = unicodedata.normalize("NFD", alike)[0]
    return base if base != alike and font_of(base) is not None else GONE


def runs(text: str) -> Iterable[tuple[str, str]]:
    """Return the text in pieces of one font each: font ("" for the usual), piece."""
    letters = [(font_of(letter) or "", letter) for letter in map(shown, text)]
    for font, group in groupby(letters, key=lambda pair: pair[0]):
        yield font, "".join(letter for _, letter in group)


def lost(text: str) -> str:
    """Return the letters of a text that the PDF cannot show as they are, each once.

    >>> lost("Łódź ą ą")
    'źą'
    """
    changed = (c for c in text if c not in ALIKE and shown(c) != c)
    return "".join(dict.fromkeys(changed))
