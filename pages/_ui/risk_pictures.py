"""Risks in pictures: when they may come, with whom they lie, how exposure falls."""

from collections.abc import Sequence

import streamlit as st

from core import risk_burn_down, risk_pictures
from core import risk_picture_figures as made
from core.charts import risk_bubble, risk_burndown, risk_heat
from core.figure import Figure
from core.project import Project
from core.registers.catalog import RISKS
from pages._ui import look
from pages._ui.page import Here


def show(here: Here) -> Sequence[Figure]:
    """Show bubbles and burn-down beside each other, and below them the heat."""
    if not here.project[RISKS].live:
        look.empty(
            "Nothing to draw yet",
            "When risks may come, with whom they lie and how exposure falls stand here "
            "as soon as risks are written down: begin in the tab Risks, or pick some "
            "from the tab Library.",
            "bubble_chart",
        )
        return ()
    left, right = st.columns(2, gap="medium")
    with left:
        near = _bubbles(here)
    with right:
        planned = _burn_down(here)
    return near, planned, _heat(here)


def _bubbles(here: Here) -> Figure:
    (points, missing), today = here.memo(_placed), here.status_date
    look.block(
        here.drawn(risk_pictures.bubble_title, points, today, here.currency),
        "Up: probability × cost; size: level; ■ above the appetite, ◇ opportunity; "
        "moved aside where they meet."
        f"{f' {missing} without a date or a cost.' if missing else ''}",
    )
    chart = here.drawn(
        risk_bubble.risk_bubble, points, today, here.currency, look.mode()
    )
    alt = here.drawn(risk_bubble.bubble_words, points, missing, here.currency)
    look.chart(chart, "risk-bubble", alt)
    return here.drawn(made.near_figure, points, missing, today, here.currency)


def _placed(project: Project) -> tuple[tuple[risk_pictures.RiskPoint, ...], int]:
    """Return the risks with a place among the bubbles, and how many have none."""
    points = risk_pictures.risk_points(project)
    return points, risk_pictures.unplaced(project, points)


def _burn_down(here: Here) -> Figure:
    found = here.over_months(risk_burn_down.burn_down)
    look.block(
        here.drawn(risk_burn_down.burn_down_title, found, here.currency),
        "A step down is the due date of mitigations with an effect in numbers.",
    )
    chart = here.drawn(risk_burndown.risk_burndown, found, here.currency, look.mode())
    alt = here.drawn(risk_burndown.burn_down_words, found, here.currency)
    look.chart(chart, "risk-burndown", alt)
    return here.drawn(made.burn_down_figure, found, here.currency)


def _heat(here: Here) -> Figure:
    found = here.memo(risk_pictures.heat)
    unit = here.drawn(risk_heat.heat_unit, found, here.currency)
    look.block(
        here.drawn(risk_pictures.heat_title, found, here.currency),
        f"In each cell: exposure in {unit}, in brackets the open threats.",
    )
    chart = here.drawn(risk_heat.risk_heat, found, here.currency, look.mode())
    look.chart(
        chart, "risk-heat", here.drawn(risk_heat.heat_words, found, here.currency)
    )
    return here.drawn(made.owner_figure, found, here.currency)
