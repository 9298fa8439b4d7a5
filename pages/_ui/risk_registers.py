"""The registers of risk: which tab of the page each is in; of the numbers, one shown.

A grid is some fifteen widgets, so the tab of the numbers shows the chosen register.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from core.registers.catalog import (
    COST_CORRELATIONS,
    DURATION_CORRELATIONS,
    MITIGATIONS,
    RISK_COSTS,
    RISK_DELAYS,
    RISKS,
    SCALE_LEVELS,
    SIMULATION_RUNS,
)
from core.registers.spec import RegisterSpec
from pages._ui import panel

TAB, CHOSEN = "risks-tab", "risks-numbers-register"
REGISTER, MITIGATE, PICTURES = RISKS.title, MITIGATIONS.title, "Pictures"
PROMISE, LIBRARY, NUMBERS = "Promise", "Library", "Numbers"
Specs = Mapping[str, RegisterSpec[Any]]
IN_NUMBERS: Specs = {  # as they are called above the grid
    "Scales": SCALE_LEVELS,
    "Delays": RISK_DELAYS,
    "Costs": RISK_COSTS,
    "Correlated durations": DURATION_CORRELATIONS,
    "Correlated costs": COST_CORRELATIONS,
    "Simulations": SIMULATION_RUNS,
}
HOME = {spec.key: NUMBERS for spec in IN_NUMBERS.values()}


def follow() -> None:
    """Turn to the tab and the register of the entry that the address names, once."""
    named = st.query_params.get(panel.ENTRY, "")
    if not named or st.session_state.get(panel.FOLLOWED) == named:
        return
    panel.follow(TAB, (RISKS, MITIGATIONS, *IN_NUMBERS.values()), HOME)
    for name, spec in IN_NUMBERS.items():
        if panel.number_of(spec, named):
            st.session_state[CHOSEN] = name


def choose() -> RegisterSpec[Any]:
    """Ask which of the registers of numbers to show."""
    names = list(IN_NUMBERS)
    chosen = st.segmented_control(
        "Registers of numbers",
        names,
        default=names[0],
        key=CHOSEN,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    return IN_NUMBERS[chosen]
