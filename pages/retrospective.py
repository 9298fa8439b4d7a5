"""Retrospective: boards in session, what they left behind, reviews and incidents."""

from core import board
from pages._ui import board_tabs, look, page

here = page.start()

look.head("Retrospective", here.memo(board.headline))
board_tabs.show(here)
look.foot_line(here)
