"""Lessons: what the next project should know, and what all others have learnt."""

from core import lessons
from core.registers.catalog import LESSONS
from pages._ui import grid, lesson_search, look, page

here = page.start()

look.head("Lessons", here.memo(lessons.headline))
grid.show(here, LESSONS, grid.Extras(title=here.memo(lessons.title)))
lesson_search.show()
look.foot_line(here)
