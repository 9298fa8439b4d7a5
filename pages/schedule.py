"""Schedule: the plan with its dates, what moves it, baselines and quality."""

from core import schedule_figures, schedule_words
from core.registers.learning import LessonPage
from core.simulated_kept import kept_words
from pages._ui import (
    lesson_offers,
    look,
    page,
    schedule,
    schedule_chart,
    schedule_tabs,
    schedule_what_if,
)

here = page.start()
sight = schedule.look_at(here)
figures = here.over_weeks(schedule_figures.key_figures, here.today)

look.head(
    "Schedule",
    schedule_words.headline(sight.now, sight.trouble),
    schedule_figures.status(sight.now),
    schedule_what_if.menu(here),
)
look.figures(figures)
if promised := here.memo(kept_words):
    look.foot(promised)
schedule.trouble(here, sight)

# Evidence -------------------------------------------------------------------------
schedule_chart.show(here, sight)
schedule_what_if.show(here, sight)

# Change ---------------------------------------------------------------------------
schedule_tabs.show(here, sight)
lesson_offers.show(here, LessonPage.SCHEDULE)
look.explain(figures)
look.foot_line(here, *schedule_words.foot(sight.now))
