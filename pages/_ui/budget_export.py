"""The quiet actions of the budget page: bring expenses in, take the money out."""

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from core.exchange.finance_xlsx import finance_xlsx
from pages._ui.page import Here

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def actions(here: Here) -> None:
    """Offer an import and the workbook for finance; that is made when asked for."""
    project, day = here.project, here.status_date

    def made() -> bytes:
        return finance_xlsx(project, day, created=datetime.now(UTC))

    with st.container(horizontal=True, vertical_alignment="center", width="content"):
        if here.can_edit:
            st.page_link(
                "pages/exchange.py",
                label="Import expenses",
                icon=":material/upload_file:",
                width="content",
            )
        _button(project.key, made)


def _button(key: str, made: Callable[[], bytes]) -> None:
    st.download_button(
        "XLSX for finance",
        made,
        file_name=f"{key}-finance.xlsx",
        mime=SHEET,
        icon=":material/download:",
        key="budget-export",
        type="tertiary",
        on_click="ignore",
        help="Lines, expenses, months, categories, vendors and earned value, a sheet "
        "each, with formulas where totals stand.",
    )
