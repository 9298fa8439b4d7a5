from collections import Counter
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from rapidfuzz import fuzz

from core.edits import apply
from core.project import Project, with_records
from core.registers.catalog import MITIGATIONS, RISKS
from core.registers.entry import Record
from core.registers.project import ProjectFacts
from core.registers.risks import RiskKind
from core.registers.scope import Charter
from core.risk_library import (
    CommonRisk,
    ProjectKind,
    categories,
    edits_of,
    found,
    library,
)
from core.risk_suggestions import ALIKE, is_known, kinds_of, suggested
from tests.projects import TODAY, is_title, project, threat

CATEGORIES = (
    "Requirements and scope",
    "Schedule and estimates",
    "Team and skills",
    "Suppliers and contracts",
    "Architecture",
    "Integration and interfaces",
    "Data and migration",
    "Security and privacy",
    "Performance and capacity",
    "Testing and quality",
    "Infrastructure and operations",
    "Release and cut-over",
    "Organisation and sponsorship",
    "Finance",
    "Legal and compliance",
    "Hardware and supply",
    "Opportunities",
)


def name(risk: CommonRisk) -> str:
    return risk.event


def migration(**more: Any) -> Project:
    facts = ProjectFacts(title="New ledger", category="Data migration")
    charter = Charter(
        title="Replace the ledger",
        approach="Conversion of all accounts in one cut-over after two rehearsals",
    )
    return project(projects=[facts], charter=[charter], **more)


def test_the_library_has_about_120_risks_in_every_category() -> None:
    assert 115 <= len(library()) <= 130
    assert categories() == CATEGORIES
    assert min(Counter(risk.category for risk in library()).values()) >= 6


@pytest.mark.parametrize("risk", library(), ids=name)
def test_each_risk_of_the_library_is_whole_and_plain(risk: CommonRisk) -> None:
    assert 15 <= len(risk.event) <= 80
    assert all(15 <= len(text) <= 140 for text in (risk.cause, risk.effect))
    assert 1 <= len(risk.triggers) <= 3
    assert 1 <= len(risk.mitigations) <= 3
    assert all(5 <= len(text) <= 100 for text in (*risk.triggers, *risk.mitigations))
    assert 1 <= risk.likelihood <= 5
    assert 1 <= risk.impact <= 5
    said = (risk.event, risk.cause, risk.effect, *risk.triggers, *risk.mitigations)
    assert [text for text in said if not is_title(text)] == []
    assert (risk.category == "Opportunities") is (risk.kind is RiskKind.OPPORTUNITY)
    assert len(set(risk.kinds)) == len(risk.kinds) < len(ProjectKind)


def test_no_two_risks_of_the_library_say_the_same() -> None:
    alike = [
        (one.event, other.event)
        for one, other in combinations(library(), 2)
        if fuzz.token_sort_ratio(one.event, other.event) >= ALIKE
    ]
    assert alike == []
    said = [text for risk in library() for text in (risk.cause, *risk.mitigations)]
    assert [text for text, times in Counter(said).items() if times > 1] == []


def test_the_library_is_searched_by_words_and_category() -> None:
    assert found() == library()
    assert {risk.category for risk in found("firewall")} == {CATEGORIES[10]}
    assert found("FIREWALL", CATEGORIES[0]) == ()
    assert len(found("", CATEGORIES[0])) == 7
    assert found("nothing says so") == ()


def test_chosen_risks_are_added_with_their_mitigations() -> None:
    made = project(risks=[threat()])
    chosen = [found("firewall")[0], found("", "Opportunities")[0]]
    after, _ = apply(made, edits_of(made, chosen, date(2026, 3, 2), "Ann"))
    _, first, second = after[RISKS].live
    assert [first.number, second.number] == [2, 3]
    assert first.entry.title == chosen[0].event
    assert (first.entry.owner, first.entry.identified_on) == ("Ann", date(2026, 3, 2))
    assert first.entry.level == chosen[0].level
    assert second.entry.kind is RiskKind.OPPORTUNITY
    added = [(m.title, m.risk) for m in after[MITIGATIONS].entries]
    assert added == [
        *((idea, 2) for idea in chosen[0].mitigations),
        *((idea, 3) for idea in chosen[1].mitigations),
    ]
    assert edits_of(made, [], TODAY) == ()


@pytest.mark.parametrize("risk", library(), ids=name)
def test_each_risk_of_the_library_is_one_that_the_register_takes(
    risk: CommonRisk,
) -> None:
    after, _ = apply(project(), edits_of(project(), [risk], TODAY))
    (entry,) = after[RISKS].entries
    assert entry.trigger == "; ".join(risk.triggers)


def test_suggestions_fit_the_kind_and_the_words_of_the_project_and_say_why() -> None:
    top = suggested(migration(), 10)
    assert len(top) == 10
    assert ProjectKind.MIGRATION in kinds_of(migration())
    assert top[0].risk.category == "Data and migration"
    assert top[0].reason == (
        "Your texts speak of “rehearsals”, “migration” and “data”; typical of migration"
    )
    assert all(is_title(one.reason) for one in top)
    hardware = [one for one in top if ProjectKind.HARDWARE in one.risk.kinds]
    assert hardware == []
    assert max(Counter(one.risk.category for one in top).values()) <= 3


def test_suggestions_are_the_same_each_time_and_a_longer_list_begins_alike() -> None:
    assert suggested(migration(), 5) == suggested(migration(), 20)[:5]
    assert suggested(migration(), 0) == ()


def test_what_the_register_has_is_not_suggested_again_though_it_was_archived() -> None:
    first = suggested(migration(), 1)[0].risk
    said = threat(title=first.event.upper() + " soon")
    assert is_known(migration(risks=[said]), first)
    assert suggested(migration(risks=[said]), 1)[0].risk != first
    archived = {"risks": [Record(1, 2, said, archived=True)]}
    assert is_known(with_records(migration(), archived), first)
    assert not is_known(migration(risks=[threat(title="Fire")]), first)


def test_a_project_that_says_nothing_gets_common_risks_by_their_usual_level() -> None:
    top = suggested(project(), 3)
    assert [one.reason for one in top] == ["Common in projects of every kind"] * 3
    assert kinds_of(project()) == ()
    assert all(one.risk.level >= 12 for one in top)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Mobile app", ProjectKind.SOFTWARE),
        ("Replace the archive", ProjectKind.MIGRATION),
        ("Sensor for bridges", ProjectKind.HARDWARE),
        ("ISO 27001 certification", ProjectKind.COMPLIANCE),
    ],
)
def test_the_kind_of_a_project_follows_from_its_title(
    title: str, kind: ProjectKind
) -> None:
    assert kinds_of(project(projects=[ProjectFacts(title=title)])) == (kind,)
