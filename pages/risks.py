"""Risks: matrix, exposure over time, register and mitigations."""

import streamlit as st

from core import risk, risk_words
from core.charts.exposure import exposure, exposure_words, points
from core.charts.risk_cells import matrix_words
from core.charts.risk_matrix import risk_matrix
from core.registers.catalog import MITIGATIONS, RISKS
from pages._ui import grid, look, matrix, page, panel

here = page.start()
mode, settings, day = look.mode(), here.project.settings, here.status_date
risks = here.project[RISKS].live
figures = here.over_weeks(risk_words.key_figures) if risks else ()
past = here.over_months(risk.over_time) if risks else ()

look.head(
    "Risks",
    here.over_months(risk_words.opening, day),
    here.memo(risk_words.status, day),
)
look.figures(figures)

# Evidence -------------------------------------------------------------------------
if risks:
    left, right = st.columns(2, gap="medium")
    with left:
        residual = matrix.head(here.memo(risk_words.matrix_title, day))
        threats = here.memo(risk.open_threats)
        chart = here.drawn(risk_matrix, threats, settings, mode, to_residual=residual)
        matrix.show(chart, here.drawn(matrix_words, threats, settings))
    with right:
        look.block(
            here.drawn(risk_words.exposure_title, past, here.currency),
            "Probability × cost of the open threats, at the end of each month.",
        )
        line = here.drawn(points, past)
        chart = here.drawn(exposure, line, here.currency, mode)
        look.chart(chart, "exposure", here.drawn(exposure_words, line, here.currency))

# Change ---------------------------------------------------------------------------
panel.follow("risks-tab", [RISKS, MITIGATIONS])
register, mitigations = st.tabs(
    [RISKS.title, MITIGATIONS.title], key="risks-tab", on_change="rerun"
)
if register.open:
    with register:
        grid.show(here, RISKS, matrix.extras(settings))
if mitigations.open:
    with mitigations:
        grid.show(here, MITIGATIONS)
look.explain(figures)
look.foot_line(here)
