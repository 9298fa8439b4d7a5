"""What issues, decisions and actions come to."""

from datetime import date

from core import words
from core.due import due_items, overdue
from core.project import Project
from core.registers.catalog import ACTIONS, DECISIONS, ISSUES
from core.registers.log import (
    Action,
    ActionStatus,
    Decision,
    DecisionStatus,
    Helped,
    Issue,
    IssueStatus,
)

SEVERE = 12  # urgency x impact of an issue that the headline names


def open_issues(project: Project) -> tuple[Issue, ...]:
    """Return the issues that are not resolved."""
    return tuple(
        issue
        for issue in project[ISSUES].entries
        if issue.status in (IssueStatus.OPEN, IssueStatus.IN_PROGRESS)
    )


def open_actions(project: Project) -> tuple[Action, ...]:
    """Return the actions that are to be done."""
    entries = project[ACTIONS].entries
    return tuple(a for a in entries if a.status is ActionStatus.OPEN)


def waiting_decisions(project: Project) -> tuple[Decision, ...]:
    """Return the decisions that nobody has taken yet."""
    entries = project[DECISIONS].entries
    return tuple(d for d in entries if d.status is DecisionStatus.WAITING)


def headline(project: Project, today: date) -> str:
    """Say what is open, and what is late."""
    issues, actions = open_issues(project), open_actions(project)
    decisions = waiting_decisions(project)
    if not (issues or actions or decisions):
        return "No issue is open, no decision waits, no action is to be done."
    late = _late(project, today, ACTIONS.key, ISSUES.key, DECISIONS.key)
    parts = [
        words.count(len(issues), "open issue"),
        words.count(len(decisions), "waiting decision"),
        words.count(len(actions), "open action"),
    ]
    counted = words.capital(f"{parts[0]}, {parts[1]} and {parts[2]}")
    are = "is" if late == 1 else "are"
    thing = words.small(late) if late else "none"
    return f"{counted}; {thing} of them {are} overdue."


def issues_title(project: Project, today: date) -> str:
    """Say how many issues are open, how old the oldest is, and how many are severe."""
    issues = open_issues(project)
    if not issues:
        return "No issue is open"
    thing = words.capital(words.count(len(issues), "issue"))
    severe = sum(issue.urgency * issue.impact >= SEVERE for issue in issues)
    raised = [issue.raised_on for issue in issues if issue.raised_on]
    age = f", the oldest for {(today - min(raised)).days} days" if raised else ""
    are = "is" if len(issues) == 1 else "are"
    much = f"; {words.count(severe, 'severe one')}" if severe else ""
    return f"{thing} {are} open{age}{much}"


def decisions_title(project: Project, today: date) -> str:
    """Say how many decisions wait, and how many are late."""
    waiting = waiting_decisions(project)
    if not waiting:
        return "No decision waits"
    late = _late(project, today, DECISIONS.key)
    wait = "waits" if len(waiting) == 1 else "wait"
    thing = words.capital(words.count(len(waiting), "decision"))
    return f"{thing} {wait}, {words.small(late) + ' of them'} overdue"


def actions_title(project: Project, today: date) -> str:
    """Say how many actions are open and late, and how many of those done helped."""
    actions = open_actions(project)
    late = _late(project, today, ACTIONS.key)
    known = [a.helped for a in project[ACTIONS].entries if a.helped]
    helped = sum(h is Helped.YES for h in known)
    share = f"; {helped} of {len(known)} checked ones helped" if known else ""
    if not actions:
        return f"No action is open{share}"
    are = "is" if len(actions) == 1 else "are"
    thing = words.capital(words.count(len(actions), "action"))
    return f"{thing} {are} open, {words.small(late) + ' of them'} overdue{share}"


def _late(project: Project, today: date, *registers: str) -> int:
    items = due_items(project, today)
    return sum(item.register in registers for item in overdue(items))
