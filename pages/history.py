"""History: who changed what and when; every revision can be undone."""

import streamlit as st

from pages._ui import look, page, past

here = page.start()
top = st.container()  # the sentence stands above the choice that it is about
shown = past.choose(here)

with top:
    look.head("History", past.headline(shown))
past.show(here, shown)
look.foot_line(here)
