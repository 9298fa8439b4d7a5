"""The cost of a project at a glance: by month, as a running sum, by category."""

import streamlit as st

from core import budget, budget_page
from core import budget_words as words
from core.charts.categories import categories, categories_unit
from core.charts.cumulative import cumulative
from core.charts.months import months, months_unit, months_words
from core.costs import Costs
from core.earned_value.project import earned_value
from core.figure import Figure
from core.simulated_kept import cone
from pages._ui import look
from pages._ui.page import Here

STRIP = 5  # places in a row of key figures


def show(here: Here) -> tuple[Figure, ...]:
    """Show plan, actual and forecast in three charts, and what makes them less sure."""
    costs = here.memo(Costs, here.status_date)
    figures = _more(here)
    look.figures(figures, STRIP)
    if costs.months:
        _by_month(here, costs)
        left, right = st.columns(2, gap="medium")
        with left:
            _running(here, costs)
        with right:
            _by_category(here, costs)
    elif not costs.lines:
        _nothing(here)
    for sentence in here.drawn(words.to_check, costs):
        look.foot(sentence)
    return figures


def _more(here: Here) -> tuple[Figure, ...]:
    """Return the figures for which the head of the page has no place."""
    if not budget_page.is_begun(here.project):
        return ()
    value = earned_value(here.project, here.status_date)
    by_cost = here.over_weeks(budget.key_figures, here.today)
    return here.drawn(budget_page.more_figures, by_cost, value)


def _by_month(here: Here, costs: Costs) -> None:
    unit = here.drawn(months_unit, costs.months, costs.currency)
    note = here.drawn(words.months_note, costs)
    look.block(here.drawn(words.months_title, costs), f"{unit}. {note}")
    chart = here.drawn(
        months, costs.months, costs.status_date, costs.currency, look.mode()
    )
    look.chart(chart, "months", here.drawn(months_words, costs.months, costs.currency))


def _running(here: Here, costs: Costs) -> None:
    title, kept = here.drawn(words.curve_title, costs), here.memo(cone)
    range_ = ", area = P10 to P90" if kept else ""
    look.block(
        title, f"Cumulative. Solid = actual, grey = plan, dotted = forecast{range_}."
    )
    chart = here.drawn(
        cumulative,
        costs.months,
        costs.status_date,
        costs.currency,
        look.mode(),
        kept,
    )
    look.chart(chart, "curve", title)


def _by_category(here: Here, costs: Costs) -> None:
    title = here.drawn(words.categories_title, costs)
    unit = here.drawn(categories_unit, costs.categories, costs.currency)
    look.block(title, f"{unit}. Outline = plan, solid = actual, hatched = to come.")
    chart = here.drawn(categories, costs.categories, costs.currency, look.mode())
    look.chart(chart, "categories", title)


def _nothing(here: Here) -> None:
    text = (
        "Cost by month and by category stands here as soon as there are budget lines "
        "or expenses: add them in the tabs Plan and Actuals, or import a file."
        if here.can_edit
        else "No budget line and no expense was recorded by this day."
    )
    with look.empty("No cost yet", text, "account_balance"):
        if here.can_edit:
            st.page_link(
                "pages/exchange.py",
                label="Import a file",
                icon=":material/upload_file:",
            )
