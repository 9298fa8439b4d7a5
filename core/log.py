"""What issues, decisions and actions come to."""

from collections.abc import Sequence
from datetime import date

from core import words
from core.due import late_entries
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
    registers = (ACTIONS, ISSUES, DECISIONS)
    late = sum(late_entries(project, spec, today) for spec in registers)
    counted = {
        "open issue": len(issues),
        "waiting decision": len(decisions),
        "open action": len(actions),
    }
    said = words.listed([words.count(n, noun) for noun, n in counted.items() if n])
    if sum(counted.values()) == 1:
        return words.capital(f"{said}, {'overdue' if late else 'not overdue'}.")
    are = "is" if late == 1 else "are"
    return words.capital(f"{said}; {words.of_them(late)} {are} overdue.")


def issues_title(project: Project, today: date) -> str:
    """Say how many issues are open, how old the oldest is, and how many are severe."""
    issues = open_issues(project)
    if not issues:
        return "No issue is open"
    thing = words.capital(words.count(len(issues), "issue"))
    severe = sum(issue.urgency * issue.impact >= SEVERE for issue in issues)
    raised = [i.raised_on for i in issues if i.raised_on and i.raised_on < today]
    age = words.count((today - min(raised)).days, "day") if raised else ""
    if len(issues) == 1:
        old, much = f" for {age}" if age else "", " and severe" if severe else ""
        return f"{thing} is open{old}{much}"
    old = f", the oldest for {age}" if age else ""
    much = f"; {words.of_them(severe)} {_be(severe)} severe" if severe else ""
    return f"{thing} are open{old}{much}"


def decisions_title(project: Project, today: date) -> str:
    """Say how many decisions wait, and how many are late."""
    waiting = waiting_decisions(project)
    if not waiting:
        return "No decision waits"
    late = late_entries(project, DECISIONS, today)
    wait = "waits" if len(waiting) == 1 else "wait"
    thing = words.capital(words.count(len(waiting), "decision"))
    return f"{thing} {wait}, {_overdue(late, len(waiting))}"


def actions_title(project: Project, today: date) -> str:
    """Say how many actions are open and late, and how many of those done helped."""
    actions = open_actions(project)
    late = late_entries(project, ACTIONS, today)
    share = _helped([a.helped for a in project[ACTIONS].entries if a.helped])
    if not actions:
        return f"No action is open{share}"
    thing = words.capital(words.count(len(actions), "action"))
    owed = _overdue(late, len(actions))
    return f"{thing} {_be(len(actions))} open, {owed}{share}"


def _helped(known: Sequence[Helped]) -> str:
    """Say how many of the actions that were checked did what they were for.

    >>> _helped([]), _helped([Helped.NO]), _helped([Helped.YES, Helped.UNCLEAR])
    ('', '; the one checked did not help', '; one of two checked helped')
    """
    if not known:
        return ""
    helped = sum(answer is Helped.YES for answer in known)
    if len(known) == 1:
        return f"; the one checked {'helped' if helped else 'did not help'}"
    some = words.small(helped) if helped else "none"
    return f"; {some} of {words.small(len(known))} checked helped"


def _overdue(late: int, many: int) -> str:
    """Say how many of some are late.

    >>> _overdue(0, 1), _overdue(1, 1), _overdue(0, 3), _overdue(2, 3)
    ('not overdue', 'overdue', 'none of them overdue', 'two of them overdue')
    """
    if many == 1:
        return "overdue" if late else "not overdue"
    return f"{words.of_them(late)} overdue"


def _be(many: int) -> str:
    return "is" if many == 1 else "are"
