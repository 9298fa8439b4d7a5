"""The tabs of the budget page; only the open one is made."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from core.figure import Figure
from pages._ui import (
    budget_actuals,
    budget_benefits,
    budget_control,
    budget_overview,
    budget_plan,
    budget_registers,
    budget_value,
)
from pages._ui.budget_registers import ACTUALS, CONTROL, GAIN, OVERVIEW, PLAN, VALUE
from pages._ui.page import Here

TABS: Mapping[str, Callable[[Here], Sequence[Figure]]] = {
    OVERVIEW: budget_overview.show,
    VALUE: budget_value.show,
    CONTROL: budget_control.show,
    PLAN: budget_plan.show,
    ACTUALS: budget_actuals.show,
    GAIN: budget_benefits.show,
}


def show(here: Here) -> Sequence[Figure]:
    """Show the tabs; return the key figures of the open one."""
    figures: Sequence[Figure] = ()
    budget_registers.follow()
    tabs = st.tabs(list(TABS), key=budget_registers.TAB, on_change="rerun")
    for tab, made in zip(tabs, TABS.values(), strict=True):
        if tab.open:
            with tab:
                figures = made(here)
    return figures
