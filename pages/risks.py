"""Risks: register, mitigations, pictures, a library to pick from, and the numbers."""

from core import risk_words
from core.registers.catalog import RISKS
from core.registers.learning import LessonPage
from pages._ui import lesson_offers, look, page, risk_tabs

here = page.start()
figures = here.over_weeks(risk_words.key_figures) if here.project[RISKS].live else ()

look.head(
    "Risks",
    here.over_months(risk_words.opening, here.status_date),
    here.memo(risk_words.status, here.status_date),
)
look.figures(figures)
shown = risk_tabs.show(here)
lesson_offers.show(here, LessonPage.RISKS)
look.explain((*figures, *shown))
look.foot_line(here)
