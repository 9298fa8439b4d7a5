"""Currencies as people write them: "EUR", "eur ", "€", "US$"."""

import re
from collections.abc import Mapping
from functools import cache

from core.errors import UnreadableValueError

CODE = (
    "three capital letters, as in EUR, or a sign that only one currency has: €, £, "
    "US$; for $, ¥ or kr write the letters, as in USD"
)
LETTERS = re.compile(r"[A-Za-z]{3}")
SEVERAL = frozenset({"$", "¥", "¤"})  # signs that more than one currency has
SIGNED_IN = ("en", "en_CA", "de")  # as these languages write: £, US$, AU$


def read_currency(text: str) -> str:
    """Return the ISO 4217 code of a currency that is named by its letters or its sign.

    Raises
    ------
    UnreadableValueError
        If it is neither, or a sign of several currencies.

    Examples
    --------
    >>> read_currency("€"), read_currency(" eur"), read_currency("US$")
    ('EUR', 'EUR', 'USD')
    """
    bare = "".join(text.split())
    if LETTERS.fullmatch(bare):
        return bare.upper()
    try:
        return _by_sign()[bare]
    except KeyError:
        raise UnreadableValueError(CODE) from None


@cache
def _by_sign() -> Mapping[str, str]:
    from babel import Locale

    return {
        sign: code
        for language in SIGNED_IN
        for code, sign in Locale.parse(language).currency_symbols.items()
        if sign not in SEVERAL
    }
