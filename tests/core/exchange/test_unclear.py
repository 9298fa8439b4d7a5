"""Dates and figures with two readings are asked for, and read as a person says."""

import pytest

from core.exchange.guessing import guess_mapping
from core.exchange.importing import Target, preview
from core.exchange.mapping import ColumnMapping, FieldSource, from_json, to_json
from core.exchange.orders import DayOrder, DecimalMark
from core.exchange.shape import Table
from core.exchange.tables import read_table
from core.exchange.unclear import (
    dates_asked,
    numbers_asked,
    unclear_dates,
    unclear_numbers,
    with_orders,
)
from core.project import Project
from core.registers.catalog import ACTIONS, ACTIVITIES, EXPENSES

HEADER = "Title;Spent on;Amount\n"
UNCLEAR = HEADER + "Beam;04/12/2026;12.000\nSteel;05/06/2026;1.500\n"
CLEAR = HEADER + "Beam;04/12/2026;12.000\nSteel;25/06/2026;1.500,50\n"


def opened(text: str) -> tuple[Table, ColumnMapping]:
    table = read_table("a.csv", text.encode())
    return table, guess_mapping(table, EXPENSES)


def test_what_has_two_readings_is_named_with_its_column() -> None:
    table, mapping = opened(UNCLEAR)
    assert dates_asked(unclear_dates(table, EXPENSES, mapping)) == (
        "Day order: 04/12/2026 and 05/06/2026 in “Spent on” can be read in two ways"
    )
    assert numbers_asked(unclear_numbers(table, EXPENSES, mapping)) == (
        "Decimal mark: 12.000 and 1.500 in “Amount” can be read in two ways"
    )


@pytest.mark.parametrize(
    "text",
    [
        CLEAR,
        HEADER + "Beam;2026-12-04;12.50\n",
        HEADER + "Beam;04.12.2026;12\n",
        HEADER + "Beam;04/04/2026;0.785\n",
    ],
)
def test_nothing_is_asked_where_the_file_decides(text: str) -> None:
    table, mapping = opened(text)
    assert unclear_dates(table, EXPENSES, mapping) == {}
    assert unclear_numbers(table, EXPENSES, mapping) == {}


@pytest.mark.parametrize(
    ("order", "mark", "day", "amount"),
    [
        (DayOrder.DAY_FIRST, DecimalMark.COMMA, "2026-12-04", "12000.00"),
        (DayOrder.MONTH_FIRST, DecimalMark.POINT, "2026-04-12", "12.00"),
    ],
)
def test_what_is_said_decides_and_is_kept(
    order: DayOrder, mark: DecimalMark, day: str, amount: str
) -> None:
    table, mapping = opened(UNCLEAR)
    kept = from_json(to_json(with_orders(mapping, order, mark)))
    shown = preview(table, EXPENSES, kept, Target.of(Project("PAY")))
    assert shown.problems == ()
    values = shown.rows[0].values
    assert (values["spent_on"], values["amount"]) == (day, amount)
    assert unclear_dates(table, EXPENSES, kept)  # asked again: it can be changed


def test_what_is_not_said_is_refused_with_both_ways_to_say_it() -> None:
    table, mapping = opened(UNCLEAR)
    shown = preview(table, EXPENSES, mapping, Target.of(Project("PAY")))
    first, second = shown.problems[:2]
    assert first.field == "Spent on"
    assert first.allowed.startswith("say which number is the day (“Day order” on the")
    assert second.field == "Amount"
    assert second.allowed.startswith("say what the dot is (“Decimal mark” on the")


def test_what_a_column_decides_stands_above_what_is_said_of_the_file() -> None:
    table, mapping = opened(CLEAR)
    said = with_orders(mapping, DayOrder.MONTH_FIRST, DecimalMark.POINT)
    shown = preview(table, EXPENSES, said, Target.of(Project("PAY")))
    assert shown.problems == ()
    assert shown.rows[0].values["spent_on"] == "2026-12-04"
    assert shown.rows[1].values["amount"] == "1500.50"


def test_a_column_of_unclear_dates_alone_is_guessed_all_the_same() -> None:
    table = read_table("a.csv", b"Title,By when\nCall,04/12/2026\nMail,05/06/2026\n")
    mapping = guess_mapping(table, ACTIONS)
    assert mapping.fields["due"] == FieldSource(
        columns=("By when",), confidence=mapping.fields["due"].confidence
    )


def test_the_planned_dates_of_activities_are_asked_for_as_well() -> None:
    text = b"ID,Name,Start,Finish\n1,Dig,Mon 02/03/2026,Wed 04/03/2026\n"
    table = read_table("plan.csv", text)
    mapping = guess_mapping(table, ACTIVITIES)
    assert unclear_dates(table, ACTIVITIES, mapping) == {
        "Start": ("02/03/2026",),
        "Finish": ("04/03/2026",),
    }
    said = with_orders(mapping, DayOrder.DAY_FIRST, None)
    shown = preview(table, ACTIVITIES, said, Target.of(Project("PAY")))
    assert shown.problems == ()
    starts = [row.values.get("schedule_start", "") for row in shown.rows]
    assert any(start.startswith("2026-03-02") for start in starts)
