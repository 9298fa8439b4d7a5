"""What every register of the catalogue must be, and how its values are read."""

from collections.abc import Mapping
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidEntryError
from core.registers.catalog import BY_KEY, BY_PREFIX, REGISTERS
from core.registers.entry import FieldKind
from core.registers.spec import FieldSpec, RegisterSpec
from tests.entries import example, values, wrong

FIELDS = [(spec, field) for spec in REGISTERS for field in spec.fields]

every_register = pytest.mark.parametrize("spec", REGISTERS, ids=lambda s: s.key)
every_field = pytest.mark.parametrize(
    ("spec", "field"), FIELDS, ids=lambda item: getattr(item, "key", None) or item.name
)


def test_keys_and_prefixes_are_unique() -> None:
    assert len(BY_KEY) == len(BY_PREFIX) == len(REGISTERS)


@every_register
def test_a_register_is_described_for_people(spec: RegisterSpec[Any]) -> None:
    assert spec.title[0].isupper()
    assert spec.noun == spec.noun.lower()
    assert spec.entry_type.__doc__
    assert set(spec.columns) <= set(spec.by_name)
    assert spec.columns or spec.single
    labels = [field.label for field in spec.fields]
    assert len(set(labels)) == len(labels)
    assert spec.reference(7) == f"{spec.prefix}-007"


@every_register
def test_references_point_at_registers_by_their_prefix(
    spec: RegisterSpec[Any],
) -> None:
    for field in spec.references:
        assert field.target
        assert BY_KEY[field.target.register].prefix == field.target.prefix


@every_register
@settings(max_examples=25)
@given(data=st.data())
def test_an_entry_survives_json_and_reading_what_was_written(
    spec: RegisterSpec[Any], data: st.DataObject
) -> None:
    entry = spec.parse(data.draw(values(spec)))
    plain = spec.to_plain(entry)
    assert spec.from_plain(orjson.loads(orjson.dumps(plain))) == entry
    assert spec.parse(plain) == entry


@every_register
def test_an_example_fills_in_every_field(spec: RegisterSpec[Any]) -> None:
    entry = spec.parse(example(spec))
    empty = [f.name for f in spec.fields if getattr(entry, f.name) in (None, "")]
    assert not empty
    assert entry != spec.parse(example(spec, 2))


@every_field
def test_a_wrong_value_is_refused_by_name_with_what_is_allowed(
    spec: RegisterSpec[Any], field: FieldSpec
) -> None:
    bad = example(spec) | {field.name: wrong(field)}
    with pytest.raises(InvalidEntryError) as refused:
        spec.parse(bad, "X-001")
    problem = next(p for p in refused.value.problems if p.field == field.name)
    assert problem.reference == "X-001"
    assert problem.allowed == field.allowed
    assert problem.allowed[0].islower() or problem.allowed[0].isdigit()


@every_field
def test_a_blank_stands_for_the_default_or_is_missing(
    spec: RegisterSpec[Any], field: FieldSpec
) -> None:
    blank = example(spec) | {field.name: "  "}
    if field.required:
        with pytest.raises(InvalidEntryError, match="is missing"):
            spec.parse(blank)
        return
    kept = {name: v for name, v in example(spec).items() if name != field.name}
    assert outcome(spec, blank) == outcome(spec, kept)


def outcome(spec: RegisterSpec[Any], given_values: Mapping[str, Any]) -> object:
    """Return the entry, or what a rule between its fields says against it."""
    try:
        return spec.parse(given_values)
    except InvalidEntryError as error:
        return str(error)


@pytest.mark.parametrize("text", ["a\x00b", "half a pair \ud800"])
def test_text_that_no_database_keeps_is_refused(text: str) -> None:
    with pytest.raises(InvalidEntryError, match="is not allowed"):
        BY_KEY["risks"].parse({"title": text})


HOLDS = ("on hold", "On Hold", "ON_HOLD", " on-hold ")


def test_choices_are_read_by_value_or_name_in_any_case() -> None:
    facts = BY_KEY["projects"]
    states = {facts.parse({"title": "x", "state": s}).state.value for s in HOLDS}
    assert states == {"on hold"}


def test_a_reference_is_read_as_a_number_or_by_its_name() -> None:
    field = BY_KEY["mitigations"].by_name["risk"]
    assert field.kind is FieldKind.REFERENCE
    for raw in (7, "7", "R-007", "r-7", "R-007 Crane late"):
        assert BY_KEY["mitigations"].parse({"title": "x", "risk": raw}).risk == 7
    for raw in ("M-007", "0", -1, "seven"):
        with pytest.raises(InvalidEntryError, match="a reference such as R-001"):
            BY_KEY["mitigations"].parse({"title": "x", "risk": raw})
