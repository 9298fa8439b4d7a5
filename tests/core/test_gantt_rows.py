"""Which rows of a plan its Gantt chart shows, and what they say."""

import pytest

from core.gantt import MOST_ROWS, Shape
from core.gantt_rows import FIT, Comparison, GanttChoice, GanttRows, Show
from core.project import Project
from core.scheduled import Scheduled, scheduled
from tests.plan_projects import activity, chain, house, project


@pytest.fixture(scope="module")
def known() -> Scheduled:
    return scheduled(house())


def rows(known: Scheduled, **choice: object) -> GanttRows:
    return GanttRows(known, GanttChoice(**choice))  # type: ignore[arg-type]


def test_all_rows_stand_in_the_order_of_the_outline(known: Scheduled) -> None:
    shown = rows(known).gantt().rows
    assert [r.wbs for r in shown] == ["1", "1.1", "1.2", "1.3", "2", "2.1", "2.2", "3"]
    assert [r.depth for r in shown] == [0, 1, 1, 1, 0, 1, 1, 0]
    assert [r.shape for r in shown][::3] == [Shape.SUMMARY, Shape.MILESTONE, Shape.BAR]


@pytest.mark.parametrize(
    ("show", "numbers"),
    [
        (Show.PACKAGES, (1, 5)),
        (Show.CRITICAL, (1, 2, 3, 4, 5, 6, 8)),
        (Show.ALL, (1, 2, 3, 4, 5, 6, 7, 8)),
    ],
)
def test_a_choice_keeps_the_summaries_above_what_it_shows(
    known: Scheduled, show: Show, numbers: tuple[int, ...]
) -> None:
    assert rows(known, show=show).numbers == numbers


def test_a_plan_without_summaries_shows_all_as_work_packages() -> None:
    flat = scheduled(project([activity(1, "Only", duration="2d")]))
    assert rows(flat, show=Show.PACKAGES).numbers == (1,)


def test_folding_hides_what_is_below_and_only_that(known: Scheduled) -> None:
    folded = rows(known, toggled=frozenset({1}))
    assert folded.numbers == (1, 5, 6, 7, 8)
    assert [row.is_folded for row in folded.gantt().rows] == [
        True,
        False,
        None,
        None,
        None,
    ]
    top = rows(known, levels=1)
    assert top.numbers == (1, 5, 8)
    assert rows(known, levels=1, toggled=frozenset({5})).numbers == (1, 5, 6, 7, 8)


def test_links_lead_between_rows_that_are_shown(known: Scheduled) -> None:
    every = {(x.predecessor, x.successor) for x in rows(known).gantt().links}
    assert every == {(2, 3), (3, 4), (4, 6), (6, 8), (7, 8)}
    folded = rows(known, toggled=frozenset({1})).gantt().links
    assert {(x.predecessor, x.successor) for x in folded} == {(6, 8), (7, 8)}


def test_the_chain_that_drives_is_critical_and_the_float_is_in_days(
    known: Scheduled,
) -> None:
    shown = {row.number: row for row in rows(known).gantt().rows}
    critical = {x.successor for x in rows(known).gantt().links if x.is_critical}
    assert critical == {3, 4, 6, 8}
    assert not shown[7].is_critical
    assert shown[7].total_float == 17
    assert shown[3].total_float == 0


def test_a_comparison_gives_the_slip_in_working_days(known: Scheduled) -> None:
    dates = known.schedule.dates[3]
    before = (dates.start - 7 * 1440, dates.finish - 7 * 1440)
    compared = GanttRows(known, GanttChoice(), Comparison("Baseline 1", {3: before}))
    shown = {row.number: row for row in compared.gantt().rows}
    assert shown[3].slip == 5
    assert shown[2].slip is None


def test_a_large_plan_begins_folded_and_is_cut_into_pages() -> None:
    large = scheduled(chain(1_200))
    begun = rows(large)
    assert 0 < len(begun.numbers) <= FIT
    every = rows(large, levels=2)
    assert len(every.numbers) == 1_200
    assert every.pages == 3
    assert len(every.gantt().rows) == MOST_ROWS
    last = rows(large, levels=2, page=9).gantt().rows
    assert len(last) == 200


def test_an_outline_of_ten_thousand_levels_is_walked() -> None:
    edits = [activity(1, "Top", kind="summary")]
    edits += [
        activity(n, f"Level {n}", kind="summary", parent=n - 1)
        for n in range(2, 10_001)
    ]
    deep = scheduled(project([*edits, activity(10_001, "Work", parent=10_000)]))
    assert max(deep.depths.values()) == 10_000
    assert len(rows(deep, levels=1).numbers) == 1


def test_an_empty_project_has_no_rows() -> None:
    assert rows(scheduled(Project("TRY"))).gantt().rows == ()
