"""Lessons: what the next project should know."""

from core import lessons
from core.registers.catalog import LESSONS
from pages._ui import grid, look, page

here = page.start()

look.head("Lessons", here.memo(lessons.headline))
grid.show(here, LESSONS, grid.Extras(title=here.memo(lessons.title)))
look.foot_line(here)
