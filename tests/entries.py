"""Entries for tests: valid and wrong values for every register of the catalogue.

`example` is one entry with every field filled in; `values` is a Hypothesis strategy.
Both follow the field descriptions, so a new register needs nothing here.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from core.edits import Add
from core.errors import InvalidEntryError
from core.registers.catalog import PROJECTS, REGISTERS
from core.registers.entry import FieldKind
from core.registers.spec import FieldSpec, RegisterSpec

Values = dict[str, Any]

LARGEST = Decimal("999999999999.99")  # 14 digits
DAY = date(2026, 3, 2)
# letters of many scripts, signs that need quoting; no control or surrogate characters
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))


def example(spec: RegisterSpec[Any], number: int = 1) -> Values:
    """Return values for every field that may have one, other ones for each `number`."""
    return _accepted(spec, {f.name: _sample(f, number) for f in spec.fields})


def values(spec: RegisterSpec[Any]) -> st.SearchStrategy[Values]:
    """Draw values that the register accepts; references point at number 1."""
    drawn = st.fixed_dictionaries({f.name: _drawn(f) for f in spec.fields})
    return drawn.map(lambda found: _accepted(spec, found))


def everything() -> list[Add]:
    """Return edits that add one entry to every register (the project's facts exist)."""
    return [
        Add(spec.key, example(spec), 1) for spec in REGISTERS if spec is not PROJECTS
    ]


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
    for name, value in found.items():
        try:
            spec.parse(kept | {name: value})
        except InvalidEntryError:
            continue
        kept[name] = value
    return kept


def _sample(field: FieldSpec, number: int) -> Any:
    low, high = int(field.minimum or 0), int(field.maximum or 100)
    samples: Mapping[FieldKind, Any] = {
        FieldKind.TEXT: f"{field.label} {number}: “naïve”, =1+1; 5 < 6"[
            : field.max_length or None
        ],
        FieldKind.LONG_TEXT: f"First line {number}\nsecond — línea, 二行目\n\n- a\n- b",
        FieldKind.DATE: DAY + timedelta(days=number),
        FieldKind.MONEY: Decimal("1234.50") + number,
        FieldKind.NUMBER: number + 0.25,
        FieldKind.FLAG: True,
        FieldKind.REFERENCE: 1,
    }
    if field.choices:
        return field.choices[number % len(field.choices)]
    return samples.get(field.kind, low + number % (high - low + 1))


def _drawn(field: FieldSpec) -> st.SearchStrategy[Any]:
    strategy = _of_kind(field)
    return st.none() | strategy if field.optional else strategy


def _of_kind(field: FieldSpec) -> st.SearchStrategy[Any]:
    low, high = int(field.minimum or 0), int(field.maximum or 100)
    least = Decimal(0) if field.minimum == 0 else -LARGEST
    whole = st.integers(int(field.minimum) if field.minimum is not None else low, high)
    kinds: Mapping[FieldKind, st.SearchStrategy[Any]] = {
        FieldKind.TEXT: st.text(LETTERS, min_size=1, max_size=40).filter(str.strip),
        FieldKind.LONG_TEXT: st.text(LETTERS | st.just("\n"), max_size=200),
        FieldKind.DATE: st.dates(date(1990, 1, 1), date(2099, 12, 31)),
        FieldKind.MONEY: st.decimals(least, LARGEST, places=2),
        FieldKind.NUMBER: st.floats(-1e12, 1e12),
        FieldKind.FLAG: st.booleans(),
        FieldKind.REFERENCE: st.just(1),
    }
    if field.choices:
        return st.sampled_from(field.choices)
    return kinds.get(field.kind, whole)
