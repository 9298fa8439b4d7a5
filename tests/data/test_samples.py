from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.access import Actor, Role, local_owner
from core.costs import Costs
from core.earned_value.project import earned_value
from core.errors import ProjectExistsError
from core.project import Project, Revision
from core.registers.budget import BudgetKind, CostType, ExpenseKind, ExpenseState
from core.registers.catalog import (
    ACTIVITIES,
    ASSIGNMENTS,
    BASELINE_ACTIVITIES,
    BASELINES,
    BUDGET_LINES,
    CHANGE_REQUESTS,
    DELIVERABLES,
    DEPENDENCIES,
    EXPENSES,
    ISSUES,
    LESSONS,
    MITIGATIONS,
    REGISTERS,
    RISKS,
    SCENARIOS,
    SIMULATION_RUNS,
)
from core.registers.project import ProjectState
from core.registers.risks import RiskKind, RiskStatus
from core.registers.schedule import ActivityKind, LinkKind
from core.registers.scope import ChangeStatus, DeliverableStatus
from core.schedule.instants import from_instant
from core.schedule.network import schedule
from core.schedule.reading import plan_of
from core.what_if import edited, from_text
from data.samples import SAMPLES, load_samples
from data.samples.calendar import (
    DAY_IN_TEXT,
    MONTH_IN_TEXT,
    WRITTEN_UNTIL,
    Calendar,
)
from data.samples.story import read_story
from data.store import (
    Store,
    create_project,
    history,
    load,
    load_many,
    open_store,
    project_keys,
)

SUNDAY = date(2026, 11, 22)
FRIDAY = date(2026, 11, 20)
OWNER = local_owner()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = filled(tmp_path_factory.mktemp("samples") / "samples.db", SUNDAY)
    yield opened
    opened.engine.dispose()


@pytest.fixture(scope="module")
def payments(store: Store) -> Project:
    return load(store, "PAY", actor=OWNER)


@pytest.fixture(scope="module")
def told(store: Store) -> tuple[Revision, ...]:
    """All revisions of the main project, oldest first."""
    return history(store, "PAY", actor=OWNER)[::-1]


def filled(file: Path, today: date) -> Store:
    opened = open_store(f"sqlite:///{file}")
    load_samples(opened, today=today)
    return opened


def content(opened: Store) -> list[Any]:
    return [
        asdict(revision)
        for key in SAMPLES
        for revision in history(opened, key, actor=OWNER)
    ]


# Loading --------------------------------------------------------------------------


def test_an_empty_store_gets_three_projects(store: Store) -> None:
    assert set(project_keys(store, OWNER)) == set(SAMPLES) == {"PAY", "IDP", "PLT"}


def test_a_store_with_a_project_is_refused_and_stays_as_it_was(tmp_path: Path) -> None:
    opened = open_store(f"sqlite:///{tmp_path}/own.db")
    create_project(opened, "MINE", {}, actor=Actor("Ada", (("MINE", Role.OWNER),)))
    with pytest.raises(ProjectExistsError, match="empty store"):
        load_samples(opened, today=SUNDAY)
    assert project_keys(opened, OWNER) == ("MINE",)
    opened.engine.dispose()


def test_samples_that_are_interrupted_leave_a_store_that_is_still_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_store(f"sqlite:///{tmp_path}/new.db")
    written = 0

    def stop_at_the_hundredth(*_: object) -> None:
        nonlocal written
        written += 1
        if written == 100:
            raise KeyboardInterrupt

    monkeypatch.setattr("data.store.write_journal", stop_at_the_hundredth)
    with pytest.raises(KeyboardInterrupt):
        load_samples(opened, today=SUNDAY)
    assert written == 100
    assert project_keys(opened, OWNER) == ()
    monkeypatch.undo()
    load_samples(opened, today=SUNDAY)
    assert set(project_keys(opened, OWNER)) == set(SAMPLES)
    opened.close()


def test_the_same_day_gives_the_same_content_and_another_day_other_dates(
    store: Store, tmp_path: Path
) -> None:
    again = filled(tmp_path / "again.db", SUNDAY)
    later = filled(tmp_path / "later.db", SUNDAY + timedelta(days=3))
    assert content(again) == content(store)
    assert content(later) != content(store)
    again.engine.dispose()
    later.engine.dispose()


@pytest.mark.parametrize("key", SAMPLES)
def test_each_commit_of_the_tables_becomes_a_revision(store: Store, key: str) -> None:
    chapters = read_story(key, Calendar()).chapters
    written = history(store, key, actor=OWNER)[::-1]
    assert [(r.at, r.actor) for r in written] == [(c.at, c.by) for c in chapters]
    assert all(revision.note for revision in written)


def test_the_simulation_names_the_revision_that_it_ran_on(
    payments: Project, told: tuple[Revision, ...]
) -> None:
    (run,) = payments[SIMULATION_RUNS].entries
    (recorded,) = (
        revision.number
        for revision in told
        if any(line.register == SIMULATION_RUNS.key for line in revision.lines)
    )
    assert run.at_revision == recorded - 1


@pytest.mark.parametrize("key", SAMPLES)
def test_no_text_keeps_a_day_to_be_filled_in(store: Store, key: str) -> None:
    texts = [
        str(value)
        for revision in history(store, key, actor=OWNER)
        for line in revision.lines
        for value in (revision.note, *line.after.values())
    ]
    assert texts
    assert not [text for text in texts if DAY_IN_TEXT.search(text)]
    assert not [text for text in texts if MONTH_IN_TEXT.search(text)]


# Days -----------------------------------------------------------------------------


@given(st.dates(date(2000, 1, 1), date(2199, 12, 31)))
def test_the_story_ends_on_the_last_working_day_before_today(today: date) -> None:
    last = Calendar.ending_before(today).day(WRITTEN_UNTIL)
    assert last < today
    assert last.weekday() < 5
    between = [last + timedelta(n) for n in range(1, (today - last).days)]
    assert all(day.weekday() >= 5 for day in between)


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.integers(-5_000, 5_000),
)
def test_moved_days_are_working_days_in_the_same_order(
    one: date, other: date, shift: int
) -> None:
    calendar = Calendar(shift)
    assert calendar.day(one).weekday() < 5
    if one <= other:
        assert calendar.day(one) <= calendar.day(other)


@pytest.mark.parametrize("key", SAMPLES)
def test_commits_follow_one_another_in_working_hours_up_to_the_last_day(
    store: Store, key: str
) -> None:
    moments = [r.at for r in history(store, key, actor=OWNER)][::-1]
    assert moments == sorted(moments)
    assert moments[-1] <= datetime(2026, 11, 20, 18, tzinfo=UTC)
    assert all(m.weekday() < 5 and 7 <= m.hour < 18 for m in moments)


def test_the_status_date_is_the_last_day_and_was_earlier_before(
    store: Store, payments: Project
) -> None:
    assert payments.status_date(SUNDAY) == FRIDAY
    spring = load(store, "PAY", actor=OWNER, as_of=date(2026, 4, 30))
    assert date(2026, 4, 20) < spring.status_date(SUNDAY) <= date(2026, 4, 30)


def test_no_money_was_spent_and_nothing_accepted_after_it_was_recorded(
    told: tuple[Revision, ...],
) -> None:
    happened = ("spent_on", "accepted_on", "decided_on", "done_on", "raised_on")
    worked = ("actual_start", "actual_finish")
    late = [
        (line.reference, name, line.after[name])
        for revision in told
        for line in revision.lines
        for name in (*happened, *worked, "resolved_on", "closed_on", "requested_on")
        if (line.after.get(name) or "")[:10] > revision.at.date().isoformat()
    ]
    assert late == []


# What the pages rely on -----------------------------------------------------------


@pytest.mark.parametrize("register", [spec.key for spec in REGISTERS])
def test_every_register_of_the_main_project_has_entries(
    payments: Project, register: str
) -> None:
    assert len(payments.registers[register]) > 0


def test_many_people_committed_on_many_days(told: tuple[Revision, ...]) -> None:
    assert 120 <= len(told) <= 180
    assert len({revision.actor for revision in told}) >= 8
    assert len({revision.at.date() for revision in told}) > 100


def test_the_last_seven_days_hold_some_changes(told: tuple[Revision, ...]) -> None:
    week_ago = datetime(2026, 11, 13, 23, 59, tzinfo=UTC)
    assert 8 <= sum(len(r.lines) for r in told if r.at > week_ago) <= 25


def test_a_risk_occurred_and_an_issue_is_linked_with_it(payments: Project) -> None:
    happened = {
        record.number
        for record in payments[RISKS].live
        if record.entry.status is RiskStatus.OCCURRED
    }
    linked = {issue.risk for issue in payments[ISSUES].entries}
    assert happened
    assert happened <= linked


def test_changes_were_rejected_approved_and_wait(payments: Project) -> None:
    changes = payments[CHANGE_REQUESTS].entries
    rejected = [c for c in changes if c.status is ChangeStatus.REJECTED]
    assert rejected
    assert all(c.decision_reason and c.decided_by for c in rejected)
    assert {c.status for c in changes} >= {
        ChangeStatus.IMPLEMENTED,
        ChangeStatus.WAITING,
        ChangeStatus.POSTPONED,
    }


def test_an_approved_change_raised_the_budget_and_moved_the_finish(
    store: Store, payments: Project
) -> None:
    before = load(store, "PAY", actor=OWNER, as_of=date(2026, 7, 8)).facts
    after = payments.facts
    assert before.budget
    assert after.budget
    assert after.budget - before.budget == 150_000
    assert before.planned_finish
    assert after.planned_finish
    assert (after.planned_finish - before.planned_finish).days == 21
    total = sum(line.amount for line in payments[BUDGET_LINES].entries)
    assert total == after.budget


def test_the_forecast_is_over_budget_by_eight_to_ten_per_cent(
    payments: Project,
) -> None:
    assert payments.facts.budget
    assert payments.facts.forecast
    assert 1.08 < payments.facts.forecast / payments.facts.budget < 1.10


def test_the_forecast_finish_slipped_in_four_steps_to_eleven_working_days(
    told: tuple[Revision, ...], payments: Project
) -> None:
    steps = [
        line.after["forecast_finish"]
        for revision in told
        for line in revision.lines
        if line.register == "projects" and "forecast_finish" in line.after
    ]
    assert len(steps) == 5
    assert steps == sorted(steps)
    planned, forecast = payments.facts.planned_finish, payments.facts.forecast_finish
    assert planned
    assert forecast
    late = [planned + timedelta(n) for n in range(1, (forecast - planned).days + 1)]
    assert sum(day.weekday() < 5 for day in late) == 11


def test_exposure_rises_and_then_falls(store: Store) -> None:
    days = [date(2026, 2, 1), date(2026, 7, 15), date(2026, 11, 20)]
    exposure = [
        sum(r.level for r in project[RISKS].entries if is_open_threat(r))
        for project in load_many(store, "PAY", days, actor=OWNER)
        if project
    ]
    start, top, now = exposure
    assert start < now < top


def is_open_threat(risk: Any) -> bool:
    return bool(risk.status is RiskStatus.OPEN and risk.kind is RiskKind.THREAT)


def test_some_threats_are_above_appetite_and_one_review_is_overdue(
    payments: Project,
) -> None:
    threats = [r for r in payments[RISKS].entries if is_open_threat(r)]
    red = [r for r in threats if r.level >= payments.settings.red_from]
    assert 2 <= len(red) <= 3
    assert sum(bool(r.review_date and r.review_date < FRIDAY) for r in threats) == 1


def test_expenses_are_of_every_kind_and_one_belongs_to_no_line(
    payments: Project,
) -> None:
    expenses = payments[EXPENSES].entries
    assert {e.kind for e in expenses} == set(ExpenseKind)
    assert {e.state for e in expenses} == set(ExpenseState)
    assert sum(e.budget_line is None for e in expenses) == 1


def test_one_deliverable_was_rejected_and_submitted_again_and_one_is_late(
    told: tuple[Revision, ...], payments: Project
) -> None:
    ledger = [
        line.after["status"]
        for revision in told
        for line in revision.lines
        if line.reference == "DE-005" and "status" in line.after
    ]
    assert ledger[-3:] == ["submitted", "rejected", "submitted"]
    late = [
        d
        for d in payments[DELIVERABLES].entries
        if d.status is not DeliverableStatus.ACCEPTED and d.due and d.due < FRIDAY
    ]
    assert len(late) == 1


def test_mitigations_stand_at_many_stages(payments: Project) -> None:
    progress = Counter(m.progress for m in payments[MITIGATIONS].entries)
    assert progress[100] > 10
    assert len(progress) > 5


@pytest.mark.parametrize(
    ("key", "days_late", "cost"), [("IDP", 9, 1.06), ("PLT", 0, 0.97)]
)
def test_a_finished_project_knows_how_it_ended(
    store: Store, key: str, days_late: int, cost: float
) -> None:
    project = load(store, key, actor=OWNER)
    facts = project.facts
    assert facts.state is ProjectState.FINISHED
    assert facts.budget
    assert facts.forecast
    assert float(facts.forecast / facts.budget) == pytest.approx(cost)
    assert facts.planned_finish
    assert facts.forecast_finish
    run = range(1, (facts.forecast_finish - facts.planned_finish).days + 1)
    late = [facts.planned_finish + timedelta(n) for n in run]
    assert sum(day.weekday() < 5 for day in late) == days_late


@pytest.mark.parametrize("key", ["IDP", "PLT"])
def test_a_finished_project_leaves_nothing_open(store: Store, key: str) -> None:
    project = load(store, key, actor=OWNER)
    assert all(r.status is not RiskStatus.OPEN for r in project[RISKS].entries)
    assert all(
        d.status is DeliverableStatus.ACCEPTED for d in project[DELIVERABLES].entries
    )
    assert all(line.closed for line in project[BUDGET_LINES].entries)
    assert len(project[LESSONS]) == 5
    spent = sum(e.amount for e in project[EXPENSES].entries)
    assert spent == project.facts.forecast


@pytest.mark.parametrize("key", SAMPLES)
def test_nobody_accepts_what_they_made_themselves(store: Store, key: str) -> None:
    deliverables = load(store, key, actor=OWNER)[DELIVERABLES].entries
    assert any(d.accepted_by for d in deliverables)
    assert not [d.title for d in deliverables if d.accepted_by == d.owner]


# Plans ----------------------------------------------------------------------------

STEPS = [
    ("PAY", "2026-01-23"),
    ("PAY", "2026-05-15"),
    ("PAY", "2026-07-10"),
    ("PAY", "2026-09-18"),
    ("PAY", "2026-11-06"),
    ("PAY", "2026-11-20"),
    ("IDP", "2025-03-06"),
    ("IDP", "2025-09-11"),
    ("IDP", "2025-12-04"),
    ("PLT", "2024-09-05"),
    ("PLT", "2025-01-30"),
    ("PLT", "2025-07-03"),
]


@pytest.mark.parametrize(("key", "day"), STEPS)
def test_the_plan_finishes_when_the_project_says_that_it_will(
    store: Store, key: str, day: str
) -> None:
    project = load(store, key, actor=OWNER, as_of=date.fromisoformat(day))
    assert finish_of(project) == project.facts.forecast_finish


@pytest.mark.parametrize(
    ("key", "number", "finish"),
    [
        ("PAY", 1, date(2027, 3, 5)),
        ("PAY", 2, date(2027, 3, 26)),
        ("IDP", 1, date(2025, 11, 14)),
        ("PLT", 1, date(2025, 6, 27)),
    ],
)
def test_a_baseline_is_a_whole_copy_that_ends_at_the_planned_finish(
    store: Store, key: str, number: int, finish: date
) -> None:
    project = load(store, key, actor=OWNER)
    taken = project[BASELINES].records[number].entry.taken_on
    then = load(store, key, actor=OWNER, as_of=taken)
    copies = [e for e in project[BASELINE_ACTIVITIES].entries if e.baseline == number]
    assert {c.activity for c in copies} == {r.number for r in then[ACTIVITIES].live}
    assert max(c.finish for c in copies if c.finish).date() == finish
    assert then.facts.planned_finish == finish
    assert all(c.start and c.duration for c in copies)
    assert all(c.effort and c.cost for c in copies if is_assigned(then, c.activity))


def is_assigned(project: Project, activity: int) -> bool:
    return any(a.activity == activity for a in project[ASSIGNMENTS].entries)


def finish_of(project: Project) -> date:
    return from_instant(schedule(plan_of(project)).finish).date()


@pytest.mark.parametrize("days", [1, 3, 40, 200])
def test_the_plan_is_as_late_on_whatever_day_the_story_ends(
    tmp_path: Path, days: int
) -> None:
    opened = filled(tmp_path / "moved.db", SUNDAY + timedelta(days=days))
    for key in SAMPLES:
        project = load(opened, key, actor=OWNER)
        assert finish_of(project) == project.facts.forecast_finish
    opened.close()


def test_the_plan_of_the_main_project_has_something_of_everything(
    payments: Project,
) -> None:
    links = payments[DEPENDENCIES].entries
    activities = payments[ACTIVITIES].entries
    assert {link.kind for link in links} == set(LinkKind)
    assert {link.lag[-1] for link in links} >= {"d", "w", "%"}
    assert any(link.lag.startswith("-") for link in links)
    assert {activity.kind for activity in activities} == set(ActivityKind)
    assert any(activity.deadline for activity in activities)
    assert {a.calendar for a in activities} == {None, 2}
    done = [a for a in activities if a.percent_complete == 100]
    open_work = [a for a in activities if 0 < a.percent_complete < 100]
    assert len(done) > 30
    assert all(a.actual_finish for a in done)
    assert 5 <= len(open_work) <= 10
    assert all(a.actual_start and a.remaining for a in open_work)
    drafts = from_text(payments[SCENARIOS].entries[0].edits, payments)
    assert finish_of(edited(payments, drafts)) < finish_of(payments)


def test_a_line_is_planned_from_assignments_and_others_say_what_they_pay_for(
    store: Store, payments: Project
) -> None:
    lines = payments[BUDGET_LINES].entries
    (planned,) = [line for line in lines if line.from_assignments]
    assert planned.title == "Chargeback service"
    assert {line.cost_type for line in lines} >= {
        CostType.LABOUR,
        CostType.LICENCE,
        CostType.SERVICE,
    }
    for key in ("IDP", "PLT"):
        some = load(store, key, actor=OWNER)[BUDGET_LINES].entries
        work = {line.cost_type for line in some if line.kind is BudgetKind.WORK}
        assert CostType.OTHER not in work
        assert {CostType.LABOUR, CostType.SERVICE} <= work


@pytest.mark.parametrize("key", ["IDP", "PLT"])
def test_a_finished_project_earned_its_whole_budget(store: Store, key: str) -> None:
    project = load(store, key, actor=OWNER)
    day = project.settings.status_date
    assert day
    value, costs = earned_value(project, day), Costs(project, day)
    assert value
    assert value.last
    assert value.bac == value.last.ev == costs.bac
    assert value.last.ac == costs.actual
    assert value.last.cpi == pytest.approx(float(costs.bac / costs.actual))


@pytest.mark.parametrize("key", ["IDP", "PLT"])
def test_a_finished_plan_is_done_to_the_last_activity(store: Store, key: str) -> None:
    activities = load(store, key, actor=OWNER)[ACTIVITIES].entries
    work = [a for a in activities if a.kind is not ActivityKind.SUMMARY]
    assert 15 <= len(work) <= 20
    assert all(a.actual_finish and a.percent_complete == 100 for a in work)
