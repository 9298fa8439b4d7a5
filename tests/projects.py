"""Projects for tests, made of entries, and what every sentence must be."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from core.project import Project, with_records
from core.registers.budget import BudgetKind, BudgetLine
from core.registers.catalog import (
    ACTIONS,
    ASSUMPTIONS,
    BUDGET_LINES,
    CHANGE_REQUESTS,
    DECISIONS,
    DELIVERABLES,
    EXPENSES,
    ISSUES,
    LESSONS,
    MITIGATIONS,
    OBJECTIVES,
    PROJECTS,
    RISKS,
    SETTINGS,
)
from core.registers.entry import Entry, Record
from core.registers.risks import Risk
from core.registers.spec import RegisterSpec
from tests.entries import values

TODAY = date(2026, 11, 20)  # a Friday
SPACE = "\u00a0"
JUDGED = (
    RISKS,
    MITIGATIONS,
    BUDGET_LINES,
    EXPENSES,
    ISSUES,
    DECISIONS,
    ACTIONS,
    DELIVERABLES,
    OBJECTIVES,
    ASSUMPTIONS,
    CHANGE_REQUESTS,
    LESSONS,
)
few = settings(max_examples=30)  # a whole project is drawn slowly
WRONG = re.compile(r"\bNone\b|\bnan\b|\binf\b| {2}|,,| [.,;]|[.;,]\.|^\W|-\d|%[a-z]")


def project(key: str = "DEMO", /, **registers: Iterable[Entry]) -> Project:
    """Make a project whose entries are numbered from 1."""
    made = {
        name: [Record(i, 1, entry) for i, entry in enumerate(entries, 1)]
        for name, entries in registers.items()
    }
    return with_records(Project(key), made)


def threat(likelihood: int = 3, impact: int = 3, **more: Any) -> Risk:
    """Make an open threat."""
    found = {"title": "Threat", "likelihood": likelihood, "impact": impact}
    return Risk.model_validate(found | more)


def reserve(amount: int) -> BudgetLine:
    """Make a contingency reserve."""
    kind = BudgetKind.CONTINGENCY
    return BudgetLine(title="Reserve", amount=Decimal(amount), kind=kind)


def any_project() -> st.SearchStrategy[Project]:
    """Draw projects with some entries of any kind; the names are plain words."""
    drawn = {spec.key: st.lists(_entry(spec), max_size=2) for spec in JUDGED}
    drawn |= {
        spec.key: st.lists(_entry(spec), max_size=1) for spec in (PROJECTS, SETTINGS)
    }
    return st.fixed_dictionaries(drawn).map(lambda found: project(**found))


def is_sentence(text: str) -> bool:
    """Whether a text reads as a sentence with a full stop."""
    return text.endswith(".") and is_title(text[:-1])


def is_title(text: str) -> bool:
    """Whether a text begins well, holds no empty value and has no full stop."""
    begins = text[:1].isupper() or text[:1].isdigit()
    return begins and not WRONG.search(text) and not text.endswith((".", " "))


def _entry(spec: RegisterSpec[Any]) -> st.SearchStrategy[Entry]:
    return values(spec).map(lambda found: spec.parse(found | {"title": "Name"}))
