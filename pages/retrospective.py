"""Retrospective: a board for looking back, with actions and lessons."""

from core import board as boards
from core.registers.catalog import ACTIONS, LESSONS, RETROSPECTIVES
from pages._ui import board, grid, look, page, panel

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
            title=here.memo(boards.actions_title, meeting),
            keep=boards.is_from_retrospective,
            kept="retrospectives",
            new={"source": here.memo(boards.source, meeting)},
            primary=False,
        ),
    )
    grid.show(
        here,
        LESSONS,
        grid.Extras(
            title=here.memo(boards.lessons_title, meeting),
            keep=here.memo(boards.lessons_of, meeting),
            kept=f"retrospective {meeting}",
            new=here.memo(boards.of_meeting, meeting),
            primary=False,
        ),
    )
panel.show(here, RETROSPECTIVES)
look.foot_line(here)
