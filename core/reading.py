"""Values as people write them: what was typed or imported is read, or refused.

Nothing is guessed where two readings are possible and no argument decides; each
refusal says what may be written instead.
"""

import math
from collections.abc import Collection
from decimal import Decimal

from core.errors import UnreadableValueError
from core.reading_dates import guess_day_first, read_date
from core.reading_numbers import (
    guess_decimal_comma,
    read_integer,
    read_number,
    read_percent,
)

__all__ = [
    "guess_day_first",
    "guess_decimal_comma",
    "is_blank",
    "read_date",
    "read_flag",
    "read_integer",
    "read_number",
    "read_percent",
]

ALLOWED_FLAG = "yes or no"

YES = frozenset({"yes", "y", "true", "t", "1", "x", "✓", "✔", "on", "ja", "j", "wahr"})
NO = frozenset({"no", "n", "false", "f", "0", "✗", "✘", "off", "nein", "falsch"})


def is_blank(raw: object, empty_words: Collection[str] = ()) -> bool:
    """Tell whether nothing was written, or a word that stands for nothing.

    Examples
    --------
    >>> is_blank("  "), is_blank("Exempt", ["exempt"]), is_blank(0)
    (True, True, False)
    """
    if isinstance(raw, str):
        text = raw.strip().casefold()
        return not text or any(text == word.strip().casefold() for word in empty_words)
    return raw is None or (isinstance(raw, float) and math.isnan(raw))


def read_flag(raw: object) -> bool:
    """Read yes or no, in the words and marks that tables use for them.

    Raises
    ------
    UnreadableValueError
        If it is neither.

    Examples
    --------
    >>> read_flag("Yes"), read_flag("nein"), read_flag(1)
    (True, False, True)
    """
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, int | float | Decimal) and raw in (0, 1):
        return bool(raw)
    word = raw.strip().casefold() if isinstance(raw, str) else ""
    if word not in YES | NO:
        raise UnreadableValueError(ALLOWED_FLAG)
    return word in YES
