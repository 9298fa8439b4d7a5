"""The frame round every page: logo, navigation, project, day, search."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from core.errors import shorten
from core.project_keys import LONGEST_KEY
from core.search import index, search
from data.workspace import last_project, project_names, workspace_state
from pages._ui import address, fields, look, opened, page, visiting

ASSETS = Path(__file__).parents[2] / "assets"
FIRST_DAY = date(1990, 1, 1)
MOST_RESULTS = 12
LIVE_BOARD = "board"  # has an address, and no place in the menu
FIRST_PAGE = "overview"
PAGES = "linchpin_pages"
Row = tuple[str, str, str, str]  # file, title, icon of Material Symbols, purpose
LOST = "linchpin_lost"  # what to say of a project that an address names in vain


def listed(rows: Mapping[str, Sequence[Row]]) -> dict[str, list[Any]]:
    """Return the pages as the navigation lists them, by group.

    They are found once a browser tab: looking up fourteen files each time is a
    fifteenth of a run. Not once a server, as each remembers that it was run.
    """
    guest = visiting.guest()
    seen = st.session_state.setdefault(PAGES, {})
    if guest not in seen:
        made = {
            group: [_listed(*row, guest=guest) for row in some]
            for group, some in rows.items()
        }
        if not guest:
            made[next(iter(made))].append(_first_by_name(made))
        seen[guest] = made
    found: dict[str, list[Any]] = seen[guest]
    return found


def _listed(file: str, title: str, icon: str, purpose: str, *, guest: bool) -> Any:
    is_first = file == FIRST_PAGE and not guest
    return st.Page(
        f"pages/{file}.py",
        title=title,
        icon=f":material/{icon}:",
        help=purpose,
        default=is_first,
        url_path="first" if is_first else None,
        visibility="hidden" if file == LIVE_BOARD else "visible",
    )


def frame(pages: Mapping[str, Sequence[Any]]) -> Any:
    """Show the frame and return the page that is to run in it.

    A guest, where the server is shared, gets no page but the live board.
    """
    if visiting.guest():
        return st.navigation(
            [found for some in pages.values() for found in some if _is_board(found)],
            position="hidden",
        )
    st.session_state[page.SHELL] = workspace_state(opened.store())
    st.logo(
        str(ASSETS / "logo.svg"), icon_image=str(ASSETS / "mark.svg"), size="medium"
    )
    current = st.navigation(pages, expanded=True)
    if page.workspace(project_names):
        with st.sidebar:
            _tools()
    if lost := st.session_state.pop(LOST, ""):
        st.warning(lost)
    if st.session_state.pop("search-requested", False):
        st.dialog("Search this project", width="medium")(_search)()
    return current


def _tools() -> None:
    """Show what asks for a project, a day and words."""
    _pick_project()
    _pick_day()
    st.button(
        "Search",
        icon=":material/search:",
        key="search-open",
        shortcut="Ctrl+K",
        on_click=_open_search,
        width="stretch",
    )


def _first_by_name(pages: Mapping[str, Sequence[Any]]) -> Any:
    """Return what leads from the first page's name to its address, the server's."""
    (first,) = (
        found for some in pages.values() for found in some if not found.url_path
    )

    def lead() -> None:
        st.switch_page(first, query_params=st.query_params.to_dict())

    title = FIRST_PAGE.capitalize()
    return st.Page(lead, title=title, url_path=FIRST_PAGE, visibility="hidden")


def _is_board(found: Any) -> bool:
    return bool(found.url_path == LIVE_BOARD)


def _pick_project() -> None:
    names = page.workspace(project_names)
    named = st.query_params.get(page.PROJECT, "")
    address.follow(page.PROJECT, lambda text: text if text in names else None)
    if st.session_state.get(page.PROJECT) not in names:
        last = last_project(opened.store(), page.actor())
        st.session_state[page.PROJECT] = last if last in names else next(iter(names))
    st.selectbox(
        "Project",
        list(names),
        format_func=lambda key: names.get(key, key),
        key=page.PROJECT,
        persist_state="session",
    )
    address.write(page.PROJECT, st.session_state[page.PROJECT])
    if named and named not in names:
        _not_found(named, names[st.session_state[page.PROJECT]])


def _not_found(named: str, shown: str) -> None:
    """Say that an address names no project; the entry in it is none of ours."""
    st.query_params.pop(address.ENTRY, None)
    st.session_state[LOST] = (
        f"There is no project {look.tight(shorten(named, LONGEST_KEY))} here, or it is "
        f"not shared with you. This is {look.safe(shown)}; the Portfolio lists all."
    )


def _pick_day() -> None:
    """Offer an earlier day: behind a button while it is today, then in sight.

    The field costs a tenth of what it takes to draw the first page.
    """
    address.follow(page.AS_OF, _day)
    day = st.session_state.get(page.AS_OF)
    if day is None:
        shown = look.popover("As of today", "event", "as-of", "secondary", "stretch")
        if shown is not None:
            with shown:
                _day_field()
    else:
        _day_field()
        st.button(
            "Back to today", icon=":material/today:", on_click=_today, width="stretch"
        )
    address.write(page.AS_OF, day.isoformat() if day else "")


def _day_field() -> None:
    st.date_input(
        "As of",
        value=None,
        max_value=page.today(),
        min_value=FIRST_DAY,
        key=page.AS_OF,
        format="YYYY-MM-DD",
        persist_state="session",
        help="Any earlier day shows every page as it was then, to read only.",
    )


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= page.today() else None


def _today() -> None:
    st.session_state[page.AS_OF] = None


def _open_search() -> None:
    st.session_state["search-requested"] = True


def _search() -> None:
    """Find entries of every register of the project, while somebody types."""
    words = st.text_input(
        "Words or a reference, as in R-007",
        type="search",
        live=True,
        key="search-words",
    )
    here = page.start()
    found = search(here.memo(index), words or "", MOST_RESULTS)
    for hit in found:
        address = look.link(fields.PAGES[hit.register], hit.reference, here.project.key)
        note = f":gray[:small[{look.safe(hit.excerpt)}]]"
        st.markdown(f"{address} {look.safe(hit.title)}  \n{note}")
    if words and not found:
        st.markdown("Nothing holds all of these words. Try fewer of them.")
