"""What the budget page opens with: cost and earned value as one sentence and one strip.

A project may know its cost by budget lines and expenses, its earned value by a baseline
or by performance reports, or both: what is known is told.
"""

from collections.abc import Sequence
from dataclasses import replace

from core import budget
from core.bookings import ACTUAL, amount
from core.budget_words import more, shows
from core.cost_flags import Flag, no_flags
from core.costs import Costs
from core.earned_value import figures as earned_figures
from core.earned_value import words as earned_words
from core.earned_value.baseline import performance_baseline
from core.earned_value.budgets import keeps_lines
from core.earned_value.period import Period
from core.earned_value.series import EarnedValue
from core.figure import Figure, Status
from core.project import Project
from core.registers.catalog import BUDGET_LINES, EXPENSES, TIMESHEETS
from core.registers.project import ProjectSettings
from core.words import capital, count, short_money, small

COST = ("Budget (BAC)", "Spent (AC)", "Forecast (EAC)")
FORECAST, AT_CPI = "Forecast (EAC)", "EAC at this CPI"
HEAD = ("CPI", "SPI")
SHORT = {  # of earned value, as six of them stand in a row
    "Cost performance (CPI)": "CPI",
    "Schedule performance (SPI)": "SPI",
    "Time performance (SPI(t))": "SPI(t)",
    FORECAST: AT_CPI,
    "Efficiency needed (TCPI)": "TCPI",
}


def is_begun(project: Project) -> bool:
    """Whether anything is planned or spent in money."""
    known = project[BUDGET_LINES].live or project[EXPENSES].live
    return bool(known or project[TIMESHEETS].live)


def key_figures(
    cost: Sequence[Figure], value: EarnedValue | None, settings: ProjectSettings
) -> tuple[Figure, ...]:
    """Return the strip of the page; with earned value its indices take two places.

    Parameters
    ----------
    cost
        The figures of `core.budget`; empty where nothing is planned or spent.
    value
        None where no earned value is known.
    """
    if value is None or value.last is None:
        return tuple(cost)
    earned = _earned_figures(value, settings)
    if not cost:
        return earned
    known = [_both(one, earned) for one in cost if one.label in COST]
    return (*known, *(one for one in earned if one.label in HEAD))


def _both(figure: Figure, earned: Sequence[Figure]) -> Figure:
    """Tell beside the forecast of the lines what the cost performance leads to."""
    if figure.label != FORECAST:
        return figure
    other = tuple((AT_CPI, one.value) for one in earned if one.label == AT_CPI)
    return replace(figure, inputs=(*figure.inputs, *other))


def value_figures(value: EarnedValue, settings: ProjectSettings) -> tuple[Figure, ...]:
    """Return the figures of earned value that `key_figures` leaves to its tab."""
    earned = _earned_figures(value, settings)
    return tuple(one for one in earned if one.label not in HEAD)


def _earned_figures(
    value: EarnedValue, settings: ProjectSettings
) -> tuple[Figure, ...]:
    return tuple(
        replace(one, label=SHORT.get(one.label, one.label))
        for one in earned_figures.key_figures(value, settings)
    )


def more_figures(
    cost: Sequence[Figure], value: EarnedValue | None
) -> tuple[Figure, ...]:
    """Return the figures of cost that `key_figures` leaves to the overview."""
    if value is None or value.last is None:
        return ()
    return tuple(one for one in cost if one.label not in COST)


def headline(costs: Costs, value: EarnedValue | None) -> str:
    """Return the one sentence that the budget page opens with."""
    last = value.last if value else None
    if value is None or last is None:
        return budget.headline(costs)
    if not costs.work_lines:
        return earned_words.headline(value, costs.currency)
    return budget.headline(costs, _earned(last, costs.currency))


def _earned(last: Period, currency: str) -> str:
    """Say how much was earned against the plan: " and earned 20 k € less"."""
    if not shows(last.sv, last.bac):
        return " and earned what was planned"
    return f" and earned {short_money(abs(last.sv), currency)} {more(last.sv)}"


def status(costs: Costs, value: EarnedValue | None) -> Status:
    """Judge the forecast by the project's tolerances for cost.

    By the budget lines; where there are none, by the cost performance so far.
    """
    last = value.last if value else None
    if costs.work_lines or last is None:
        return budget.status(costs)
    return budget.judged(costs, earned_words.overrun(last))


def foot(value: EarnedValue | None) -> tuple[str, ...]:
    """Return what earned value is held against, for the foot of the page."""
    return (f"earned value by {value.source}",) if value and value.source else ()


def value_note(value: EarnedValue, costs: Costs) -> str:
    """Return what earned value is held against, and whether that is all of it."""
    said = f"Held against {value.source}."
    if not costs.work_lines or not shows(value.bac - costs.bac, costs.bac):
        return f"{said}{_beside(value, costs)}"
    return (
        f"{said} It plans {short_money(value.bac, costs.currency)}, the budget lines "
        f"{short_money(costs.bac, costs.currency)}: take a new baseline to compare "
        "what was spent with all of it."
    )


def _beside(value: EarnedValue, costs: Costs) -> str:
    """Warn where a baseline of labour alone is held against expenses as well."""
    number = performance_baseline(costs.project) if value.branches else None
    if number is None or keeps_lines(costs.project, number):
        return ""
    cents = sum(
        one.cents
        for one in costs.bookings
        if one.effect == ACTUAL and one.prefix == EXPENSES.prefix
    )
    spent = amount(cents)
    if not shows(spent, value.bac):
        return ""
    return (
        " ▲ It keeps no budget lines, only what its activities cost by their "
        f"assignments; {short_money(spent, costs.currency)} of what was spent are "
        "expenses that it does not plan, so CPI looks worse than it is: add budget "
        "lines for them and take a new baseline."
    )


def flags_title(found: Sequence[Flag], costs: Costs) -> str:
    """Say how many things passed a tolerance, and how many of them are off track."""
    if not found:
        return no_flags(costs)
    worst = sum(flag.status is Status.OFF_TRACK for flag in found)
    many, rest = capital(count(len(found), "flag")), len(found) - worst
    parts = [(worst, "off track"), (rest, "to watch")]
    return f"{many}: {', '.join(f'{small(n)} {what}' for n, what in parts if n)}"


def tolerance(costs: Costs) -> str:
    """Return the rule behind the flags."""
    settings = costs.project.settings
    return (
        f"▲ from {settings.cost_watch} %, ■ from {settings.cost_off} % over plan: "
        "tolerances of the settings."
    )
