"""The short tables and lists of the overview."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

import streamlit as st

from core import budget, due, health, risk, risk_words, words
from core.changes import lines_in_words
from core.changes import recent as recent_revisions
from core.costs import Costs
from core.due import DueItem
from core.figure import Figure, Status
from core.finish import finish_figure
from core.health import Dimension
from core.project import Revision
from core.registers.catalog import RISKS
from core.registers.entry import Record
from core.registers.risks import Risk
from data.history import headings, history
from pages._ui import fields, look, trail
from pages._ui.page import Here

MOST = 4  # categories of the table of money
LISTED, MOST_LISTED = 4, 60  # items of a short list, at once and in its window
T = TypeVar("T")
Said = tuple[str, str]  # a line of Markdown, and a small one below it
Waiting = tuple[str, str, str, date | None]


def key_figures(here: Here) -> tuple[Figure, ...]:
    """Return the finish and the most telling figures of money, risk and scope."""
    money = {f.label: f for f in here.over_weeks(budget.key_figures, here.today)}
    risks = {f.label: f for f in here.over_weeks(risk_words.key_figures)}
    found = [
        here.over_weeks(finish_figure),
        money.get("Forecast (EAC)"),
        money.get("Spent (AC)"),
        risks.get("Exposure"),
        risks.get("Above appetite"),
    ]
    return tuple(figure for figure in found if figure is not None)


def begin() -> None:
    """Say what fills this page, and lead there."""
    text = (
        "Health, money and risks appear here as soon as they are written down. Bring "
        "the register and the budget that you have, or start with what you know."
    )
    with look.empty("Nothing to judge yet", text, "rocket_launch"):
        for file, label, icon in (
            ("exchange", "Import a file", "upload_file"),
            ("scope", "Write the charter", "flag"),
            ("risks", "First risk", "crisis_alert"),
            ("budget", "First budget line", "account_balance"),
        ):
            st.page_link(f"pages/{file}.py", label=label, icon=f":material/{icon}:")


def dimensions(here: Here, shown: Sequence[Dimension]) -> None:
    """Show each dimension with its status, figure, rule and last eight weeks."""
    trail = here.over_weeks(health.trail)
    _table(
        {
            "Dimension": [f"**{d.name}**" for d in shown],
            "Status": [
                f"{look.badge(d.status)} :gray[:small[{trail.get(d.name, '')}]]"
                for d in shown
            ],
            "Figure, and its rule": [
                f"{look.safe(d.figure)} :gray[:small[· {look.safe(d.rule)}]]"
                for d in shown
            ],
        }
    )


def waiting(here: Here, shown: Sequence[Waiting]) -> None:
    """Show what waits for a decision."""

    def say(item: Waiting) -> Said:
        reference, register, title, day = item
        link = _link(here, register, reference)
        return f"{link} {look.safe(title)}", _due(day, here.status_date)

    _listed(shown, say, "waiting")


def overdue(here: Here, late: Sequence[DueItem]) -> None:
    """Show what is overdue, the oldest first."""

    def say(item: DueItem) -> Said:
        late = f":red[▲\u00a0{look.tight(due.late_words(item))}]"
        return _item(here, item), f"{late}{_owner(item)}"

    _listed(late, say, "overdue")


def upcoming(here: Here, soon: Sequence[DueItem]) -> None:
    """Show what is due next."""

    def say(item: DueItem) -> Said:
        day = f":gray[{look.tight(words.day(item.due))}]"
        return _item(here, item), f"{day}{_owner(item)}"

    _listed(soon, say, "upcoming")


def threats(here: Here, shown: Sequence[Record[Risk]]) -> None:
    """Show the highest threats with level and money."""

    def say(record: Record[Risk]) -> Said:
        return _threat(here, record), _worth(here, record.entry)

    _listed(shown, say, "threats")


def recent(here: Here) -> tuple[Revision, ...]:
    """Return the revisions of the last seven days, read once a revision."""
    key = (here.project.key, here.project.revision, here.today, "recent")
    return here.memory.answer(key, lambda: _recent(here))


def _recent(here: Here) -> tuple[Revision, ...]:
    project, actor = here.project, here.actor
    found = headings(here.store, project.key, actor=actor)
    known = [r for r in found if r.number <= project.revision]
    numbers = [r.number for r in recent_revisions(known, here.today)]
    return history(here.store, project.key, actor=actor, only=numbers)


def changes(here: Here, revisions: Sequence[Revision]) -> None:
    """Show what changed lately, one line a change."""

    def say(item: tuple[Revision, str]) -> Said:
        revision, line = item
        return trail.linked(
            here, line
        ), f":gray[{revision.at:%a} · {look.safe(revision.actor)}]"

    found = [
        (revision, line)
        for revision in revisions
        for line in lines_in_words(here.project, revision.lines)
    ]
    _listed(found, say, "changes")


def money(costs: Costs) -> None:
    """Show spent and forecast by category, the largest difference to plan first.

    A table, not a chart: the script that draws charts is 4.7 MB, and this is the page
    that opens first.
    """
    rows = sorted(costs.categories, key=lambda row: -abs(row.difference))[:MOST]
    amounts = {
        "Spent": [row.actual for row in rows],
        "Forecast": [row.forecast for row in rows],
    }
    _table(
        {
            "Category": [look.safe(row.name) for row in rows],
            **{
                name: [look.tight(words.short_money(v, costs.currency)) for v in column]
                for name, column in amounts.items()
            },
            "To plan": [_difference(row.difference, costs.currency) for row in rows],
        },
        right=(*amounts, "To plan"),
    )


def _table(columns: dict[str, Sequence[str]], right: Sequence[str] = ()) -> None:
    """Show a short table as one text: a browser reads it at once.

    Each cell of `look.table` is read as Markdown by itself, 2 ms; this is for the page
    that opens first. No cell has lines; the columns of `right` hold figures.
    """
    if any(columns.values()):
        ends = ["--:" if name in right else ":--" for name in columns]
        rows = [tuple(columns), ends, *zip(*columns.values(), strict=True)]
        st.markdown("\n".join(f"| {' | '.join(cells)} |" for cells in rows))


def _listed(items: Sequence[T], say: Callable[[T], Said], key: str) -> None:
    """Show a short list: a line of Markdown for each item, and a small one below it.

    One text for all of them: a browser takes 2 ms for each cell of a table, and lists
    are what the page that opens first is made of. The rest stands in a window.
    """
    if not items:
        return
    st.markdown(_said(map(say, items[:LISTED])))
    if (rest := len(items) - LISTED) > 0:
        opened = look.popover(f"{rest:,} more", "more_horiz", key)
        if opened is not None:
            opened.markdown(_said(map(say, items[LISTED:MOST_LISTED])))
            if len(items) > MOST_LISTED:
                opened.markdown(f":gray[and {len(items) - MOST_LISTED:,} more]")


def _said(items: Iterable[Said]) -> str:
    return "\n\n".join(f"{head}  \n:small[{note}]" for head, note in items)


def _difference(amount: Decimal, currency: str) -> str:
    text = look.tight(words.short_money(amount, currency, plus=True))
    if not amount:
        return f":gray[{text}]"
    return f":{'red' if amount > 0 else 'green'}[{text}]"


def _link(here: Here, register: str, reference: str) -> str:
    return look.link(fields.PAGES[register], reference, here.project.key)


def _item(here: Here, item: DueItem) -> str:
    return f"{_link(here, item.register, item.reference)} {look.safe(item.title)}"


def _owner(item: DueItem) -> str:
    return f":gray[ · {look.safe(item.owner)}]" if item.owner else ""


def _threat(here: Here, record: Record[Risk]) -> str:
    reference = _link(here, RISKS.key, RISKS.reference(record.number))
    return f"{reference} {look.safe(record.entry.title)}"


def _worth(here: Here, threat: Risk) -> str:
    settings = here.project.settings
    emv = words.short_money(risk.emv(threat, settings), here.currency)
    level = _level(risk.band(threat.level, settings), threat.level)
    return f"{level}:gray[ · EMV {look.tight(emv)}]"


def _due(day: date | None, today: date) -> str:
    if day is None:
        return ":gray[no date]"
    text = look.tight(words.day(day))
    return f":red[▲\u00a0{text}]" if day < today else f":gray[{text}]"


def _level(band: Status, level: int) -> str:
    return f":{look.COLOURS[band]}[{band.glyph}\u00a0{level}]"
