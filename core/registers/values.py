"""Single values of an entry: read from what somebody typed, and to and from JSON."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from core import durations, reading_moments, working_hours
from core.errors import Problem, UnreadableValueError
from core.reading import is_blank, read_date, read_flag, read_integer, read_number
from core.reading import read_percent as read_percentage
from core.reading_currency import CODE, read_currency
from core.registers.entry import FieldKind

if TYPE_CHECKING:
    from core.registers.spec import FieldSpec

REFERENCE = re.compile(r"^\s*([A-Za-z]+)-0*(\d{1,9})\b")
SHOWN = 80  # characters of a wrong value that an error repeats


def read_value(field: "FieldSpec", raw: object) -> Any:
    """Read one value by its field's kind.

    Returns
    -------
    The typed value; the field's default where `raw` is blank; or the problem, not
    raised, so that one pass finds them all.
    """
    if raw is None or (not isinstance(raw, bool) and is_blank(raw)):
        return _blank(field)
    try:
        return READERS[field.kind](field, raw)
    except UnreadableValueError:
        return Problem(
            field.name, "is not allowed", value=str(raw)[:SHOWN], allowed=field.allowed
        )


def allowed_values(field: "FieldSpec") -> str:
    """Say what may be written in a field."""
    return field.hint or ALLOWED.get(field.kind, _whole_number)(field)


def to_plain(value: Any) -> Any:
    """Return a value as JSON can hold it; money keeps its cents as text."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime):
        return reading_moments.moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def from_plain(field: "FieldSpec", value: Any) -> Any:
    """Turn a JSON value of a field back into what the entry holds."""
    if value is None:
        return None
    revive = REVIVERS.get(field.kind)
    return revive(field, value) if revive else value


def _blank(field: "FieldSpec") -> Any:
    """Return what a blank stands for; a field that must be filled stays blank."""
    if field.optional or field.default is None:
        return None
    return field.default


def _text(field: "FieldSpec", raw: object) -> str:
    text = str(raw).strip()
    # A database keeps neither a zero character nor half a surrogate pair.
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise UnreadableValueError(f"{field.allowed}, printable")
    return read_currency(text) if field.hint == CODE else text


def _percent(field: "FieldSpec", raw: object) -> int:
    percent = read_percentage(raw)
    if percent != int(percent):
        raise UnreadableValueError(field.allowed)
    return int(percent)


def _choice(field: "FieldSpec", raw: object) -> StrEnum:
    wanted = _fold(str(raw))
    for choice in field.choices:
        if wanted in (_fold(choice.value), _fold(choice.name)):
            return choice
    raise UnreadableValueError(field.allowed)


def _fold(text: str) -> str:
    return re.sub(r"[\s_/-]+", " ", text).strip().casefold()


def _money(field: "FieldSpec", raw: object) -> Decimal:
    amount = read_number(raw)
    if amount != amount.quantize(Decimal("0.01")):
        raise UnreadableValueError(field.allowed)
    return amount.quantize(Decimal("0.01"))


def _reference(field: "FieldSpec", raw: object) -> int:
    assert field.target
    if isinstance(raw, str) and (match := REFERENCE.match(raw)):
        if match[1].upper() != field.target.prefix:
            raise UnreadableValueError(field.allowed)
        return int(match[2])
    number = read_integer(raw)
    if number < 1:
        raise UnreadableValueError(field.allowed)
    return number


Reader = Callable[["FieldSpec", Any], Any]

READERS: Mapping[FieldKind, Reader] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _text,
    FieldKind.CHOICE: _choice,
    FieldKind.DATE: lambda _, raw: read_date(raw),
    FieldKind.MOMENT: lambda _, raw: reading_moments.read_moment(raw),
    FieldKind.DURATION: lambda _, raw: durations.read_duration(raw),
    FieldKind.LAG: lambda _, raw: durations.read_lag(raw),
    FieldKind.HOURS: lambda _, raw: working_hours.read_hours(raw),
    FieldKind.MONEY: _money,
    FieldKind.SCORE: lambda _, raw: read_integer(raw),
    FieldKind.PERCENT: _percent,
    FieldKind.INTEGER: lambda _, raw: read_integer(raw),
    FieldKind.NUMBER: lambda _, raw: float(read_number(raw)),
    FieldKind.FLAG: lambda _, raw: read_flag(raw),
    FieldKind.REFERENCE: _reference,
}

REVIVERS: Mapping[FieldKind, Reader] = {
    FieldKind.CHOICE: lambda field, value: type(field.choices[0])(value),
    FieldKind.DATE: lambda _, value: (
        value if isinstance(value, date) else date.fromisoformat(value)
    ),
    FieldKind.MOMENT: lambda _, value: (
        value if isinstance(value, datetime) else datetime.fromisoformat(value)
    ),
    FieldKind.MONEY: lambda _, value: Decimal(value),
    FieldKind.NUMBER: lambda _, value: float(value),
}


def _whole_number(field: "FieldSpec") -> str:
    return f"a whole number from {field.minimum:,.0f} to {field.maximum:,.0f}"


def _any_number(field: "FieldSpec") -> str:
    if field.minimum is None or field.maximum is None:
        return "a number"
    return f"a number from {field.minimum:,g} to {field.maximum:,g}"


def _characters(field: "FieldSpec") -> str:
    least = "1 to " if field.required else "at most "
    return f"{least}{field.max_length:,} characters"


def _amount(field: "FieldSpec") -> str:
    sign = "from 0 up" if field.minimum == 0 else "positive or negative"
    return f"an amount {sign}, at most 12 digits and 2 decimals"


def _reference_to(field: "FieldSpec") -> str:
    assert field.target
    return f"a reference such as {field.target.prefix}-001"


ALLOWED: Mapping[FieldKind, Callable[["FieldSpec"], str]] = {
    FieldKind.TEXT: _characters,
    FieldKind.LONG_TEXT: _characters,
    FieldKind.CHOICE: lambda f: "one of: " + ", ".join(c.value for c in f.choices),
    FieldKind.DATE: lambda _: "a date such as 2026-12-04 or 4 Dec 2026",
    FieldKind.MOMENT: lambda _: reading_moments.ALLOWED,
    FieldKind.DURATION: lambda _: durations.ALLOWED_DURATION,
    FieldKind.LAG: lambda _: durations.ALLOWED_LAG,
    FieldKind.HOURS: lambda _: working_hours.ALLOWED,
    FieldKind.MONEY: _amount,
    FieldKind.NUMBER: _any_number,
    FieldKind.FLAG: lambda _: "yes or no",
    FieldKind.REFERENCE: _reference_to,
}
