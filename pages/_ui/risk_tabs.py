"""The tabs of the risks page; only the open one is made."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from core.figure import Figure
from pages._ui import (
    risk_mitigations,
    risk_numbers,
    risk_pictures,
    risk_register,
    risk_registers,
)
from pages._ui.page import Here
from pages._ui.risk_registers import MITIGATE, NUMBERS, PICTURES, REGISTER

TABS: Mapping[str, Callable[[Here], Sequence[Figure]]] = {
    REGISTER: risk_register.show,
    MITIGATE: risk_mitigations.show,
    PICTURES: risk_pictures.show,
    NUMBERS: risk_numbers.show,
}


def show(here: Here) -> Sequence[Figure]:
    """Show the tabs; return the key figures of the open one."""
    figures: Sequence[Figure] = ()
    risk_registers.follow()
    tabs = st.tabs(list(TABS), key=risk_registers.TAB, on_change="rerun")
    for tab, made in zip(tabs, TABS.values(), strict=True):
        if tab.open:
            with tab:
                figures = made(here)
    return figures
