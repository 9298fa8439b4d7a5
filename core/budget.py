"""The budget in words: key figures, the sentence of the page, titles, status.

The amounts come from `core.costs`, which defines them.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from core.budget_words import more, shows
from core.costs import Costs
from core.figure import Figure, Status, threshold
from core.money import share
from core.project import Project
from core.registers.budget import BudgetKind
from core.trends import States, Trend, change, moved, seen, trend
from core.words import count, day, money, months_left, number, percent, short_money

PER_CENT = 0.01


def forecast_overrun(project: Project, status_date: date) -> float | None:
    """Return forecast / budget − 1; None where it is undefined.

    Without work lines the list of projects answers, where it knows both figures.

    >>> forecast_overrun(Project("DEMO"), date(2026, 11, 30))
    """
    return project.remember(
        ("forecast overrun", status_date),
        lambda: overrun(Costs(project, status_date)),
    )


def overrun(costs: Costs) -> float | None:
    """Return forecast / budget − 1; 0.1 means that it costs a tenth more."""
    if costs.work_lines:
        return _ratio(costs.forecast, costs.bac)
    facts = costs.project.facts
    if facts.budget is None or facts.forecast is None:
        return None
    return _ratio(facts.forecast, facts.budget)


def judged(costs: Costs, ratio: float | None) -> Status:
    """Judge an overrun, 0.1, by the project's tolerances for cost."""
    settings = costs.project.settings
    per_cent = None if ratio is None else round(ratio * 100, 6)
    return threshold(per_cent, settings.cost_watch, settings.cost_off)


def status(costs: Costs) -> Status:
    """Judge the forecast overrun by the project's tolerances."""
    return judged(costs, overrun(costs))


def spent_overrun(costs: Costs) -> float | None:
    """Return actual / plan up to the status date − 1; None without such a plan."""
    return None if costs.planned is None else _ratio(costs.actual, costs.planned)


def pace_overrun(costs: Costs) -> float | None:
    """Return by how much the burn, kept up to the end, goes over the budget."""
    if costs.burn is None or costs.needed is None:
        return None
    return _ratio(costs.actual + costs.burn * Decimal(costs.needed), costs.bac)


def _ratio(part: Decimal, whole: Decimal) -> float | None:
    ratio = share(part, whole)
    return None if ratio is None else ratio - 1


def headline(costs: Costs, earned: str = "") -> str:
    """Return the cost of a project as one sentence.

    `earned` may continue what was spent: " and earned 20 k € less".
    """
    if not costs.work_lines:
        return _without_lines(costs)
    if all(line.closed for line in costs.work_lines):
        return f"All budget lines are closed: the project {_cost(costs)}."
    if not costs.actual and costs.begins and costs.status_date < costs.begins:
        budget = short_money(costs.bac, costs.currency)
        return (
            f"Nothing is spent yet; the plan of {budget} begins on {day(costs.begins)}."
        )
    return f"We have spent {_spent(costs)}{earned}; the project {_cost(costs)}."


def _without_lines(costs: Costs) -> str:
    if costs.bookings:
        spent = short_money(costs.actual, costs.currency)
        return f"We have spent {spent}; add budget lines to compare it with the plan."
    facts = costs.project.facts
    if facts.budget is None:
        return "There is no budget yet: add budget lines, or import them from a file."
    budget = short_money(facts.budget, costs.currency)
    ratio = overrun(costs)
    if ratio is None:
        return f"The budget is {budget}; add budget lines to follow what is spent."
    cost = short_money(facts.forecast, costs.currency)
    return f"The project is forecast at {cost}, {_against(ratio)} {budget}."


def _spent(costs: Costs) -> str:
    money = costs.currency
    if costs.planned is None:
        return f"{short_money(costs.actual, money)} of {short_money(costs.bac, money)}"
    gap = costs.actual - costs.planned
    if not shows(gap, costs.bac):
        return f"{short_money(costs.actual, money)}, as planned"
    return f"{short_money(abs(gap), money)} {more(gap)} than planned"


def _cost(costs: Costs) -> str:
    """Say what it costs at completion, against the budget."""
    done = all(line.closed for line in costs.work_lines)
    verb = "cost" if done else "is forecast at"
    cost, ratio = short_money(costs.forecast, costs.currency), overrun(costs)
    budget = short_money(costs.bac, costs.currency)
    return f"{verb} {cost}" + (
        f", {_against(ratio)} {budget}" if ratio is not None else ""
    )


def _against(ratio: float) -> str:
    """Say where a cost lies: "10 % over the budget of"."""
    written = percent(abs(ratio), 1 if abs(ratio) < PER_CENT else 0)
    if not any(digit in written for digit in "123456789"):
        return "as in the budget of"
    return f"{written} {'over' if ratio > 0 else 'under'} the budget of"


# --- key figures --------------------------------------------------------------------


def key_figures(states: States, today: date) -> tuple[Figure, ...]:
    """Return budget, spent, forecast, committed and runway, with their trends.

    `states` and `today` are those of `core.trends.seen`.
    """
    past = seen(states, today, Costs)
    makers = (_budget, _spent_figure, _forecast_figure, _committed, _runway)
    return tuple(make(past) for make in makers) if past else ()


Past = Sequence[tuple[date, Costs]]


def _sum(name: str) -> Callable[[Costs], Any]:
    """Return a sum by its name; a state of the past is summed up once."""

    def value(costs: Costs) -> Any:
        key = ("costs", name, costs.status_date)
        return costs.project.remember(key, lambda: getattr(costs, name))

    return value


def _trend(past: Past, name: str) -> Trend:
    return trend(past, _sum(name))


def _budget(past: Past) -> Figure:
    costs = past[-1][1]
    contingency = costs.reserve(BudgetKind.CONTINGENCY)
    management = costs.reserve(BudgetKind.MANAGEMENT)
    return Figure(
        "Budget (BAC)",
        short_money(costs.bac if costs.work_lines else None, costs.currency),
        "Budget = sum of the amounts of all budget lines of kind work; "
        "reserves are kept apart",
        (
            (count(len(costs.work_lines), "work line"), _exact(costs, costs.bac)),
            ("Contingency reserve left", _exact(costs, contingency.left)),
            ("Management reserve left", _exact(costs, management.left)),
        ),
        "Budget lines; PMBOK Guide, 6th edition, 7.3",
        change(past, moved(past, _sum("bac")), partial(_more, costs)),
        trend=_trend(past, "bac"),
    )


def _spent_figure(past: Past) -> Figure:
    costs = past[-1][1]
    gap = None if costs.planned is None else costs.actual - costs.planned
    words = "no plan by date"
    if gap is not None:
        words = f"{short_money(gap, costs.currency, plus=True)} to plan"
    return Figure(
        "Spent (AC)",
        short_money(costs.actual, costs.currency),
        "Spent = invoices + accruals + worked hours − credits up to the status date, "
        "rejected ones apart; to plan = spent − plan up to that date, "
        "each line on its days",
        (
            ("Spent", _exact(costs, costs.actual)),
            ("Plan to date", _exact(costs, costs.planned)),
            ("Paid", _exact(costs, costs.paid)),
            ("Status date", day(costs.status_date)),
        ),
        "Expenses and budget lines",
        words,
        judged(costs, spent_overrun(costs)) if gap is not None else None,
        _trend(past, "actual"),
    )


def _forecast_figure(past: Past) -> Figure:
    costs = past[-1][1]
    gap = costs.forecast - costs.bac
    return Figure(
        "Forecast (EAC)",
        short_money(costs.forecast if costs.lines else None, costs.currency),
        "Forecast = sum over the lines: closed = actual; else the greater of plan and "
        "actual + max(open commitment, plan after the status date). No line is "
        "forecast below its plan until it is closed.",
        (
            ("Actual", _exact(costs, costs.actual)),
            ("Remaining", _exact(costs, costs.remaining)),
            ("Budget", _exact(costs, costs.bac)),
            ("Over budget", percent(overrun(costs), 1, plus=True)),
        ),
        "Budget lines and expenses, line by line (bottom-up estimate at completion, "
        "PMBOK Guide, 6th edition, 7.4)",
        f"{short_money(gap, costs.currency, plus=True)} to budget"
        if costs.work_lines
        else "",
        status(costs) if costs.work_lines else None,
        _trend(past, "forecast"),
    )


def _committed(past: Past) -> Figure:
    costs = past[-1][1]
    return Figure(
        "Committed",
        short_money(costs.committed, costs.currency),
        "Committed = commitments, rejected ones apart; open = max(0, committed − "
        "actual) of each line that is not closed",
        (
            ("Committed", _exact(costs, costs.committed)),
            ("Open", _exact(costs, costs.open_commitment)),
        ),
        "Expenses of kind commitment",
        f"{short_money(costs.open_commitment, costs.currency)} still open",
        trend=_trend(past, "committed"),
    )


def _runway(past: Past) -> Figure:
    costs = past[-1][1]
    rate = pace_overrun(costs)
    needed = costs.needed
    return Figure(
        "Runway",
        months_left(costs.runway),
        "Runway = (budget − actual) / burn; burn = mean actual of the last three full "
        "months; needed = months to the project's last day",
        (
            ("Budget − actual", _exact(costs, costs.bac - costs.actual)),
            ("Burn a month", _exact(costs, costs.burn)),
            ("Needed", months_left(needed)),
            ("Over budget at this burn", percent(rate, 1, plus=True)),
        ),
        "Expenses and budget lines",
        "" if needed is None else f"{number(needed, 1)} needed",
        judged(costs, rate) if costs.runway is not None and needed else None,
        _trend(past, "runway"),
    )


def _more(costs: Costs, amount: Decimal) -> str:
    return short_money(amount, costs.currency, plus=True)


def _exact(costs: Costs, value: Decimal | None) -> str:
    return money(value, costs.currency)
