"""Budget: plan, cost and forecast; what was earned, and what it is worth."""

from functools import partial

from core import budget, budget_page
from core.costs import Costs
from core.earned_value.project import earned_value
from core.registers.learning import LessonPage
from core.simulated_kept import kept_words
from pages._ui import budget_export, budget_tabs, lesson_offers, look, page

here = page.start()
costs = here.memo(Costs, here.status_date)
value = earned_value(here.project, here.status_date)
begun = budget_page.is_begun(here.project)
by_cost = here.over_weeks(budget.key_figures, here.today) if begun else ()
figures = here.drawn(budget_page.key_figures, by_cost, value, here.project.settings)

look.head(
    "Budget",
    here.drawn(budget_page.headline, costs, value),
    here.drawn(budget_page.status, costs, value),
    partial(budget_export.actions, here),
)
look.figures(figures)
if promised := here.memo(kept_words):
    look.foot(promised)
shown = budget_tabs.show(here)
lesson_offers.show(here, LessonPage.BUDGET)
look.explain((*figures, *shown))
look.foot_line(here, *budget_page.foot(value))
