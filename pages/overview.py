"""Overview: what needs attention in this project, and why."""

import streamlit as st

from core import budget, changes, due, health, risk, risk_words
from core.costs import Costs
from core.figure import Status
from core.simulated_kept import kept_words
from pages._ui import look, overview, page

here = page.start()
day = here.status_date
dimensions = here.memo(health.health, day)
costs = here.memo(Costs, day)
items = here.memo(due.due_items, day)
waiting = here.memo(due.waiting)
begun = health.overall(dimensions) is not Status.NO_DATA
figures = overview.key_figures(here) if begun else ()

look.head(here.project.name, health.headline(dimensions), health.overall(dimensions))
look.figures(figures)
if promised := here.memo(kept_words):
    look.foot(promised)
if not begun:
    overview.begin()

left, right = st.columns([3, 2], gap="medium")
with left:
    look.block(
        health.title(dimensions),
        "The worst dimension wins. Its rule is a setting; below a status stand the "
        "last eight weeks.",
    )
    overview.dimensions(here, dimensions)
with right:
    look.block(due.waiting_title(waiting), "Earliest first." if waiting else "")
    overview.waiting(here, waiting)
    look.block(here.drawn(due.overdue_title, items))
    overview.overdue(here, here.drawn(due.overdue, items))

cells = st.grid(3, min_column_width=270, gap=("small", "medium"))
with cells.cell():
    look.block(here.drawn(due.upcoming_title, items))
    overview.upcoming(here, here.drawn(due.upcoming, items))
with cells.cell():
    look.block(here.memo(risk_words.matrix_title, day))
    overview.threats(here, here.memo(risk.top_threats))
with cells.cell():
    revisions = overview.recent(here)
    look.block(changes.recent_title(revisions))
    overview.changes(here, revisions)

if costs.work_lines:
    look.block(here.drawn(budget.headline, costs).rstrip("."))
    overview.money(costs)
look.explain(figures)
look.foot_line(here)
