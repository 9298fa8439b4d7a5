"""History: who changed what and when; every revision can be undone."""

from pages._ui import look, page, past

here = page.start()
shown = past.choose(here)

look.head("History", past.headline(shown))
past.show(here, shown)
look.foot_line(here)
