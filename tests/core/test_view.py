from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.edits import Add, Archive, apply
from core.project import Project, Register
from core.registers.catalog import EXPENSES, REGISTERS, RISKS
from core.registers.entry import FieldKind, Record
from core.registers.risks import Risk
from core.registers.spec import RegisterSpec
from core.view import View, counted, filter_fields, filter_values, select, written
from tests.entries import values

ROWS = [
    {"title": "Crane late", "owner": "Ann", "status": "open", "cost_impact": 900},
    {"title": "apron cracks", "owner": "Bo", "status": "closed", "likelihood": 5},
    {"title": "Vendor leaves", "owner": "", "status": "occurred", "cost_impact": 1000},
    {"title": "Berth silts up", "owner": "ann", "review_date": date(2026, 4, 1)},
    {"title": "Crane stolen", "owner": "Bo", "cost_impact": 900, "cause": "Crane yard"},
]


@pytest.fixture
def risks() -> Register[Risk]:
    """Five live risks, and R-006, archived."""
    adds = [Add("risks", row) for row in ROWS]
    gone = {"title": "Old crane", "owner": "Zoe"}
    project, _ = apply(Project("PAY"), [*adds, Add("risks", gone)])
    return apply(project, [Archive("risks", 6, 1)])[0][RISKS]


def numbers(
    register: Register[Risk],
    view: View,
    keep: Callable[[Record[Risk]], bool] | None = None,
) -> list[int]:
    return [record.number for record in select(register, view, keep)]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("", [1, 2, 3, 4, 5]),
        ("   ", [1, 2, 3, 4, 5]),
        ("crane", [1, 5]),
        ("CRANE late", [1]),
        ("late crane", [1]),
        ("crane bo", [5]),
        ("r-003", [3]),
        ("yard", [5]),
        ("2026-04", [4]),
        ("occurred", [3]),
        ("crane submarine", []),
        ("old", []),  # archived
    ],
)
def test_all_words_of_a_search_stand_somewhere_in_an_entry(
    risks: Register[Risk], search: str, expected: list[int]
) -> None:
    assert numbers(risks, View(search=search)) == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"owner": ("Bo",)}, [2, 5]),
        ({"owner": ("Ann", "Bo")}, [1, 2, 5]),
        ({"owner": ("Bo",), "status": ("open",)}, [5]),
        ({"owner": ()}, [1, 2, 3, 4, 5]),
        ({"owner": ("Nobody",)}, []),
    ],
)
def test_a_filter_keeps_entries_with_one_of_its_values(
    risks: Register[Risk], filters: dict[str, tuple[str, ...]], expected: list[int]
) -> None:
    assert numbers(risks, View(filters=filters)) == expected


@pytest.mark.parametrize(
    ("sort", "up", "down"),
    [
        ("", [1, 2, 3, 4, 5], [5, 4, 3, 2, 1]),
        ("title", [2, 4, 1, 5, 3], [3, 5, 1, 4, 2]),  # a, B, C: letter case is nothing
        ("owner", [1, 4, 2, 5, 3], [5, 2, 4, 1, 3]),  # blank last
        ("status", [1, 4, 5, 3, 2], [2, 3, 5, 4, 1]),  # open, occurred, closed
        ("cost_impact", [1, 5, 3, 2, 4], [3, 5, 1, 2, 4]),  # 1000 after 900
        ("review_date", [4, 1, 2, 3, 5], [4, 1, 2, 3, 5]),
        ("likelihood", [1, 3, 4, 5, 2], [2, 5, 4, 3, 1]),
    ],
)
def test_entries_are_sorted_as_people_sort_with_blanks_last_either_way(
    risks: Register[Risk], sort: str, up: list[int], down: list[int]
) -> None:
    assert numbers(risks, View(sort=sort)) == up
    assert numbers(risks, View(sort=sort, descending=True)) == down


def test_archived_entries_are_shown_alone_or_not_at_all(risks: Register[Risk]) -> None:
    assert numbers(risks, View(archived=True)) == [6]
    assert numbers(risks, View("crane", archived=True)) == [6]
    assert 6 not in numbers(risks, View())


def test_a_page_may_keep_some_entries_only(risks: Register[Risk]) -> None:
    def is_certain(record: Record[Risk]) -> bool:
        return record.entry.likelihood == 5

    assert numbers(risks, View(), is_certain) == [2]
    assert numbers(risks, View("crane"), is_certain) == []


def test_a_filter_offers_the_values_that_live_entries_have(
    risks: Register[Risk],
) -> None:
    assert filter_values(risks, "owner") == ("Ann", "Bo", "ann")
    assert filter_values(risks, "status") == ("closed", "occurred", "open")
    assert filter_values(risks, "category") == ()


@pytest.mark.parametrize("spec", REGISTERS, ids=lambda spec: spec.key)
def test_each_choice_of_a_register_can_be_filtered_by(spec: RegisterSpec[Any]) -> None:
    offered = filter_fields(spec)
    choices = {f.name for f in spec.fields if f.kind is FieldKind.CHOICE}
    assert choices <= set(offered)
    assert set(offered) <= set(spec.by_name)
    assert "title" not in offered


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, ""), ("Ann", "Ann"), (3, "3"), (date(2026, 4, 1), "2026-04-01")],
)
def test_a_value_is_written_as_its_filter_shows_it(
    value: object, expected: str
) -> None:
    assert written(value) == expected


# --- laws ---------------------------------------------------------------------------


@st.composite
def sorted_views(draw: st.DrawFn) -> tuple[Register[Any], View]:
    specs: list[RegisterSpec[Any]] = [RISKS, EXPENSES]
    spec = draw(st.sampled_from(specs))
    rows = draw(st.lists(values(spec), max_size=6))
    # references would need their targets
    plain = [
        {k: v for k, v in row.items() if k not in {f.name for f in spec.references}}
        for row in rows
    ]
    records = [Record(i, 1, spec.parse(row)) for i, row in enumerate(plain, 1)]
    sort = draw(st.sampled_from(["", *spec.by_name]))
    register = Register(spec, {r.number: r for r in records})
    return register, View(sort=sort, descending=draw(st.booleans()))


@given(sorted_views())
def test_sorting_by_any_field_loses_no_entry_and_shows_none_twice(
    case: tuple[Register[Any], View],
) -> None:
    register, view = case
    assert sorted(r.number for r in select(register, view)) == list(register.records)


@given(sorted_views())
def test_filled_entries_turn_round_and_blank_ones_stay_last(
    case: tuple[Register[Any], View],
) -> None:
    register, view = case
    other = View(sort=view.sort, descending=not view.descending)
    one, two = select(register, view), select(register, other)

    def is_filled(record: Record[Any]) -> bool:
        value = getattr(record.entry, view.sort) if view.sort else "filled"
        return value not in (None, "")

    filled = [r.number for r in one if is_filled(r)]
    assert filled == [r.number for r in reversed(two) if is_filled(r)]
    assert all(not is_filled(r) for r in one[len(filled) :])


@pytest.mark.parametrize(
    ("view", "rows", "said"),
    [
        (View(), [1, 2, 3, 4, 5], "5 of 5 shown"),
        (View(), [2, 3], "2 of 5 shown"),
        (View(), ["new 1", 1, 2, 3, 4, 5], "5 of 5 shown, one new row not saved yet"),
        (View(), ["new 1", "new 2", 4], "1 of 5 shown, two new rows not saved yet"),
        (View(), [1, 2, 3, 4, 5, 6], "5 of 5 shown"),  # R-006 was archived meanwhile
        (View(archived=True), [6], "1 of 1 archived shown"),
    ],
)
def test_the_count_of_rows_tells_new_ones_from_those_that_are_saved(
    risks: Register[Risk], view: View, rows: list[int | str], said: str
) -> None:
    assert counted(risks, view, rows) == said
