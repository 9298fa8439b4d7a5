"""Scope: charter, what is in and out, what is delivered and who accepts it."""

import streamlit as st

from core import scope
from core.registers import catalog
from pages._ui import grid, look, page, single

here = page.start()
figures = here.over_weeks(scope.key_figures, here.today)

look.head(
    "Scope",
    here.memo(scope.headline, here.status_date),
    here.memo(scope.status, here.status_date),
)
look.figures(figures)
tabs = st.tabs(list(scope.REGISTERS), key="scope-tab", on_change="rerun")
for tab, spec in zip(tabs, scope.REGISTERS.values(), strict=True):
    if not tab.open:
        continue
    with tab:
        if spec is catalog.CHARTER:
            look.block(here.memo(scope.charter_title))
            single.show(here, spec, scope.NO_CHARTER)
        else:
            title = here.memo(scope.register_title, spec.key, here.status_date)
            grid.show(here, spec, grid.Extras(title=title))
look.explain(figures)
look.foot_line(here)
