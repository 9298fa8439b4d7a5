"""Budget: plan against actual by category and month, burn, what remains."""

import streamlit as st

from core import budget
from core import budget_words as words
from core.charts.categories import categories, categories_unit
from core.charts.cumulative import cumulative
from core.charts.months import months, months_unit, months_words
from core.costs import Costs
from core.registers.catalog import BUDGET_LINES, EXPENSES
from pages._ui import grid, look, page, panel

here = page.start()
mode, day = look.mode(), here.status_date
costs = here.memo(Costs, day)
begun = bool(here.project[BUDGET_LINES].live or here.project[EXPENSES].live)
figures = here.over_weeks(budget.key_figures, here.today) if begun else ()

look.head("Budget", here.drawn(budget.headline, costs), budget.status(costs))
look.figures(figures)

# Evidence -------------------------------------------------------------------------
if costs.months:
    unit = here.drawn(months_unit, costs.months, costs.currency)
    note = here.drawn(words.months_note, costs)
    look.block(here.drawn(words.months_title, costs), f"{unit}. {note}")
    chart = here.drawn(months, costs.months, day, costs.currency, mode)
    look.chart(chart, "months", here.drawn(months_words, costs.months, costs.currency))
    left, right = st.columns(2, gap="medium")
    with left:
        title = here.drawn(words.curve_title, costs)
        look.block(title, "Cumulative. Solid = actual, grey = plan, dotted = forecast.")
        chart = here.drawn(cumulative, costs.months, day, costs.currency, mode)
        look.chart(chart, "curve", title)
    with right:
        title = here.drawn(words.categories_title, costs)
        unit = here.drawn(categories_unit, costs.categories, costs.currency)
        look.block(title, f"{unit}. Outline = plan, solid = actual, hatched = to come.")
        chart = here.drawn(categories, costs.categories, costs.currency, mode)
        look.chart(chart, "categories", title)
for sentence in here.drawn(words.to_check, costs):
    look.foot(sentence)

# Change ---------------------------------------------------------------------------
panel.follow("budget-tab", [BUDGET_LINES, EXPENSES])
lines, expenses = st.tabs(
    [BUDGET_LINES.title, EXPENSES.title], key="budget-tab", on_change="rerun"
)
if lines.open:
    with lines:
        grid.show(here, BUDGET_LINES)
if expenses.open:
    with expenses:
        grid.show(here, EXPENSES)
look.explain(figures)
look.foot_line(here)
