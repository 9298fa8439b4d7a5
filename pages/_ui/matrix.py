"""The risk matrix as a filter: a click on a cell shows its threats in the grid."""

from typing import Any

import streamlit as st

from core import risk
from core.registers.project import ProjectSettings
from pages._ui import look
from pages._ui.grid import Computed, Extras

MATRIX = "risks-matrix"
INHERENT, RESIDUAL = "From inherent", "To residual"


def head(title: str) -> bool:
    """Show the block's head, and ask which movement to draw; say if to residual."""
    with st.container(horizontal=True, vertical_alignment="top"):
        look.block(title, "Number = reference. Click a cell to list it.")
        chosen = st.segmented_control(
            "Movement",
            [INHERENT, RESIDUAL],
            default=INHERENT,
            required=True,
            key="risks-movement",
            label_visibility="collapsed",
            width="content",
            persist_state="session",
        )
    return chosen == RESIDUAL


def show(figure: Any, alt: str) -> None:
    """Draw the matrix; its selection is read by `cell`."""
    look.chart(figure, MATRIX, alt, on_select="rerun", selection_mode="points")


def cell() -> tuple[int, int] | None:
    """Return likelihood and impact of the cell that was clicked."""
    state = st.session_state.get(MATRIX)
    points: Any = state["selection"]["points"] if state else []
    for point in points:
        match point.get("customdata"):
            case [int() | float() as likelihood, int() | float() as impact, *_]:
                return int(likelihood), int(impact)
    return None


def extras(settings: ProjectSettings) -> Extras:
    """Return what the matrix adds to the grid: level, and the threats of a cell."""
    computed = Computed(
        "Now → residual",
        lambda record: risk.level_words(record.entry, settings),
        tint=look.glyph_tint,
    )
    chosen = cell()
    if chosen is None:
        return Extras(computed=computed)
    likelihood, impact = chosen
    return Extras(
        keep=risk.in_cell(likelihood, impact),
        kept=f"{likelihood}x{impact}",
        computed=computed,
        title=f"Threats with likelihood {likelihood} and impact {impact}",
    )
