from dataclasses import replace
from datetime import datetime

import pytest

from core.edits import apply
from core.exchange.importing import edits
from core.exchange.jira import read_jira
from core.exchange.jira_table import is_jira
from core.exchange.orders import DayOrder
from core.exchange.plan_import import plan_preview
from core.exchange.plans import is_plan
from core.project import Project
from core.registers.catalog import ACTIVITIES, DEPENDENCIES
from core.registers.schedule import Activity

HEADERS = (
    "Summary,Issue key,Issue id,Issue Type,Status,Project name,Priority,Assignee,"
    "Created,Resolved,Due date,Description,Original estimate,Remaining Estimate,"
    "Time Spent,Inward issue link (Blocks),Inward issue link (Blocks),"
    "Outward issue link (Blocks),Parent id,Custom field (Epic Link),Sprint"
)
LINES = """
Login,PAY-1,10001,Epic,In Progress,Payments,High,,07/Jan/26 9:15 AM,,,,,,,,,,,,
Form,PAY-2,10002,Story,Done,Payments,Medium,Ada,07/Jan/26 9:15 AM,12/Jan/26 4:00 PM,,\
"Two|lines",57600,0,57600,,,PAY-3,,PAY-1,One
Check,PAY-3,10003,Story,In Progress,Payments,Lowest,Bo,08/Jan/26 9:15 AM,,20/Jan/26,,\
28800,21600,7200,PAY-2,PAY-99,,,PAY-1,One
Test it,PAY-4,10004,Sub-task,To Do,Payments,,Bo,08/Jan/26 9:15 AM,,,,14400,,,\
PAY-3,,,10003,,
""".strip().split("\n")


def csv(*lines: str) -> bytes:
    return "\n".join([HEADERS, *lines]).replace("|", "\n").encode()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def imported(content: bytes) -> Project:
    shown = plan_preview(read_jira("jira.csv", content), {}, "PAY")
    assert shown.problems == ()
    project, _ = apply(Project("PAY"), edits(shown)["PAY"])
    return replace(project, revision=1)


def activities(project: Project) -> dict[int, Activity]:
    return {record.number: record.entry for record in project[ACTIVITIES].live}


def test_issues_become_activities_under_their_epics_and_numbers() -> None:
    project = imported(csv(*LINES))
    found = activities(project)

    assert project.name == "Payments"
    assert {n: e.parent for n, e in found.items()} == {1: None, 2: 1, 3: 1, 4: 3}
    assert [n for n, e in found.items() if e.kind == "summary"] == [1, 3]
    assert (found[2].owner, found[2].duration, found[2].effort) == ("Ada", "2d", "2d")
    assert found[2].notes == "Jira PAY-2\n\nTwo\nlines"
    assert (found[1].priority, found[2].priority, found[3].priority) == (700, 500, 100)
    assert found[3].deadline == at("2026-01-20")


def test_status_and_dates_become_progress() -> None:
    lines = [LINES[1], LINES[2], LINES[3].replace(",10003,,", ",,,")]
    done, begun, waiting = activities(imported(csv(*lines))).values()

    assert (done.percent_complete, begun.percent_complete) == (100, 25)
    assert done.actual_start == at("2026-01-07 09:15")
    assert done.actual_finish == at("2026-01-12 16:00")
    assert (begun.actual_start, begun.actual_finish) == (at("2026-01-08 09:15"), None)
    assert (waiting.percent_complete, waiting.actual_start) == (0, None)


def test_a_link_counts_once_though_both_issues_tell_it() -> None:
    project = imported(csv(*LINES))
    pairs = [(e.predecessor, e.successor) for e in project[DEPENDENCIES].entries]
    assert pairs == [(2, 3), (3, 4)]


def test_what_is_not_read_and_what_is_assumed_is_told() -> None:
    notes = " ".join(read_jira("jira.csv", csv(*LINES)).notes)
    assert "links to issues that the file does not hold (1)" in notes
    assert "the day on which they were created (1)" in notes
    assert "Nothing is read from: “Sprint”." in notes


def test_issues_of_two_projects_are_numbered_in_order() -> None:
    found = activities(imported(csv(LINES[0], LINES[1].replace("PAY-2", "IDP-7"))))
    assert [*found] == [1, 2]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (",PAY-9,1,Task,Done,P,,,,,,,,,,,,,,,", "is missing"),
        (LINES[1].replace("07/Jan/26", "soon"), "is no date"),
        (LINES[1].replace("57600,0,57600", "much,0,57600"), "is no estimate"),
        (LINES[3].replace("PAY-4", "PAY-3"), "stands there already"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(line: str, said: str) -> None:
    content = csv(LINES[2], line)
    (problem, *_) = read_jira("jira.csv", content).problems
    assert said in problem.message
    assert problem.line is not None


def test_issues_that_come_again_change_only_what_differs() -> None:
    before = imported(csv(*LINES))
    plan = read_jira("jira.csv", csv(*LINES[:3], LINES[3].replace("Test it", "Try it")))
    shown = plan_preview(plan, {"PAY": before}, "PAY")
    assert [row.values for row in shown.changed] == [{"title": "Try it"}]
    assert shown.added == ()


def test_the_header_decides_and_a_named_register_wins() -> None:
    assert is_plan(csv(*LINES))
    assert is_plan(csv(), "activities")
    assert not is_plan(csv(*LINES), "issues")
    assert is_jira(HEADERS.replace(",", ";").encode())
    assert not is_jira(b"Summary,Key\n")


def test_days_that_may_be_months_are_read_as_somebody_says() -> None:
    own = "08/Jan/26 9:15 AM,,"
    content = csv(LINES[3].replace(own, "04/05/26 9:15 AM,,06/05/26"))
    asked = read_jira("jira.csv", content)
    assert asked.unclear == {
        "Created": ("04/05/26 9:15 AM",),
        "Due date": ("06/05/26",),
    }
    assert {p.field for p in asked.problems} == {"Created", "Due date"}
    assert all("--day-order in the shell" in p.allowed for p in asked.problems)

    said = read_jira("jira.csv", content, DayOrder.DAY_FIRST)
    assert said.problems == ()
    assert said.entries[0].values["deadline"] == at("2026-05-06")
    other = read_jira("jira.csv", content, DayOrder.MONTH_FIRST)
    assert other.entries[0].values["deadline"] == at("2026-06-05")


def test_a_date_that_tells_the_order_needs_nobody_to_say_it() -> None:
    clear = csv(LINES[3].replace("08/Jan/26 9:15 AM,,", "04/05/26 9:15 AM,,25/05/26"))
    plan = read_jira("jira.csv", clear, DayOrder.MONTH_FIRST)
    assert (plan.unclear, plan.problems) == ({}, ())
    assert plan.entries[0].values["deadline"] == at("2026-05-25")
