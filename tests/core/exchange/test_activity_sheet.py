"""A plan goes out as the table that users of Microsoft Project know."""

from dataclasses import replace
from datetime import datetime

from core.edits import Add, Edit, apply
from core.exchange.activity_sheet import HEADERS, plan_sheet, plan_to_csv, plan_to_xlsx
from core.exchange.guessing import guess_mapping
from core.exchange.importing import Target, preview
from core.exchange.tables import read_table
from core.registers.catalog import ACTIVITIES, DEPENDENCIES, SETTINGS
from core.schedule.network import schedule
from core.schedule.reading import plan_of
from tests.core.exchange.test_activity_table import ENGLISH, imported


def test_each_line_has_code_dates_predecessors_and_people() -> None:
    project = imported(ENGLISH)
    sheet = plan_sheet(project, schedule(plan_of(project)))
    lines = [dict(zip(HEADERS, row, strict=True)) for row in sheet.rows]

    assert [line["WBS"] for line in lines] == ["1", "1.1", "1.2", "1.3", "2"]
    assert [line["Outline Level"] for line in lines] == [1, 2, 2, 2, 1]
    assert [line["Predecessors"] for line in lines] == [
        None,
        None,
        "2FS+1d",
        "2SS;3FF-50%",
        None,
    ]
    assert lines[1]["Resource Names"] == "Ada[50%];Digger"
    assert (lines[1]["Start"], lines[3]["Duration"]) == ("2026-03-02 08:00", "0d")
    assert lines[4]["Start"] == "2026-03-23 08:00"
    assert lines[4]["Reference"] == "T-005"


def test_what_goes_out_comes_back_without_a_change() -> None:
    project = imported(ENGLISH)
    dates = schedule(plan_of(project))
    for name, write in (("a.csv", plan_to_csv), ("a.xlsx", plan_to_xlsx)):
        table = read_table(name, write(project, dates))
        mapping = guess_mapping(table, ACTIVITIES)
        shown = preview(table, ACTIVITIES, mapping, Target.of(project))
        assert shown.problems == ()
        assert [(row.label, row.values, row.before) for row in shown.changed] == []
        assert shown.added == ()
        assert shown.unknown == ()


HELD = """\
ID,Name,Duration,Predecessors,% Complete,Actual Start,Remaining Duration,\
Constraint Type,Constraint Date,Deadline,Priority,Active
1,Dig,5d,,40,2026-03-03,4d,As Soon As Possible,,2026-03-13,700,Yes
2,Pour,3d,1,0,,,Start No Earlier Than,2026-03-16 13:00,,500,Yes
3,Paint,2d,,0,,,As Late As Possible,,2026-04-01 12:00,500,No
"""


def test_what_holds_an_activity_comes_back_in_a_new_project() -> None:
    project = imported(HELD)
    content = plan_to_csv(project, schedule(plan_of(project)))
    again = imported(content.decode("utf-8-sig"))

    assert [record.entry for record in again[ACTIVITIES].live] == [
        record.entry for record in project[ACTIVITIES].live
    ]
    first, second, third = (record.entry for record in again[ACTIVITIES].live)
    assert (first.remaining, first.priority) == ("4d", 700)
    assert first.deadline == datetime.fromisoformat("2026-03-13")
    assert second.constraint == "start no earlier than"
    assert second.constraint_date == datetime.fromisoformat("2026-03-16T13:00")
    assert not third.active


def test_a_link_that_was_edited_in_the_table_is_changed_in_the_plan() -> None:
    project = imported(ENGLISH)
    more: list[Edit] = [Add("activities", {"title": "Sweep", "duration": "1d"})]
    project, _ = apply(project, more)
    project = replace(project, revision=2)
    content = plan_to_csv(project, schedule(plan_of(project)))
    table = read_table("a.csv", content.replace(b"2FS+1d", b"2SS+3d"))
    shown = preview(
        table, ACTIVITIES, guess_mapping(table, ACTIVITIES), Target.of(project)
    )
    (row,) = shown.changed
    assert (row.register, dict(row.before)) == (
        DEPENDENCIES.key,
        {"kind": "FS", "lag": "1d"},
    )
    assert SETTINGS.key not in {row.register for row in shown.rows if row.edits}
