"""What a simulation of a project would lack, and what to do about it.

A promise without a plan has no date, one without ranges no confidence, and one without
the effects of the risks leaves them out: each is said before anybody reads a figure.
"""

from dataclasses import dataclass

from core.project import Project
from core.registers.catalog import ACTIVITIES, BUDGET_LINES, RISK_COSTS, RISK_DELAYS
from core.risk import open_risks


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing.

    Parameters
    ----------
    title
        What is missing.
    text
        What that does to the promise, and what to do next.
    page
        Where to do it, by the last part of the page's address.
    """

    title: str
    text: str
    page: str


NOTHING = Gap(
    "Nothing can be promised yet",
    "A promise is worked out from the plan and the budget, and this project has "
    "neither. Write down activities with durations, or budget lines with amounts; then "
    "come back with the question.",
    "schedule",
)


def is_empty(project: Project) -> bool:
    """Whether there is nothing to run through: no activity and no budget line."""
    return not project[ACTIVITIES].live and not project[BUDGET_LINES].live


def gaps(project: Project) -> tuple[Gap, ...]:
    """Return what is missing, the most important first; nothing where all is there."""
    if is_empty(project):
        return (NOTHING,)
    found = (make(project) for make in (_plan, _budget, _ranges, _effects))
    return tuple(gap for gap in found if gap is not None)


def _plan(project: Project) -> Gap | None:
    if project[ACTIVITIES].live:
        return None
    return Gap(
        "There is no plan, so no date can be promised",
        "The answer holds the cost alone. Add activities with durations and what they "
        "wait for.",
        "schedule",
    )


def _budget(project: Project) -> Gap | None:
    if project[BUDGET_LINES].live:
        return None
    return Gap(
        "There is no budget, so the cost is that of the risks alone",
        "Add budget lines with their amounts and dates.",
        "budget",
    )


def _ranges(project: Project) -> Gap | None:
    """Say that no estimate has a range, neither of time nor of money."""
    ranged = any(
        entry.optimistic is not None or entry.pessimistic is not None
        for entry in project[ACTIVITIES].entries
    )
    priced = any(
        line.optimistic_amount is not None or line.pessimistic_amount is not None
        for line in project[BUDGET_LINES].entries
    )
    if ranged or priced:
        return None
    what, page = ("activities", "schedule"), ("budget lines", "budget")
    name, where = what if project[ACTIVITIES].live else page
    return Gap(
        "No estimate has a range",
        f"Every duration and amount counts as certain. Give the largest {name} an "
        "optimistic and a pessimistic value: “Columns” above the grid shows both.",
        where,
    )


def _effects(project: Project) -> Gap | None:
    """Say that no open risk has an effect in numbers."""
    risks = open_risks(project)
    numbers = {record.number for record in risks}
    acting = {e.risk for e in project[RISK_DELAYS].entries}
    acting |= {e.risk for e in project[RISK_COSTS].entries}
    acting |= {r.number for r in risks if r.entry.cost_impact is not None}
    if numbers & acting:
        return None
    if not risks:
        return Gap(
            "No risk is open, so none counts",
            "Write down what could happen in the tab Risks, or pick from the Library.",
            "risks",
        )
    return Gap(
        "No open risk has an effect in numbers",
        "All are left out of the answer. Give the largest a cost impact in the tab "
        "Risks, or say in the tab Numbers which activities they delay and which budget "
        "lines they raise.",
        "risks",
    )
