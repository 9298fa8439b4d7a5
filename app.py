"""The browser's way in: page configuration and navigation."""

from pathlib import Path

import streamlit as st

from pages._ui import shell

MARK = str(Path(__file__).parent / "assets" / "mark.svg")

st.set_page_config(
    page_title="Linchpin",
    page_icon=MARK,
    layout="wide",
    initial_sidebar_state=232,
)

PAGES = {
    "Portfolio": [
        st.Page(
            "pages/portfolio.py",
            title="Portfolio",
            icon=":material/grid_view:",
            help="All projects with their health, dates and money.",
        ),
        st.Page(
            "pages/overview.py",
            title="Overview",
            icon=":material/monitor_heart:",
            default=True,
            help="What needs attention in this project, and why.",
        ),
    ],
    "Define": [
        st.Page(
            "pages/scope.py",
            title="Scope",
            icon=":material/flag:",
            help="Charter, objectives, requirements, deliverables, changes.",
        ),
    ],
    "Deliver": [
        st.Page(
            "pages/schedule.py",
            title="Schedule",
            icon=":material/view_timeline:",
            help="The plan with its dates, what moves it, baselines and quality.",
        ),
        st.Page(
            "pages/budget.py",
            title="Budget",
            icon=":material/account_balance:",
            help="Plan against actual by category and month.",
        ),
        st.Page(
            "pages/risks.py",
            title="Risks",
            icon=":material/crisis_alert:",
            help="Register, matrix, mitigations and exposure over time.",
        ),
        st.Page(
            "pages/log.py",
            title="Log",
            icon=":material/checklist:",
            help="Issues, decisions and actions.",
        ),
    ],
    "Report": [
        st.Page(
            "pages/history.py",
            title="History",
            icon=":material/history:",
            help="Who changed what and when; every revision can be undone.",
        ),
    ],
    "Learn": [
        st.Page(
            "pages/retrospective.py",
            title="Retrospective",
            icon=":material/forum:",
            help="A board for looking back, with actions and lessons.",
        ),
        st.Page(
            "pages/lessons.py",
            title="Lessons",
            icon=":material/school:",
            help="What the next project should know.",
        ),
    ],
    "Settings": [
        st.Page(
            "pages/exchange.py",
            title="Import and export",
            icon=":material/swap_horiz:",
            help="Files in and out, with a preview before anything is written.",
        ),
        st.Page(
            "pages/settings.py",
            title="Settings",
            icon=":material/tune:",
            help="Facts, status date, currency, tolerances and scales.",
        ),
    ],
}

shell.frame(PAGES).run()
