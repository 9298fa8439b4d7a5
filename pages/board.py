"""Board: a retrospective in session, for who leads it and for who takes part."""

from pages._ui import live, live_page, look

board = live_page.start()

look.head(board.head.title, board.sentence)
live.show(board.head)
