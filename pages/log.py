"""Log: issues, decisions and actions."""

import streamlit as st

from core import log
from core.registers.catalog import ACTIONS, DECISIONS, ISSUES
from pages._ui import grid, look, page, panel

here = page.start()

look.head("Log", here.memo(log.headline, here.status_date))
panel.follow("log-tab", [ISSUES, DECISIONS, ACTIONS])
issues, decisions, actions = st.tabs(
    ["Issues", "Decisions", "Actions"], key="log-tab", on_change="rerun"
)
if issues.open:
    with issues:
        title = here.memo(log.issues_title, here.status_date)
        grid.show(here, ISSUES, grid.Extras(title=title))
if decisions.open:
    with decisions:
        title = here.memo(log.decisions_title, here.status_date)
        grid.show(here, DECISIONS, grid.Extras(title=title))
if actions.open:
    with actions:
        title = here.memo(log.actions_title, here.status_date)
        grid.show(here, ACTIONS, grid.Extras(title=title))
look.foot_line(here)
