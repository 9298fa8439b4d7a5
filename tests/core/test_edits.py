"""How edits are applied, and what they are refused for."""

import pytest

from core.edits import Add, Archive, Change, Edit, Restore, apply
from core.errors import InvalidEntryError, StaleRecordError
from core.project import Project, Verb
from core.registers.catalog import EXPENSES, RISKS

RISK = Add("risks", {"title": "Crane late", "likelihood": 4})
EMPTY = Project("PAY")


@pytest.fixture
def project() -> Project:
    return apply(EMPTY, [RISK])[0]


def test_applying_edits_leaves_the_project_as_it_was(project: Project) -> None:
    after, lines = apply(project, [Change("risks", 1, 1, {"likelihood": "2"})])
    assert project[RISKS].entries[0].likelihood == 4
    assert after[RISKS].entries[0].likelihood == 2
    assert after[EXPENSES] is project[EXPENSES]
    assert after.revision == project.revision
    (line,) = lines
    assert (line.before, line.after) == ({"likelihood": 4}, {"likelihood": 2})


def test_numbers_follow_the_highest_ever_given(project: Project) -> None:
    edits: list[Edit] = [
        Archive("risks", 1, 1),
        RISK,
        Add("risks", RISK.values, number=7),
        RISK,
    ]
    after, lines = apply(project, edits)
    assert set(after[RISKS].records) == {1, 2, 7, 8}
    assert [line.number for line in lines] == [1, 2, 7, 8]
    lower = [Add("risks", RISK.values, number=7), Add("risks", RISK.values, 3), RISK]
    assert set(apply(project, lower)[0][RISKS].records) == {1, 3, 7, 8}


def test_a_number_that_stands_there_is_not_taken_over(project: Project) -> None:
    with pytest.raises(InvalidEntryError, match="R-001: stands there already"):
        apply(project, [Add("risks", RISK.values, number=1)])
    gone = apply(project, [Archive("risks", 1, 1)])[0]
    with pytest.raises(InvalidEntryError, match="stands there already"):
        apply(gone, [Add("risks", RISK.values, number=1)])


def test_every_problem_is_told_at_once(project: Project) -> None:
    edits: list[Edit] = [
        Change("risks", 1, 1, {"likelihood": 9, "title": ""}),
        Add("risks", {"likelihood": 3}, label="line 12"),
        Add("mitigations", {"title": "x", "risk": "E-001"}),
        Change("risks", 99, 1, {}),
        Add("dreams", {}),
        Change("risks", 1, 1, {"colour": "red"}),
    ]
    with pytest.raises(InvalidEntryError) as refused:
        apply(project, edits)
    told = {(p.reference, p.field) for p in refused.value.problems}
    assert told == {
        ("R-001", "likelihood"),
        ("R-001", "title"),
        ("line 12", "title"),
        ("M-001", "risk"),
        ("R-099", ""),
        ("", "dreams"),
        ("R-001", "colour"),
    }


def test_a_stale_edit_tells_each_field_mine_and_theirs(project: Project) -> None:
    after = apply(project, [Change("risks", 1, 1, {"likelihood": 2, "owner": "B"})])[0]
    stale = [Change("risks", 1, 1, {"likelihood": 5, "owner": "C"})]
    with pytest.raises(StaleRecordError) as refused:
        apply(after, stale)
    told = [(c.reference, c.field, c.mine, c.theirs) for c in refused.value.conflicts]
    assert told == [("R-001", "likelihood", 5, 2), ("R-001", "owner", "C", "B")]
    for edit in (Archive("risks", 1, 1), Restore("risks", 1, 1)):
        with pytest.raises(StaleRecordError, match="changed meanwhile"):
            apply(after, [edit])


def test_what_is_archived_is_restored_before_it_is_changed(project: Project) -> None:
    gone, (line,) = apply(project, [Archive("risks", 1, 1)])
    assert line.verb is Verb.ARCHIVE
    assert gone[RISKS].live == ()
    with pytest.raises(InvalidEntryError, match="restore it first"):
        apply(gone, [Change("risks", 1, 2, {"likelihood": 2})])
    back: list[Edit] = [
        Restore("risks", 1, 2),
        Change("risks", 1, 3, {"likelihood": 2}),
    ]
    assert apply(gone, back)[0][RISKS].entries[0].likelihood == 2


@pytest.mark.parametrize(
    "nothing",
    [
        Change("risks", 1, 1, {}),
        Change("risks", 1, 1, {"likelihood": "4"}),
        Restore("risks", 1, 1),
    ],
)
def test_what_changes_nothing_leaves_no_trace(project: Project, nothing: Edit) -> None:
    after, lines = apply(project, [nothing])
    assert lines == ()
    assert after[RISKS].records[1].version == 1


def test_a_reference_needs_an_entry_that_is_there(project: Project) -> None:
    mitigation = Add("mitigations", {"title": "x", "risk": "R-001"})
    assert apply(project, [mitigation])[1]
    with pytest.raises(InvalidEntryError, match="“R-002” does not exist"):
        apply(project, [Add("mitigations", {"title": "x", "risk": 2})])
    gone = apply(project, [Archive("risks", 1, 1)])[0]
    with pytest.raises(InvalidEntryError, match="“R-001” is archived"):
        apply(gone, [mitigation])
    assert apply(EMPTY, [mitigation, RISK])[1]
