from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.draft import (
    Draft,
    Touched,
    add_rows,
    choose,
    conflicts,
    drop_new,
    edits,
    forget,
    from_json,
    mark_archived,
    overlay,
    problems,
    same,
    to_json,
    type_into,
    type_into_new,
)
from core.edits import Add, Archive, Change, Edit, apply
from core.errors import Conflict, StaleRecordError
from core.project import Project
from core.registers.catalog import MITIGATIONS, REGISTERS, RISKS
from core.registers.entry import Record
from core.registers.risks import Risk
from core.registers.spec import RegisterSpec
from tests.entries import example, values, wrong


def changed(project: Project, *edit: Edit) -> Project:
    return apply(project, edit)[0]


@pytest.fixture
def project() -> Project:
    """Two risks, R-001 and R-002, and a mitigation of the first."""
    return changed(
        Project("PAY"),
        Add("risks", {"title": "Crane late", "owner": "Ann", "cost_impact": "1250.50"}),
        Add("risks", {"title": "Cutover slips", "owner": "Bo"}),
        Add("mitigations", {"title": "Second crane", "risk": "R-001"}),
    )


def crane(project: Project) -> Record[Risk]:
    return project[RISKS].records[1]


def typed(project: Project, **cells: Any) -> Draft:
    return type_into(Draft(), RISKS, crane(project), cells)


def by_another(project: Project, **cells: Any) -> Project:
    """Return the project after somebody else changed R-001."""
    return changed(project, Change("risks", 1, crane(project).version, cells))


# --- what is typed ------------------------------------------------------------------


def test_typing_keeps_the_text_and_what_stood_there_before(project: Project) -> None:
    draft = typed(project, title="Crane is late", owner="")
    seen, now = {"title": "Crane late", "owner": "Ann"}, {"title": "Crane is late"}
    assert draft == Draft({1: Touched(seen, now | {"owner": ""})})
    assert draft.pending == 1


@pytest.mark.parametrize(
    ("field", "back"),
    [
        ("title", "Crane late"),
        ("title", "  Crane late "),
        ("cost_impact", 1250.5),
        ("cost_impact", "1,250.50"),
        ("likelihood", 3.0),
        ("status", "Open"),
        ("review_date", ""),
        ("review_date", None),
    ],
)
def test_typing_back_the_stored_value_forgets_the_edit(
    project: Project, field: str, back: object
) -> None:
    away = typed(project, **{field: "something else"})
    assert away.pending == 1
    assert type_into(away, RISKS, crane(project), {field: back}) == Draft()


def test_typing_back_one_field_leaves_the_edits_of_the_others(project: Project) -> None:
    draft = typed(project, title="Other", owner="Cy")
    back = type_into(draft, RISKS, crane(project), {"owner": "Ann"})
    assert back.changed[1].values == {"title": "Other"}
    assert back.changed[1].seen == {"title": "Crane late"}


def test_what_was_seen_first_stays_while_a_field_is_typed_again(
    project: Project,
) -> None:
    draft = typed(project, owner="Cy")
    theirs = by_another(project, owner="Di")
    again = type_into(draft, RISKS, crane(theirs), {"owner": "Cyn"})
    assert again.changed[1] == Touched({"owner": "Ann"}, {"owner": "Cyn"})


def test_the_overlay_shows_typed_values_right_or_wrong_over_stored_ones(
    project: Project,
) -> None:
    shown = overlay(typed(project, likelihood=9), RISKS, crane(project))
    assert shown["likelihood"] == 9
    assert shown["title"] == "Crane late"
    untouched = overlay(typed(project, likelihood=9), RISKS, project[RISKS].records[2])
    assert untouched["likelihood"] == 3


@pytest.mark.parametrize(
    ("field", "one", "other", "expected"),
    [
        ("cost_impact", 1250.5, "1,250.50", True),
        ("cost_impact", "1250.50", "1250.51", False),
        ("proximity", date(2026, 12, 4), "4 Dec 2026", True),
        ("owner", "", None, True),
        ("owner", "Ann", "ann", False),
        ("likelihood", 9.5, 9.5, True),
        ("likelihood", "many", "some", False),
    ],
)
def test_values_are_the_same_when_they_mean_the_same(
    field: str, one: object, other: object, *, expected: bool
) -> None:
    assert same(RISKS.by_name[field], one, other) is expected


def test_an_entry_is_marked_for_the_archive_and_taken_out_again(
    project: Project,
) -> None:
    marked = mark_archived(Draft(), 1, archive=True)
    assert marked.pending == 1
    assert edits(marked, RISKS, project) == (Archive("risks", 1, 1),)
    assert mark_archived(marked, 1, archive=False) == Draft()


def test_unmarking_an_entry_keeps_what_was_typed_into_it(project: Project) -> None:
    marked = mark_archived(typed(project, owner="Cy"), 1, archive=True)
    assert mark_archived(marked, 1, archive=False) == typed(project, owner="Cy")


def test_forgetting_one_entry_leaves_the_others(project: Project) -> None:
    other = project[RISKS].records[2]
    both = type_into(typed(project, owner="Cy"), RISKS, other, {"owner": "Di"})
    left = forget(both, 1)
    assert list(left.changed) == [2]
    assert list(both.changed) == [1, 2]


# --- new rows -----------------------------------------------------------------------


def test_new_rows_are_labelled_in_their_order_and_never_named_twice() -> None:
    draft = add_rows(Draft(), [{"title": "One"}, {}])
    assert list(draft.added) == ["new 1", "new 2"]
    shorter = drop_new(draft, "new 1")
    assert list(add_rows(shorter, [{}]).added) == ["new 2", "new 3"]


@pytest.mark.parametrize("blank", [{}, {"title": ""}, {"title": None, "owner": ""}])
def test_a_new_row_without_a_word_does_not_count_and_is_not_saved(
    project: Project, blank: dict[str, object]
) -> None:
    draft = add_rows(Draft(), [blank, {"title": "Dust"}])
    assert draft.pending == 1
    assert edits(draft, RISKS, project) == (
        Add("risks", {"title": "Dust"}, label="new 2"),
    )


def test_typing_into_a_new_row_adds_to_what_it_holds(project: Project) -> None:
    draft = add_rows(Draft(), [{"owner": "Ann"}])
    draft = type_into_new(draft, "new 1", {"proximity": date(2026, 12, 4)})
    assert draft.added["new 1"] == {"owner": "Ann", "proximity": "2026-12-04"}
    (problem,) = problems(draft, RISKS, project)
    assert (problem.reference, problem.field) == ("new 1", "title")
    saved = changed(
        project,
        *edits(type_into_new(draft, "new 1", {"title": "Ice"}), RISKS, project),
    )
    assert saved[RISKS].records[3].entry.proximity == date(2026, 12, 4)


def test_a_row_made_of_core_values_is_kept_as_json() -> None:
    row = {
        "title": "Ice",
        "cost_impact": Decimal("1.50"),
        "proximity": date(2026, 1, 2),
    }
    draft = add_rows(Draft(), [row])
    assert from_json(to_json(draft)) == draft


# --- two people ---------------------------------------------------------------------


def test_anothers_change_of_another_field_is_no_conflict(project: Project) -> None:
    mine, theirs = typed(project, owner="Cy"), by_another(project, title="Crane broken")
    assert conflicts(mine, RISKS, theirs) == ()
    entry = crane(changed(theirs, *edits(mine, RISKS, theirs))).entry
    assert (entry.owner, entry.title) == ("Cy", "Crane broken")


def test_anothers_change_of_the_same_field_is_one_with_both_texts(
    project: Project,
) -> None:
    mine, theirs = typed(project, owner="Cy"), by_another(project, owner="Di")
    clash = Conflict("risks", 1, "R-001", "owner", "Cy", "Di")
    assert conflicts(mine, RISKS, theirs) == (clash,)
    assert problems(mine, RISKS, theirs) == ()
    with pytest.raises(StaleRecordError) as refused:
        edits(mine, RISKS, theirs)
    assert refused.value.conflicts == (clash,)


def test_two_people_who_wrote_the_same_have_no_conflict(project: Project) -> None:
    mine, theirs = typed(project, cost_impact=99), by_another(project, cost_impact="99")
    assert conflicts(mine, RISKS, theirs) == ()
    assert changed(theirs, *edits(mine, RISKS, theirs)) == theirs


@pytest.mark.parametrize(("mine", "stays"), [(True, "Cy"), (False, "Di")])
def test_after_a_choice_the_chosen_text_is_saved(
    project: Project, *, mine: bool, stays: str
) -> None:
    draft, theirs = (
        typed(project, owner="Cy", title="Mine"),
        by_another(project, owner="Di"),
    )
    settled = choose(draft, RISKS, crane(theirs), "owner", mine=mine)
    assert conflicts(settled, RISKS, theirs) == ()
    entry = crane(changed(theirs, *edits(settled, RISKS, theirs))).entry
    assert (entry.owner, entry.title) == (stays, "Mine")


def test_taking_theirs_of_the_only_field_leaves_nothing_to_save(
    project: Project,
) -> None:
    draft, theirs = typed(project, owner="Cy"), by_another(project, owner="Di")
    assert choose(draft, RISKS, crane(theirs), "owner", mine=False) == Draft()
    assert choose(draft, RISKS, crane(theirs), "owner", mine=True).pending == 1


def test_a_third_change_is_a_conflict_again_after_mine_was_kept(
    project: Project,
) -> None:
    theirs = by_another(project, owner="Di")
    kept = choose(typed(project, owner="Cy"), RISKS, crane(theirs), "owner", mine=True)
    third = by_another(theirs, owner="Ed")
    assert [c.theirs for c in conflicts(kept, RISKS, third)] == ["Ed"]


def test_an_entry_that_somebody_archived_is_one_conflict_without_a_field(
    project: Project,
) -> None:
    mine = typed(project, owner="Cy", title="Mine")
    theirs = changed(project, Archive("risks", 1, 1))
    (clash,) = conflicts(mine, RISKS, theirs)
    assert (clash.reference, clash.field, clash.theirs) == ("R-001", "", "archived")
    assert edits(forget(mine, 1), RISKS, theirs) == ()


# --- what is wrong ------------------------------------------------------------------


def test_a_problem_names_reference_field_value_and_what_is_allowed(
    project: Project,
) -> None:
    (problem,) = problems(typed(project, likelihood=9), RISKS, project)
    assert str(problem) == (
        "R-001, likelihood: “9” is not allowed (allowed: a whole number from 1 to 5)"
    )
    assert problems(typed(project, likelihood=5), RISKS, project) == ()


@pytest.mark.parametrize(
    ("field", "spec"),
    [(field, spec) for spec in REGISTERS for field in spec.fields],
    ids=lambda part: getattr(part, "key", getattr(part, "name", "")),
)
def test_a_wrong_value_of_any_field_is_told_once_with_what_is_allowed(
    spec: RegisterSpec[Any], field: Any
) -> None:
    draft = add_rows(Draft(), [example(spec) | {field.name: wrong(field)}])
    empty = Project("PAY")
    found = [p for p in problems(draft, spec, empty) if p.field == field.name]
    assert [(p.reference, p.allowed) for p in found] == [("new 1", field.allowed)]
    assert found[0].value


def test_every_problem_of_every_row_is_told_at_once(project: Project) -> None:
    draft = add_rows(typed(project, likelihood=9, impact=0), [{"owner": "Ann"}])
    told = [(p.reference, p.field) for p in problems(draft, RISKS, project)]
    assert told == [("R-001", "likelihood"), ("R-001", "impact"), ("new 1", "title")]


def test_a_reference_to_nothing_is_a_problem_and_to_an_entry_is_none(
    project: Project,
) -> None:
    row = {"title": "Rent one", "risk": "R-009"}
    (problem,) = problems(add_rows(Draft(), [row]), MITIGATIONS, project)
    assert (problem.value, problem.message) == ("R-009", "does not exist")
    good = add_rows(Draft(), [row | {"risk": "R-002 Cutover slips"}])
    assert problems(good, MITIGATIONS, project) == ()


# --- laws ---------------------------------------------------------------------------

JSON = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
)
CELLS = st.dictionaries(st.sampled_from([f.name for f in RISKS.fields]), JSON)
LABELS = st.integers(1, 99).map("new {}".format)
TOUCHED = st.builds(Touched, CELLS, CELLS, st.booleans())
DRAFTS = st.builds(
    Draft,
    st.dictionaries(st.integers(1, 9999), TOUCHED),
    st.dictionaries(LABELS, CELLS),
)


@given(DRAFTS)
def test_a_draft_that_was_written_down_reads_back_as_it_was(draft: Draft) -> None:
    assert from_json(to_json(draft)) == draft


@given(values(RISKS), values(RISKS))
def test_saving_a_draft_stores_what_was_typed(
    stored: dict[str, Any], new: dict[str, Any]
) -> None:
    project = changed(Project("PAY"), Add("risks", stored))
    draft = typed(project, **new)
    assume(
        not problems(draft, RISKS, project)
    )  # a rule between fields: told, not saved
    after = crane(changed(project, *edits(draft, RISKS, project))).entry
    before = RISKS.to_plain(crane(project).entry)
    meant = RISKS.to_plain(RISKS.parse(new))
    assert RISKS.to_plain(after) == before | {name: meant[name] for name in new}


@given(values(RISKS), values(RISKS))
def test_typing_and_typing_back_is_as_if_nothing_was_typed(
    stored: dict[str, Any], new: dict[str, Any]
) -> None:
    project = changed(Project("PAY"), Add("risks", stored))
    before = RISKS.to_plain(crane(project).entry)
    away = typed(project, **new)
    assert type_into(away, RISKS, crane(project), before) == Draft()


@given(values(RISKS), values(RISKS), values(RISKS))
def test_a_conflict_is_just_a_field_that_both_changed_differently(
    stored: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    project = changed(Project("PAY"), Add("risks", stored))
    after = by_another(project, **theirs)
    old, new = (RISKS.to_plain(crane(p).entry) for p in (project, after))
    draft = typed(project, **mine)
    found = {c.field for c in conflicts(draft, RISKS, after)}
    assert found == {
        name
        for name, value in (draft.changed[1].values if draft.changed else {}).items()
        if new[name] != old[name] and not same(RISKS.by_name[name], value, new[name])
    }


def test_problems_of_other_rows_are_found_while_a_conflict_is_open(
    project: Project,
) -> None:
    draft = typed(project, title="Mine", likelihood=9)
    draft = type_into(draft, RISKS, project[RISKS].records[2], {"impact": 0})
    later = by_another(project, title="Theirs")
    (clash,) = conflicts(draft, RISKS, later)
    assert (clash.reference, clash.field) == ("R-001", "title")
    found = [(p.reference, p.field) for p in problems(draft, RISKS, later)]
    assert found == [("R-001", "likelihood"), ("R-002", "impact")]
    with pytest.raises(StaleRecordError):
        edits(draft, RISKS, later)


def test_an_entry_that_was_archived_meanwhile_hides_no_other_problem(
    project: Project,
) -> None:
    draft = typed(project, likelihood=9)
    draft = type_into(draft, RISKS, project[RISKS].records[2], {"impact": 0})
    later = changed(project, Archive("risks", 1, 1))
    assert [c.reference for c in conflicts(draft, RISKS, later)] == ["R-001"]
    found = [(p.reference, p.field) for p in problems(draft, RISKS, later)]
    assert found == [("R-002", "impact")]
