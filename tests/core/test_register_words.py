from datetime import date
from typing import Any

import pytest

from core.edits import Archive, apply
from core.project import Project
from core.register_words import title
from core.registers.catalog import PROJECTS, REGISTERS
from core.registers.spec import RegisterSpec
from tests.entries import everything

FULL = apply(Project("PAY"), everything())[0]
DAY = date(2026, 11, 20)


@pytest.mark.parametrize("spec", REGISTERS, ids=lambda s: s.key)
def test_a_register_without_entries_says_so(spec: RegisterSpec[Any]) -> None:
    noun = spec.noun if spec.single else spec.title.lower()
    assert title(Project("PAY"), spec, DAY) == f"No {noun} yet"


@pytest.mark.parametrize(
    "spec",
    [s for s in REGISTERS if s.single and s is not PROJECTS],
    ids=lambda s: s.key,
)
def test_a_register_of_one_entry_is_not_counted(spec: RegisterSpec[Any]) -> None:
    assert title(FULL, spec, DAY) == spec.title


@pytest.mark.parametrize(
    "spec", [s for s in REGISTERS if not s.single], ids=lambda s: s.key
)
def test_one_entry_is_counted_in_the_singular(spec: RegisterSpec[Any]) -> None:
    live = FULL[spec].live
    edits = [Archive(spec.key, record.number, 1) for record in live[1:]]
    said = title(apply(FULL, edits)[0], spec, DAY)
    assert said.partition(":")[0] == f"One {spec.noun}"
