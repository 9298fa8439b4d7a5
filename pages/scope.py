"""Scope: charter, what is in and out, what is delivered and who accepts it."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from core import scope
from core.registers import catalog
from core.registers.learning import LessonPage
from core.registers.spec import RegisterSpec
from core.scope_state import Scope
from pages._ui import grid, lesson_offers, look, page, panel, single

TABS: dict[RegisterSpec[Any], Callable[[Scope], str] | None] = {
    catalog.CHARTER: scope.charter_title,
    catalog.OBJECTIVES: None,
    catalog.SCOPE_ITEMS: None,
    catalog.DELIVERABLES: scope.deliverables_title,
    catalog.REQUIREMENTS: scope.requirements_title,
    catalog.ASSUMPTIONS: scope.assumptions_title,
    catalog.CHANGE_REQUESTS: scope.changes_title,
}

here = page.start()
state = here.memo(Scope, here.status_date)
figures = here.over_weeks(scope.key_figures, here.today)

look.head("Scope", here.drawn(scope.headline, state), scope.status(state))
look.figures(figures)

panel.follow("scope-tab", TABS)
tabs = st.tabs([spec.title for spec in TABS], key="scope-tab", on_change="rerun")
for tab, (spec, title) in zip(tabs, TABS.items(), strict=True):
    if not tab.open:
        continue
    with tab:
        said = here.drawn(title, state) if title else ""
        if spec is catalog.CHARTER:
            if said:
                look.block(said)
            single.show(
                here,
                catalog.CHARTER,
                "A charter says in one place why the project exists, what success is, "
                "and who signed that. Begin with its purpose in one sentence.",
            )
        else:
            grid.show(here, spec, grid.Extras(title=said))
lesson_offers.show(here, LessonPage.SCOPE)
look.explain(figures)
look.foot_line(here)
