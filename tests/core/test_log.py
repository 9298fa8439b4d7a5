from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given

from core import log
from core.project import Project
from core.registers.log import Action, Decision, Issue
from tests.projects import TODAY, any_project, is_sentence, is_title, project

YESTERDAY = TODAY - timedelta(days=1)


def issue(**more: Any) -> Issue:
    return Issue.model_validate({"title": "Issue"} | more)


def decision(**more: Any) -> Decision:
    return Decision.model_validate({"title": "Decision"} | more)


def action(**more: Any) -> Action:
    return Action.model_validate({"title": "Action"} | more)


LATE = {"due": YESTERDAY}
DUE = {"due": TODAY}


@pytest.mark.parametrize(
    ("registers", "expected"),
    [
        ({}, "No issue is open, no decision waits, no action is to be done."),
        (
            {
                "issues": [issue(status="resolved", **LATE)],
                "decisions": [decision(status="decided", **LATE)],
                "actions": [action(status="done", **LATE)],
            },
            "No issue is open, no decision waits, no action is to be done.",
        ),
        ({"actions": [action(**DUE)]}, "One open action, not overdue."),
        ({"issues": [issue(**LATE)]}, "One open issue, overdue."),
        (
            {"actions": [action(**LATE)] * 2, "decisions": [decision()]},
            "One waiting decision and two open actions; two of them are overdue.",
        ),
        (
            {
                "issues": [issue(status="in progress", **LATE)],
                "decisions": [decision(**DUE)],
                "actions": [action()] * 13,
            },
            (
                "One open issue, one waiting decision and 13 open actions; "
                "one of them is overdue."
            ),
        ),
        (
            {"issues": [issue()] * 13},
            "13 open issues; none of them are overdue.",
        ),
    ],
)
def test_the_headline_counts_what_is_open_and_what_is_late(
    registers: dict[str, list[Any]], expected: str
) -> None:
    assert log.headline(project(**registers), TODAY) == expected


@pytest.mark.parametrize(
    ("issues", "expected"),
    [
        ([], "No issue is open"),
        ([issue(status="closed", raised_on=YESTERDAY)], "No issue is open"),
        ([issue()], "One issue is open"),
        ([issue(raised_on=YESTERDAY)], "One issue is open for one day"),
        ([issue(raised_on=TODAY)], "One issue is open"),
        ([issue(raised_on=TODAY + timedelta(days=9))], "One issue is open"),
        ([issue(urgency=4, impact=3)], "One issue is open and severe"),
        (
            [issue(raised_on=TODAY - timedelta(days=1300)), issue(urgency=1)],
            "Two issues are open, the oldest for 1,300 days",
        ),
        (
            [issue(urgency=5, impact=5)] * 12 + [issue(urgency=2, impact=5)],
            "13 issues are open; twelve of them are severe",
        ),
        (
            [issue(urgency=5, impact=5), issue(urgency=1)],
            "Two issues are open; one of them is severe",
        ),
    ],
)
def test_the_title_says_how_old_and_severe_issues_are(
    issues: list[Issue], expected: str
) -> None:
    assert log.issues_title(project(issues=issues), TODAY) == expected


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ([], "No decision waits"),
        ([decision(status="superseded", **LATE)], "No decision waits"),
        ([decision(**DUE)], "One decision waits, not overdue"),
        ([decision(**LATE)], "One decision waits, overdue"),
        ([decision()] * 2, "Two decisions wait, none of them overdue"),
        (
            [decision(**LATE)] + [decision()] * 12,
            "13 decisions wait, one of them overdue",
        ),
    ],
)
def test_the_title_says_how_many_decisions_wait(
    decisions: list[Decision], expected: str
) -> None:
    assert log.decisions_title(project(decisions=decisions), TODAY) == expected


DONE = {"status": "done"}


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        ([], "No action is open"),
        ([action(status="cancelled", **LATE)], "No action is open"),
        ([action(**DUE)], "One action is open, not overdue"),
        ([action(**LATE)] * 2, "Two actions are open, two of them overdue"),
        ([action()] * 13, "13 actions are open, none of them overdue"),
        ([action(helped="yes", **DONE)], "No action is open; the one checked helped"),
        (
            [action(helped="no", **DONE)],
            "No action is open; the one checked did not help",
        ),
        (
            [action(), action(helped="yes", **DONE), action(helped="unclear", **DONE)],
            "One action is open, not overdue; one of two checked helped",
        ),
        (
            [action(helped="no", **DONE)] * 13,
            "No action is open; none of 13 checked helped",
        ),
    ],
)
def test_the_title_says_how_many_actions_are_open_and_helped(
    actions: list[Action], expected: str
) -> None:
    assert log.actions_title(project(actions=actions), TODAY) == expected


@given(any_project())
def test_whatever_is_recorded_reads_as_sentences(made: Project) -> None:
    assert is_sentence(log.headline(made, TODAY))
    for write in (log.issues_title, log.decisions_title, log.actions_title):
        assert is_title(write(made, TODAY))
