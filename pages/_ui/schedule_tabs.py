"""The tabs of the schedule page: the plan's registers, baselines and quality."""

from collections.abc import Callable, Mapping

import streamlit as st

from core.registers.catalog import (
    ACTIVITIES,
    ASSIGNMENTS,
    BASELINE_ACTIVITIES,
    BASELINES,
    CALENDAR_EXCEPTIONS,
    CALENDARS,
    DEPENDENCIES,
    RESOURCES,
    SCENARIOS,
)
from pages._ui import (
    grid,
    panel,
    schedule_baselines,
    schedule_calendars,
    schedule_grid,
    schedule_levelling,
    schedule_quality,
)
from pages._ui.page import Here
from pages._ui.schedule import Sight

TAB = "schedule-tab"
QUALITY = "Quality"
HOME = {  # registers that share the tab of another
    CALENDAR_EXCEPTIONS.key: CALENDARS.title,
    ASSIGNMENTS.key: RESOURCES.title,
    BASELINE_ACTIVITIES.key: BASELINES.title,
    SCENARIOS.key: BASELINES.title,
}


def show(here: Here, sight: Sight) -> None:
    """Show the tabs; only the open one is made."""
    panel.follow(
        TAB,
        (
            ACTIVITIES,
            DEPENDENCIES,
            CALENDARS,
            RESOURCES,
            BASELINES,
            CALENDAR_EXCEPTIONS,
            ASSIGNMENTS,
            BASELINE_ACTIVITIES,
            SCENARIOS,
        ),
        HOME,
    )
    tabs = st.tabs(list(TABS), key=TAB, on_change="rerun")
    for tab, (title, made) in zip(tabs, TABS.items(), strict=True):
        if tab.open:
            with tab:
                made(here, sight)
            if title != ACTIVITIES.title:  # a bar of the chart may have been clicked
                panel.show(here, ACTIVITIES)


def _activities(here: Here, sight: Sight) -> None:
    grid.show(here, ACTIVITIES, schedule_grid.extras(here, sight))


def _dependencies(here: Here, _sight: Sight) -> None:
    grid.show(here, DEPENDENCIES, grid.Extras(tied=(ACTIVITIES,)))


def _calendars(here: Here, sight: Sight) -> None:
    grid.show(here, CALENDARS)
    schedule_calendars.offer(here, sight)
    grid.show(here, CALENDAR_EXCEPTIONS, grid.Extras(primary=False))


def _resources(here: Here, sight: Sight) -> None:
    schedule_levelling.show(here, sight)
    grid.show(here, RESOURCES)
    grid.show(here, ASSIGNMENTS, grid.Extras(primary=False))


def _baselines(here: Here, sight: Sight) -> None:
    schedule_baselines.show(here, sight)
    grid.show(here, BASELINES)
    grid.show(here, SCENARIOS, grid.Extras(primary=False))


TABS: Mapping[str, Callable[[Here, Sight], None]] = {
    ACTIVITIES.title: _activities,
    DEPENDENCIES.title: _dependencies,
    CALENDARS.title: _calendars,
    RESOURCES.title: _resources,
    BASELINES.title: _baselines,
    QUALITY: schedule_quality.show,
}
