"""Numbers as people write them, exact to the last digit.

What can be read in two ways is read as the caller says, and else by one fixed rule;
each refusal says what may be written instead.
"""

import math
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from core.errors import UnreadableValueError

MOST_DIGITS = 14
LONGEST_NUMBER = 60  # characters; a longer text is no number
ALLOWED_NUMBER = (
    "a number such as 1234.56, written out in full without K, M or %, "
    f"of at most {MOST_DIGITS} digits"
)
ALLOWED_INTEGER = "a whole number such as 12"
ALLOWED_PERCENT = "a percentage such as 12 or 12.5 %"

CURRENCY = re.compile(
    "AUD|BRL|CAD|CHF|CNY|CZK|DKK|EUR|GBP|HKD|HUF|INR|"
    "JPY|KRW|MXN|NOK|NZD|PLN|RON|SEK|SGD|TRY|USD|ZAR",
    re.IGNORECASE,
)

# One way of writing a number each; the names say what its marks mean.
EXPONENT = r"(?P<exponent>[eE][+-]?[0-9]{1,3})?"
PLAIN = re.compile(rf"(?P<whole>[0-9]+){EXPONENT}")
POINT = re.compile(rf"(?P<whole>[0-9]*)\.(?P<part>[0-9]+){EXPONENT}")
COMMA = re.compile(rf"(?P<whole>[0-9]*),(?P<part>[0-9]+){EXPONENT}")
COMMAS_POINT = re.compile(r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+)\.(?P<part>[0-9]+)")
POINTS_COMMA = re.compile(r"(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+),(?P<part>[0-9]+)")
COMMAS = re.compile(r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3}){2,})")
POINTS = re.compile(r"(?P<whole>[0-9]{1,3}(?:\.[0-9]{3}){2,})")
SPACES = re.compile(r"(?P<whole>[0-9]{1,3}(?:[ '][0-9]{3})+)(?:[.,](?P<part>[0-9]+))?")
EITHER = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")  # thousands or thousandths?
SHAPES = (PLAIN, POINT, COMMA, COMMAS_POINT, POINTS_COMMA, COMMAS, POINTS, SPACES)


def read_number(raw: object, *, decimal_comma: bool | None = None) -> Decimal:
    """Read an exact number from what somebody typed or a file holds.

    Thousands may be set apart by comma, dot, space or apostrophe; a currency may
    stand at either end; brackets mean less than zero, as accountants write it.

    Parameters
    ----------
    raw
        A number or text. Of a float the first 14 digits count: the digits that a
        workbook's binary numbers trail behind them were never written by anybody.
    decimal_comma
        What "1,234" and "1.234" mean, which can be read in two ways: True takes the
        comma for the decimal mark, False the dot. None too takes a dot for the decimal
        mark and a comma before three digits for thousands.

    Raises
    ------
    UnreadableValueError
        If it is no number, not finite, or has more than 14 digits.

    Examples
    --------
    >>> read_number("£1,234.50"), read_number("(1 234,5)"), read_number("1.234")
    (Decimal('1234.50'), Decimal('-1234.5'), Decimal('1.234'))
    >>> read_number("1.234", decimal_comma=True)
    Decimal('1234')
    """
    if isinstance(raw, str):
        return _within_digits(_from_text(raw, decimal_comma=decimal_comma))
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        raise UnreadableValueError(ALLOWED_NUMBER)
    if isinstance(raw, float):
        return _within_digits(_from_float(raw))
    if isinstance(raw, int) and abs(raw) >= 10**MOST_DIGITS:  # Decimal() would be slow
        raise UnreadableValueError(ALLOWED_NUMBER)
    return _within_digits(Decimal(raw))


def read_integer(raw: object, *, decimal_comma: bool | None = None) -> int:
    """Read a whole number.

    Raises
    ------
    UnreadableValueError
        If it is no number that `read_number` reads, or not whole.

    Examples
    --------
    >>> read_integer("1,200"), read_integer(3.0)
    (1200, 3)
    """
    try:
        number = read_number(raw, decimal_comma=decimal_comma)
    except UnreadableValueError:
        raise UnreadableValueError(ALLOWED_INTEGER) from None
    if number != int(number):
        raise UnreadableValueError(ALLOWED_INTEGER)
    return int(number)


def read_percent(raw: object, *, decimal_comma: bool | None = None) -> Decimal:
    """Read a percentage, with or without its sign; 12 stands for twelve per cent.

    Raises
    ------
    UnreadableValueError
        If what stands before the sign is no number that `read_number` reads.

    Examples
    --------
    >>> read_percent("12 %"), read_percent("12.5")
    (Decimal('12'), Decimal('12.5'))
    """
    bare = raw.strip().removesuffix("%") if isinstance(raw, str) else raw
    try:
        return read_number(bare, decimal_comma=decimal_comma)
    except UnreadableValueError:
        raise UnreadableValueError(ALLOWED_PERCENT) from None


def guess_decimal_comma(values: Iterable[object]) -> bool | None:
    """Tell from a column's clear numbers whether it writes a decimal comma.

    Returns
    -------
    bool or None
        True for 1.234,56, False for 1,234.56, None where the column does not say or
        contradicts itself.

    Examples
    --------
    >>> guess_decimal_comma(["1.234", "12,5"]), guess_decimal_comma(["1.234"])
    (True, None)
    """
    votes = {_writes_comma(value) for value in values if isinstance(value, str)}
    votes.discard(None)
    return votes.pop() if len(votes) == 1 else None


def has_unclear_dot(raw: object) -> bool:
    """Whether a dot in a text may set apart thousands as well as decimals.

    >>> has_unclear_dot("12.000 €"), has_unclear_dot("0.785"), has_unclear_dot(12.5)
    (True, False, False)
    """
    return isinstance(raw, str) and _groups_by(".", _bare(raw)[0])


def _from_text(raw: str, *, decimal_comma: bool | None) -> Decimal:
    bare, is_negative = _bare(raw)
    if decimal_comma is not True and _groups_by(",", bare):
        bare = bare.replace(",", "")
    elif decimal_comma is True and _groups_by(".", bare):
        bare = bare.replace(".", "")
    match = next(filter(None, (shape.fullmatch(bare) for shape in SHAPES)), None)
    if not match:
        raise UnreadableValueError(ALLOWED_NUMBER)
    parts = {"part": None, "exponent": None} | match.groupdict()
    whole = re.sub(r"[^0-9]", "", parts["whole"] or "") or "0"
    number = Decimal(f"{whole}.{parts['part'] or ''}{parts['exponent'] or ''}")
    return -number if is_negative else number


def _groups_by(mark: str, bare: str) -> bool:
    return mark in bare and bool(EITHER.fullmatch(bare))


def _writes_comma(raw: str) -> bool | None:
    bare, _ = _bare(raw)
    if EITHER.fullmatch(bare):
        return None
    if POINTS_COMMA.fullmatch(bare) or POINTS.fullmatch(bare) or COMMA.fullmatch(bare):
        return True
    if COMMAS_POINT.fullmatch(bare) or COMMAS.fullmatch(bare) or POINT.fullmatch(bare):
        return False
    if SPACES.fullmatch(bare) and not bare[-4:].isdigit():
        return "," in bare if "," in bare or "." in bare else None
    return None


def _bare(raw: str) -> tuple[str, bool]:
    """Return the digits with their marks, and whether the number is negative."""
    # A megabyte that cannot be a number must not be searched for one.
    text = "".join(map(_plain_mark, raw.strip()[: LONGEST_NUMBER + 1]))
    text, in_brackets = _peel(text, r"\((.*)\)")
    text, minus_outside = _peel(_without_currency(text), r"-\s*(.*)|(.*[0-9])-")
    text, minus_inside = _peel(_without_currency(text), r"-\s*(.*)")
    text = _without_plus(text)
    if (
        in_brackets + minus_outside + minus_inside > 1
        or len(raw.strip()) > LONGEST_NUMBER
    ):
        return "", False
    return text, bool(in_brackets or minus_outside or minus_inside)


def _plain_mark(character: str) -> str:
    if character in "−–":
        return "-"
    if character in "’\N{MODIFIER LETTER APOSTROPHE}":
        return "'"
    return " " if character.isspace() else character


def _peel(text: str, pattern: str) -> tuple[str, bool]:
    match = re.fullmatch(pattern, text)
    inside = (
        next((group for group in match.groups() if group is not None), "")
        if match
        else text
    )
    return inside.strip(), match is not None


def _without_plus(text: str) -> str:
    return text.removeprefix("+").strip()


def _without_currency(text: str) -> str:
    words = text.strip()
    for code in (words[:3], words[-3:]):
        if CURRENCY.fullmatch(code):
            return words.removeprefix(code).removesuffix(code).strip()
    for end in (words[:1], words[-1:]):
        if end and unicodedata.category(end) == "Sc":
            return words.strip(end).strip()
    return words


def _from_float(number: float) -> Decimal:
    if not math.isfinite(number) or abs(number) >= 10**MOST_DIGITS:
        raise UnreadableValueError(ALLOWED_NUMBER)
    rounded = Decimal(f"{number:.{MOST_DIGITS}g}")
    # 1e-300 is no figure that anybody wrote, and its places would fill the budget.
    return round(rounded, MOST_DIGITS).normalize() if rounded else Decimal(0)


def _within_digits(number: Decimal) -> Decimal:
    if number.is_finite() and not number:
        return Decimal(0)
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        raise UnreadableValueError(ALLOWED_NUMBER)
    # Written out, so that 1E+3 is 1000 wherever it is shown.
    written = f"{number:f}"
    whole, _, part = written.lstrip("-").partition(".")
    if len(whole.lstrip("0") + part.rstrip("0")) > MOST_DIGITS:
        raise UnreadableValueError(ALLOWED_NUMBER)
    return Decimal(written)
