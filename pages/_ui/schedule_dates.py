"""The dates of a Gantt chart that is taller than its place: they stay in sight."""

from pathlib import Path
from typing import Any

import streamlit as st

from core.charts.gantt_axes import TOP
from core.charts.template import PALETTES
from pages._ui import look

SCRIPT = Path(__file__).parents[2] / "assets" / "gantt_dates.js"
KEEPER = st.components.v2.component(
    "linchpin_gantt_dates", js=SCRIPT.read_text(encoding="utf-8"), isolate_styles=False
)
HEIGHT, PHONE_HEIGHT = 600, 480  # px of the part of a tall chart that is seen at once


def frame(height: float) -> Any:
    """Return where a chart of a height in pixels stands; a tall one scrolls."""
    most = PHONE_HEIGHT if look.is_phone() else HEIGHT
    scrolls = height > most
    name = "schedule-scrolled-gantt" if scrolls else "schedule-gantt"
    return st.container(
        key=name, height=most if scrolls else "content", border=False, gap=None
    )


def keep() -> None:
    """Keep the dates of the charts in the same frame in sight."""
    asked = {"height": TOP, "paper": PALETTES[look.mode()].paper}
    KEEPER(key="schedule-dates", data=asked, height=1)
