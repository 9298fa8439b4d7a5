"""Laws of edits, journal lines, and earlier revisions; without a database."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.edits import Add, Archive, Change, Edit, Restore, apply
from core.errors import InvalidEntryError, NotUndoableError, StaleRecordError
from core.project import JournalLine, Link, Project, Verb, diff, rewind, trace
from core.registers.catalog import (
    BY_KEY,
    MITIGATIONS,
    PROJECTS,
    REGISTERS,
    RISKS,
    SETTINGS,
)
from core.undo import inverse, refusal
from tests.entries import everything

Steps = list[tuple[Project, tuple[JournalLine, ...]]]

TITLES = st.text("abc", min_size=1, max_size=4)
SCORES = st.integers(1, 5)


@st.composite
def walks(draw: st.DrawFn) -> Steps:
    """Draw a project's life: each state, and the lines that led to it."""
    project = Project("PAY")
    steps: Steps = [(project, ())]
    for number in range(1, draw(st.integers(1, 8)) + 1):
        edits = draw(st.lists(st.builds(tuple, st.tuples(SCORES, TITLES)), max_size=4))
        after = project
        lines: tuple[JournalLine, ...] = ()
        for choice, title in edits:
            after, made = apply(after, [edit_of(draw, after, choice, title)])
            lines += made
        project = Project("PAY", number, None, after.registers)
        steps.append((project, lines))
    return steps


def edit_of(draw: st.DrawFn, project: Project, choice: int, title: str) -> Edit:
    """Draw an edit that fits the project as it is."""
    records = project[RISKS].records
    if choice == 1 or not records:
        return Add("risks", {"title": title, "likelihood": draw(SCORES)})
    record = records[draw(st.sampled_from(sorted(records)))]
    place = ("risks", record.number, record.version)
    if record.archived:
        return Restore(*place)
    if choice == 2:
        return Archive(*place)
    return Change(*place, {"title": title, "impact": draw(SCORES)})


@given(walks())
def test_rewinding_to_a_revision_gives_the_project_of_that_revision(
    steps: Steps,
) -> None:
    newest = steps[-1][0]
    for number, (state, _) in enumerate(steps):
        later = [line for _, lines in steps[number + 1 :] for line in lines]
        assert rewind(newest, reversed(later), number) == state


@given(walks())
def test_undoing_the_last_revision_restores_what_was_live(steps: Steps) -> None:
    for (before, _), (after, lines) in pairwise(steps):
        undone, _ = apply(after, inverse(after, lines))
        live = [(r.number, r.entry) for r in undone[RISKS].live]
        assert live == [(r.number, r.entry) for r in before[RISKS].live]
        assert undone[RISKS].last_number == after[RISKS].last_number


@given(walks())
def test_a_difference_names_just_the_entries_that_differ(steps: Steps) -> None:
    for (before, _), (after, lines) in pairwise(steps):
        assert diff(before, before) == diff(after, after) == ()
        told = {line.number for line in diff(before, after)}
        differing = {
            number
            for number, record in after[RISKS].records.items()
            if (old := before[RISKS].records.get(number)) is None
            or (old.entry, old.archived) != (record.entry, record.archived)
        }
        assert told == differing
        assert told <= {line.number for line in lines}


@given(walks())
def test_versions_and_numbers_only_grow(steps: Steps) -> None:
    for (before, _), (after, lines) in pairwise(steps):
        assert set(before[RISKS].records) <= set(after[RISKS].records)
        for number, record in before[RISKS].records.items():
            touched = sum(line.number == number for line in lines)
            assert after[RISKS].records[number].version == record.version + touched


def made(*edits: Edit, of: Project | None = None) -> Project:
    return apply(of or Project("PAY"), edits)[0]


CRANE = Add("risks", {"title": "Crane late", "likelihood": 4})


@pytest.mark.parametrize(
    "edits",
    [
        (Change("risks", 1, 1, {"impact": 5}), Change("risks", 1, 2, {"impact": 1})),
        (Change("risks", 1, 1, {"title": "B"}), Change("risks", 1, 2, {"impact": 1})),
        (Change("risks", 1, 1, {"title": "B"}), Archive("risks", 1, 2)),
        (Archive("risks", 1, 1), Restore("risks", 1, 2)),
        (Archive("risks", 1, 1), Restore("risks", 1, 2), Archive("risks", 1, 3)),
        (Add("risks", {"title": "New"}), Change("risks", 2, 1, {"title": "Newer"})),
        (Add("risks", {"title": "New"}), Archive("risks", 2, 1)),
    ],
)
def test_several_lines_of_one_entry_are_undone_as_one(edits: tuple[Edit, ...]) -> None:
    before = made(CRANE)
    after, lines = apply(before, edits)
    undone = made(*inverse(after, lines), of=after)
    assert undone[RISKS].entries == before[RISKS].entries
    assert rewind(after, reversed(lines), 0) == before


def test_undoing_a_restore_and_a_change_archives_what_was_archived() -> None:
    before = made(CRANE, Archive("risks", 1, 1))
    edits: list[Edit] = [Restore("risks", 1, 2), Change("risks", 1, 3, {"title": "B"})]
    after, lines = apply(before, edits)
    undone = made(*inverse(after, lines), of=after)
    record = undone[RISKS].records[1]
    assert (record.archived, record.entry.title) == (True, "Crane late")


def test_undo_is_refused_where_somebody_built_on_it() -> None:
    before = made(CRANE)
    after, lines = apply(before, [Change("risks", 1, 1, {"impact": 5})])
    changed = made(Change("risks", 1, 2, {"impact": 2}), of=after)
    with pytest.raises(StaleRecordError) as refused:
        inverse(changed, lines)
    (conflict,) = refused.value.conflicts
    assert (conflict.field, conflict.mine, conflict.theirs) == ("impact", 3, 2)
    gone = made(Archive("risks", 1, 2), of=after)
    with pytest.raises(StaleRecordError, match="archived since then"):
        inverse(gone, lines)
    other = made(Change("risks", 1, 2, {"owner": "Ben"}), of=after)
    assert made(*inverse(other, lines), of=other)[RISKS].entries[0].owner == "Ben"


def test_a_trace_leads_both_ways_and_leaves_out_what_is_archived() -> None:
    project = made(
        CRANE,
        Add("mitigations", {"title": "Book early", "risk": 1}),
        Add("mitigations", {"title": "Book late", "risk": 1}),
        Archive("mitigations", 2, 1),
    )
    assert trace(project, "mitigations", 1) == (Link("risks", 1, "risk"),)
    assert trace(project, "risks", 1) == (Link("mitigations", 1, "risk"),)
    assert trace(project, "risks", 1)[0].reference == "M-001"


def test_an_empty_project_has_a_name_settings_and_a_status_date() -> None:
    project, today = Project("PAY"), date(2026, 3, 2)
    assert (project.name, project.settings.currency) == ("PAY", "EUR")
    assert project.status_date(today) == today
    set_date = Add("settings", {"status_date": "2026-02-01"})
    assert made(set_date).status_date(today) == date(2026, 2, 1)
    assert all(len(project[spec]) == 0 for spec in REGISTERS)
    assert project[PROJECTS].last_number == 0


def test_every_register_has_an_entry_once_everything_is_added() -> None:
    project = made(Add("projects", {"title": "Payments"}), *everything())
    counts = {spec.key: len(project[spec]) for spec in REGISTERS}
    added = Counter(add.register for add in everything())
    assert counts == added | Counter(projects=1)
    assert min(counts.values()) == 1
    references = [
        (add.register, field.name)
        for add in everything()
        for field in BY_KEY[add.register].references
        if add.values.get(field.name) is not None
    ]
    assert sum(map(len, project.incoming.values())) == len(references)
    assert len(set(references)) == sum(len(spec.references) for spec in REGISTERS)
    assert project[MITIGATIONS].entries[0].risk == 1
    with pytest.raises(InvalidEntryError, match="one settings at the most"):
        made(Add(SETTINGS.key, {}), of=project)


def test_a_line_names_its_entry() -> None:
    assert JournalLine("risks", 7, Verb.ADD).reference == "R-007"


def test_the_revision_that_made_the_project_cannot_be_undone() -> None:
    facts = Add("projects", {"title": "Payments"})
    after, lines = apply(Project("PAY"), [facts, Add("risks", {"title": "Late"})])
    with pytest.raises(NotUndoableError) as caught:
        inverse(after, lines)
    assert str(caught.value) == (
        "It made the project, and nothing can stand without the project's name. "
        "Change the facts in Settings, and archive the entries that are to go."
    )
    changed, more = apply(after, [Change("projects", 1, 1, {"title": "Ledger"})])
    undone, _ = apply(changed, inverse(changed, more))
    assert undone.name == "Payments"


def test_a_refused_undo_says_what_was_changed_since_and_what_to_do() -> None:
    risks = [Add("risks", {"title": f"Risk {n}"}) for n in (1, 2)]
    before, _ = apply(Project("PAY"), risks)
    moved = [Change("risks", n, 1, {"owner": "Ann", "impact": 5}) for n in (1, 2)]
    edited, lines = apply(before, moved)
    later: list[Edit] = [Change("risks", 1, 2, {"owner": "Bo"}), Archive("risks", 2, 2)]
    with pytest.raises(StaleRecordError) as caught:
        inverse(apply(edited, later)[0], lines)
    assert refusal(caught.value) == (
        "Later revisions changed the same: R-001 owner, R-002 (archived since then). "
        "Undo those first, the newest before the others."
    )
