"""A project as large as a programme's, with a year of history."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from core.access import Actor, local_owner
from core.edits import Add, Change, Edit
from core.project import Project
from data.store import Commit, Store, commit_many, create_project, open_store

KEY = "BIG"
WORDS = [
    "supplier",
    "interface",
    "migration",
    "licence",
    "review",
    "capacity",
    "audit",
    "network",
    "vendor",
    "data",
    "security",
    "release",
    "staffing",
    "cutover",
    "contract",
    "payment",
    "testing",
    "approval",
]
PEOPLE = [f"Person {number}" for number in range(1, 41)]
CATEGORIES = [f"Category {number}" for number in range(1, 13)]


@dataclass(frozen=True, slots=True)
class Size:
    """How many entries the project has, recorded in how many revisions."""

    risks: int = 2_000
    expenses: int = 10_000
    lines: int = 200
    mitigations: int = 500
    revisions: int = 48
    others: int = 0  # further projects, with nothing but their facts


SMALL = Size(risks=20, expenses=40, lines=5, mitigations=10, revisions=4)


def owner() -> Actor:
    """Return the person on whose behalf a benchmark works: who serves the app."""
    return local_owner()


def build(url: str, size: Size) -> Project:
    """Write the project into the store at `url`, revision by revision over a year."""
    store = open_store(url)
    chance = random.Random(7)  # noqa: S311 - the same project in every run
    today = datetime.now(UTC).date()
    first = today - timedelta(days=360)
    edits = [*_planned(size, chance, first), *_happened(size, chance, first)]
    _create(store, KEY, first)
    commits = list(_revisions(edits, size.revisions, chance, first))
    project = commit_many(store, commits, actor=owner())[KEY]
    for number in range(size.others):
        _create(store, f"P{number:03d}", first)
    store.close()
    return project


def _create(store: Store, key: str, first: date) -> None:
    facts = {
        "title": f"Project {key}",
        "manager": PEOPLE[0],
        "planned_start": first,
        "planned_finish": first + timedelta(days=500),
        "budget": Decimal(10_000_000),
    }
    at = datetime.combine(first, time(8), UTC)
    create_project(store, key, facts, actor=owner(), at=at)


def _revisions(
    edits: Sequence[Edit], many: int, chance: random.Random, first: date
) -> Iterator[Commit]:
    """Spread edits over dated revisions; risks known by then are judged again."""
    step = -(-len(edits) // many)
    known: dict[int, int] = {}
    for number in range(many):
        some = list(edits[number * step : (number + 1) * step])
        some += _judged_again(known, chance)
        for edit in some:
            if isinstance(edit, Add) and edit.register == "risks" and edit.number:
                known[edit.number] = 1
        day = first + timedelta(days=1 + number * 350 // many)
        yield Commit(KEY, some, at=datetime.combine(day, time(17), UTC))


def _judged_again(known: dict[int, int], chance: random.Random) -> list[Edit]:
    chosen = sorted(chance.sample(sorted(known), min(10, len(known))))
    edits: list[Edit] = []
    for number in chosen:
        version = known[number]
        note = f"judged {version} times"
        edits.append(Change("risks", number, version, {"outcome": note}))
        known[number] += 1
    return edits


def _planned(size: Size, chance: random.Random, first: date) -> Iterator[Add]:
    for number in range(1, size.lines + 1):
        start = first + timedelta(days=chance.randrange(300))
        values = {
            "title": _title(chance),
            "category": chance.choice(CATEGORIES),
            "amount": _money(chance, 90_000),
            "start": start,
            "finish": start + timedelta(days=chance.randrange(30, 200)),
            "owner": chance.choice(PEOPLE),
        }
        yield Add("budget_lines", values, number)


def _happened(size: Size, chance: random.Random, first: date) -> list[Add]:
    """Return risks, mitigations and expenses in a mixed order; risks come first."""
    adds = [Add("risks", _risk(chance, first), n + 1) for n in range(size.risks)]
    later = [
        Add("expenses", _expense(size, chance, first), n + 1)
        for n in range(size.expenses)
    ]
    later += [
        Add("mitigations", _mitigation(size, chance, first), n + 1)
        for n in range(size.mitigations)
    ]
    chance.shuffle(later)
    return adds + later


def _risk(chance: random.Random, first: date) -> dict[str, Any]:
    return {
        "title": _title(chance),
        "category": chance.choice(CATEGORIES),
        "cause": " ".join(chance.choices(WORDS, k=12)),
        "effect": " ".join(chance.choices(WORDS, k=12)),
        "owner": chance.choice(PEOPLE),
        "likelihood": chance.randint(1, 5),
        "impact": chance.randint(1, 5),
        "inherent_likelihood": chance.randint(3, 5),
        "inherent_impact": chance.randint(3, 5),
        "cost_impact": _money(chance, 50_000),
        "status": chance.choice(("open", "open", "open", "closed")),
        "review_date": first + timedelta(days=chance.randrange(400)),
        "identified_on": first + timedelta(days=chance.randrange(300)),
    }


def _mitigation(size: Size, chance: random.Random, first: date) -> dict[str, Any]:
    return {
        "title": _title(chance),
        "risk": chance.randint(1, size.risks),
        "owner": chance.choice(PEOPLE),
        "due": first + timedelta(days=chance.randrange(400)),
        "cost": _money(chance, 5_000),
        "progress": chance.randrange(0, 100, 5),
    }


def _expense(size: Size, chance: random.Random, first: date) -> dict[str, Any]:
    return {
        "title": _title(chance),
        "budget_line": chance.randint(1, size.lines),
        "kind": chance.choice(("invoice", "invoice", "commitment", "payment")),
        "spent_on": first + timedelta(days=chance.randrange(355)),
        "amount": _money(chance, 900),
        "vendor": chance.choice(PEOPLE),
        "document": f"D{chance.randrange(10**6):06d}",
        "state": "approved",
    }


def _title(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=5)).capitalize()


def _money(chance: random.Random, most: int) -> Decimal:
    return Decimal(chance.randrange(100, most * 100)) / 100
