"""What the drawer says of money: what an amount counts as, with the rate used."""

from typing import Any

import streamlit as st

from core import words
from core.counted_as import expense_counts_as, line_counts_as
from core.registers.catalog import BUDGET_LINES, EXPENSES
from core.registers.entry import Record
from core.registers.spec import RegisterSpec
from pages._ui import look
from pages._ui.page import Here

SPECS = (BUDGET_LINES, EXPENSES)


def show(here: Here, spec: RegisterSpec[Any], record: Record[Any]) -> None:
    """Show what an amount counts as, where that is not just as written."""
    if spec is EXPENSES:
        verb, told = "Counts as", here.memo(expense_counts_as, record.number)
    else:
        day = here.status_date
        verb, told = "Plans", here.memo(line_counts_as, record.number, day)
    if told:
        entry = record.entry
        written = words.money(entry.amount, entry.currency or here.currency)
        st.markdown(f"**{verb} {look.safe(told)}** :gray[:small[written as {written}]]")
