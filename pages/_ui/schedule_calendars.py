"""Public holidays of a country, offered as exceptions of a calendar."""

import streamlit as st

from core import draft as drafting
from core import public_holidays, words
from core.registers.catalog import CALENDAR_EXCEPTIONS, CALENDARS
from core.schedule.instants import from_instant
from pages._ui import drafts, look, pending
from pages._ui.page import Here
from pages._ui.schedule import Sight

COUNTRY, CALENDAR = "holidays-country", "holidays-calendar"
FIRST, LAST = "holidays-first", "holidays-last"


def offer(here: Here, sight: Sight) -> None:
    """Offer to add a country's public holidays to a calendar's exceptions."""
    calendars = {r.number: r.entry.title for r in here.project[CALENDARS].live}
    if not here.can_edit or not calendars:
        return
    opened = look.popover("Add public holidays", "celebration", "holidays", "secondary")
    if opened is None:
        return
    first, last = _years(here, sight)
    countries = public_holidays.countries()
    with opened:
        st.selectbox(
            "Country", list(countries), format_func=lambda c: countries[c], key=COUNTRY
        )
        st.selectbox(
            "Calendar",
            list(calendars),
            format_func=lambda number: calendars[number],
            key=CALENDAR,
        )
        years = st.columns(2)
        years[0].number_input("From year", 1970, 2100, first, key=FIRST)
        years[1].number_input("To year", 1970, 2100, last, key=LAST)
        st.button("Add to the grid", key="holidays-add", on_click=_add, args=(here,))
        look.foot("They become new rows; nothing is saved before you press Save.")


def _years(here: Here, sight: Sight) -> tuple[int, int]:
    """Return the years of the plan; that of today and the next without one."""
    if sight.now is None:
        return here.today.year, here.today.year + 1
    start, finish = sight.now.schedule.start, sight.now.schedule.finish
    return from_instant(start).year, from_instant(finish).year


def _add(here: Here) -> None:
    state = st.session_state
    years = range(state[FIRST], state[LAST] + 1)
    rows = public_holidays.rows(here.project, state[CALENDAR], state[COUNTRY], years)
    draft = drafting.add_rows(drafts.draft(here, CALENDAR_EXCEPTIONS), rows)
    drafts.keep(here, CALENDAR_EXCEPTIONS, draft)
    drafts.renew(CALENDAR_EXCEPTIONS.key)
    many = words.count(len(rows), "public holiday")
    told = f"Added {many} as new rows: look at them, then save."
    pending.say(CALENDAR_EXCEPTIONS, told, saved=True)
