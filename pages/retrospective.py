"""Retrospective: a board for looking back, with actions and lessons."""

from core import board as boards
from core.registers.catalog import ACTIONS, LESSONS
from pages._ui import board, grid, look, page

here = page.start()
meeting = board.choose(here)

look.head("Retrospective", here.memo(boards.headline, meeting))
board.pick(here)
if meeting is None:
    look.empty(
        "No retrospective yet",
        "Start one for the last milestone or release: everybody writes cards, votes, "
        "and the best become actions with an owner and lessons for the next project.",
        "forum",
    )
else:
    board.show(here, meeting)
    grid.show(
        here,
        ACTIONS,
        grid.Extras(
            title="Actions from retrospectives",
            keep=boards.is_from_retrospective,
            kept="retrospectives",
            new={"source": here.memo(boards.source, meeting)},
            primary=False,
        ),
    )
    grid.show(
        here, LESSONS, grid.Extras(title="Lessons that came of it", primary=False)
    )
look.foot_line(here)
