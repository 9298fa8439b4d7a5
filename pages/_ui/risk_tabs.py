"""The tabs of the risks page; only the open one is made."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from core.figure import Figure
from pages._ui import (
    risk_library,
    risk_mitigations,
    risk_numbers,
    risk_pictures,
    risk_promise,
    risk_register,
    risk_registers,
)
from pages._ui.page import Here
from pages._ui.risk_registers import (
    LIBRARY,
    MITIGATE,
    NUMBERS,
    PICTURES,
    PROMISE,
    REGISTER,
)

TABS: Mapping[str, Callable[[Here], Sequence[Figure]]] = {
    REGISTER: risk_register.show,
    MITIGATE: risk_mitigations.show,
    PROMISE: risk_promise.show,
    PICTURES: risk_pictures.show,
    LIBRARY: risk_library.show,
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
