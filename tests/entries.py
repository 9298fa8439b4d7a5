"""Entries for tests: valid and wrong values for every register of the catalogue.

`example` is one entry with every field filled in; `values` is a Hypothesis strategy.
Both follow the field descriptions, so a new register needs nothing here.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from core.edits import Add
from core.errors import InvalidEntryError
from core.reading_currency import CODE
from core.registers.catalog import PROJECTS, REGISTERS
from core.registers.entry import FieldKind
from core.registers.spec import FieldSpec, RegisterSpec

Values = dict[str, Any]

EARLY, LATE = datetime(1990, 1, 1), datetime(2099, 12, 31)  # noqa: DTZ001
AMOUNTS = st.decimals(0, 9999, places=2)
UNITS = ("d", "h", "min", "w", "ed", "eh", "emin", "ew")
LAG_UNITS = (*UNITS, "%", "e%")
LARGEST = Decimal("999999999999.99")  # 14 digits
DAY = date(2026, 3, 2)
CURRENCIES = ("USD", "CHF", "GBP")
LONG_AGO = date(1989, 12, 31)  # before any day that is drawn
NOON = datetime(2026, 3, 2, 12)  # noqa: DTZ001
# letters of many scripts, signs that need quoting; no control or surrogate characters
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))


def example(spec: RegisterSpec[Any], number: int = 1) -> Values:
    """Return values for every field that may have one, other ones for each `number`."""
    return _accepted(spec, {f.name: _sample(spec, f, number) for f in spec.fields})


def values(spec: RegisterSpec[Any]) -> st.SearchStrategy[Values]:
    """Draw values that the register accepts; references point at number 1."""
    drawn = st.fixed_dictionaries({f.name: _drawn(spec, f) for f in spec.fields})
    return drawn.map(lambda found: _accepted(spec, found)).filter(
        lambda found: _is_valid(spec, found)
    )


def everything() -> list[Add]:
    """Return edits that add one entry to every register (the project's facts exist).

    Entries that point at others of their register, or at two of another one, point at
    a second entry as well, see `_number`.
    """
    seconds = [s for s in REGISTERS if s.key in SECONDS]
    return [
        *_rates(),
        *(Add(s.key, example(s), 1) for s in REGISTERS if s is not PROJECTS),
        *(Add(s.key, {"title": f"Second {s.noun}"} | _needed(s), 2) for s in seconds),
    ]


def _rates() -> list[Add]:
    """Return rates that make every currency known on every day."""
    values = {"valid_from": LONG_AGO, "rate": 1.25}
    return [
        Add("exchange_rates", values | {"currency": code}, number)
        for number, code in enumerate(CURRENCIES, 2)
    ]


def _needed(spec: RegisterSpec[Any]) -> Values:
    return {
        f.name: _sample(spec, f, 2)
        for f in spec.fields
        if f.required and f.name != "title"
    }


def _number(spec: RegisterSpec[Any], field: FieldSpec) -> int:
    """Return the number that a reference points at: never at the entry itself, and at
    another one than the reference before it.
    """
    assert field.target
    same = [f.name for f in spec.references if f.target == field.target]
    is_own = field.target.register == spec.key
    return 2 if is_own or same.index(field.name) else 1


SECONDS = {
    field.target.register
    for spec in REGISTERS
    for field in spec.references
    if field.target and _number(spec, field) == 2
}


def wrong(field: FieldSpec) -> object:
    """Return a value that the field refuses."""
    match field.kind:
        case FieldKind.TEXT | FieldKind.LONG_TEXT:
            return "x" * ((field.max_length or 0) + 1)
        case FieldKind.SCORE | FieldKind.PERCENT | FieldKind.INTEGER:
            assert field.maximum is not None
            return int(field.maximum) + 1
        case FieldKind.MONEY:
            return Decimal("0.001")
        case FieldKind.REFERENCE:
            return "ZZ-001"
        case _:
            return "certainly not this"


def _accepted(spec: RegisterSpec[Any], found: Mapping[str, Any]) -> Values:
    """Leave out what breaks a rule between fields, such as a finish before a start."""
    kept = {f.name: found[f.name] for f in spec.fields if f.required}
    days = [f.name for f in spec.fields if f.required and f.kind is FieldKind.DATE]
    kept |= zip(days, sorted(kept[name] for name in days), strict=True)
    for name, value in found.items():
        if _is_valid(spec, kept | {name: value}):
            kept[name] = value
    return kept


def _is_valid(spec: RegisterSpec[Any], found: Values) -> bool:
    try:
        spec.parse(found)
    except InvalidEntryError:
        return False
    return True


def _sample(spec: RegisterSpec[Any], field: FieldSpec, number: int) -> Any:
    low, high = int(field.minimum or 0), int(field.maximum or 100)
    if field.hint == CODE:
        return CURRENCIES[number % 2]
    if field.name == "books_closed_until":
        return LONG_AGO + timedelta(days=number)
    samples: Mapping[FieldKind, Any] = {
        FieldKind.TEXT: f"{field.label} {number}: “naïve”, =1+1; 5 < 6"[
            : field.max_length or None
        ],
        FieldKind.LONG_TEXT: f"First line {number}\nsecond — línea, 二行目\n\n- a\n- b",
        FieldKind.DATE: DAY + timedelta(days=number),
        FieldKind.MOMENT: NOON + timedelta(days=number, minutes=30),
        FieldKind.DURATION: f"{number}.5d",
        FieldKind.LAG: f"-{number}h",
        FieldKind.HOURS: f"08:00-12:00, 13:00-{16 + number}:30",
        FieldKind.MONEY: Decimal("1234.50") + number,
        FieldKind.NUMBER: min(number + 0.25, field.maximum or 100),
        FieldKind.FLAG: True,
        FieldKind.REFERENCE: _number(spec, field) if field.target else None,
    }
    if field.choices:
        return field.choices[number % len(field.choices)]
    return samples.get(field.kind, low + number % (high - low + 1))


def _to_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _drawn(spec: RegisterSpec[Any], field: FieldSpec) -> st.SearchStrategy[Any]:
    strategy = st.just(_number(spec, field)) if field.target else _of_kind(field)
    return st.none() | strategy if field.optional else strategy


def _of_kind(field: FieldSpec) -> st.SearchStrategy[Any]:
    low, high = int(field.minimum or 0), int(field.maximum or 100)
    least = Decimal(0) if field.minimum == 0 else -LARGEST
    whole = st.integers(int(field.minimum) if field.minimum is not None else low, high)
    kinds: Mapping[FieldKind, st.SearchStrategy[Any]] = {
        FieldKind.TEXT: st.text(LETTERS, min_size=1, max_size=40).filter(str.strip),
        FieldKind.LONG_TEXT: st.text(LETTERS | st.just("\n"), max_size=200),
        FieldKind.DATE: st.dates(date(1990, 1, 1), date(2099, 12, 31)),
        FieldKind.MOMENT: st.datetimes(EARLY, LATE).map(_to_minute),
        FieldKind.DURATION: st.builds("{}{}".format, AMOUNTS, st.sampled_from(UNITS)),
        FieldKind.LAG: st.builds("-{}{}".format, AMOUNTS, st.sampled_from(LAG_UNITS)),
        FieldKind.HOURS: st.sampled_from(("", "07:30-12:00, 12:30-24:00", "0-24")),
        FieldKind.MONEY: st.decimals(least, LARGEST, places=2),
        FieldKind.NUMBER: st.floats(
            -1e12 if field.minimum is None else field.minimum, field.maximum or 1e12
        ),
        FieldKind.FLAG: st.booleans(),
    }
    if field.hint == CODE:
        return st.sampled_from(CURRENCIES)
    if field.choices:
        return st.sampled_from(field.choices)
    return kinds.get(field.kind, whole)
