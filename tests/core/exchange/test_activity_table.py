"""Tables of activities as users of Microsoft Project write them."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from core.edits import apply
from core.exchange.guessing import guess_mapping, guess_register
from core.exchange.importing import ImportPreview, Target, edits, preview
from core.exchange.tables import read_table
from core.project import Project
from core.registers.catalog import (
    ACTIVITIES,
    ASSIGNMENTS,
    DEPENDENCIES,
    RESOURCES,
    SETTINGS,
)
from core.registers.schedule import Activity

ENGLISH = """\
ID,Outline Level,Name,Duration,Start,Finish,Predecessors,Resource Names,% Complete
1,1,Foundation,9 days,Mon 02/03/26,Thu 12/03/26,,,
2,2,Dig,5 days,Mon 02/03/26,Fri 06/03/26,,"Ada[50%],Digger",100%
3,2,Pour,"2,5 days?",Mon 09/03/26,Wed 11/03/26,"2FS+1 day","Ada;Bo",40%
4,2,Dry,0 days,Fri 13/03/26,Fri 13/03/26,"2SS;3FF-50%",,0
5,1,Roof,1 wk,Mon 23/03/26,Fri 27/03/26,,Bo,
"""
GERMAN = """\
Nr.;Vorgangsname;Dauer;Anfang;Ende;Vorgänger;Ressourcennamen;% Abgeschlossen
1;Rohbau;8 Tage;Mo 02.03.26;Mi 11.03.26;;;
2;   Graben;5 Tage;Mo 02.03.26;Fr 06.03.26;;Ada[50%];100%
3;   Gießen;12,5 Std.;Mo 09.03.26;Di 10.03.26;2EA+1 Tag;Ada;0%
"""


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def shown(text: str, project: Project | None = None) -> ImportPreview:
    table = read_table("plan.csv", text.encode())
    assert guess_register(table) is ACTIVITIES
    mapping = guess_mapping(table, ACTIVITIES)
    target = Target({project.key: project}, project.key) if project else Target({}, "X")
    return preview(table, ACTIVITIES, mapping, target)


def imported(text: str) -> Project:
    found = shown(text)
    assert found.problems == ()
    project, _ = apply(Project("X"), edits(found)["X"])
    return replace(project, revision=1)


def activities(project: Project) -> dict[int, Activity]:
    return {record.number: record.entry for record in project[ACTIVITIES].live}


def links(project: Project) -> list[tuple[Any, ...]]:
    return [
        (e.predecessor, e.successor, e.kind.value, e.lag)
        for e in project[DEPENDENCIES].entries
    ]


def work(project: Project) -> list[tuple[int, str, int]]:
    names = {r.number: r.entry.title for r in project[RESOURCES].live}
    return [
        (e.activity, names[e.resource], e.units) for e in project[ASSIGNMENTS].entries
    ]


def test_an_export_of_microsoft_project_comes_in_with_outline_links_and_people() -> (
    None
):
    project = imported(ENGLISH)
    found = activities(project)

    assert shown(ENGLISH).unknown == ()
    assert {n: e.parent for n, e in found.items()} == {
        1: None,
        2: 1,
        3: 1,
        4: 1,
        5: None,
    }
    assert [e.kind.value for e in found.values()] == [
        "summary",
        "activity",
        "activity",
        "milestone",
        "activity",
    ]
    assert (found[2].duration, found[3].duration, found[5].duration) == (
        "5d",
        "2.5d",
        "1w",
    )
    assert found[1].duration is None, "a summary has what its parts make of it"
    assert (found[2].percent_complete, found[3].percent_complete) == (100, 40)
    assert links(project) == [
        (2, 3, "FS", "1d"),
        (2, 4, "SS", "0d"),
        (3, 4, "FF", "-50%"),
    ]
    assert work(project) == [
        (2, "Ada", 50),
        (2, "Digger", 100),
        (3, "Ada", 100),
        (3, "Bo", 100),
        (5, "Bo", 100),
    ]


def test_a_start_holds_what_nothing_else_holds() -> None:
    project = imported(ENGLISH)
    found = activities(project)
    assert project[SETTINGS].entries[0].schedule_start == at("2026-03-02")
    assert found[5].constraint == "start no earlier than"
    assert found[5].constraint_date == at("2026-03-23")
    assert [found[n].constraint_date for n in (1, 2, 3, 4)] == [None] * 4


def test_a_german_export_comes_in_with_its_indentation() -> None:
    project = imported(GERMAN)
    found = activities(project)
    assert {n: e.parent for n, e in found.items()} == {1: None, 2: 1, 3: 1}
    assert (found[2].title, found[2].duration, found[3].duration) == (
        "Graben",
        "5d",
        "12.5h",
    )
    assert links(project) == [(2, 3, "FS", "1d")]
    assert work(project) == [(2, "Ada", 50), (3, "Ada", 100)]


@pytest.mark.parametrize("header", ["WBS", "Outline Number", "PSP-Code"])
def test_a_wbs_code_makes_the_outline_and_names_predecessors(header: str) -> None:
    project = imported(
        f"{header},Task Name,Duration,Predecessors\n"
        "1,House,,\n1.1,Walls,5d,\n1.2,Roof,3d,1.1SS+2d\n2,Garden,2d,1\n"
    )
    assert {n: e.parent for n, e in activities(project).items()} == {
        1: None,
        2: 1,
        3: 1,
        4: None,
    }
    assert links(project) == [(2, 3, "SS", "2d"), (1, 4, "FS", "0d")]
    assert {e.wbs for e in activities(project).values()} == {""}


def test_codes_that_are_no_outline_numbers_stay_as_they_are() -> None:
    project = imported("WBS,Name,Duration,Predecessors\nA.1,Walls,5d,\nA.2,Roof,3d,1\n")
    assert [e.wbs for e in activities(project).values()] == ["A.1", "A.2"]
    assert links(project) == [(1, 2, "FS", "0d")], "without IDs, the line counts"


def test_a_length_is_computed_where_only_dates_are_given() -> None:
    project = imported(
        "ID,Name,Start,Finish,Predecessors\n"
        "1,Walls,2026-03-02,2026-03-06,\n2,Roof,2026-03-09 08:00,2026-03-09 12:00,1\n"
    )
    assert [e.duration for e in activities(project).values()] == ["5d", "0.5d"]


def test_a_finish_without_a_time_ends_its_day_also_beside_a_start_with_one() -> None:
    project = imported(
        "ID,Name,Start,Finish,Predecessors\n1,Walls,2026-03-02 13:00,2026-03-02,\n"
    )
    assert activities(project)[1].duration == "0.5d"


@pytest.mark.parametrize(
    ("start", "finish"),
    [
        ("2026-03-10", "2026-03-01"),
        ("2026-03-10", "2026-03-09"),
        ("2026-03-10 13:00", "2026-03-10 12:00"),
        ("Fri 13/03/26", "Mon 09/03/26"),
    ],
)
def test_a_finish_before_its_start_is_named_with_its_line(
    start: str, finish: str
) -> None:
    good = "1,Walls,2026-03-01,2026-03-01,\n"
    text = f"ID,Name,Start,Finish,Predecessors\n{good}2,Roof,{start},{finish},1\n"
    (problem,) = shown(text).problems
    assert (problem.field, problem.value, problem.line) == ("Finish", finish, 3)
    assert problem.allowed == f"a moment that is not before the start, {start}"


def test_each_level_of_an_outline_counts_however_deep() -> None:
    lines = "".join(f"{n},Step,{9_997 + n},1d\n" for n in range(1, 5))
    found = activities(imported(f"ID,Name,Outline Level,Duration\n{lines}"))
    assert {n: e.parent for n, e in found.items()} == {1: None, 2: 1, 3: 2, 4: 3}


def test_an_outline_level_in_other_figures_is_none() -> None:
    found = activities(imported("ID,Name,Outline Level,Duration\n1,A,1,1d\n2,B,²,1d\n"))
    assert found[2].parent is None


@pytest.mark.parametrize("name", ["Ann[x%]", "Ann[-5%]", "Ann[1.2.3]", "[50%]"])
def test_people_that_cannot_be_read_are_named_with_their_line(name: str) -> None:
    text = f"ID,Name,Duration,Resource Names\n1,Walls,5d,Bo[50%]\n2,Roof,3d,{name}\n"
    (problem,) = shown(text).problems
    assert (problem.field, problem.value, problem.line) == ("Resource Names", name, 3)
    assert shown(text.replace(name, "Ann[5%]")).problems == ()


def test_a_predecessor_that_names_two_lines_is_refused() -> None:
    text = "ID,Name,Duration,Predecessors\n1,Walls,5d,\n1,Roof,3d,\n2,Floor,1d,1\n"
    (problem,) = shown(text).problems
    assert (problem.field, problem.value, problem.line) == ("Predecessors", "1", 4)
    assert problem.message == "names several activities"
    assert shown(text.replace("1,Roof", "3,Roof")).problems == ()


def test_our_references_change_the_plan_and_its_links() -> None:
    before = imported(ENGLISH)
    table = (
        "Reference,Name,Duration,Predecessors,Resource Names\n"
        "T-002,Dig,6d,,\nT-003,Pour,,T-002FS+2d,Ada[80%]\nT-004,Dry,,2;5,\n,Sweep,1d,T-005,\n"
    )
    found = shown(table, before)
    after, _ = apply(before, edits(found)["X"])

    assert found.problems == ()
    assert activities(after)[2].duration == "6d"
    assert (activities(after)[6].title, activities(after)[6].parent) == ("Sweep", None)
    assert links(after) == [
        (2, 3, "FS", "2d"),
        (2, 4, "FS", "0d"),
        (5, 4, "FS", "0d"),
        (5, 6, "FS", "0d"),
    ]
    assert (3, "Ada", 80) in work(after)
    assert (3, "Bo", 100) not in work(after)
    assert activities(after)[3].parent == 1, "what the file leaves open stays"


def test_other_peoples_numbers_do_not_change_what_is_there() -> None:
    before = imported(ENGLISH)
    found = shown("ID,Name,Duration,Predecessors\n1,Walls,5d,\n2,Roof,3d,1\n", before)
    after, _ = apply(before, edits(found)["X"])
    assert activities(after)[1].title == "Foundation"
    assert links(after)[-1] == (6, 7, "FS", "0d")


@pytest.mark.parametrize(
    ("line", "field", "value", "said"),
    [
        ("2,Roof,3d,9", "Predecessors", "9", "names no activity"),
        ("2,Roof,3d,1XX", "Predecessors", "1XX", "is no predecessor"),
        ("2,Roof,3d,2", "Predecessors", "", "cannot depend on itself"),
        ("2,Roof,3 moons,1", "Duration", "3 moons", "is not allowed"),
    ],
)
def test_what_is_wrong_is_named_with_line_and_column(
    line: str, field: str, value: str, said: str
) -> None:
    text = f"ID,Name,Duration,Predecessors\n1,Walls,5d,\n{line}\n"
    problem = shown(text).problems[0]
    assert (problem.line, problem.value) == (3, value)
    assert said in problem.message
    assert problem.field == field or not value


def test_a_date_that_can_be_two_is_refused_with_its_line() -> None:
    text = "ID,Name,Duration,Start,Predecessors\n1,Walls,5d,03/04/26,\n"
    (problem,) = shown(text).problems
    assert (problem.field, problem.value, problem.line) == ("Start", "03/04/26", 2)


def test_a_list_of_activities_without_a_plan_is_read_as_before() -> None:
    table = read_table("a.csv", b"Reference,Activity,Duration,Part of\nT-001,A,2d,\n")
    assert guess_mapping(table, ACTIVITIES).plan == {}
