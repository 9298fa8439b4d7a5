"""The register of risks below its evidence: matrix with movement, exposure in time."""

from collections.abc import Sequence

import streamlit as st

from core import risk, risk_offers, risk_words
from core.charts.exposure import exposure, exposure_words, points
from core.charts.risk_cells import matrix_words
from core.charts.risk_matrix import risk_matrix
from core.figure import Figure
from core.registers.catalog import RISKS
from pages._ui import grid, look, matrix, risk_registers
from pages._ui.page import Here


def show(here: Here) -> Sequence[Figure]:
    """Show where the threats stand, how exposure moved, and the register."""
    if here.project[RISKS].live:
        left, right = st.columns(2, gap="medium")
        with left:
            _matrix(here)
        with right:
            _exposure(here)
    grid.show(here, RISKS, matrix.extras(here.project.settings))
    if here.can_edit and not here.project[RISKS].live:
        _library(here)
    return ()


def _library(here: Here) -> None:
    """Show the way to the common risks where none is written down yet."""
    every = here.memo(risk_offers.offers)
    with st.container(horizontal=True, horizontal_alignment="center"):
        st.button(
            f"Pick from {len(every)} common risks",
            icon=":material/library_add:",
            key="risks-from-library",
            on_click=_turn,
        )


def _turn() -> None:
    st.session_state[risk_registers.TAB] = risk_registers.LIBRARY


def _matrix(here: Here) -> None:
    settings, threats = here.project.settings, here.memo(risk.open_threats)
    residual = matrix.head(here.memo(risk_words.matrix_title, here.status_date))
    chart = here.drawn(
        risk_matrix, threats, settings, look.mode(), to_residual=residual
    )
    matrix.show(chart, here.drawn(matrix_words, threats, settings))


def _exposure(here: Here) -> None:
    past = here.over_months(risk.over_time)
    look.block(
        here.drawn(risk_words.exposure_title, past, here.currency),
        "Probability × cost of the open threats, at the end of each month.",
    )
    line = here.drawn(points, past)
    chart = here.drawn(exposure, line, here.currency, look.mode())
    look.chart(chart, "exposure", here.drawn(exposure_words, line, here.currency))
