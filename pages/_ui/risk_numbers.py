"""What the levels mean, and what the simulation of the risks is fed with."""

from collections.abc import Sequence

import streamlit as st

from core import risk_scale_words as words
from core.figure import Figure
from core.registers.catalog import SCALE_LEVELS
from core.registers.quantified import ScaleKind
from pages._ui import grid, look, risk_registers
from pages._ui.page import Here


def show(here: Here) -> Sequence[Figure]:
    """Show the chosen register of numbers; above the scales, what they come to."""
    chosen = risk_registers.choose()
    if chosen is SCALE_LEVELS:
        _scales(here)
    grid.show(here, chosen)
    return ()


def _scales(here: Here) -> None:
    left, right = st.columns([2, 3], gap="medium")
    for column, kind in ((left, ScaleKind.LIKELIHOOD), (right, ScaleKind.IMPACT)):
        with column:
            look.block(
                here.memo(words.scale_title, kind), here.memo(words.scale_note, kind)
            )
            cells = zip(*here.memo(words.scale_rows, kind), strict=True)
            names = words.COLUMNS[kind]
            *short, last = [list(map(look.tight, column)) for column in cells]
            last = [look.safe(text.replace("\u00a0", " ")) for text in last]
            look.table(
                dict(zip(names, [*short, last], strict=True)),
                alt=f"What the levels of {kind.value} mean",
            )
