"""The browser's way in: page configuration and navigation."""

from pathlib import Path

import streamlit as st

from pages._ui import shell

MARK = str(Path(__file__).parent / "assets" / "mark.svg")

# By group: file in pages/, title, icon of Material Symbols, and what it is for.
PAGES = {
    "Portfolio": [
        ("portfolio", "Portfolio", "grid_view", "All projects: health, dates, money."),
        ("overview", "Overview", "monitor_heart", "What needs attention, and why."),
    ],
    "Define": [
        ("scope", "Scope", "flag", "Charter, objectives, deliverables, changes."),
    ],
    "Deliver": [
        ("schedule", "Schedule", "view_timeline", "Plan, baselines, what moves it."),
        ("budget", "Budget", "account_balance", "Plan against actual, by month."),
        ("risks", "Risks", "crisis_alert", "Matrix, mitigations, exposure over time."),
        ("log", "Log", "checklist", "Issues, decisions and actions."),
    ],
    "Report": [
        ("history", "History", "history", "Who changed what; undo a revision."),
    ],
    "Learn": [
        ("retrospective", "Retrospective", "forum", "A board for looking back."),
        ("board", "Board", "groups", "A retrospective in session, joined by code."),
        ("lessons", "Lessons", "school", "What the next project should know."),
    ],
    "Settings": [
        ("exchange", "Import and export", "swap_horiz", "Files in, files out."),
        ("settings", "Settings", "tune", "Status date, currency, tolerances, scales."),
    ],
}

st.set_page_config(
    page_title="Linchpin",
    page_icon=MARK,
    layout="wide",
    initial_sidebar_state=232,
)
shell.frame(shell.listed(PAGES)).run()
