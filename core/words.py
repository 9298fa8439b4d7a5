"""Figures as people read them: money, dates, counts. One place for every format."""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache

from babel.dates import format_date
from babel.numbers import get_currency_symbol

LOCALE = "en_GB"  # of amounts
DATES = "en"  # months of three letters, as on the axes: en_GB writes "Sept"
NARROW = "\u00a0"  # between a number and its unit: they stay on one line
MINUS = "\u2212"
UNDEFINED = "n/a"
NUMBERS = "no one two three four five six seven eight nine ten eleven twelve"
WORDS = tuple(NUMBERS.split())
MILLION, THOUSAND = 1_000_000, 1_000
DAY_MINUTES = 1_440


def number(value: float | Decimal | None, places: int = 0) -> str:
    """Write a number with thousands and a real minus.

    >>> number(-1234.5, 1), number(-0.4), number(None)
    ('−1,234.5', '0', 'n/a')
    """
    if value is None:
        return UNDEFINED
    text = f"{value:,.{places}f}".replace("-", MINUS)
    return text if any(c in "123456789" for c in text) else text.lstrip(MINUS)


def signed(value: float | Decimal | None, places: int = 0) -> str:
    """Write a difference: with its sign, and 0 without one.

    >>> signed(3), signed(-0.4), signed(0)
    ('+3', '0', '0')
    """
    if value is None:
        return UNDEFINED
    text = f"{value:+,.{places}f}".replace("-", MINUS)
    return text[1:] if not any(c in "123456789" for c in text) else text


def money(value: Decimal | float | None, currency: str) -> str:
    """Write an amount to the cent.

    >>> money(Decimal("1234.5"), "EUR")
    '1,234.50\\xa0€'
    """
    return UNDEFINED if value is None else f"{number(value, 2)}{NARROW}{sign(currency)}"


def short_money(
    value: Decimal | float | None, currency: str, *, plus: bool = False
) -> str:
    """Write an amount in the unit that leaves it readable.

    >>> [short_money(Decimal(v), "EUR") for v in (950, 31_200, 999_500)]
    ['950\\xa0€', '31\\xa0k\\xa0€', '1.00\\xa0M\\xa0€']
    """
    if value is None:
        return UNDEFINED
    write, size = (signed if plus else number), abs(float(value))
    if size >= MILLION - THOUSAND / 2:  # what would be rounded to "1,000 k"
        text = f"{write(float(value) / MILLION, 2)}{NARROW}M"
    elif size >= 10 * THOUSAND:
        text = f"{write(float(value) / THOUSAND)}{NARROW}k"
    else:
        text = write(value)
    return f"{text}{NARROW}{sign(currency)}"


@cache
def sign(currency: str) -> str:
    """Return the sign of a currency: € for EUR."""
    return get_currency_symbol(currency, locale=LOCALE)


def percent(value: float | None, places: int = 0, *, plus: bool = False) -> str:
    """Write a ratio, 0.12, as a percentage.

    >>> percent(0.1234, 1), percent(-0.05, plus=True)
    ('12.3\\xa0%', '−5\\xa0%')
    """
    if value is None:
        return UNDEFINED
    write = signed if plus else number
    return f"{write(value * 100, places)}{NARROW}%"


def day(value: date | None) -> str:
    """Write a date.

    >>> day(date(2026, 9, 4))
    '4\\xa0Sep\\xa02026'
    """
    if value is None:
        return UNDEFINED
    return format_date(value, "d MMM y", locale=DATES).replace(" ", NARROW)


def moment(value: datetime | None) -> str:
    """Write a moment: the day alone where it stands for the whole day.

    >>> moment(datetime(2026, 9, 4, 17)), moment(datetime(2026, 9, 4))
    ('4\\xa0Sep\\xa02026,\\xa017:00', '4\\xa0Sep\\xa02026')
    """
    if value is None or value.time() == time.min:
        return day(value)
    return f"{day(value)},{NARROW}{value:%H:%M}"


def elapsed(minutes: float | None, *, plus: bool = False) -> str:
    """Write a length of clock time; beyond a day without its minutes.

    >>> [elapsed(minutes) for minutes in (0, 130, 180, 1_500, 2_880)]
    ['0\\xa0min', '2\\xa0h 10\\xa0min', '3\\xa0h', '1\\xa0day 1\\xa0h', '2\\xa0days']
    >>> elapsed(-35), elapsed(12, plus=True), elapsed(None)
    ('−35\\xa0min', '+12\\xa0min', 'n/a')
    """
    if minutes is None:
        return UNDEFINED
    rounded = round(abs(minutes))
    if rounded >= DAY_MINUTES:
        rounded = round(rounded / 60) * 60
    days, rest = divmod(rounded, DAY_MINUTES)
    hours, left = divmod(rest, 60)
    units = ((days, "day" if days == 1 else "days"), (hours, "h"), (left, "min"))
    parts = [f"{many:,}{NARROW}{unit}" for many, unit in units if many]
    before = MINUS if minutes < 0 else "+" * plus
    return f"{before}{' '.join(parts)}" if parts else f"0{NARROW}min"


def lag(written: str) -> str:
    """Write a lag with a real minus.

    >>> lag("-4h"), lag("50%")
    ('−4h', '50%')
    """
    return written.replace("-", MINUS)


def month(value: date) -> str:
    """Write a month.

    >>> month(date(2026, 12, 1))
    'Dec\\xa02026'
    """
    return format_date(value, "MMM y", locale=DATES).replace(" ", NARROW)


def count(many: int, noun: str, plural: str = "") -> str:
    """Write how many of something, small numbers as words.

    >>> count(3, "threat"), count(1, "entry", "entries"), count(40, "risk")
    ('three threats', 'one entry', '40 risks')
    """
    return f"{small(many)} {noun if many == 1 else plural or noun + 's'}"


def small(many: int) -> str:
    """Write a whole number, as a word where that is short.

    >>> small(3), small(40), small(0)
    ('three', '40', 'no')
    """
    return WORDS[many] if many < len(WORDS) else number(many)


def of_them(many: int) -> str:
    """Write how many out of some that were counted before.

    >>> of_them(0), of_them(2)
    ('none of them', 'two of them')
    """
    return f"{small(many) if many else 'none'} of them"


def listed(names: Sequence[str]) -> str:
    """Join names as people do.

    >>> listed(["cost", "risk", "scope"]), listed(["cost"])
    ('cost, risk and scope', 'cost')
    """
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def capital(text: str) -> str:
    """Begin a sentence: only the first letter changes."""
    return text[:1].upper() + text[1:]


def months_left(value: float | None) -> str:
    """Write a number of months: "5.7 months".

    >>> months_left(5.68), months_left(None)
    ('5.7\\xa0months', 'n/a')
    """
    return number(value, 1) + (f"{NARROW}months" if value is not None else "")
