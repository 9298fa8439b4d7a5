"""What the project is worth: return, present value, payback, planned and realised."""

from collections.abc import Sequence

import streamlit as st

from core import benefit_words as words
from core.benefits import Benefits, benefits_of
from core.charts.benefits import (
    coverage,
    coverage_words,
    realised,
    realised_note,
    realised_words,
)
from core.figure import Figure
from pages._ui import budget_registers, look
from pages._ui.page import Here


def show(here: Here) -> Sequence[Figure]:
    """Show what the benefits come to against the cost, and their register."""
    found = benefits_of(here.project, here.status_date)
    row = here.drawn(words.figures, found)
    if row:
        look.block(here.drawn(words.headline, found))
        look.figures(row)
        _charts(here, found)
    budget_registers.show(here, budget_registers.GAIN)
    return row


def _charts(here: Here, found: Benefits) -> None:
    currency, mode = here.currency, look.mode()
    left, right = st.columns(2, gap="medium")
    with left:
        look.block(
            here.drawn(words.realised_title, found),
            realised_note(found.rows, currency),
        )
        chart = here.drawn(realised, found.rows, currency, mode)
        look.chart(chart, "benefits", realised_words(found.rows, currency))
    with right:
        look.block(
            here.drawn(words.coverage_title, found),
            "Benefits − costs so far, not discounted. Blue line = status date.",
        )
        chart = here.drawn(coverage, found, mode)
        look.chart(chart, "coverage", coverage_words(found))
