"""Control: flags with reasons, from budget to forecast, any cut, what to decide."""

from collections.abc import Sequence

import streamlit as st

from core import budget_page, cost_checks, words
from core.charts.waterfall import waterfall, waterfall_note, waterfall_words
from core.cost_bridge import bridge, bridge_title
from core.cost_checks import ToCheck
from core.cost_flags import Flag, cost_flags
from core.costs import Costs
from core.figure import Figure
from pages._ui import budget_pivot, look
from pages._ui.page import Here

MOST = 12  # entries shown; the rest is counted
FLAGS = 6  # shown beside the chart; all in a window


def show(here: Here) -> Sequence[Figure]:
    """Show what passed a tolerance, where the difference comes from, what to decide."""
    costs = here.memo(Costs, here.status_date)
    if not costs.lines:
        look.empty(
            "Nothing to control yet",
            "Flags, the way from budget to forecast and a table of cost by any two of "
            "category, WBS, month and vendor stand here as soon as there are budget "
            "lines or expenses: add them in the tabs Plan and Actuals.",
            "rule",
        )
        return ()
    left, right = st.columns(2, gap="medium")
    with left:
        _flags(here, costs)
    with right:
        _bridge(here, costs)
    budget_pivot.show(here)
    _checks(here, costs)
    return ()


def _flags(here: Here, costs: Costs) -> None:
    found = here.drawn(cost_flags, costs)
    look.block(budget_page.flags_title(found, costs), budget_page.tolerance(costs))
    _flag_table(here, found[:FLAGS])
    if len(found) > FLAGS:
        opened = look.popover(
            f"All {words.small(len(found))} flags", "flag", "flags", "secondary"
        )
        if opened is not None:
            with opened:
                _flag_table(here, found)


def _flag_table(here: Here, shown: Sequence[Flag]) -> None:
    look.table(
        {
            "Status": [look.badge(flag.status) for flag in shown],
            "Why": [_why(here, flag) for flag in shown],
        },
        alt="Flags of the cost with their reasons",
    )


def _why(here: Here, flag: Flag) -> str:
    """Say the reason, and link the entry that it is about."""
    if not flag.reference:
        return look.safe(flag.reason)
    link = look.link("budget", flag.reference, here.project.key)
    return f"{link} {look.safe(flag.reason.removeprefix(flag.reference).strip())}"


def _bridge(here: Here, costs: Costs) -> None:
    steps = here.drawn(bridge, costs)
    look.block(
        here.drawn(bridge_title, costs),
        here.drawn(waterfall_note, steps, here.currency),
    )
    chart = here.drawn(waterfall, steps, here.currency, look.mode())
    look.chart(chart, "waterfall", here.drawn(waterfall_words, steps, here.currency))


def _checks(here: Here, costs: Costs) -> None:
    found = here.drawn(cost_checks.to_check, costs)
    look.block(
        here.drawn(cost_checks.title, found, here.currency),
        here.drawn(cost_checks.advice, found),
    )
    shown = found[:MOST]
    key = here.project.key
    look.table(
        {
            "Ref": [look.link("budget", row.reference, key) for row in shown],
            "Entry": [_entry(row) for row in shown],
            "Amount": [
                look.tight(words.money(row.amount, here.currency)) for row in shown
            ],
            "Is": [_reason(row) for row in shown],
        },
        alt="Entries that wait for a decision",
    )
    if len(found) > MOST:
        more = words.count(len(found) - MOST, "smaller one is", "smaller ones are")
        look.foot(f"{words.capital(more)} not shown: filter the tab Actuals.")


def _entry(row: ToCheck) -> str:
    when = ", ".join(filter(None, (row.vendor, look.tight(words.day(row.on)))))
    return f"{look.safe(row.title)} :gray[{look.safe(when)}]"


def _reason(row: ToCheck) -> str:
    hint = f" :gray[{look.safe(row.hint)}]" if row.hint else ""
    return f"{look.safe(', '.join(row.reasons))}{hint}"
