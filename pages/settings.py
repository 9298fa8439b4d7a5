"""Settings: what the project is, and the rules behind every status."""

import streamlit as st

from core.registers.catalog import PROJECTS, SETTINGS
from core.settings_words import facts_title, headline, plan_words, rules_title
from pages._ui import look, page, panel, single

FACTS, RULES = "Facts", "Rules and scales"
here = page.start()

look.head("Settings", headline(here.project))
panel.follow(
    "settings-tab", [PROJECTS, SETTINGS], {PROJECTS.key: FACTS, SETTINGS.key: RULES}
)
facts, rules = st.tabs([FACTS, RULES], key="settings-tab", on_change="rerun")
if facts.open:
    with facts:
        look.block(
            facts_title(here.project.facts),
            "Slip is measured from the planned finish, overrun from the budget.",
        )
        single.show(
            here, PROJECTS, "The facts of a project are written when it is made."
        )
if rules.open:
    with rules:
        look.block(
            rules_title(here.project.settings),
            "Each status on every page names the rule that made it; these are the "
            "rules. " + plan_words(here.project),
        )
        single.show(
            here,
            SETTINGS,
            "The defaults hold: finish 5 and 15 working days, cost 5 and 12 %, threats "
            "1 and 5, risk levels yellow from 6 and red from 15. Set your own to "
            "change them, the currency or the status date.",
        )
look.foot_line(here)
