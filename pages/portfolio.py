"""Portfolio: all projects side by side, and the way to a new one."""

from core import portfolio, words
from core.charts.portfolio import points, portfolio_words
from core.charts.portfolio import portfolio as chart
from pages._ui import look, page, projects

page.keys()
lines = projects.rows()

actions = projects.new if lines else None
look.head("Portfolio", portfolio.headline(lines), actions=actions)
projects.told()
if not lines:
    projects.nothing()
else:
    if placed := points(lines):
        look.block(
            portfolio.title(lines),
            "Right = later, up = dearer than planned; area = budget.",
        )
        look.chart(chart(placed, look.mode()), "portfolio", portfolio_words(placed))
    look.block(
        portfolio.table_title(lines),
        "A status is that of the worst dimension, the sponsor's rating among them; "
        "“Set by” names which.",
    )
    projects.table(*projects.asked())
    day = page.past() or page.today()
    look.foot(
        words.capital(f"{words.count(len(lines), 'project')}, as of {words.day(day)}")
    )
