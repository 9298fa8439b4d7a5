"""The registers of money: which tab of the budget page each is in; one shown at a time.

A grid is some fifteen widgets, so a tab with several registers shows the chosen one.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from core.registers.catalog import (
    BASELINE_COSTS,
    BENEFITS,
    BUDGET_LINES,
    BUDGET_MONTHS,
    DRAWDOWNS,
    EARNING_MILESTONES,
    EXCHANGE_RATES,
    EXPENSES,
    PERFORMANCE,
    PROGRESS_MEASUREMENTS,
    RESOURCE_RATES,
    TIMESHEETS,
)
from core.registers.spec import RegisterSpec
from pages._ui import grid, panel
from pages._ui.extras import Extras
from pages._ui.page import Here

TAB = "budget-tab"
OVERVIEW, VALUE, CONTROL = "Overview", "Earned value", "Control"
PLAN, ACTUALS, GAIN = "Plan", "Actuals", "Benefits"
Specs = Sequence[RegisterSpec[Any]]
REGISTERS: Mapping[str, Specs] = {  # of each tab that has any
    VALUE: (PERFORMANCE, PROGRESS_MEASUREMENTS, EARNING_MILESTONES, BASELINE_COSTS),
    PLAN: (BUDGET_LINES, BUDGET_MONTHS, DRAWDOWNS, EXCHANGE_RATES, RESOURCE_RATES),
    ACTUALS: (EXPENSES, TIMESHEETS),
    GAIN: (BENEFITS,),
}


def follow() -> None:
    """Turn to the tab and the register of the entry that the address names, once."""
    named = st.query_params.get(panel.ENTRY, "")
    if not named or st.session_state.get(panel.FOLLOWED) == named:
        return
    home = {spec.key: tab for tab, specs in REGISTERS.items() for spec in specs}
    every = [spec for specs in REGISTERS.values() for spec in specs]
    panel.follow(TAB, every, home)
    for spec in every:
        if panel.number_of(spec, named):
            st.session_state[_key(home[spec.key])] = spec.title


def show(
    here: Here,
    tab: str,
    extras: Mapping[str, Extras] | None = None,
    first: RegisterSpec[Any] | None = None,
) -> None:
    """Show the grid of the register that is chosen among those of a tab.

    `first` is shown before anybody has chosen; without it, the first of the tab.
    """
    specs = REGISTERS[tab]
    titles = [spec.title for spec in specs]
    chosen = (first or specs[0]).title
    if len(titles) > 1:
        chosen = st.segmented_control(
            f"Registers: {tab.lower()}",
            titles,
            default=chosen,
            key=_key(tab),
            required=True,
            label_visibility="collapsed",
            persist_state="session",
        )
    spec = next(spec for spec in specs if spec.title == chosen)
    grid.show(here, spec, (extras or {}).get(spec.key))


def _key(tab: str) -> str:
    return f"budget-{tab.lower().replace(' ', '-')}-register"
