"""What is done about the risks: in time, and as a register."""

from collections.abc import Sequence

from core import risk_figures, risk_timeline
from core.charts import mitigation_timeline as timeline
from core.figure import Figure
from core.registers.catalog import MITIGATIONS, RISKS
from core.risk_mitigations import mitigated
from pages._ui import grid, look
from pages._ui.page import Here


def show(here: Here) -> Sequence[Figure]:
    """Show what they are worth, when each is due, and the register."""
    figures: Sequence[Figure] = ()
    if here.project[RISKS].live:
        look.block(
            here.drawn(risk_figures.worth_title, here.memo(mitigated), here.currency),
            "What is done is in the levels already; what is open takes off its cuts.",
        )
        figures = here.memo(risk_figures.register_figures, here.status_date)
        look.figures(figures)
    rows = here.memo(risk_timeline.mitigation_rows, here.status_date)
    if rows:
        look.block(
            here.drawn(risk_timeline.timeline_title, rows, here.status_date),
            "○ due, ● done; the line between them is the delay. "
            "■ before a name: its risk is above the appetite.",
        )
        chart = here.drawn(
            timeline.mitigation_timeline, rows, here.status_date, look.mode()
        )
        look.chart(
            chart, "mitigation-timeline", here.drawn(timeline.timeline_words, rows)
        )
    grid.show(here, MITIGATIONS)
    return figures
